// A chart is drawn twice, for a wide and for a narrow page, and the style sheet shows one: text in a
// drawing that is squeezed on to a phone could not be read. Names and units stand above the drawing
// as text of the page.

/// Lines over time as SVG, without a script and without a font of its own.
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
    /// A bound that is drawn across.
    var bound: Double?

    /// The figure for a page.
    var html: String {
        let keys = lines.map { line in
            """
            <span class="key"><svg viewBox="0 0 30 8" width="30" height="8" aria-hidden="true">\
            <path d="M0 4h30" stroke="\(line.colour)" stroke-dasharray="\(line.dashes)"/></svg>\
            \(line.name.escapedForHTML)</span>
            """
        }
        let times = times.isClock ? "；横轴 分:秒 · min:s" : ""
        return """
            <figure><figcaption><b>\(title.escapedForHTML)</b>（\(unit.escapedForHTML)\(times)）\
            \(keys.joined(separator: " "))</figcaption>
            \(ChartDrawing(chart: self, size: .wide).svg)
            \(ChartDrawing(chart: self, size: .narrow).svg)</figure>

            """
    }

    /// How many values the longest line has, at least two.
    var count: Int { max(2, lines.map(\.values.count).max() ?? 2) }

    /// The values at the bottom and at the top of the axis.
    var range: (low: Double, high: Double) {
        let values = lines.flatMap(\.values) + [bound].compactMap(\.self)
        guard isLogarithmic else {
            return (0, Self.roundUp(values.max() ?? 1))
        }
        var low = 0.1
        while let least = values.filter({ $0 > 0 }).min(), low * 10 <= least { low *= 10 }
        var high = low * 10
        while high < values.max() ?? 1 { high *= 10 }
        return (low, high)
    }

    /// What stands on the axis of values, from the bottom.
    var marks: [Double] {
        let (low, high) = range
        guard isLogarithmic else { return (0...4).map { high * Double($0) / 4 } }
        var marks: [Double] = []
        var mark = low
        while mark <= high * 1.001 {
            marks.append(mark)
            mark *= 10
        }
        return marks
    }

    /// How instants are written: seconds in a short run, otherwise minutes and seconds.
    var times: (isClock: Bool, text: (Int) -> String) {
        guard (count - 1) * step > 180 else { return (false, { "\($0) s" }) }
        return (true, { "\($0 / 60):\($0 % 60 < 10 ? "0" : "")\($0 % 60)" })
    }

    /// The seconds that stand on the axis of time, at most so many, round numbers apart.
    func timeMarks(_ most: Int) -> [Int] {
        let total = (count - 1) * step
        let round = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600]
        var apart = round.first { total / $0 < most } ?? 7_200
        while total / apart >= most { apart *= 2 }
        return Array(stride(from: 0, through: total, by: apart))
    }

    /// The next of 1, 2, 5, 10, 20 and so on.
    static func roundUp(_ value: Double) -> Double {
        var unit = 1.0
        while unit * 10 < value { unit *= 10 }
        for factor in [1.0, 2, 5, 10] where factor * unit >= value { return factor * unit }
        return value
    }
}
