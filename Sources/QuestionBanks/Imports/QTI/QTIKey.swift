/// The values that a response declaration calls right.
enum QTIKey {
    /// The correct response, or else everything that the mapping gives marks for.
    static func values(
        _ declaration: XMLElementNode?,
        _ losses: inout ImportLosses
    ) -> [Located<String>] {
        guard let declaration else { return [] }
        let values = (declaration.first("correctResponse")?.all("value") ?? []).map { value in
            Located(TextRules.trimmed(value.ownText), at: value.place)
        }
        let entries = declaration.first("mapping")?.all("mapEntry") ?? []
        let worthy = entries.filter { isPositive($0.attributes["mappedValue"] ?? "") }
        if Set(worthy.compactMap { $0.attributes["mappedValue"] }).count > 1 {
            losses.note(.part, "不相等的分值 mapping", at: declaration.place)
        }
        guard values.isEmpty else { return values }
        return worthy.map { Located($0.attributes["mapKey"] ?? "", at: $0.place) }
    }

    private static func isPositive(_ number: String) -> Bool {
        !number.hasPrefix("-") && number.utf8.contains { (0x31...0x39).contains($0) }
    }
}
