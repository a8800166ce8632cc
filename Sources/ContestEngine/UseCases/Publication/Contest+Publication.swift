public import ContestModel
import Crypto
import FoundationEssentials
import Leaderboards

// The canonical text of standings, over which an announcement's digest is made: a line a person,
// best first, equals in order of registration, each ended by a line feed:
//
//     rank,pseudonym,value in hundredths,tie-breaking time in milliseconds
//     1,00a1b2c3d4e5f607,500,80000

extension Contest {
    /// What was published and objected to.
    public var publication: PublicationLog { machine.publications }

    /// Publishes a numbered version of the results as they are now.
    ///
    /// - Throws: `Refusal.actNotPossible` where the state does not follow the one before, where a
    ///   final version is asked for while attempts or objections are open.
    public func announce(
        _ state: PublicationState,
        by actor: String,
        reason: String
    ) async throws -> LedgerSequence {
        await figuresFollow()
        let log = machine.publications
        guard state.mayFollow(log.state) else {
            let present = log.state?.chineseName ?? "未公布"
            throw Refusal.actNotPossible("announce: \(present)之后不能是\(state.chineseName)")
        }
        let isOver = machine.isFinal(at: now)
        if state == .final {
            guard isOver else { throw Refusal.actNotPossible("announce: 竞赛尚未结束") }
            guard log.openObjectionCount == 0 else {
                throw Refusal.actNotPossible(
                    "announce: 还有 \(log.openObjectionCount) 件异议没有处理结果"
                )
            }
        }
        let (fold, head) = (machine.fold, machine.head)
        let digest = await Self.digest(of: fold, machine.entries.map { $0?.pseudonym })
        let announcement = Announcement(
            number: log.announcements.count + 1,
            state: state,
            asOf: head,
            standings: digest
        )
        guard machine.publications.announcements.count + 1 == announcement.number else {
            throw Refusal.actNotPossible("another act is under way")
        }
        return try await act(
            AmendmentFact(
                kind: .announce,
                actor: actor,
                reasonCode: state.rawValue,
                reason: reason,
                details: Array(try CanonicalJSON.encode(announcement))
            )
        )
    }

    /// Somebody objects to what is published.
    ///
    /// The text lies outside the ledger, where it can be erased; its digest is in the fact.
    ///
    /// - Parameter text: 1 to 2,000 bytes without control characters.
    /// - Returns: The objection's number.
    public func object(
        _ subject: ObjectionSubject,
        text: String,
        by actor: String
    ) async throws -> Int {
        guard machine.publications.state == .notice else {
            throw Refusal.actNotPossible("object: 现在不在公示期 / results are not open to objections")
        }
        guard (1...2_000).contains(text.utf8.count),
            text.unicodeScalars.allSatisfy({ scalar in
                scalar.value >= 0x20 && scalar.value != 0x7F || scalar == "\n"
            })
        else { throw Refusal.actNotPossible("object: 内容须为 1 至 2000 字节 / 1 to 2000 bytes") }
        let own = machine.publications.objections.count { $0.actor == actor }
        guard own < Self.objectionLimit, machine.publications.objections.count < 10_000 else {
            throw Refusal.actNotPossible("object: 异议太多 / too many objections")
        }
        let number = machine.publications.objections.count + 1
        let hash = SHA256.hash(data: Array(text.utf8))
        let objection = Objection(number: number, about: subject, digest: Self.hexadecimal(hash))
        let fact = AmendmentFact(
            kind: .object,
            actor: actor,
            reasonCode: subject.rawValue,
            reason: "objection \(number)",
            details: Array(try CanonicalJSON.encode(objection))
        )
        _ = try await actForParticipant(fact)
        try await note("objection", number, text, actor)
        // Erased meanwhile: then nobody reads it.
        if erased.contains(where: { machine.entry($0)?.pseudonym.description == actor }) {
            try await store.removeNotes(kind: "objection", prefix: Self.key(number))
        }
        return number
    }

    /// Records what became of an objection.
    public func resolve(
        _ outcome: ObjectionOutcome,
        text: String,
        by actor: String
    ) async throws -> LedgerSequence {
        guard machine.publications.objections.contains(where: { $0.thing.number == outcome.number })
        else { throw Refusal.actNotPossible("resolve_objection: 没有这件异议 / no such objection") }
        let known = Set(machine.log.entries.map(\.sequence))
        guard outcome.amendments.allSatisfy(known.contains) else {
            throw Refusal.actNotPossible("resolve_objection: 没有这条修正 / no such amendment")
        }
        let sequence = try await act(
            AmendmentFact(
                kind: .resolveObjection,
                actor: actor,
                reasonCode: outcome.outcome.rawValue,
                reason: text,
                details: Array(try CanonicalJSON.encode(outcome))
            )
        )
        return sequence
    }

    /// The text of an objection; nil once it was erased.
    public func text(ofObjection number: Int) async throws -> String? {
        try await store.note(kind: "objection", key: Self.key(number))
            .map { String(decoding: $0.content, as: UTF8.self) }
    }

    /// The texts of somebody's objections go with them; that they objected, and what became of it, stays.
    func removeObjections(of participant: Pseudonym) async throws {
        for objection in machine.publications.objections
        where objection.actor == participant.description {
            let key = Self.key(objection.thing.number)
            try await store.removeNotes(kind: "objection", prefix: key)
        }
    }

    private static var objectionLimit: Int { 20 }

    private static func key(_ number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
    }

    private func note(_ kind: String, _ number: Int, _ text: String, _ actor: String) async throws {
        let note = Note(
            kind: kind,
            key: Self.key(number),
            at: now,
            actor: actor,
            content: Array(text.utf8)
        )
        try await store.putNote(note)
    }

    @concurrent
    private static func digest(of fold: ContestFold, _ names: [Pseudonym?]) async -> String {
        guard let board = fold.board(in: .overall) else { return "" }
        var hash = SHA256()
        var position = 0
        while position < board.count {
            let rows = board.rows(from: position, count: 4_096)
            guard !rows.isEmpty else { break }
            for row in rows {
                let index = Int(row.key.participant.rawValue)
                let name = names.indices.contains(index) ? names[index]?.description ?? "" : ""
                let line = "\(row.rank),\(name),\(row.key.value),\(row.key.timeMilliseconds)\n"
                hash.update(data: Array(line.utf8))
            }
            position += rows.count
        }
        return hexadecimal(hash.finalize())
    }

    private static func hexadecimal(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16)
            return digits.utf8.count == 1 ? "0" + digits : digits
        }.joined()
    }
}
