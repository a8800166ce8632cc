import ContestEngine
import ContestModel

extension StoreConformance {
    /// Personal data, apart from the ledger.
    static let peopleCases: [ConformanceCase] = [
        ConformanceCase("personal data is stored with its registration and found by its lookup") {
            let store = try await $0.make()
            let people = try await enter(4, in: store)
            let asked = [2, 0, 77, 1].map(Sample.participant)
            let found = try await store.people(asked)
            try requireEqual(found, [people[2], people[0], people[1]], "three and an unknown")
            for person in people {
                guard let lookup = person.lookup else { continue }
                try requireEqual(
                    try await store.participant(lookup: lookup),
                    person.participant,
                    "the participant of a lookup value"
                )
            }
            try requireEqual(
                try await store.participant(lookup: Sample.key(999)),
                nil,
                "the participant of an unknown lookup value"
            )
        },
        ConformanceCase("a duplicate registration changes nobody's personal data") {
            let store = try await $0.make()
            let people = try await enter(2, in: store)
            var again = Sample.registration(2, key: 0, at: 800)
            again.person = Sample.sealed(2, lookup: Sample.key(300))
            let outcomes = try await store.append([again])
            try requireEqual(outcomes, [.duplicate(1)], "the key's second registration")
            try requireEqual(
                try await store.people((0..<3).map(Sample.participant)),
                people,
                "people after the duplicate"
            )
            try requireEqual(
                try await store.participant(lookup: Sample.key(300)),
                nil,
                "the lookup value that came with the duplicate"
            )
        },
        ConformanceCase("a lookup value that is taken costs nobody their data") {
            let store = try await $0.make()
            let people = try await enter(1, in: store)
            var entry = Sample.registration(1)
            entry.person = Sample.sealed(1, lookup: people[0].lookup)
            try requireEqual(try await store.append([entry]), [.committed(2)], "the second person")
            try requireEqual(
                try await store.people((0..<2).map(Sample.participant)),
                people + [Sample.sealed(1, lookup: nil)],
                "two people under one lookup value"
            )
            try requireEqual(
                try await store.participant(lookup: Sample.key(200)),
                Sample.participant(0),
                "who is found by the value"
            )
        },
        ConformanceCase("a corrected person replaces the one that is there, and nobody erased") {
            harness in
            let store = try await harness.make()
            var people = try await enter(2, in: store)
            try await store.erase(Sample.participant(1))
            people[0].sealed = [9, 9, 9]
            people[0].wrappedKey = [8]
            people[1].sealed = [7]
            for person in people { try await store.replacePerson(person) }
            let both = [Sample.participant(0), Sample.participant(1)]
            try requireEqual(try await store.people(both), [people[0]], "people after a correction")
        },
        ConformanceCase("who is erased is gone, and the ledger stays as it is") { harness in
            let store = try await harness.make()
            let people = try await enter(4, in: store)
            let head = try await store.head()
            let facts = try await store.facts(of: .registration, after: FactCursor(), limit: 10)
            try await store.erase(Sample.participant(1))
            try await store.erase(Sample.participant(1))
            try await store.erase(Sample.participant(50))
            let rest = [people[0], people[2], people[3]]
            let everyone = (0..<4).map(Sample.participant)
            try requireEqual(try await store.people(everyone), rest, "people after erasing one")
            try requireEqual(
                try await store.participant(lookup: Sample.key(201)),
                nil,
                "the lookup value of the erased"
            )
            let erased = try await store.erasedParticipants()
            try requireEqual(erased, [Sample.participant(1)], "the erased")
            try requireEqual(try await store.head(), head, "the head after erasing")
            let after = try await store.facts(of: .registration, after: FactCursor(), limit: 10)
            try Fact.requireSame(after.facts, facts.facts, "registrations after erasing")
            try await store.close()
            let reopened = try await harness.reopen(store)
            try requireEqual(
                try await reopened.people(everyone),
                rest,
                "people after erasing one and opening again"
            )
        },
        ConformanceCase("an access is logged without touching the ledger") {
            let store = try await $0.make()
            _ = try await enter(1, in: store)
            let head = try await store.head()
            try await store.logAccess(
                AccessLogEntry(at: Sample.instant(1), actor: "审核员", subject: "bank keys")
            )
            try requireEqual(try await store.head(), head, "the head after a logged access")
        },
    ]

    /// The organiser's roster.
    static let rosterCases: [ConformanceCase] = [
        ConformanceCase("roster entries are found by their lookup value, namesakes together") {
            let store = try await $0.make()
            let entries = [line(0, name: 1), line(1, name: 2), line(2, name: 1)]
            try await store.putRoster(entries)
            let found = try await store.roster(lookup: Sample.key(1))
            try requireEqual(Set(found), [entries[0], entries[2]], "two namesakes")
            try requireEqual(found.count, 2, "how many namesakes")
            try requireEqual(
                try await store.roster(lookup: Sample.key(3)),
                [],
                "entries of an unknown name"
            )
        },
        ConformanceCase("a roster entry put again replaces the one under its key") {
            let store = try await $0.make()
            var entry = line(0, name: 1)
            try await store.putRoster([entry, line(1, name: 2)])
            entry.pinHash = [9, 9]
            entry.region = NodeID(rawValue: 8)
            try await store.putRoster([entry])
            try requireEqual(
                try await store.roster(lookup: Sample.key(1)),
                [entry],
                "the entry after its second coming"
            )
            try requireEqual(
                try await store.roster(lookup: Sample.key(2)),
                [line(1, name: 2)],
                "another entry after it"
            )
        },
    ]

    private static func enter(_ count: Int, in store: any ContestStore) async throws
        -> [SealedPerson]
    {
        // The last one is found by nothing.
        let people = (0..<count).map {
            Sample.sealed($0, lookup: $0 == 3 ? nil : Sample.key(200 + $0))
        }
        _ = try await store.append(
            people.enumerated().map { index, person in
                var entry = Sample.registration(index)
                entry.person = person
                return entry
            }
        )
        return people
    }

    private static func line(_ number: Int, name: Int) -> SealedRosterEntry {
        SealedRosterEntry(
            key: Sample.key(100 + number),
            lookup: Sample.key(name),
            sealed: [UInt8(number)],
            pinHash: [1, 2, 3],
            region: NodeID(rawValue: 1),
            unit: .none
        )
    }
}
