internal import Yams

/// Says in the organiser's words what the YAML parser could not read.
enum YAMLSyntaxFault {
    static func note(_ fault: any Error, in text: String, _ log: FindingLog) {
        switch fault {
        case YamlError.scanner(_, let problem, let mark, _),
            YamlError.parser(_, let problem, let mark, _):
            noteSyntax(problem, Place(line: mark.line, column: mark.column), log)
        case YamlError.composer(_, let problem, let mark, _):
            let place = Place(line: mark.line, column: mark.column)
            guard problem.contains("another document") else {
                return noteSyntax(problem, place, log)
            }
            log.error(
                "yaml.documents",
                at: place,
                "一个文件只能有一份内容（---），请拆成几个文件",
                "one document a file (---); split it"
            )
        default:
            noteSyntax("the text cannot be read", nil, log)
        }
    }

    private static func noteSyntax(_ problem: String, _ place: Place?, _ log: FindingLog) {
        log.error(
            "yaml.syntax",
            at: place,
            "YAML 语法有误：\(chinese(for: problem))",
            "YAML syntax: \(problem)"
        )
    }

    /// The usual causes of the parser's usual complaints.
    private static func chinese(for problem: String) -> String {
        if problem.contains("mapping values are not allowed") {
            return "文字里有“: ”或缩进不齐，请把这段文字加上引号"
        }
        if problem.contains("cannot start any token") {
            return "此处不能用制表符或该符号开头，请改用空格或加引号"
        }
        if problem.contains("end of stream") || problem.contains("document indicator") {
            return "引号没有配对"
        }
        if problem.contains("could not find expected ':'") { return "缺少冒号，或缩进不齐" }
        if problem.contains("nesting level") { return "嵌套过深" }
        if problem.contains("did not find expected") { return "缩进不齐，或引号、括号没有配对" }
        return problem
    }
}
