/// Draws lines over time as SVG, without a script and without a font of its own.
struct Chart {
    /// One line.
    struct Line {
        var name: String
        var colour: String
        /// How it is dashed: lines are told apart without colour, too.
        var dashes: String
        var values: [Double]
    }

    var title: String
    var unit: String
    /// Seconds between two values.
    var step: Int
    var lines: [Line]
    /// Whether each line of the grid is ten times the one below.
    var isLogarithmic: Bool

    private static let (width, height) = (860.0, 240.0)
    private static let (left, right, top, bottom) = (70.0, 20.0, 30.0, 36.0)

    /// The drawing.
    var svg: String {
        let parts = [grid, curves, legend].joined()
        return """
            <figure><svg viewBox="0 0 \(Int(Self.width)) \(Int(Self.height))" role="img" \
            aria-label="\(title.escapedForHTML)">\(parts)</svg></figure>

            """
    }

    private var count: Int { max(2, lines.map(\.values.count).max() ?? 2) }

    /// The values at the bottom and at the top of the axis.
    private var range: (low: Double, high: Double) {
        let values = lines.flatMap(\.values)
        guard isLogarithmic else {
            return (0, Self.roundUp(values.max() ?? 1))
        }
        var low = 0.1
        while let least = values.filter({ $0 > 0 }).min(), low * 10 <= least { low *= 10 }
        var high = low * 10
        while high < values.max() ?? 1 { high *= 10 }
        return (low, high)
    }

    /// The next of 1, 2, 5, 10, 20 and so on.
    static func roundUp(_ value: Double) -> Double {
        var unit = 1.0
        while unit * 10 < value { unit *= 10 }
        for factor in [1.0, 2, 5, 10] where factor * unit >= value { return factor * unit }
        return value
    }

    private func x(_ index: Int) -> Double {
        Self.left + (Self.width - Self.left - Self.right) * Double(index) / Double(count - 1)
    }

    private func y(_ value: Double) -> Double {
        let (low, high) = range
        let share =
            isLogarithmic
            ? Self.decades(from: low, to: max(low, value)) / Self.decades(from: low, to: high)
            : value / high
        return Self.height - Self.bottom - (Self.height - Self.top - Self.bottom) * share
    }

    /// The logarithm of the quotient to base 10, within a thousandth.
    private static func decades(from low: Double, to high: Double) -> Double {
        var (quotient, whole) = (high / low, 0.0)
        while quotient >= 10 {
            quotient /= 10
            whole += 1
        }
        // Ten bits of the fraction, by squaring.
        var (fraction, bit) = (0.0, 0.5)
        for _ in 0..<10 {
            quotient *= quotient
            if quotient >= 10 {
                quotient /= 10
                fraction += bit
            }
            bit /= 2
        }
        return whole + fraction
    }

    private var grid: String {
        let (low, high) = range
        var marks: [Double] = []
        if isLogarithmic {
            var mark = low
            while mark <= high * 1.001 {
                marks.append(mark)
                mark *= 10
            }
        } else {
            marks = (0...4).map { high * Double($0) / 4 }
        }
        var text = "<text x=\"\(Int(Self.left))\" y=\"16\">\(title.escapedForHTML)（\(unit)）</text>"
        for mark in marks {
            let height = Self.rounded(y(mark))
            let end = Int(Self.width - Self.right)
            text += "<path class=\"grid\" d=\"M\(Int(Self.left)) \(height)H\(end)\"/>"
            text += "<text class=\"end\" x=\"\(Int(Self.left) - 6)\" y=\"\(height)\">"
            text += "\(Self.label(mark))</text>"
        }
        for part in 0...6 {
            let index = (count - 1) * part / 6
            text += "<text class=\"mid\" x=\"\(Self.rounded(x(index)))\" "
            text += "y=\"\(Int(Self.height - Self.bottom) + 16)\">\(index * step) s</text>"
        }
        return text
    }

    private var curves: String {
        lines.map { line in
            let points = line.values.enumerated().map { index, value in
                "\(Self.rounded(x(index))),\(Self.rounded(y(value)))"
            }
            return """
                <polyline points="\(points.joined(separator: " "))" stroke="\(line.colour)" \
                stroke-dasharray="\(line.dashes)"/>
                """
        }.joined()
    }

    private var legend: String {
        lines.enumerated().map { index, line in
            let start = Int(Self.width) - 110 * (lines.count - index)
            return """
                <path d="M\(start) 12h26" stroke="\(line.colour)" \
                stroke-dasharray="\(line.dashes)"/>\
                <text x="\(start + 32)" y="16">\(line.name.escapedForHTML)</text>
                """
        }.joined()
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    private static func label(_ value: Double) -> String {
        value == value.rounded() ? "\(Int(value))" : "\((value * 100).rounded() / 100)"
    }
}

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
