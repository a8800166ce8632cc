/// A text as scalars with the place of each, for readers that look back and forth.
///
/// Line ends of every kind become LF, so that a line is what lies between two of them.
struct LocatedText {
    private(set) var scalars: [Unicode.Scalar]
    /// Where each line begins; never empty.
    private let lineStarts: [Int]

    /// Reads a text.
    ///
    /// - Complexity: O(length).
    init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        scalars.reserveCapacity(text.utf8.count)
        var starts = [0]
        var afterReturn = false
        for scalar in text.unicodeScalars {
            defer { afterReturn = scalar == "\r" }
            if scalar == "\n" && afterReturn { continue }
            let isEnd = scalar == "\n" || scalar == "\r"
            scalars.append(isEnd ? "\n" : scalar)
            if isEnd { starts.append(scalars.count) }
        }
        self.scalars = scalars
        lineStarts = starts
    }

    /// The scalar at an index; nil outside the text.
    subscript(_ index: Int) -> Unicode.Scalar? {
        scalars.indices.contains(index) ? scalars[index] : nil
    }

    /// Where a scalar stands.
    ///
    /// - Complexity: O(log lines).
    func place(at index: Int) -> Place {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = low + (high - low) / 2
            if lineStarts[middle] <= index { low = middle } else { high = middle }
        }
        return Place(line: low + 1, column: index - lineStarts[low] + 1)
    }

    /// The lines in order, without their ends.
    var lines: [Range<Int>] {
        lineStarts.indices.map { index in
            let next = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : scalars.count
            return lineStarts[index]..<max(next, lineStarts[index])
        }
    }

    /// A part as text; clamped to the text.
    func string(_ range: Range<Int>) -> String {
        var result = String.UnicodeScalarView()
        result.append(contentsOf: scalars[range.clamped(to: scalars.indices)])
        return String(result)
    }

    /// A part without white space at its ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var range = range.clamped(to: scalars.indices)
        while let first = range.first, scalars[first].properties.isWhitespace {
            range = first + 1..<range.upperBound
        }
        while let last = range.last, scalars[last].properties.isWhitespace {
            range = range.lowerBound..<last
        }
        return range
    }

    /// Whether a part begins with a word.
    func starts(_ range: Range<Int>, with word: String) -> Bool {
        scalars[range.clamped(to: scalars.indices)].starts(with: word.unicodeScalars)
    }

    /// Puts spaces in a part's place, so that everything else keeps its own.
    mutating func blank(_ range: Range<Int>) {
        for index in range.clamped(to: scalars.indices) { scalars[index] = " " }
    }
}
