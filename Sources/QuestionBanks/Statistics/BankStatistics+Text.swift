extension BankStatistics {
    /// The figures as lines with bars, for a terminal.
    public var text: String {
        var lines: [String] = []
        for section in sections {
            lines.append("")
            lines.append(section.title)
            let width = section.lines.map { Self.width($0.name) }.max() ?? 0
            for line in section.lines {
                let padding = String(repeating: " ", count: width - Self.width(line.name))
                lines.append(
                    "  \(line.name)\(padding)  \(Self.bar(line.count, of: section.total)) "
                        + "\(line.count) (\(Self.percent(line.count, of: section.total)))"
                )
            }
        }
        return lines.joined(separator: "\n")
    }

    /// A bar of at most 40 cells, in eighths of a cell.
    static func bar(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "" }
        let eighths = (count * 320 + total / 2) / total
        let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        return String(repeating: "█", count: eighths / 8) + rest
    }

    /// A share with one decimal.
    static func percent(_ count: Int, of total: Int) -> String {
        guard total > 0 else { return "—" }
        let tenths = (count * 1_000 + total / 2) / total
        return "\(tenths / 10).\(tenths % 10)%"
    }

    /// Cells of a terminal: Chinese characters take two.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.reduce(0) { $0 + ((0x2E80...0xFFE6).contains($1.value) ? 2 : 1) }
    }
}
