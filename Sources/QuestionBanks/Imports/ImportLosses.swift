/// Counts what a foreign file holds and a bank does not carry, so that each kind is named once.
///
/// These are warnings and not errors: a course's export mixes essays and matching questions among the
/// choice questions, and an organiser who could not have the latter without deleting the former by
/// hand would be worse off. What is left out is named with its number, nothing is bent into another
/// shape, and a file of which nothing is left is an error (`bank.questions.none`).
struct ImportLosses {
    /// What kind of thing is left out.
    enum Kind: String {
        /// A whole question of a type that the contest does not know.
        case construct = "bank.construct-not-carried"
        /// A named field or element.
        case field = "bank.field.unknown"
        /// A part of a question that has no place: an option's feedback, partial credit, a tag.
        case part = "bank.part.dropped"
        /// Markup whose text was kept.
        case markup = "bank.markup.dropped"
        /// Something that was put into the bank's own form: labels taken off, identifiers made.
        case adapted = "bank.part.adapted"
    }

    private struct Tally {
        var count: Int
        var place: Place
    }

    private struct Name: Hashable {
        var kind: Kind
        var name: String
    }

    private var tallies: [Name: Tally] = [:]
    private var order: [Name] = []

    /// Counts one occurrence.
    mutating func note(_ kind: Kind, _ name: String, at place: Place) {
        let key = Name(kind: kind, name: TextShortening.shortened(name))
        if tallies[key] != nil {
            tallies[key]?.count += 1
        } else {
            tallies[key] = Tally(count: 1, place: place)
            order.append(key)
        }
    }

    /// Writes one warning for each name, at its first place.
    func report(to log: FindingLog) {
        for key in order {
            guard let tally = tallies[key] else { continue }
            log.warning(
                key.kind.rawValue,
                at: tally.place,
                text: "\(key.name) ×\(tally.count)",
                chinese(key, tally.count),
                english(key, tally.count)
            )
        }
    }

    private func chinese(_ key: Name, _ count: Int) -> String {
        switch key.kind {
        case .construct: "题库不支持这种题（\(key.name)），共 \(count) 道，未导入"
        case .field: "不认识的字段 \(key.name)，共 \(count) 处，未导入"
        case .part: "题库里没有位置存放 \(key.name)，共 \(count) 处，未导入"
        case .markup: "去掉了标记 \(key.name)，共 \(count) 处，文字保留"
        case .adapted: "已改写为题库的写法：\(key.name)，共 \(count) 处"
        }
    }

    private func english(_ key: Name, _ count: Int) -> String {
        switch key.kind {
        case .construct: "\(count) question(s) of a kind that is not carried: \(key.name)"
        case .field: "an unknown field, \(count) time(s), left out: \(key.name)"
        case .part: "no place in a bank for \(key.name), \(count) time(s), left out"
        case .markup: "markup \(key.name) taken off \(count) time(s), its text kept"
        case .adapted: "put into the bank's own form, \(count) time(s): \(key.name)"
        }
    }
}
