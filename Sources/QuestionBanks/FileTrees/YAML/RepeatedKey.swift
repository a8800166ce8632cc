internal import Yams

/// Finds a block mapping's second entry of one name in the text, and gives it another name.
enum RepeatedKey {
    /// The text with the second such key renamed, and that key's place.
    ///
    /// A block mapping's keys share a column, and everything inside it stands further right; so the
    /// search follows the lines from the first key until one begins further left.
    ///
    /// - Parameter first: Where the first entry of the name stands.
    /// - Returns: nil where the mapping is written in flow style or the key cannot be found.
    /// - Complexity: O(text).
    static func rename(
        _ key: String,
        after first: Mark,
        in text: String
    ) -> (text: String, place: Place)? {
        var scalars = Array(text.unicodeScalars)
        var cursor = TextCursor()
        var lineStart = 0
        var place = cursor.place
        for index in scalars.indices {
            place = cursor.place
            if place.column == 1 {
                lineStart = index
                if place.line > first.line {
                    switch look(for: key, column: first.column, at: lineStart, in: scalars) {
                    case .elsewhere: break
                    case .ended: return nil
                    case .found(let offset):
                        scalars[offset] = fresh(place.line)
                        var view = String.UnicodeScalarView()
                        view.append(contentsOf: scalars)
                        return (String(view), Place(line: place.line, column: first.column))
                    }
                }
            }
            cursor.advance(over: scalars[index])
        }
        return nil
    }

    private enum Look {
        case elsewhere
        case ended
        case found(Int)
    }

    private static func look(
        for key: String,
        column: Int,
        at lineStart: Int,
        in scalars: [Unicode.Scalar]
    ) -> Look {
        let line = scalars[lineStart...].prefix { $0 != "\n" && $0 != "\r" }
        let indent = line.prefix { $0 == " " }.count
        guard let head = line.dropFirst(indent).first, head != "#" else { return .elsewhere }
        if indent + 1 < column { return .ended }
        guard indent + 1 == column else { return .elsewhere }
        let isQuoted = head == "\"" || head == "'"
        let name = line.dropFirst(indent + (isQuoted ? 1 : 0))
        let wanted = Array(key.unicodeScalars)
        guard !wanted.isEmpty, name.starts(with: wanted) else { return .elsewhere }
        let rest = name.dropFirst(wanted.count + (isQuoted ? 1 : 0)).drop { $0 == " " }
        return rest.first == ":" ? .found(name.startIndex) : .elsewhere
    }

    /// A private character that makes the renamed key unlike every other one.
    private static func fresh(_ line: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt32(0xF0000 + line % 0xFFF0)) ?? "\u{F0000}"
    }
}
