import ContestEngine
import ContestModel

extension Sample {
    static func amendment(_ kind: AmendmentKind = .freeze, at: Int64 = 5) -> LedgerEntry {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .amendment(
                    AmendmentFact(
                        kind: kind,
                        actor: "组织者",
                        approver: "",
                        reasonCode: "request",
                        reason: "按通知 \(at)",
                        details: Array(#"{"until":1}"#.utf8)
                    )
                )
            )
        )
    }

    static func link(from: Int, into: Int, at: Int64 = 6) -> LedgerEntry {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .link(LinkFact(from: participant(from), into: participant(into)))
            )
        )
    }

    static func draw(_ prize: String, step: UInt8, at: Int64 = 7) -> LedgerEntry {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .draw(DrawFact(prize: prize, step: step, content: [0xFF, 0, step]))
            )
        )
    }

    static func tree(_ kind: GroupKind, version: Int32, at: Int64 = 0) -> LedgerEntry {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .treeVersion(
                    TreeVersionFact(version: version, kind: kind, content: Array("{}".utf8))
                )
            )
        )
    }

    static func bank(version: Int32, at: Int64 = 0) -> LedgerEntry {
        LedgerEntry(
            Fact(
                at: instant(at),
                body: .bankVersion(
                    BankVersionFact(
                        version: version,
                        digest: String(repeating: "a", count: 64),
                        content: [0, 1, 2]
                    )
                )
            )
        )
    }

    static func rules(version: Int32, attemptsTotal: Int? = nil, at: Int64 = 0) throws
        -> LedgerEntry
    {
        let rules = ContestRules(
            contest: "sample",
            title: "样例",
            bank: "sample",
            schedule: ContestSchedule(
                timeZone: "Asia/Shanghai",
                opensAt: instant(0),
                closesAt: instant(86_400_000),
                firstDay: ContestDay(number: 20_610),
                dayStarts: [instant(0), instant(86_400_000)]
            ),
            tracks: [
                TrackRules(
                    name: "main",
                    title: "正式",
                    attemptsTotal: attemptsTotal,
                    paper: PaperBlueprint(sections: [PaperSection(count: 2)])
                )
            ]
        )
        return LedgerEntry(
            Fact(
                at: instant(at),
                body: .contestVersion(
                    ContestVersionFact(
                        version: version,
                        content: Array(try CanonicalJSON.encode(rules)),
                        actor: "王",
                        reason: version == 1 ? "" : "延期"
                    )
                )
            )
        )
    }

    /// One fact of each kind that is appended only now and then, each in its first version.
    static func oneOfEachRareKind() throws -> [LedgerEntry] {
        [
            try rules(version: 1), bank(version: 1), tree(.region, version: 1),
            tree(.unit, version: 1), link(from: 1, into: 2), draw("一等奖", step: 1), amendment(),
        ]
    }
}
