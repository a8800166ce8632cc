/// The prize draws of a contest, in the order in which they were prepared; a pure fold of the ledger.
public struct DrawLog: Sendable {
    /// One draw as far as it has come.
    public struct Draw: Sendable {
        /// Its name in addresses.
        ///
        /// A contest uses a name once, also after the draw was voided.
        public let name: String
        /// Step 1.
        public let prepared: PublicationLog.Placed<DrawPlan>
        /// Step 2; nil until it is drawn.
        public internal(set) var drawn: PublicationLog.Placed<DrawOutcome>?
        /// Who voided it and why; nil while it stands.
        public internal(set) var voided: PublicationLog.Placed<String>?

        /// Whether prizes were drawn that still stand.
        public var stands: Bool { drawn != nil && voided == nil }

        /// The kind of prize that each winner won, in their order.
        public var wonPrizes: [String] {
            let names = prepared.thing.prizes.flatMap { prize in
                Array(repeating: prize.name, count: prize.count)
            }
            return Array(names.prefix(drawn?.thing.winners.count ?? 0))
        }
    }

    /// The draws.
    public private(set) var draws: [Draw] = []

    /// Makes an empty log.
    public init() {}

    /// The draw of a name.
    public subscript(name: String) -> Draw? { draws.first { $0.name == name } }

    /// The pseudonyms of everybody who won a draw that stands.
    public var winners: Set<String> {
        Set(draws.filter(\.stands).flatMap { $0.drawn?.thing.winners ?? [] })
    }

    /// Whether a draw was prepared and neither drawn nor voided.
    public var isPending: Bool { draws.contains { $0.drawn == nil && $0.voided == nil } }

    /// Takes in a step that is in the ledger.
    public mutating func apply(
        _ fact: DrawFact,
        at sequence: LedgerSequence,
        _ instant: LedgerInstant
    ) {
        let index = draws.firstIndex { $0.name == fact.prize }
        if fact.step == 1, index == nil,
            let plan = try? CanonicalJSON.decode(DrawPlan.self, from: fact.content)
        {
            let prepared = PublicationLog.Placed(
                sequence: sequence,
                at: instant,
                actor: plan.actor,
                thing: plan
            )
            draws.append(Draw(name: fact.prize, prepared: prepared))
        } else if fact.step == 2, let index,
            let outcome = try? CanonicalJSON.decode(DrawOutcome.self, from: fact.content)
        {
            draws[index].drawn = PublicationLog.Placed(
                sequence: sequence,
                at: instant,
                actor: outcome.actor,
                thing: outcome
            )
        }
    }

    /// Takes in an act that is in the ledger; others than `void_draw` change nothing.
    public mutating func apply(
        _ act: AmendmentFact,
        at sequence: LedgerSequence,
        _ instant: LedgerInstant
    ) {
        guard act.kind == .voidDraw, let name = Self.name(in: act),
            let index = draws.firstIndex(where: { $0.name == name })
        else { return }
        draws[index].voided = PublicationLog.Placed(
            sequence: sequence,
            at: instant,
            actor: act.actor,
            thing: act.reason
        )
    }

    /// Says why a step does not fit; nil when it fits.
    public func objection(to fact: DrawFact, at instant: LedgerInstant) -> String? {
        let draw = self[fact.prize]
        switch fact.step {
        case 1:
            guard draw == nil else { return "名称已用过，请另起一个 / the name was used before" }
            return isPending
                ? "上一次抽奖还没有开出或作废 / an earlier draw is neither drawn nor voided" : nil
        default:
            guard let draw else { return "没有这次抽奖 / no such draw" }
            if draw.voided != nil { return "已作废 / it was voided" }
            if draw.drawn != nil { return "已开出 / it was drawn" }
            return instant < draw.prepared.thing.notBefore
                ? "还没到预定的时刻 / it is too early" : nil
        }
    }

    /// Says why an act does not fit; nil when it fits, and for other acts than `void_draw`.
    public func objection(to act: AmendmentFact) -> String? {
        guard act.kind == .voidDraw else { return nil }
        guard let draw = Self.name(in: act).flatMap({ self[$0] }) else {
            return "没有这次抽奖 / no such draw"
        }
        return draw.voided == nil ? nil : "已作废 / it was voided"
    }

    /// The details of the act that voids a draw.
    public static func details(voiding name: String) throws -> [UInt8] {
        Array(try CanonicalJSON.encode(VoidedDraw(prize: name)))
    }

    private static func name(in act: AmendmentFact) -> String? {
        try? CanonicalJSON.decode(VoidedDraw.self, from: act.details).prize
    }
}

private struct VoidedDraw: Codable {
    var prize: String
}
