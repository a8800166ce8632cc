/// The report's charts, drawn as SVG: bars with their values beside them, so that nothing hangs on
/// colour.
enum ReportChart {
    /// One bar.
    struct Bar {
        var label: String
        var value: Int
        /// The value as it is printed; nil for the number itself.
        var text: String?
    }

    /// The drawing's width in its own units; it is shown as wide as the page allows.
    private static let width = 420

    /// Upright bars in a row, for days and for marks.
    ///
    /// Every bar has its value where there is room, otherwise the highest; labels thin out likewise.
    static func columns(_ bars: [Bar], name: String) -> Markup {
        let height = 150
        let top = 18
        let most = max(bars.map(\.value).max() ?? 0, 1)
        var markup = begin(name, height: top + height + 22)
        let step = max(1, bars.count / 6)
        let showsAll = bars.count <= 10
        let highest = bars.firstIndex { $0.value == most }
        for (index, bar) in bars.enumerated() {
            let left = index * width / bars.count
            let right = (index + 1) * width / bars.count
            let tall = bar.value * height / most
            let base = top + height
            let middle = (left + right) / 2
            let wide = min(max(right - left - 2, 1), 60)
            markup.numbers(
                """
                <rect class="bar" x="\(middle - wide / 2)" y="\(base - tall)" \
                width="\(wide)" height="\(tall)"/>
                """
            )
            if showsAll || index == highest {
                let at = min(max(middle, 24), width - 24)
                markup.numbers("<text x=\"\(at)\" y=\"\(base - tall - 4)\" text-anchor=\"middle\">")
                markup.text(bar.text ?? String(bar.value))
                markup.tag("</text>")
            }
            if showsAll || index % step == 0 {
                let at = min(max(middle, 20), width - 20)
                markup.numbers("<text x=\"\(at)\" y=\"\(base + 16)\" text-anchor=\"middle\">")
                markup.text(bar.label)
                markup.tag("</text>")
            }
        }
        markup.numbers(
            """
            <line x1="0" y1="\(top + height)" x2="\(width)" y2="\(top + height)" class="axis"/></svg>
            """
        )
        return markup
    }

    /// Lying bars with their names above, for regions and units.
    static func rows(_ bars: [Bar], name: String) -> Markup {
        let line = 36
        let most = max(bars.map(\.value).max() ?? 0, 1)
        var markup = begin(name, height: max(bars.count, 1) * line)
        for (index, bar) in bars.enumerated() {
            let top = index * line
            let long = max(bar.value, 0) * (width - 70) / most
            markup.numbers("<text x=\"0\" y=\"\(top + 13)\">")
            markup.text(shortened(bar.label))
            markup.numbers(
                """
                </text><rect class="bar" x="0" y="\(top + 18)" width="\(max(long, 1))" height="12"/>\
                <text x="\(long + 6)" y="\(top + 29)">
                """
            )
            markup.text(bar.text ?? String(bar.value))
            markup.tag("</text>")
        }
        markup.tag("</svg>")
        return markup
    }

    private static func begin(_ name: String, height: Int) -> Markup {
        var markup = Markup()
        markup.numbers("<svg viewBox=\"0 0 \(width) \(height)\" role=\"img\" aria-label=\"")
        markup.text(name)
        markup.tag("\">")
        return markup
    }

    private static func shortened(_ text: String) -> String {
        text.count <= 28 ? text : text.prefix(27) + "…"
    }
}
