public import ContestModel
import FoundationEssentials

/// What a person says of themself that was wrong.
public struct SelfCorrection: Sendable {
    /// The right name; nil leaves it.
    public var name: String?
    /// The right leaf region; nil leaves it.
    public var region: NodeID?
    /// The right leaf unit; nil leaves it.
    public var unit: NodeID?

    /// Makes a correction.
    public init(name: String? = nil, region: NodeID? = nil, unit: NodeID? = nil) {
        self.name = name
        self.region = region
        self.unit = unit
    }
}

extension Contest {
    /// A person corrects their own registration, within the contest's window.
    ///
    /// What was earned before goes along: it was earned by the same person at the right place.
    ///
    /// - Throws: `Refusal.actNotPossible` outside the window or past the third correction.
    public func correct(
        _ participant: ParticipantIndex,
        _ correction: SelfCorrection
    ) async throws -> LedgerSequence {
        try requirePresent(participant)
        guard let entry = machine.entry(participant) else { throw Refusal.unknownParticipant }
        let hours = machine.rules.amending.selfCorrectionHours
        guard machine.rules.identity != .roster,
            let registered = try await store.registration(of: participant),
            registered.fact.at.duration(to: now) < .seconds(hours * 3_600)
        else { throw Refusal.actNotPossible("更正: 已过自行更正的期限 / the time for corrections is over") }
        let key = entry.pseudonym.description
        // Claimed before anything is read: two corrections at once must not both be the last one.
        guard deciding.insert("correct \(key)").inserted else {
            throw Refusal.overloaded(after: .seconds(1))
        }
        defer { deciding.remove("correct \(key)") }
        let used = try await store.note(kind: "self-correction", key: key)?.content.first ?? 0
        guard used < UInt8(AmendingRules.selfCorrectionLimit) else {
            throw Refusal.actNotPossible(
                "更正: 已更正过 \(AmendingRules.selfCorrectionLimit) 次 / no corrections left"
            )
        }
        guard correction.name != nil || correction.region != nil || correction.unit != nil else {
            throw Refusal.actNotPossible("更正: 没有要更正的内容 / nothing to correct")
        }
        // What cannot be done in the end must not be begun: it may have two parts.
        if let name = correction.name { _ = try await renamed(participant, to: name) }
        await figuresFollow()
        // Counted before it is done: whatever becomes of it, there is no fourth.
        try await count(used + 1, of: key)
        var isBegun = false
        do {
            return try await carryOut(correction, of: participant, named: key, &isBegun)
        } catch {
            // Refused before anything of it was decided, it is none.
            switch error {
            case Refusal.overloaded, Refusal.actNotPossible, Refusal.unknownGroup:
                if !isBegun { try await count(used, of: key) }
            default: break
            }
            throw error
        }
    }

    private func count(_ used: UInt8, of key: String) async throws {
        try await store.putNote(
            Note(kind: "self-correction", key: key, at: now, actor: key, content: [used])
        )
    }

    /// Carries out what a participant asks for: while another act is on its way, they come again.
    func actForParticipant(_ fact: AmendmentFact) async throws(Refusal) -> LedgerSequence {
        if machine.actsInFlight > 0 || machine.refolding != nil {
            throw .overloaded(after: .seconds(1))
        }
        return try await act(fact)
    }

    private func carryOut(
        _ correction: SelfCorrection,
        of participant: ParticipantIndex,
        named key: String,
        _ isBegun: inout Bool
    ) async throws -> LedgerSequence {
        var sequence = machine.head
        if correction.region != nil || correction.unit != nil {
            let move = AmendedMove(
                participant: participant.rawValue,
                region: correction.region?.rawValue,
                unit: correction.unit?.rawValue,
                withPast: true
            )
            sequence = try await actForParticipant(
                own(.move, key, details: Array(try CanonicalJSON.encode(move)))
            )
            isBegun = true
        }
        if let name = correction.name {
            let rename = AmendedName(of: .person, id: Int64(participant.rawValue))
            sequence = try await amend(
                own(.rename, key, details: Array(try CanonicalJSON.encode(rename))),
                personName: name
            )
        }
        return sequence
    }

    private func own(_ kind: AmendmentKind, _ actor: String, details: [UInt8]) -> AmendmentFact {
        AmendmentFact(
            kind: kind,
            actor: actor,
            reasonCode: "self_correction",
            reason: "本人更正",
            details: details
        )
    }
}
