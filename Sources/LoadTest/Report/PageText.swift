// What the HTML report is put together from.

extension String {
    /// With the five characters replaced that mean something in HTML.
    var escapedForHTML: String {
        var text = ""
        for scalar in unicodeScalars {
            switch scalar {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\"": text += "&quot;"
            case "'": text += "&#39;"
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}

extension Int {
    /// `1,900,207`.
    var grouped: String {
        var digits = String(magnitude)
        var text = ""
        while digits.utf8.count > 3 {
            text = "," + digits.suffix(3) + text
            digits.removeLast(3)
        }
        return (self < 0 ? "-" : "") + digits + text
    }
}

extension Double {
    /// A measured time as people read it: three digits say enough.
    var threeDigits: String {
        if self >= 100 { return Int(rounded()).grouped }
        let factor = self >= 10 ? 10.0 : 100
        return "\((self * factor).rounded() / factor)"
    }
}

/// A table of a page; the first cell of each row is its head.
struct PageTable {
    var head: [String] = []
    var rows: [[String]]
    /// Whether the last column holds words, which must not be squeezed.
    var endsInWords = false

    var html: String {
        func line(_ cells: [String], _ tag: String, _ scope: String) -> String {
            let cells = cells.enumerated().map { index, cell in
                let text = cell.escapedForHTML
                return index == 0
                    ? "<th scope=\"\(scope)\">\(text)</th>"
                    : tag == "th" ? "<th scope=\"col\">\(text)</th>" : "<td>\(text)</td>"
            }
            return "<tr>\(cells.joined())</tr>"
        }
        let head = head.isEmpty ? "" : "<thead>\(line(head, "th", "col"))</thead>"
        let body = rows.map { line($0, "td", "row") }.joined()
        let kind = endsInWords ? "words" : self.head.isEmpty ? "pairs" : "figures"
        let table = "<table class=\"\(kind)\">\(head)<tbody>\(body)</tbody></table>"
        return "<div class=\"scrolls\">\(table)</div>\n"
    }
}
