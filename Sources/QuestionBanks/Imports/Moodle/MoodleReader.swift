internal import ContestModel

// Moodle's own XML: `<quiz>` with one `<question type="…">` after another.
//
//     <quiz>
//       <question type="category"><category><text>$course$/top/消防</text></category></question>
//       <question type="multichoice">
//         <name><text>Q1</text></name>
//         <questiontext format="html"><text><![CDATA[<p>问？</p>]]></text></questiontext>
//         <generalfeedback format="html"><text>因为。</text></generalfeedback>
//         <idnumber>fire-1</idnumber>
//         <single>false</single>
//         <answer fraction="50" format="html"><text>甲</text></answer>
//         …
//
// Multichoice (one key or several, told by `single` and the fractions) and truefalse are carried. HTML
// becomes plain text; a question with an image, a table or an attached file is not carried, since
// without it nobody could answer it. All other types are named and counted.
//
// Source: Moodle's documentation of the Moodle XML format.

/// Reads a Moodle XML file into a draft.
struct MoodleReader {
    let log: FindingLog
    var losses = ImportLosses()
    private var questions: [QuestionDraft] = []
    private var category: Located<String>?
    private var count = 0

    /// Attached files are passed over; what refers to them is noted where it stands.
    static let skipped: Set = ["file"]

    /// The draft of a tree whose root is `quiz`.
    static func draft(_ root: XMLElementNode, _ log: FindingLog) -> BankDraft {
        var reader = MoodleReader(log: log)
        for element in root.elements {
            if element.name == "question" {
                reader.read(element)
            } else {
                reader.losses.note(.field, "<\(element.name)>", at: element.place)
            }
        }
        var draft = BankDraft(
            questions: reader.questions,
            writtenQuestionCount: reader.count,
            place: root.place
        )
        ImportedIdentity.complete(&draft, &reader.losses, log)
        reader.losses.report(to: log)
        return draft
    }

    private init(log: FindingLog) {
        self.log = log
    }

    private mutating func read(_ element: XMLElementNode) {
        let type = element.attributes["type"] ?? ""
        if type == "category" {
            let path = element.first("category")?.content ?? ""
            category = Located(MoodleCategory.name(path), at: element.place)
            return
        }
        guard type == "multichoice" || type == "truefalse" else {
            return losses.note(.construct, Self.name(ofType: type), at: element.place)
        }
        if element.first("hidden")?.content == "1" {
            return losses.note(.construct, "已隐藏 hidden", at: element.place)
        }
        count += 1
        var question = MoodleQuestion(element, category: category, log: log)
        question.read(isStatement: type == "truefalse", &losses)
        guard question.marked.report(at: element.place, to: &losses) else {
            count -= 1
            return
        }
        questions.append(question.draft)
    }

    private static func name(ofType type: String) -> String {
        let names = [
            "essay": "问答题", "shortanswer": "填空题", "numerical": "数值题", "matching": "匹配题",
            "calculated": "计算题", "calculatedsimple": "计算题", "calculatedmulti": "计算选择题",
            "cloze": "完形填空", "multianswer": "完形填空", "description": "说明文字",
            "ddwtos": "拖放题", "ddmarker": "拖放题", "ddimageortext": "拖放题", "gapselect": "选词填空",
            "ordering": "排序题",
        ]
        return names[type].map { "\($0) \(type)" } ?? type
    }
}

extension XMLElementNode {
    /// The text of `<text>` within an element, or its own.
    var content: String {
        TextRules.trimmed((first("text") ?? self).ownText)
    }
}
