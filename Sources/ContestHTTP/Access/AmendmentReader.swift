import ContestEngine
import ContestModel
import FoundationEssentials
import Leaderboards

/// Turns what an organiser wrote into an amendment's canonical details.
struct AmendmentReader {
    let contest: Contest
    let view: Contest.Published
    let body: AmendmentBody

    /// The act; it has not been judged yet.
    func act(by actor: String) async throws -> AmendmentFact {
        guard let kind = AmendmentKind(rawValue: body.kind), !body.reasonCode.isEmpty,
            body.reasonCode.utf8.count <= 64, (1...1_000).contains(body.reason.utf8.count)
        else {
            throw Problem.invalidBody(
                "操作、事由代码（至多 64 字节）和事由（至多 1000 字节）不能为空",
                "A kind, a reason (up to 1000 bytes) and its code (up to 64) are needed."
            )
        }
        return AmendmentFact(
            kind: kind,
            actor: actor,
            reasonCode: body.reasonCode,
            reason: body.reason,
            details: Array(try await details(of: kind))
        )
    }

    private func details(of kind: AmendmentKind) async throws -> Data {
        switch kind {
        case .disqualify, .reinstate: return try CanonicalJSON.encode(try await set())
        case .reviseKey, .acceptKeys, .creditQuestion, .withdrawQuestion:
            return try CanonicalJSON.encode(try await question(kind))
        case .move:
            return try CanonicalJSON.encode(
                AmendedMove(
                    participant: try await index(body.participant, "participant"),
                    region: try body.region.map { try node($0, .region, "region").rawValue },
                    unit: try body.unit.map { try node($0, .unit, "unit").rawValue },
                    withPast: body.withPast ?? false
                )
            )
        case .merge:
            return try CanonicalJSON.encode(
                AmendedMerge(
                    of: try subject(),
                    from: try await member(body.from, "from"),
                    into: try await member(body.into, "into")
                )
            )
        case .rename:
            let subject = try subject()
            return try CanonicalJSON.encode(
                AmendedName(
                    of: subject,
                    id: try await member(subject == .person ? body.participant : body.node, "node"),
                    name: subject == .person ? nil : body.name
                )
            )
        case .reverse:
            guard let sequence = body.amendment else { throw Problem.invalidParameter("amendment") }
            return try CanonicalJSON.encode(AmendedReversal(amendment: sequence))
        default: throw Problem.invalidParameter("kind")
        }
    }

    private func set() async throws -> AmendedSet {
        var set = AmendedSet(attempts: body.attempts ?? [])
        for name in body.participants ?? [] {
            set.participants.append(try await index(name, "participants"))
        }
        if let filter = body.filter { set.attempts += try await attempts(filter) }
        return set
    }

    private func attempts(_ wanted: AmendmentBody.Filter) async throws -> [LedgerSequence] {
        var filter = AttemptFilter()
        if wanted.from != nil || wanted.through != nil {
            let from = try day(wanted.from, "filter.from")
            let through = try day(wanted.through ?? wanted.from, "filter.through")
            guard from <= through else { throw Problem.invalidParameter("filter.through") }
            filter.days = from...through
        }
        filter.region = try wanted.region.map { try node($0, .region, "filter.region") }
        filter.unit = try wanted.unit.map { try node($0, .unit, "filter.unit") }
        filter.fasterThan = wanted.fasterThanMs.map { .milliseconds($0) }
        filter.rightAtLeast = wanted.rightAtLeast
        // Nobody means everybody by a filter that says nothing.
        guard filter.isConditional else { throw Problem.invalidParameter("filter") }
        return try await contest.attempts(matching: filter)
    }

    private func day(_ text: String?, _ field: String) throws -> ContestDay {
        guard let text, let date = CivilDate(text) else { throw Problem.invalidParameter(field) }
        return date.contestDay
    }

    private func question(_ kind: AmendmentKind) async throws -> AmendedQuestion {
        guard let id = body.question, let found = await contest.versions(of: id) else {
            throw Problem.invalidParameter("question")
        }
        let count = kind == .reviseKey ? 1...1 : kind == .acceptKeys ? 2...16 : 0...0
        let keys = try (body.keys ?? []).map { try mask($0, found.question) }
        guard count.contains(keys.count) else { throw Problem.invalidParameter("keys") }
        return AmendedQuestion(
            question: id,
            bankVersions: found.versions,
            keys: keys.isEmpty ? nil : keys
        )
    }

    /// Letters in the bank's own order of options: `AC`.
    private func mask(_ letters: String, _ question: Question) throws -> UInt8 {
        var bits: UInt8 = 0
        for letter in letters.utf8 {
            let place = Int(letter & 0xDF) - 0x41
            guard letter & 0x40 != 0, question.options.indices.contains(place), place < 8 else {
                throw Problem.invalidParameter("keys")
            }
            bits |= OptionMask.option(place).bits
        }
        return bits
    }

    private func subject() throws -> AmendedSubject {
        guard let subject = body.of.flatMap(AmendedSubject.init(rawValue:)) else {
            throw Problem.invalidParameter("of")
        }
        return subject
    }

    /// A participant's index or a node's identifier, by what the amendment is about.
    private func member(_ name: String?, _ field: String) async throws -> Int64 {
        guard let name else { throw Problem.invalidParameter(field) }
        if let kind = try subject().tree { return Int64(try node(name, kind, field).rawValue) }
        return Int64(try await index(name, field))
    }

    private func index(_ name: String?, _ field: String) async throws -> UInt32 {
        guard let name, name.utf8.count == 16, let bits = UInt64(name, radix: 16),
            let found = await contest.participant(Pseudonym(bits: bits))
        else { throw Problem.invalidParameter(field) }
        return found.rawValue
    }

    private func node(_ code: String, _ kind: GroupKind, _ field: String) throws -> NodeID {
        let boards = view.live.boards
        let index = kind == .region ? boards.regions.index : boards.units.index
        guard let node = index.node(code: code) else { throw Problem.invalidParameter(field) }
        return node.id
    }
}
