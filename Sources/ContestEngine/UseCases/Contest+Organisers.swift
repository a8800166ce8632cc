public import ContestModel
public import Leaderboards

extension Contest {
    /// Carries out an organiser's act: open, pause, resume, extend, close, freeze, publish and so on.
    ///
    /// - Returns: Its place in the ledger.
    public func act(_ act: AmendmentFact) async throws(Refusal) -> LedgerSequence {
        let reply = try await perform { machine, now, waiter in
            machine.act(act, now: now, waiter: waiter)
        }
        await figuresFollow()
        publish(force: true)
        guard case .done(let sequence) = reply else { throw .outcomeUnknown }
        return sequence
    }

    /// Applies a new version of the rules, of the bank, or of both, all or none.
    ///
    /// Attempts under way keep theirs. The reason stands in the rules' version; a bank's version has
    /// no place for it, so it is written to the access log.
    public func apply(
        rules: ContestRules?,
        bank: BankVersion?,
        actor: String,
        reason: String
    ) async throws -> LedgerSequence {
        let versions = try versions(rules: rules, bank: bank, actor: actor, reason: reason)
        if let bank {
            let subject = "bank \(bank.digest): \(reason)"
            try await store.logAccess(AccessLogEntry(at: now, actor: actor, subject: subject))
        }
        return try await applyVersions(versions)
    }

    /// Says why new rules and a new bank could not be applied now, and writes nothing.
    public func trial(rules: ContestRules?, bank: BankVersion?) throws {
        _ = try machine.fitting(
            try versions(rules: rules, bank: bank, actor: "trial", reason: "trial"),
            now: now
        )
    }

    private func versions(
        rules: ContestRules?,
        bank: BankVersion?,
        actor: String,
        reason: String
    ) throws -> [FactBody] {
        var versions: [FactBody] = []
        if let bank {
            let fact = BankVersionFact(
                version: machine.setup.current.bankVersion + 1,
                digest: bank.digest,
                content: Array(try CanonicalJSON.encode(bank.bank))
            )
            versions.append(.bankVersion(fact))
        }
        if let rules {
            let fact = ContestVersionFact(
                version: machine.setup.current.rulesVersion + 1,
                content: Array(try CanonicalJSON.encode(rules)),
                actor: actor,
                reason: reason
            )
            versions.append(.contestVersion(fact))
        }
        return versions
    }

    /// Applies a new version of a tree; the same tree again makes none.
    ///
    /// Nodes keep their identifiers by code.
    ///
    /// - Parameter base: The tree that this one was made from: where another was applied meanwhile, its
    ///   identifiers may be given twice, and it is refused.
    public func apply(
        _ tree: GroupTree,
        as kind: GroupKind,
        madeFrom base: GroupTree
    ) async throws -> LedgerSequence {
        let present = kind == .region ? machine.setup.appliedRegions : machine.setup.appliedUnits
        guard base == present else {
            throw Refusal.actNotPossible(
                "别的名单刚刚生效，请再导入一次 / another tree was applied meanwhile; import again"
            )
        }
        if tree == present { return machine.head }
        let content = Array(try CanonicalJSON.encode(tree))
        let version =
            1 + (kind == .region ? machine.setup.regionVersion : machine.setup.unitVersion)
        return try await applyVersions([
            .treeVersion(TreeVersionFact(version: version, kind: kind, content: content))
        ])
    }

    private func applyVersions(_ versions: [FactBody]) async throws(Refusal) -> LedgerSequence {
        let reply = try await perform { machine, now, waiter in
            machine.applyVersions(versions, now: now, waiter: waiter)
        }
        publish(force: true)
        guard case .done(let sequence) = reply else { throw .outcomeUnknown }
        return sequence
    }

    /// The highest identifier that a node of a kind ever had: none of them is given again, since a
    /// roster may name it.
    func highestNode(_ kind: GroupKind) -> NodeID {
        NodeID(rawValue: kind == .region ? machine.setup.highestRegion : machine.setup.highestUnit)
    }

    /// The trees as they were applied last.
    public func trees() -> (regions: GroupTree, units: GroupTree) {
        (machine.setup.appliedRegions, machine.setup.appliedUnits)
    }

    /// What a new tree of a kind is made from: the present one, whether nobody has entered, and the
    /// highest identifier that a node ever had, all of one moment.
    public func treeBase(_ kind: GroupKind) -> (tree: GroupTree, isEmpty: Bool, highest: NodeID) {
        (
            kind == .region ? machine.setup.appliedRegions : machine.setup.appliedUnits,
            machine.entries.count == 0,
            highestNode(kind)
        )
    }

    /// The bank in use, with its keys.
    ///
    /// The caller has checked the role; the reading is logged.
    public func bank(readBy actor: String) async throws -> BankVersion {
        try await store.logAccess(
            AccessLogEntry(at: now, actor: actor, subject: "bank keys")
        )
        return machine.setup.current.bank
    }

    /// Writes to the access log that an organiser is about to give somebody an extra attempt.
    public func noteGrant(
        to participant: String,
        track: String,
        reason: String,
        by actor: String
    ) async throws {
        let subject = "grant to \(participant) in \(track): \(reason)"
        try await store.logAccess(AccessLogEntry(at: now, actor: actor, subject: subject))
    }

    /// A live view for an audit: boards at this very sequence, taken outside the ticks.
    public func snapshot() -> BoardsSnapshot {
        machine.fold.snapshot(sequence: machine.head, at: now)
    }

    /// A participant's standings, for an audit's view.
    public func standings(of participants: [ParticipantIndex]) -> [ParticipantStandings] {
        participants.map { machine.fold.standings(of: $0) }
    }

    /// Destroys a person's data.
    ///
    /// The ledger and every figure stay as they are.
    ///
    /// - Parameter actor: The organiser who asks for it, for the access log; nil for the person.
    public func erase(_ participant: ParticipantIndex, by actor: String? = nil) async throws {
        guard let entry = machine.entry(participant) else { throw Refusal.unknownParticipant }
        if let actor {
            let subject = "erase \(entry.pseudonym)"
            try await store.logAccess(AccessLogEntry(at: now, actor: actor, subject: subject))
        }
        erased.insert(participant)
        try await store.erase(participant)
        try await removeReports(of: entry.pseudonym)
        try await removeObjections(of: entry.pseudonym)
    }

    /// The names of some participants, masked or whole; nil where erased or unreadable.
    public nonisolated func names(
        of participants: [ParticipantIndex],
        masked: Bool
    ) async throws -> [ParticipantIndex: String] {
        var names: [ParticipantIndex: String] = [:]
        for sealed in try await store.people(participants) {
            guard let person = vault.open(sealed) else { continue }
            names[sealed.participant] = masked ? NameMask.masked(person.name) : person.name
        }
        return names
    }
}

/// What exports and audits need to know of a participant beside a board's row.
public struct ParticipantLine: Sendable {
    /// The public random name.
    public let pseudonym: Pseudonym
    /// The leaf region.
    public let region: NodeID
    /// The leaf unit.
    public let unit: NodeID
    /// All standings.
    public let standings: ParticipantStandings
}

extension Contest {
    /// The rules in force and the digest of the bank in use.
    public var edition: (rules: ContestRules, bankDigest: String) {
        (machine.setup.current.rules, machine.setup.current.bank.digest)
    }

    /// The rules in force and the bank in use, for checks by the server itself.
    ///
    /// Whoever shows the keys to somebody reads them with `bank(readBy:)`, which is logged.
    public var contentInForce: (rules: ContestRules, bank: QuestionBank) {
        (machine.setup.current.rules, machine.setup.current.bank.bank)
    }

    /// The version of the rules in force.
    public var rulesVersion: Int32 { machine.setup.current.rulesVersion }

    /// What an export prints of some participants, in their order.
    public func exportLines(of participants: [ParticipantIndex]) -> [ParticipantLine] {
        participants.map(line)
    }

    /// Boards and everyone's standings in one step, so that all are of one sequence.
    ///
    /// - Complexity: O(participants).
    public func auditView() async -> (BoardsSnapshot, [ParticipantLine]) {
        await figuresFollow()
        let everyone = machine.entries.indices.map { index in
            line(ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: index)))
        }
        return (snapshot(), everyone)
    }

    private func line(_ participant: ParticipantIndex) -> ParticipantLine {
        let entry = machine.entry(participant)
        return ParticipantLine(
            pseudonym: entry?.pseudonym ?? Pseudonym(bits: 0),
            region: entry?.region ?? .none,
            unit: entry?.unit ?? .none,
            standings: machine.fold.standings(of: participant)
        )
    }
}
