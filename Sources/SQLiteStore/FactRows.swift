import ContestEngine
import ContestModel
import GRDB

/// How each kind of fact is read back from its table.
enum FactRows {
    /// The table of a kind, with its columns in the order that `fact` reads them.
    static func select(_ kind: Fact.Kind) -> String {
        switch kind {
        case .contestVersion:
            "sequence, at_ms, version, content, actor, reason FROM contest_version"
        case .bankVersion: "sequence, at_ms, version, digest, content FROM bank_version"
        case .treeVersion: "sequence, at_ms, version, kind, content FROM tree_version"
        case .registration:
            """
            sequence, at_ms, participant, pseudonym, idempotency_key, region, unit,
            consent_version, by_guardian FROM registration
            """
        case .link: "sequence, at_ms, from_participant, into_participant FROM link"
        case .grant: "sequence, at_ms, participant, track, day, source, idempotency_key FROM grant_"
        case .attempt:
            """
            sequence, at_ms, participant, track, day, ordinal, total_ordinal, deadline_ms,
            rules_version, bank_version, algorithm, seed, paper FROM attempt
            """
        case .response:
            "sequence, at_ms, attempt, position, revision, chosen, shown_ms FROM response"
        case .submission:
            """
            sequence, at_ms, attempt, ended_ms, elapsed_ms, ending, region, unit, drawn, answered,
            right, points, lots, counts, key_revision FROM submission
            """
        case .draw: "sequence, at_ms, prize, step, content FROM draw"
        case .amendment:
            """
            sequence, at_ms, kind, actor, approver, reason_code, reason, details FROM amendment
            """
        }
    }

    /// Reads a row; throws where it holds what no fact can hold.
    static func fact(_ kind: Fact.Kind, _ row: Row) throws -> CommittedFact {
        let sequence: Int64 = row[0]
        guard let body = body(kind, row) else {
            throw SQLiteStoreError.unreadableRow(table: "\(kind)", sequence: sequence)
        }
        let at = LedgerInstant(millisecondsSinceEpoch: row[1])
        return CommittedFact(sequence: sequence, fact: Fact(at: at, body: body))
    }

    private static func body(_ kind: Fact.Kind, _ row: Row) -> FactBody? {
        switch kind {
        case .attempt: attempt(row).map(FactBody.attempt)
        case .response: response(row).map(FactBody.response)
        case .submission: submission(row, attempt: row[2], from: 3).map(FactBody.submission)
        case .registration: registration(row).map(FactBody.registration)
        case .grant: grant(row).map(FactBody.grant)
        default: rare(kind, row)
        }
    }

    private static func attempt(_ row: Row) -> AttemptFact? {
        guard let participant = UInt32(exactly: row[2] as Int64),
            let track = UInt8(exactly: row[3] as Int64), let day = Int32(exactly: row[4] as Int64),
            let ordinal = UInt16(exactly: row[5] as Int64),
            let total = Int32(exactly: row[6] as Int64),
            let rules = Int32(exactly: row[8] as Int64),
            let bank = Int32(exactly: row[9] as Int64),
            let algorithm = UInt8(exactly: row[10] as Int64),
            let paper = Paper(bytes: row.bytes(12))
        else { return nil }
        return AttemptFact(
            participant: ParticipantIndex(rawValue: participant),
            track: track,
            day: ContestDay(number: day),
            ordinal: ordinal,
            totalOrdinal: total,
            deadline: (row[7] as Int64?).map(LedgerInstant.init(millisecondsSinceEpoch:)),
            rulesVersion: rules,
            bankVersion: bank,
            algorithm: algorithm,
            seed: UInt64(bitPattern: row[11]),
            paper: paper
        )
    }

    private static func response(_ row: Row) -> ResponseFact? {
        guard let position = UInt8(exactly: row[3] as Int64),
            let revision = UInt16(exactly: row[4] as Int64),
            let chosen = UInt8(exactly: row[5] as Int64)
        else { return nil }
        return ResponseFact(
            attempt: AttemptID(sequence: row[2]),
            position: position,
            revision: revision,
            chosen: OptionMask(bits: chosen),
            shownAt: LedgerInstant(millisecondsSinceEpoch: row[6])
        )
    }

    /// A submission whose columns from `ended_ms` on begin at a place in the row.
    static func submission(
        _ row: Row,
        attempt: LedgerSequence,
        from first: Int
    ) -> SubmissionFact? {
        guard
            let ending = UInt8(exactly: row[first + 2] as Int64)
                .flatMap(AttemptEnding.init(rawValue:)),
            let region = Int32(exactly: row[first + 3] as Int64),
            let unit = Int32(exactly: row[first + 4] as Int64),
            let drawn = UInt8(exactly: row[first + 5] as Int64),
            let answered = UInt8(exactly: row[first + 6] as Int64),
            let right = UInt8(exactly: row[first + 7] as Int64),
            let points = Int32(exactly: row[first + 8] as Int64),
            let lots = UInt16(exactly: row[first + 9] as Int64),
            let revision = Int32(exactly: row[first + 11] as Int64)
        else { return nil }
        return SubmissionFact(
            attempt: AttemptID(sequence: attempt),
            endedAt: LedgerInstant(millisecondsSinceEpoch: row[first]),
            elapsed: .milliseconds(row[first + 1] as Int64),
            ending: ending,
            region: NodeID(rawValue: region),
            unit: NodeID(rawValue: unit),
            score: Score(
                drawn: drawn,
                answered: answered,
                right: right,
                points: Points(hundredths: points),
                lots: lots,
                counts: (row[first + 10] as Int64) != 0
            ),
            keyRevision: revision
        )
    }

    private static func registration(_ row: Row) -> RegistrationFact? {
        guard let participant = UInt32(exactly: row[2] as Int64),
            let key = IdempotencyKey(bytes: row.bytes(4)),
            let region = Int32(exactly: row[5] as Int64),
            let unit = Int32(exactly: row[6] as Int64),
            let consent = Int32(exactly: row[7] as Int64)
        else { return nil }
        return RegistrationFact(
            participant: ParticipantIndex(rawValue: participant),
            pseudonym: Pseudonym(bits: UInt64(bitPattern: row[3])),
            key: key,
            region: NodeID(rawValue: region),
            unit: NodeID(rawValue: unit),
            consentVersion: consent,
            byGuardian: (row[8] as Int64) != 0
        )
    }

    private static func grant(_ row: Row) -> GrantFact? {
        guard let participant = UInt32(exactly: row[2] as Int64),
            let track = UInt8(exactly: row[3] as Int64), let day = Int32(exactly: row[4] as Int64),
            let source = GrantSource(rawValue: row[5]),
            let key = IdempotencyKey(bytes: row.bytes(6))
        else { return nil }
        return GrantFact(
            participant: ParticipantIndex(rawValue: participant),
            track: track,
            day: ContestDay(number: day),
            source: source,
            key: key
        )
    }

    private static func rare(_ kind: Fact.Kind, _ row: Row) -> FactBody? {
        switch kind {
        case .contestVersion:
            Int32(exactly: row[2] as Int64).map {
                .contestVersion(
                    ContestVersionFact(
                        version: $0,
                        content: row.bytes(3),
                        actor: row[4],
                        reason: row[5]
                    )
                )
            }
        case .bankVersion:
            Int32(exactly: row[2] as Int64).map {
                .bankVersion(
                    BankVersionFact(version: $0, digest: row[3], content: row.bytes(4))
                )
            }
        case .treeVersion:
            if let version = Int32(exactly: row[2] as Int64), let kind = GroupKind(rawValue: row[3])
            {
                .treeVersion(TreeVersionFact(version: version, kind: kind, content: row.bytes(4)))
            } else {
                nil
            }
        case .link:
            if let from = UInt32(exactly: row[2] as Int64),
                let into = UInt32(exactly: row[3] as Int64)
            {
                .link(
                    LinkFact(
                        from: ParticipantIndex(rawValue: from),
                        into: ParticipantIndex(rawValue: into)
                    )
                )
            } else {
                nil
            }
        case .draw:
            UInt8(exactly: row[3] as Int64).map {
                .draw(DrawFact(prize: row[2], step: $0, content: row.bytes(4)))
            }
        case .amendment:
            AmendmentKind(rawValue: row[2]).map {
                .amendment(
                    AmendmentFact(
                        kind: $0,
                        actor: row[3],
                        approver: row[4],
                        reasonCode: row[5],
                        reason: row[6],
                        details: row.bytes(7)
                    )
                )
            }
        default: nil
        }
    }
}

extension Row {
    /// A column's bytes; none for NULL.
    func bytes(_ column: Int) -> [UInt8] {
        (try? withUnsafeData(atIndex: column) { data in data.map(Array.init) ?? [] }) ?? []
    }
}
