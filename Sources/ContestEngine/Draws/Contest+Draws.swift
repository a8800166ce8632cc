public import ContestModel
import Crypto
import Leaderboards

extension Contest {
    private static let entrantsNote = "draw-entrants"
    private static let seedNote = "draw-seed"

    /// Every draw, in the order in which they were prepared.
    public var draws: DrawLog { machine.draws }

    /// Says what a draw would be, and writes nothing.
    public func trial(_ request: DrawRequest, by actor: String) async throws -> DrawPlan {
        try await plan(request, by: actor, seed: "").plan
    }

    /// Step 1: fixes the entrants' list and commits to a seed.
    ///
    /// List and seed lie beside the ledger until they are needed; the fact holds their digests.
    ///
    /// - Complexity: O(participants).
    public func prepare(_ request: DrawRequest, by actor: String) async throws -> LedgerSequence {
        guard deciding.insert(Self.entrantsNote).inserted else {
            throw Refusal.actNotPossible("another act is under way")
        }
        defer { deciding.remove(Self.entrantsNote) }
        let seed = Hexadecimal.encode(
            (0..<4).flatMap { _ in
                let bits = entropy.bits()
                return (0..<8).map { UInt8(truncatingIfNeeded: bits >> ($0 * 8)) }
            }
        )
        let amendments = machine.log.entries.count
        let (plan, list) = try await plan(request, by: actor, seed: seed)
        let content = Array(try CanonicalJSON.encode(plan))
        try await keep(list.bytes, as: Self.entrantsNote, of: request.name, by: actor)
        try await keep(Array(seed.utf8), as: Self.seedNote, of: request.name, by: actor)
        guard machine.log.entries.count == amendments else {
            throw Refusal.actNotPossible("another act is under way")
        }
        return try await step(DrawFact(prize: request.name, step: 1, content: content))
    }

    /// Step 2: draws by the public randomness and by the seed that step 1 committed to.
    ///
    /// - Parameter randomness: As it was published, 1 to 500 bytes without control characters.
    /// - Complexity: O(chances).
    public func draw(
        _ name: String,
        randomness: String,
        by actor: String
    ) async throws -> LedgerSequence {
        guard let draw = machine.draws[name] else { throw Refusal.unknownDraw }
        guard DrawRequest.isText(randomness, most: 500) else {
            throw Refusal.actNotPossible("随机数须为 1 至 500 字节 / randomness of 1 to 500 bytes")
        }
        let plan = draw.prepared.thing
        let empty = DrawFact(prize: name, step: 2, content: [])
        if let reason = machine.draws.objection(to: empty, at: now) {
            throw Refusal.actNotPossible("draw: \(reason)")
        }
        guard let bytes = try await entrants(of: name), let list = EntrantList(bytes),
            list.summary == plan.entrants,
            let note = try await store.note(kind: Self.seedNote, key: name),
            Hexadecimal.encode(Array(SHA256.hash(data: note.content))) == plan.seedDigest
        else {
            throw Refusal.actNotPossible(
                "draw: 名单或种子已不在，请作废后另抽 / list or seed is gone; void it and draw anew"
            )
        }
        let seed = String(decoding: note.content, as: UTF8.self)
        let drawn = await Self.drawn(plan, list, seed: seed, randomness: randomness)
        let outcome = DrawOutcome(
            randomness: randomness,
            seed: seed,
            winners: drawn.prefix(plan.prizeCount).map(\.description),
            alternates: drawn.dropFirst(plan.prizeCount).map(\.description),
            actor: actor
        )
        let content = Array(try CanonicalJSON.encode(outcome))
        return try await step(DrawFact(prize: name, step: 2, content: content))
    }

    /// The entrants' list of a draw as it was published; nil where it is gone.
    ///
    /// Whoever has the ledger can make it again: the audit does.
    public func entrants(of name: String) async throws -> [UInt8]? {
        guard let draw = machine.draws[name] else { throw Refusal.unknownDraw }
        let note = try await store.note(kind: Self.entrantsNote, key: name)
        guard let bytes = note?.content,
            Hexadecimal.encode(Array(SHA256.hash(data: bytes)))
                == draw.prepared.thing.entrants.digest
        else { return nil }
        return bytes
    }

    /// The participant of each pseudonym; unknown ones are missing.
    public func participants(named pseudonyms: [String]) -> [String: ParticipantIndex] {
        var found: [String: ParticipantIndex] = [:]
        for name in pseudonyms {
            guard let bits = UInt64(name, radix: 16) else { continue }
            let pseudonym = Pseudonym(bits: bits)
            guard pseudonym.description == name else { continue }
            found[name] = participant(pseudonym)
        }
        return found
    }

    private func plan(
        _ request: DrawRequest,
        by actor: String,
        seed: String
    ) async throws -> (plan: DrawPlan, list: EntrantList) {
        await figuresFollow()
        if let fault = request.fault { throw Refusal.actNotPossible("draw: \(fault)") }
        let empty = DrawFact(prize: request.name, step: 1, content: [])
        if let reason = machine.draws.objection(to: empty, at: now) {
            throw Refusal.actNotPossible("draw: \(reason)")
        }
        let winners = request.repeatsWinners ? [] : machine.draws.winners
        let earlier = Set(winners.compactMap { UInt64($0, radix: 16) })
        let units = machine.setup.units
        var isOut = [Bool](repeating: false, count: machine.entries.count)
        for participant in request.excluded + Array(erased) {
            let root = Int(machine.amended.root(of: participant).rawValue)
            if isOut.indices.contains(root) { isOut[root] = true }
        }
        for (index, entry) in machine.entries.enumerated() {
            guard let entry else { continue }
            if request.excludedUnits.contains(where: { units.isWithin(entry.unit, $0) }) {
                isOut[index] = true
            }
        }
        let (entries, fold, head) = (machine.entries, machine.fold, machine.head)
        let (list, excluded) = await Self.entrants(entries, fold, request.chances, isOut, earlier)
        guard !list.entrants.isEmpty else {
            throw Refusal.actNotPossible("draw: 没有人有抽奖机会 / nobody has a chance")
        }
        guard excluded.count <= DrawRequest.excludedLimit else {
            throw Refusal.actNotPossible("draw: 排除的人太多 / too many are left out")
        }
        let plan = DrawPlan(
            title: request.title,
            prizes: request.prizes,
            alternates: request.alternates,
            chances: request.chances,
            source: request.source,
            notBefore: request.notBefore,
            repeatsWinners: request.repeatsWinners,
            excluded: excluded,
            exclusionReason: request.exclusionReason,
            entrants: list.summary,
            asOf: head,
            seedDigest: seed.isEmpty
                ? "" : Hexadecimal.encode(Array(SHA256.hash(data: Array(seed.utf8)))),
            actor: actor,
            reason: request.reason
        )
        return (plan, list)
    }

    private func step(_ fact: DrawFact) async throws(Refusal) -> LedgerSequence {
        let reply = try await perform { machine, now, waiter in
            machine.draw(fact, now: now, waiter: waiter)
        }
        guard case .done(let sequence) = reply else { throw .outcomeUnknown }
        return sequence
    }

    private func keep(
        _ content: [UInt8],
        as kind: String,
        of name: String,
        by actor: String
    ) async throws {
        try await store.putNote(
            Note(kind: kind, key: name, at: now, actor: actor, content: content)
        )
    }

    /// Who takes part, and who does not although there was a chance; off the actor.
    @concurrent
    private static func entrants(
        _ entries: EntryTable,
        _ fold: ContestFold,
        _ chances: DrawChances,
        _ isOut: [Bool],
        _ earlier: Set<UInt64>
    ) async -> (list: EntrantList, excluded: [String]) {
        var entrants: [EntrantList.Entrant] = []
        var excluded: [String] = []
        for (index, entry) in entries.enumerated() {
            guard let entry else { continue }
            let row = fold.standings(
                of: ParticipantIndex(rawValue: UInt32(truncatingIfNeeded: index))
            )
            let lots =
                switch chances {
                case .lots: row.lots
                case .people: UInt32(row.overall.attempts > 0 ? 1 : 0)
                }
            guard lots > 0 else { continue }
            if isOut[index] {
                excluded.append(entry.pseudonym.description)
            } else if !earlier.contains(entry.pseudonym.bits) {
                entrants.append(EntrantList.Entrant(pseudonym: entry.pseudonym, lots: lots))
            }
        }
        return (EntrantList(entrants), excluded.sorted())
    }

    @concurrent
    private static func drawn(
        _ plan: DrawPlan,
        _ list: EntrantList,
        seed: String,
        randomness: String
    ) async -> [Pseudonym] {
        list.drawn(plan.prizeCount + plan.alternates, seed: seed, randomness: randomness)
    }
}
