import ContestEngine
import ContestModel

extension SimulatedWorld {
    /// The facts that a ledger begins with.
    func founding(at instant: LedgerInstant) throws -> [LedgerEntry] {
        var bodies: [FactBody] = [
            .contestVersion(try Self.version(1, rules)), .bankVersion(try Self.version(1, bank)),
        ]
        let trees = [(GroupKind.region, regions), (.unit, units)]
        for (kind, tree) in trees where !tree.nodes.isEmpty {
            bodies.append(.treeVersion(try Self.version(1, tree, kind)))
        }
        return bodies.map { LedgerEntry(Fact(at: instant, body: $0)) }
    }

    static func version(_ number: Int32, _ rules: ContestRules) throws -> ContestVersionFact {
        ContestVersionFact(
            version: number,
            content: Array(try CanonicalJSON.encode(rules)),
            actor: "simulator",
            reason: ""
        )
    }

    static func version(_ number: Int32, _ bank: QuestionBank) throws -> BankVersionFact {
        BankVersionFact(
            version: number,
            digest: String(repeating: "0", count: 64),
            content: Array(try bank.canonicalBytes())
        )
    }

    static func version(_ number: Int32, _ tree: GroupTree, _ kind: GroupKind) throws
        -> TreeVersionFact
    {
        TreeVersionFact(
            version: number,
            kind: kind,
            content: Array(try CanonicalJSON.encode(tree))
        )
    }

    static func act(_ kind: AmendmentKind, until: LedgerInstant? = nil) -> AmendmentFact {
        AmendmentFact(
            kind: kind,
            actor: "simulator",
            reasonCode: "simulated",
            reason: "",
            details: Array(
                (until.map { #"{"until":\#($0.millisecondsSinceEpoch)}"# } ?? "{}").utf8
            )
        )
    }
}
