internal import Foundation

/// Headings as people write them, made comparable.
enum HeadingText {
    /// A heading without white space, decoration and hints: `＊选项 Ａ（必填）：` and `选项a` are one.
    ///
    /// - Complexity: O(bytes).
    static func key(_ written: String) -> String {
        let folded = written.precomposedStringWithCompatibilityMapping.lowercased()
        var scalars = folded.unicodeScalars.filter { scalar in
            !scalar.properties.isWhitespace && !decoration.contains(scalar)
                && !TextRules.isForbidden(scalar)
        }
        if scalars.last == ")", let open = scalars.firstIndex(of: "("), open > scalars.startIndex {
            scalars.removeSubrange(open...)
        }
        return String(String.UnicodeScalarView(scalars))
    }

    /// Separators and marks that carry no meaning in a heading.
    private static let decoration: Set<Unicode.Scalar> = [
        "*", ":", "_", "-", ".", "'", "\"", "【", "】", "[", "]", "、", "/", "※",
    ]

    /// The heading of the column in which reasons are handed back, which every reader passes over.
    static let reason = "错误原因"

    /// Whether a heading's key is that of the reasons.
    static func isReason(_ key: String) -> Bool { key == reason || key == "errors" }
}
