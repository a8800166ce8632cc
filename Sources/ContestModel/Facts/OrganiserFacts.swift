/// A step of the prize draw: first the entrants' list under its hash, then the public randomness
/// and the winners that follow from both.
public struct DrawFact: Hashable, Sendable {
    /// Which prize.
    public var prize: String
    /// 1 when the entrants are fixed, 2 when the winners are drawn.
    public var step: UInt8
    /// The entrants' hash, or the randomness with the winners, as canonical JSON.
    public var content: [UInt8]

    /// Makes the fact.
    public init(prize: String, step: UInt8, content: [UInt8]) {
        self.prize = prize
        self.step = step
        self.content = content
    }
}

/// What an organiser may do to a contest under way.
public enum AmendmentKind: String, Hashable, CaseIterable, Sendable {
    /// Participants may enter, within the schedule.
    case open
    /// No starts and no responses for a while.
    case pause
    /// The end of a pause; deadlines move by its length.
    case resume
    /// A later closing; `until` in the details.
    case extend
    /// Closed now.
    case close
    /// Public boards stop.
    case freeze
    /// Public boards go on.
    case unfreeze
    /// Boards of people become public.
    case publish
    /// Boards of people become private again.
    case withdrawPublication = "withdraw_publication"
    /// People or attempts no longer count.
    case disqualify
    /// They count again.
    case reinstate
    /// Another key for a question.
    case reviseKey = "revise_key"
    /// Several keys for a question: each of them is right.
    case acceptKeys = "accept_keys"
    /// Everyone who drew a question has it right.
    case creditQuestion = "credit_question"
    /// A question no longer counts.
    case withdrawQuestion = "withdraw_question"
    /// A person belongs to another region or unit.
    case move
    /// Two nodes or people were one.
    case merge
    /// A node's or person's name was wrong.
    case rename
    /// An earlier amendment is taken back.
    case reverse
    /// A prize's draw is void.
    case voidDraw = "void_draw"
    /// A numbered version of the results is published: 初步, 公示, 最终 or 更正.
    case announce
    /// Somebody objects to what was published.
    case object
    /// What became of an objection.
    case resolveObjection = "resolve_objection"
}

/// An organiser's act: who, why, what.
public struct AmendmentFact: Hashable, Sendable {
    /// What was done.
    public var kind: AmendmentKind
    /// Who did it.
    public var actor: String
    /// Who approved it; empty where the contest asks for nobody.
    public var approver: String
    /// A stable code for the reason: `outage`, `wrong_key`, `request` and so on.
    public var reasonCode: String
    /// The reason in words.
    public var reason: String
    /// What the kind needs to be known, as canonical JSON; `{}` when nothing.
    public var details: [UInt8]

    /// Makes the fact.
    public init(
        kind: AmendmentKind,
        actor: String,
        approver: String = "",
        reasonCode: String,
        reason: String,
        details: [UInt8] = Array("{}".utf8)
    ) {
        self.kind = kind
        self.actor = actor
        self.approver = approver
        self.reasonCode = reasonCode
        self.reason = reason
        self.details = details
    }
}
