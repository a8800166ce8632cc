import GRDB

/// Checks that amendments name what exists.
///
/// Where one does not, an honest engine would have refused it. It is a difference; the amendment
/// still does what it says to whatever it names that does exist.
struct AmendmentTargets {
    let database: Database
    let editions: Editions
    let people: People

    func check(_ log: AmendmentLog, into differences: inout DifferenceList) throws {
        for entry in log.entries {
            let sequence = entry.sequence
            switch entry.act {
            case .disqualify(let sets), .reinstate(let sets):
                try check(sets, sequence, into: &differences)
            case .rule(let ruling): check(ruling, sequence, into: &differences)
            case .move(let details):
                checkPerson(details.participant, sequence, into: &differences)
                checkNode(details.region, editions.regions, sequence, into: &differences)
                checkNode(details.unit, editions.units, sequence, into: &differences)
            case .merge(let details):
                check(details.from, details.of, sequence, into: &differences)
                check(details.into, details.of, sequence, into: &differences)
            case .rename(let details):
                check(details.id, details.of, sequence, into: &differences)
            case .reverse, .remark, .void: break
            }
        }
    }

    private func check(
        _ sets: AmendedSets,
        _ sequence: Int64,
        into differences: inout DifferenceList
    ) throws {
        for participant in sets.participants.sorted() {
            checkPerson(participant, sequence, into: &differences)
        }
        for attempt in sets.attempts.sorted() {
            let found = try Int64.fetchOne(
                database,
                sql: "SELECT sequence FROM attempt WHERE sequence = ? AND sequence < ?",
                arguments: [attempt, sequence]
            )
            guard found == nil else { continue }
            note("attempt", attempt, sequence, into: &differences)
        }
    }

    private func check(
        _ ruling: KeyRuling,
        _ sequence: Int64,
        into differences: inout DifferenceList
    ) {
        var questions: [Bank.Question] = []
        for version in ruling.bankVersions {
            let bank = editions.banks.first { $0.version == version && $0.sequence < sequence }
            if let bank {
                questions += bank.content.questions.filter { $0.id == ruling.question }
            } else {
                note("bank", version, sequence, into: &differences)
            }
        }
        if questions.isEmpty {
            differences.add(
                .amendsNothing,
                at: AmendmentLog.place(of: sequence),
                expected: "question",
                found: ruling.question
            )
        }
        guard case .keys(let keys) = ruling.ruling else { return }
        for question in questions {
            for key in keys where key & ~question.allOptions != 0 {
                differences.add(
                    .impossibleKey,
                    at: AmendmentLog.place(of: sequence),
                    expected: "\(question.optionCount) options",
                    found: String(key, radix: 2)
                )
            }
        }
    }

    private func check(
        _ id: Int64,
        _ thing: AmendedThing,
        _ sequence: Int64,
        into differences: inout DifferenceList
    ) {
        switch thing {
        case .person: checkPerson(id, sequence, into: &differences)
        case .region: checkNode(id, editions.regions, sequence, into: &differences)
        case .unit: checkNode(id, editions.units, sequence, into: &differences)
        }
    }

    private func checkPerson(
        _ participant: Int64,
        _ sequence: Int64,
        into differences: inout DifferenceList
    ) {
        guard people.index(of: participant, before: sequence) == nil else { return }
        note("participant", participant, sequence, into: &differences)
    }

    private func checkNode(
        _ node: Int64?,
        _ trees: [Editions.Version<GroupTree>],
        _ sequence: Int64,
        into differences: inout DifferenceList
    ) {
        // A node of zero is none: a person can leave a tree.
        guard let node, node != 0 else { return }
        let tree = Editions.inForce(trees, before: sequence)?.content ?? .empty
        guard !tree.contains(node) else { return }
        note("node", node, sequence, into: &differences)
    }

    private func note(
        _ what: String,
        _ id: Int64,
        _ sequence: Int64,
        into differences: inout DifferenceList
    ) {
        differences.add(
            .amendsNothing,
            at: AmendmentLog.place(of: sequence),
            expected: what,
            found: "\(id)"
        )
    }
}
