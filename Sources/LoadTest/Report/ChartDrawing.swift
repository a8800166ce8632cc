/// A chart in one size.
struct ChartDrawing {
    /// How large it is, in the units of its own text's pixels.
    struct Size {
        var name: String
        var width: Double
        var height: Double
        /// How many instants stand below it.
        var timeMarks: Int

        /// For screens and paper.
        static let wide = Size(name: "wide", width: 860, height: 240, timeMarks: 10)
        /// For phones.
        static let narrow = Size(name: "narrow", width: 358, height: 200, timeMarks: 5)
    }

    let chart: Chart
    let size: Size

    private static let (left, right, top, bottom) = (52.0, 16.0, 10.0, 26.0)

    /// The drawing.
    var svg: String {
        """
        <svg class="chart \(size.name)" viewBox="0 0 \(Int(size.width)) \(Int(size.height))" \
        role="img" aria-label="\(chart.title.escapedForHTML)">\(grid)\(curves)\(bound)</svg>
        """
    }

    private func x(_ index: Double) -> Double {
        let width = size.width - Self.left - Self.right
        return Self.left + width * index / Double(chart.count - 1)
    }

    private func y(_ value: Double) -> Double {
        let (low, high) = chart.range
        let share =
            chart.isLogarithmic
            ? Self.decades(from: low, to: max(low, value)) / Self.decades(from: low, to: high)
            : value / high
        return size.height - Self.bottom - (size.height - Self.top - Self.bottom) * share
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
        var text = ""
        for mark in chart.marks {
            let height = Self.rounded(y(mark))
            let end = Int(size.width - Self.right)
            text += "<path class=\"grid\" d=\"M\(Int(Self.left)) \(height)H\(end)\"/>"
            text += "<text class=\"end\" x=\"\(Int(Self.left) - 6)\" y=\"\(height)\">"
            text += "\(Self.label(mark))</text>"
        }
        let time = chart.times.text
        for second in chart.timeMarks(size.timeMarks) {
            let place = Self.rounded(x(Double(second) / Double(chart.step)))
            text += "<text class=\"mid\" x=\"\(place)\" y=\"\(Int(size.height) - 8)\">"
            text += "\(time(second))</text>"
        }
        return text
    }

    private var bound: String {
        guard let bound = chart.bound else { return "" }
        let height = Self.rounded(y(bound))
        let end = Int(size.width - Self.right)
        return """
            <path class="bound" d="M\(Int(Self.left)) \(height)H\(end)"/>\
            <text class="end low" x="\(end)" y="\(height - 4)">≤ \(Self.label(bound)) ms</text>
            """
    }

    private var curves: String {
        chart.lines.map { line in
            """
            <path d="\(path(line.values))" stroke="\(line.colour)" \
            stroke-dasharray="\(line.dashes)"/>
            """
        }.joined()
    }

    /// A logarithm has no zero: where nothing was measured, the line has a gap.
    private func path(_ values: [Double]) -> String {
        var path = ""
        var isDown = false
        for (index, value) in values.enumerated() {
            guard !chart.isLogarithmic || value > 0 else {
                isDown = false
                continue
            }
            let point = "\(Self.rounded(x(Double(index)))) \(Self.rounded(y(value)))"
            // A single point between two gaps shows as a dot.
            path += isDown ? "L\(point)" : "M\(point)h.1"
            isDown = true
        }
        return path
    }

    private static func rounded(_ value: Double) -> Double { (value * 10).rounded() / 10 }

    private static func label(_ value: Double) -> String {
        value == value.rounded() ? Int(value).grouped : "\((value * 100).rounded() / 100)"
    }
}
