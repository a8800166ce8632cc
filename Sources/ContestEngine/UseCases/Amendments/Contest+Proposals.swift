public import ContestModel
import FoundationEssentials

/// An amendment that waits for a second organiser.
public struct Proposal: Sendable {
    /// Its name in addresses.
    public let id: String
    /// When it was put.
    public let at: LedgerInstant
    /// What is proposed, by whom and why.
    public let act: AmendmentFact
}

extension Contest {
    private static let proposalKind = "proposal"
    private static let proposalLimit = 1_000

    /// Puts an amendment to a second organiser.
    ///
    /// Proposals change nothing, so they stand beside the ledger.
    ///
    /// - Returns: Its name.
    public func propose(_ act: AmendmentFact, personName: String?) async throws -> String {
        if let refusal = machine.objection(to: act, now: now) { throw refusal }
        guard try await proposals().count < Self.proposalLimit else {
            throw Refusal.actNotPossible("待批准的太多，请先处理 / too many proposals wait")
        }
        let id = Pseudonym(bits: entropy.bits()).description
        let content = Array(try CanonicalJSON.encode(StoredAct(act, personName: personName)))
        try await store.putNote(
            Note(kind: Self.proposalKind, key: id, at: now, actor: act.actor, content: content)
        )
        return id
    }

    /// The amendments that wait.
    public func proposals() async throws -> [Proposal] {
        var proposals: [Proposal] = []
        try await store.forEachNote(of: Self.proposalKind) { note in
            guard let stored = try? CanonicalJSON.decode(StoredAct.self, from: note.content),
                let act = stored.act(by: note.actor)
            else { return }
            proposals.append(Proposal(id: note.key, at: note.at, act: act))
        }
        return proposals
    }

    /// Carries out what another organiser proposed.
    ///
    /// - Returns: The amendment's place in the ledger.
    public func approve(_ id: String, by approver: String) async throws -> LedgerSequence {
        // Claimed before it is read: two decisions at once are one.
        try claim(id)
        defer { deciding.remove(id) }
        guard let note = try await store.note(kind: Self.proposalKind, key: id),
            let stored = try? CanonicalJSON.decode(StoredAct.self, from: note.content),
            var act = stored.act(by: note.actor)
        else { throw Refusal.actNotPossible("没有这条待批准的修正 / no such proposal") }
        guard act.actor != approver else {
            throw Refusal.actNotPossible("须由另一人批准 / somebody else must approve")
        }
        act.approver = approver
        let sequence = try await amend(act, personName: stored.personName)
        try await remove(id)
        return sequence
    }

    /// Carries out an amendment, with what it changes beside the ledger.
    ///
    /// - Parameter personName: A person's corrected name, which no fact may hold.
    public func amend(_ act: AmendmentFact, personName: String?) async throws -> LedgerSequence {
        guard case .rename(let name) = act.effect, name.of == .person,
            let participant = UInt32(exactly: name.id)
        else { return try await self.act(act) }
        let renewed = try await renamed(ParticipantIndex(rawValue: participant), to: personName)
        let sequence = try await self.act(act)
        try await store.replacePerson(renewed)
        return sequence
    }

    /// Drops a proposal that nobody is deciding just now.
    public func discard(_ id: String) async throws {
        try claim(id)
        defer { deciding.remove(id) }
        guard id.utf8.count == 16,
            try await store.note(kind: Self.proposalKind, key: id) != nil
        else { throw Refusal.actNotPossible("没有这条待批准的修正 / no such proposal") }
        try await remove(id)
    }

    private func claim(_ id: String) throws(Refusal) {
        guard deciding.insert(id).inserted else {
            throw .actNotPossible("another act is under way")
        }
    }

    /// Names have one length, so that a prefix of that length is one note.
    private func remove(_ id: String) async throws {
        try await store.removeNotes(kind: Self.proposalKind, prefix: id)
    }

    /// A person's data under a corrected name.
    func renamed(_ participant: ParticipantIndex, to name: String?) async throws -> SealedPerson {
        guard let sealed = try await store.people([participant]).first,
            let known = vault.open(sealed)
        else { throw Refusal.unknownParticipant }
        guard let name, let person = Person(name: name, phone: known.phone) else {
            throw Refusal.invalidPerson("name")
        }
        var renewed = try vault.seal(person, lookup: sealed.lookup)
        renewed.participant = participant
        return renewed
    }
}

/// A proposed act as a note holds it.
private struct StoredAct: Codable {
    var kind: String
    var reasonCode: String
    var reason: String
    var details: [UInt8]
    var personName: String?

    init(_ act: AmendmentFact, personName: String?) {
        self.personName = personName
        kind = act.kind.rawValue
        reasonCode = act.reasonCode
        reason = act.reason
        details = act.details
    }

    func act(by actor: String) -> AmendmentFact? {
        AmendmentKind(rawValue: kind).map {
            AmendmentFact(
                kind: $0,
                actor: actor,
                reasonCode: reasonCode,
                reason: reason,
                details: details
            )
        }
    }
}
