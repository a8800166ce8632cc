/// What an attempt is judged by: a version of the rules, one of its tracks and a version of the
/// bank, with tables made from them once.
///
/// A class, so that handing it from check to check copies nothing.
final class TrackEdition {
    let rules: Rules
    let track: Track
    let bank: Bank
    /// How many questions a paper has.
    let questionCount: Int64
    private var sectionTables: [Int: SectionTable] = [:]

    init(rules: Rules, track: Track, bank: Bank) {
        self.rules = rules
        self.track = track
        self.bank = bank
        questionCount = track.paper.sections.reduce(0) { $0.plus(Int64($1.count)) }
    }

    /// Which sections admit which question on a day.
    func sections(on day: Int64) -> SectionTable {
        let theme = track.paper.theme(on: day)
        if let table = sectionTables[theme ?? -1] { return table }
        let table = SectionTable(
            bank: bank,
            sections: track.paper.sections,
            theme: theme.map { track.paper.themes[$0] }
        )
        sectionTables[theme ?? -1] = table
        return table
    }
}

/// Finds the edition of each attempt.
struct TrackEditions {
    private struct Key: Hashable {
        let rules: Int64
        let bank: Int64
        let track: Int64
    }

    private let editions: Editions
    private var found: [Key: TrackEdition] = [:]

    init(_ editions: Editions) {
        self.editions = editions
    }

    /// The edition that an attempt names; nil, and a difference, when there is none.
    ///
    /// An attempt must name the versions that were the latest when it began.
    mutating func edition(
        of attempt: AttemptRow,
        into differences: inout DifferenceList
    ) -> TrackEdition? {
        let rules = Editions.inForce(editions.rules, before: attempt.sequence)?.version ?? 0
        let bank = Editions.inForce(editions.banks, before: attempt.sequence)?.version ?? 0
        if rules != attempt.rulesVersion || bank != attempt.bankVersion {
            differences.add(
                .versionNotInForce,
                at: attempt.place,
                expected: "rules \(rules), bank \(bank)",
                found: "rules \(attempt.rulesVersion), bank \(attempt.bankVersion)"
            )
        }
        let edition = edition(
            rules: attempt.rulesVersion,
            bank: attempt.bankVersion,
            track: attempt.track
        )
        if edition == nil {
            differences.add(
                .unknownVersion,
                at: attempt.place,
                expected: "—",
                found: "rules \(attempt.rulesVersion), bank \(attempt.bankVersion),"
                    + " track \(attempt.track)"
            )
        }
        return edition
    }

    /// The edition of some versions; nil when there is none.
    mutating func edition(rules: Int64, bank: Int64, track: Int64) -> TrackEdition? {
        let key = Key(rules: rules, bank: bank, track: track)
        if let edition = found[key] { return edition }
        let edition = make(key)
        found[key] = edition
        return edition
    }

    private func make(_ key: Key) -> TrackEdition? {
        guard let rules = editions.rules.first(where: { $0.version == key.rules })?.content,
            let bank = editions.banks.first(where: { $0.version == key.bank })?.content,
            key.track >= 0, key.track < Int64(rules.tracks.count)
        else { return nil }
        return TrackEdition(rules: rules, track: rules.tracks[Int(key.track)], bank: bank)
    }
}
