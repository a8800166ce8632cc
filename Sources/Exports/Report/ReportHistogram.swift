import ContestModel

/// Marks gathered into bars.
enum ReportHistogram {
    /// The most bars that stay readable.
    private static let barLimit = 20

    /// One bar for each mark where there are few, else equal ranges between the lowest and highest.
    static func bars(_ histogram: [(points: Points, attempts: Int)]) -> [ReportChart.Bar] {
        guard histogram.count > barLimit, let low = histogram.first?.points.hundredths,
            let high = histogram.last?.points.hundredths
        else {
            return histogram.map { mark in
                ReportChart.Bar(label: mark.points.description, value: mark.attempts)
            }
        }
        // Whole points wide, so that the labels are.
        let span = Int(high) - Int(low)
        let width = max((span / barLimit / 100 + 1) * 100, 100)
        var bars: [ReportChart.Bar] = (0...span / width).map { index in
            let from = Int(low) + index * width
            return ReportChart.Bar(label: ExportValue.shortened(from) + "起", value: 0)
        }
        for mark in histogram {
            bars[(Int(mark.points.hundredths) - Int(low)) / width].value += mark.attempts
        }
        return bars
    }
}
