import ContestModel

extension GoldenFact {
    /// Attempts, responses, submissions, draws and amendments.
    static let acts: [GoldenFact] = [
        // <IBiHiqiiBQ in the order of the properties (no deadline is -2^63), then the paper
        GoldenFact(
            name: "attempt",
            sequence: 10,
            at: SampleInstant.at,
            body: .attempt(
                AttemptFact(
                    participant: ParticipantIndex(rawValue: 3),
                    track: 2,
                    day: ContestDay(number: 19_509),
                    ordinal: 4,
                    totalOrdinal: 5,
                    deadline: SampleInstant.at.advanced(by: .seconds(150)),
                    rulesVersion: 6,
                    bankVersion: 7,
                    algorithm: 1,
                    seed: 0xfedc_ba98_7654_3210,
                    paper: Paper(questions: [
                        DrawnQuestion(
                            question: 0x0102,
                            order: OptionOrder([1, 0, 2, 3, 4, 5, 6, 7])
                        ),
                        DrawnQuestion(question: .max, order: .identity),
                    ])
                )
            ),
            hex: """
                070a000000000000007b988972880100000300000002354c00000400050000006be28b7288010000
                0600000007000000011032547698badcfe0a000000020181c6faffff88c6fa
                """
        ),
        GoldenFact(
            name: "attempt, no deadline",
            sequence: 11,
            at: SampleInstant.at,
            body: .attempt(
                AttemptFact(
                    participant: ParticipantIndex(rawValue: 0),
                    track: 0,
                    day: ContestDay(number: -5),
                    ordinal: .max,
                    totalOrdinal: .max,
                    deadline: nil,
                    rulesVersion: 1,
                    bankVersion: 1,
                    algorithm: 1,
                    seed: 0,
                    paper: Paper(questions: [])
                )
            ),
            hex: """
                070b000000000000007b988972880100000000000000fbffffffffffffffff7f0000000000000080
                010000000100000001000000000000000000000000
                """
        ),
        // <qBHBq in the order of the properties
        GoldenFact(
            name: "response",
            sequence: 12,
            at: SampleInstant.at,
            body: .response(
                ResponseFact(
                    attempt: AttemptID(sequence: 10),
                    position: 199,
                    revision: 513,
                    chosen: OptionMask(bits: 0b1000_0101),
                    shownAt: SampleInstant.at.advanced(by: .milliseconds(-1))
                )
            ),
            hex: """
                080c000000000000007b988972880100000a00000000000000c70102857a98897288010000
                """
        ),
        // <qqq attempt, end, elapsed; B ending; <ii region, unit; BBB drawn, answered, right; <iHB
        // points, lots, counts; <i key revision
        GoldenFact(
            name: "submission submitted",
            sequence: 13,
            at: SampleInstant.at,
            body: .submission(submission(.submitted, counts: true, keyRevision: 0)),
            hex: """
                090d000000000000007b988972880100000a000000000000007b98897288010000ef490200000000
                0001ea240200f9ffffff141312e7ffffff03020100000000
                """
        ),
        GoldenFact(
            name: "submission deadline",
            sequence: 14,
            at: SampleInstant.at,
            body: .submission(submission(.deadline, counts: false, keyRevision: 1)),
            hex: """
                090e000000000000007b988972880100000a000000000000007b98897288010000ef490200000000
                0002ea240200f9ffffff141312e7ffffff03020001000000
                """
        ),
        GoldenFact(
            name: "submission closing",
            sequence: 15,
            at: SampleInstant.at,
            body: .submission(submission(.closing, counts: true, keyRevision: 2)),
            hex: """
                090f000000000000007b988972880100000a000000000000007b98897288010000ef490200000000
                0003ea240200f9ffffff141312e7ffffff03020102000000
                """
        ),
        // prize, B step, content
        GoldenFact(
            name: "draw",
            sequence: 16,
            at: SampleInstant.at,
            body: .draw(
                DrawFact(prize: "一等奖", step: 2, content: Array(#"{"seed":"x"}"#.utf8))
            ),
            hex: """
                0a10000000000000007b9889728801000009000000e4b880e7ad89e5a596020c0000007b22736565
                64223a2278227d
                """
        ),
        // six texts
        GoldenFact(
            name: "amendment",
            sequence: 17,
            at: SampleInstant.at,
            body: .amendment(
                AmendmentFact(
                    kind: .extend,
                    actor: "王",
                    approver: "李",
                    reasonCode: "outage",
                    reason: "停电",
                    details: Array(#"{"until":1}"#.utf8)
                )
            ),
            hex: """
                0b11000000000000007b9889728801000006000000657874656e6403000000e78e8b03000000e69d
                8e060000006f757461676506000000e5819ce794b50b0000007b22756e74696c223a317d
                """
        ),
    ]

    private static func submission(
        _ ending: AttemptEnding,
        counts: Bool,
        keyRevision: Int32
    ) -> SubmissionFact {
        SubmissionFact(
            attempt: AttemptID(sequence: 10),
            endedAt: SampleInstant.at,
            elapsed: .microseconds(149_999_999),
            ending: ending,
            region: NodeID(rawValue: 140_522),
            unit: NodeID(rawValue: -7),
            score: Score(
                drawn: 20,
                answered: 19,
                right: 18,
                points: Points(hundredths: -25),
                lots: 515,
                counts: counts
            ),
            keyRevision: keyRevision
        )
    }
}
