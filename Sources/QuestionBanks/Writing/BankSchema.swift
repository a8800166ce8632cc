/// The published description of a bank as JSON, for editors and other programs.
///
/// The same text lies in the repository as `QuestionBanks/bank.schema.json`; it is compiled in so that
/// one binary can print it. What a schema cannot say (unique identifiers, keys within the options,
/// limits in bytes) is judged by `BankReader` alone.
public enum BankSchema {
    /// The JSON Schema (draft 2020-12), ending in a newline.
    public static let json = #"""
        {
          "$schema": "https://json-schema.org/draft/2020-12/schema",
          "$id": "urn:safetyquiz:bank-schema:1",
          "title": "安全知识竞赛题库 / SafetyQuiz question bank",
          "description": "题库的 JSON 写法，与 YAML 写法逐键相同。null 等于没有写。长度上限按 UTF-8 字节计算，一个汉字三字节。 / A bank as JSON, key by key the same as in YAML. null means absent. Limits count UTF-8 bytes.",
          "type": "object",
          "required": ["bank", "title", "questions"],
          "additionalProperties": false,
          "properties": {
            "bank": {"$ref": "#/$defs/name", "description": "题库名 / the bank's name"},
            "title": {"$ref": "#/$defs/text", "description": "标题，至多 300 字节 / title, at most 300 bytes"},
            "published": {
              "type": ["boolean", "null"],
              "description": "题库连同答案是否公开，缺省为 false / whether the file is public together with its keys"
            },
            "approved": {
              "type": ["object", "null"],
              "required": ["by", "on"],
              "additionalProperties": false,
              "description": "审定：由谁负责，哪一天 / who answers for the content, and since when",
              "properties": {"by": {"$ref": "#/$defs/text"}, "on": {"$ref": "#/$defs/day"}}
            },
            "allowed": {
              "type": ["array", "null"],
              "maxItems": 1000,
              "description": "有意保留的提醒 / warnings that are right to keep",
              "items": {
                "type": "object",
                "required": ["warning", "why"],
                "additionalProperties": false,
                "properties": {
                  "warning": {"$ref": "#/$defs/text"},
                  "question": {"$ref": "#/$defs/optionalText"},
                  "why": {"$ref": "#/$defs/text"}
                }
              }
            },
            "questions": {
              "type": "array",
              "minItems": 1,
              "maxItems": 65535,
              "items": {"$ref": "#/$defs/question"}
            }
          },
          "$defs": {
            "name": {"type": "string", "pattern": "^[a-z0-9-]{1,64}$"},
            "text": {
              "type": ["string", "number", "boolean"],
              "description": "文字；数字与 true、false 按所写的样子当作文字 / a text; numbers and booleans are read as written"
            },
            "optionalText": {"type": ["string", "number", "boolean", "null"]},
            "day": {
              "type": ["string", "null"],
              "pattern": "^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$"
            },
            "question": {
              "type": "object",
              "required": ["id", "type", "stem", "key"],
              "additionalProperties": false,
              "properties": {
                "id": {"$ref": "#/$defs/name", "description": "题号，题库内唯一 / unique in the bank"},
                "type": {
                  "enum": ["single", "multiple", "true_false"],
                  "description": "单选、多选、判断"
                },
                "stem": {"$ref": "#/$defs/text", "description": "题干，至多 3000 字节"},
                "options": {
                  "type": ["array", "null"],
                  "items": {"$ref": "#/$defs/text"},
                  "minItems": 2,
                  "maxItems": 8,
                  "description": "2 到 8 个选项，每个至多 1000 字节；判断题不写 / absent for true_false"
                },
                "key": {
                  "description": "选项字母：B、\"ACD\" 或 [\"A\", \"C\"]；判断题：true、false、对、错 / option letters, or a truth value",
                  "anyOf": [
                    {"$ref": "#/$defs/text"},
                    {"type": "array", "items": {"$ref": "#/$defs/text"}, "minItems": 1, "maxItems": 8}
                  ]
                },
                "explanation": {"$ref": "#/$defs/optionalText", "description": "解析，至多 6000 字节"},
                "category": {"$ref": "#/$defs/optionalText", "description": "分类，至多 120 字节"},
                "knowledge_point": {"$ref": "#/$defs/optionalText", "description": "知识点，至多 300 字节"},
                "difficulty": {
                  "type": ["integer", "null"],
                  "minimum": 1,
                  "maximum": 5,
                  "description": "1（易）到 5（难），缺省为 3 / 1 (easy) to 5 (hard)"
                },
                "pool": {
                  "type": ["string", "null"],
                  "pattern": "^[a-z0-9-]{1,64}$",
                  "description": "题池，缺省为 main / the pool it is drawn from"
                },
                "basis": {
                  "type": ["object", "null"],
                  "required": ["law"],
                  "additionalProperties": false,
                  "description": "答案的依据 / what the key rests on",
                  "properties": {
                    "law": {"$ref": "#/$defs/text"},
                    "version": {"$ref": "#/$defs/optionalText"},
                    "article": {"$ref": "#/$defs/optionalText"},
                    "valid_from": {"$ref": "#/$defs/day"},
                    "valid_until": {"$ref": "#/$defs/day"}
                  }
                }
              },
              "if": {"properties": {"type": {"const": "true_false"}}},
              "then": {"properties": {"options": {"enum": [null, ["正确", "错误"]]}}},
              "else": {"required": ["options"], "properties": {"options": {"type": "array"}}}
            }
          }
        }

        """#
}
