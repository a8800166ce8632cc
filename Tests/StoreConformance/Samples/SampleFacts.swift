import ContestEngine
import ContestModel

/// Facts that the cases append, each with an instant of its own where that matters.
enum Sample {
    /// An instant so many milliseconds into the sample contest.
    static func instant(_ milliseconds: Int64) -> LedgerInstant {
        LedgerInstant(millisecondsSinceEpoch: 1_780_000_000_000 + milliseconds)
    }

    static func participant(_ index: Int) -> ParticipantIndex {
        ParticipantIndex(rawValue: UInt32(index))
    }

    static func key(_ number: Int) -> IdempotencyKey {
        IdempotencyKey(high: 0xFEED_0000_0000_0000 | UInt64(number), low: UInt64(number) &* 7919)
    }

    static func registration(_ index: Int, key number: Int? = nil, at: Int64 = 1) -> LedgerEntry {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .registration(
                    RegistrationFact(
                        participant: participant(index),
                        // The top bit is set: sixty-four bits must survive a signed column.
                        pseudonym: Pseudonym(bits: 0x8000_0000_0000_0000 | UInt64(index)),
                        key: key(number ?? index),
                        region: NodeID(rawValue: 3),
                        unit: .none,
                        consentVersion: 2,
                        byGuardian: index % 2 == 1
                    )
                )
            )
        )
    }

    static func sealed(_ index: Int, lookup: IdempotencyKey?) -> SealedPerson {
        SealedPerson(
            participant: participant(index),
            wrappedKey: [1, 2, 3, UInt8(truncatingIfNeeded: index)],
            sealed: Array("sealed \(index)".utf8),
            lookup: lookup
        )
    }

    static func attempt(
        of index: Int,
        track: UInt8 = 0,
        day: Int32 = 20_610,
        ordinal: UInt16 = 1,
        total: Int32 = 1,
        at: Int64 = 2
    ) -> LedgerEntry {
        let start = instant(at)
        return LedgerEntry(
            Fact(
                at: start,
                body: .attempt(
                    AttemptFact(
                        participant: participant(index),
                        track: track,
                        day: ContestDay(number: day),
                        ordinal: ordinal,
                        totalOrdinal: total,
                        deadline: index % 2 == 0 ? start.advanced(by: .seconds(150)) : nil,
                        rulesVersion: 1,
                        bankVersion: 1,
                        algorithm: 1,
                        seed: .max - UInt64(index),
                        paper: Paper(
                            questions: [
                                DrawnQuestion(question: 65_534, order: .identity),
                                DrawnQuestion(question: 7, order: OptionOrder([3, 1, 2, 0])),
                            ]
                        )
                    )
                )
            )
        )
    }

    static func response(
        to attempt: AttemptID,
        position: UInt8 = 0,
        revision: UInt16 = 1,
        chosen: UInt8 = 0b101,
        at: Int64 = 3
    ) -> LedgerEntry {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .response(
                    ResponseFact(
                        attempt: attempt,
                        position: position,
                        revision: revision,
                        chosen: OptionMask(bits: chosen),
                        shownAt: instant(at - 1)
                    )
                )
            )
        )
    }

    static func submission(of attempt: AttemptID, points: Int32 = -125, at: Int64 = 9)
        -> LedgerEntry
    {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .submission(
                    SubmissionFact(
                        attempt: attempt,
                        endedAt: instant(at - 1),
                        elapsed: .milliseconds(61_234),
                        ending: .deadline,
                        region: NodeID(rawValue: 3),
                        unit: NodeID(rawValue: 12),
                        score: Score(
                            drawn: 5,
                            answered: 4,
                            right: 3,
                            points: Points(hundredths: points),
                            lots: 2,
                            counts: true
                        ),
                        keyRevision: 0
                    )
                )
            )
        )
    }

    static func grant(to index: Int, key number: Int, at: Int64 = 4) -> LedgerEntry {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .grant(
                    GrantFact(
                        participant: participant(index),
                        track: 0,
                        day: ContestDay(number: 20_610),
                        source: .share,
                        key: key(number)
                    )
                )
            )
        )
    }
}
