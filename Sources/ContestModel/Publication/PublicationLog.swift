/// How far the results of a contest are published.
public enum PublicationState: String, Hashable, Codable, CaseIterable, Sendable {
    /// 初步: counted, not checked.
    case preliminary
    /// 公示: open to objections.
    case notice
    /// 最终: every objection has its outcome.
    case final
    /// 更正: another version after objections or a late finding.
    case corrected

    /// The word that people read.
    public var chineseName: String {
        switch self {
        case .preliminary: "初步"
        case .notice: "公示"
        case .final: "最终"
        case .corrected: "更正"
        }
    }

    /// Whether this state may follow another; nil stands for nothing published yet.
    public func mayFollow(_ previous: PublicationState?) -> Bool {
        switch self {
        case .preliminary: previous == nil || previous == .preliminary
        case .notice: previous == .preliminary || previous == .corrected
        case .final: previous == .notice || previous == .corrected
        case .corrected: previous == .notice || previous == .final || previous == .corrected
        }
    }
}

/// One published version of the results.
public struct Announcement: Hashable, Codable, Sendable {
    /// 1, 2, 3 and so on.
    public var number: Int
    /// Which state.
    public var state: PublicationState
    /// The last fact that is in the figures.
    public var asOf: LedgerSequence
    /// SHA-256 over the standings' canonical text, hexadecimal.
    public var standings: String

    /// Makes an announcement.
    public init(number: Int, state: PublicationState, asOf: LedgerSequence, standings: String) {
        self.number = number
        self.state = state
        self.asOf = asOf
        self.standings = standings
    }
}

/// What an objection is about.
public enum ObjectionSubject: String, Hashable, Codable, CaseIterable, Sendable {
    /// A person's place or points.
    case person
    /// An attempt.
    case attempt
    /// A question or its key.
    case question
    /// A region's or unit's figures.
    case group
    /// Anything else.
    case other
}

/// An objection as the ledger knows it; its text lies outside.
public struct Objection: Hashable, Codable, Sendable {
    /// 1, 2, 3 and so on.
    public var number: Int
    /// What it is about.
    public var about: ObjectionSubject
    /// SHA-256 over its text, hexadecimal.
    public var digest: String

    /// Makes an objection.
    public init(number: Int, about: ObjectionSubject, digest: String) {
        self.number = number
        self.about = about
        self.digest = digest
    }
}

/// What became of an objection.
public struct ObjectionOutcome: Hashable, Codable, Sendable {
    /// How it was decided.
    public enum Decision: String, Hashable, Codable, CaseIterable, Sendable {
        /// 成立.
        case upheld
        /// 部分成立.
        case partly
        /// 不成立.
        case rejected
    }

    /// Which objection.
    public var number: Int
    /// How it was decided.
    public var outcome: Decision
    /// The amendments that followed from it.
    public var amendments: [LedgerSequence]

    /// Makes an outcome.
    public init(number: Int, outcome: Decision, amendments: [LedgerSequence]) {
        self.number = number
        self.outcome = outcome
        self.amendments = amendments
    }
}

/// What was published and objected to, in order; a pure fold of the ledger's acts.
public struct PublicationLog: Sendable {
    /// A thing with its place in the ledger.
    public struct Placed<Thing: Sendable>: Sendable {
        /// Its sequence.
        public var sequence: LedgerSequence
        /// When.
        public var at: LedgerInstant
        /// Who.
        public var actor: String
        /// What.
        public var thing: Thing
    }

    /// The numbered versions.
    public private(set) var announcements: [Placed<Announcement>] = []
    /// The objections.
    public private(set) var objections: [Placed<Objection>] = []
    /// Their outcomes by number; a later one replaces an earlier one.
    public private(set) var outcomes: [Int: Placed<ObjectionOutcome>] = [:]

    /// Makes an empty log.
    public init() {}

    /// The state now; nil when nothing is published.
    public var state: PublicationState? { announcements.last?.thing.state }

    /// How many objections wait for an outcome.
    public var openObjectionCount: Int { objections.count { outcomes[$0.thing.number] == nil } }

    /// Takes in an act that is in the ledger; others than these change nothing.
    public mutating func apply(
        _ act: AmendmentFact,
        at sequence: LedgerSequence,
        _ instant: LedgerInstant
    ) {
        func placed<Thing: Decodable & Sendable>(_ type: Thing.Type) -> Placed<Thing>? {
            (try? CanonicalJSON.decode(type, from: act.details)).map {
                Placed(sequence: sequence, at: instant, actor: act.actor, thing: $0)
            }
        }
        switch act.kind {
        case .announce: if let made = placed(Announcement.self) { announcements.append(made) }
        case .object: if let made = placed(Objection.self) { objections.append(made) }
        case .resolveObjection:
            if let made = placed(ObjectionOutcome.self) { outcomes[made.thing.number] = made }
        default: return
        }
    }
}
