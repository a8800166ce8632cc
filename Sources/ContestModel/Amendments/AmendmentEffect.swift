import FoundationEssentials

/// What an amendment does to the figures, read from its details.
///
/// The formats are documented in the catalogue of `ContestEngine`, "Amendments".
public enum AmendmentEffect: Hashable, Sendable {
    /// People and attempts no longer count.
    case disqualify(AmendedSet)
    /// They count again.
    case reinstate(AmendedSet)
    /// A question's key, for some versions of the bank.
    case key(AmendedQuestion, AcceptedKey)
    /// A person belongs elsewhere.
    case move(AmendedMove)
    /// Two people or two nodes were one.
    case merge(AmendedMerge)
    /// A name was wrong.
    case rename(AmendedName)
    /// An earlier amendment is taken back.
    case reverse(LedgerSequence)
}

/// People and attempts, by index and sequence.
public struct AmendedSet: Hashable, Codable, Sendable {
    /// Participants' indices.
    public var participants: [UInt32]
    /// Attempts' sequences.
    public var attempts: [LedgerSequence]

    /// The most people, and the most attempts, that one amendment may name.
    public static let countLimit = 10_000

    /// Makes a set.
    public init(participants: [UInt32] = [], attempts: [LedgerSequence] = []) {
        self.participants = participants
        self.attempts = attempts
    }
}

/// A question of some versions of the bank, with its keys where an amendment gives some.
public struct AmendedQuestion: Hashable, Codable, Sendable {
    /// The question's stable identifier.
    public var question: String
    /// The versions of the bank for which the amendment holds.
    public var bankVersions: [Int32]
    /// Masks over the bank's own order of options; nil where the kind needs none.
    public var keys: [UInt8]?

    /// Makes a reference.
    public init(question: String, bankVersions: [Int32], keys: [UInt8]? = nil) {
        self.question = question
        self.bankVersions = bankVersions
        self.keys = keys
    }
}

/// A person's new region, unit or both.
public struct AmendedMove: Hashable, Codable, Sendable {
    /// Whose.
    public var participant: UInt32
    /// The new leaf region; nil leaves it as it is.
    public var region: Int32?
    /// The new leaf unit; nil leaves it as it is.
    public var unit: Int32?
    /// Whether what was earned before goes along.
    public var withPast: Bool

    /// Makes a move.
    public init(participant: UInt32, region: Int32?, unit: Int32?, withPast: Bool) {
        self.participant = participant
        self.region = region
        self.unit = unit
        self.withPast = withPast
    }
}

/// What a merge or a renaming is about.
public enum AmendedSubject: String, Hashable, Codable, CaseIterable, Sendable {
    /// People.
    case person
    /// Administrative divisions.
    case region
    /// Employers and their branches.
    case unit

    /// The tree that the subject is a node of; nil for people.
    public var tree: GroupKind? {
        switch self {
        case .person: nil
        case .region: .region
        case .unit: .unit
        }
    }
}

/// Two people or nodes that were one: the first lives on in the second.
public struct AmendedMerge: Hashable, Codable, Sendable {
    /// What they are.
    public var of: AmendedSubject
    /// The one that ends: a participant's index or a node's identifier.
    public var from: Int64
    /// The one that goes on.
    public var into: Int64

    /// Makes a merge.
    public init(of: AmendedSubject, from: Int64, into: Int64) {
        self.of = of
        self.from = from
        self.into = into
    }
}

/// A corrected name; a person's own name is never in the ledger.
public struct AmendedName: Hashable, Codable, Sendable {
    /// What it names.
    public var of: AmendedSubject
    /// A participant's index or a node's identifier.
    public var id: Int64
    /// The right name of a node; nil for a person.
    public var name: String?

    /// Makes a renaming.
    public init(of: AmendedSubject, id: Int64, name: String? = nil) {
        self.of = of
        self.id = id
        self.name = name
    }
}

/// The amendment that a reversal takes back.
public struct AmendedReversal: Hashable, Codable, Sendable {
    /// Its sequence.
    public var amendment: LedgerSequence

    /// Makes a reversal.
    public init(amendment: LedgerSequence) {
        self.amendment = amendment
    }
}

extension AmendmentFact {
    /// What the act does to the figures; nil for acts that do nothing to them, and for details that
    /// cannot be read.
    public var effect: AmendmentEffect? {
        switch kind {
        case .disqualify: read(AmendedSet.self).map(AmendmentEffect.disqualify)
        case .reinstate: read(AmendedSet.self).map(AmendmentEffect.reinstate)
        case .reviseKey, .acceptKeys:
            read(AmendedQuestion.self).flatMap { question in
                guard let keys = question.keys, !keys.isEmpty else { return nil }
                return .key(question, .keys(keys.map(OptionMask.init(bits:))))
            }
        case .creditQuestion: read(AmendedQuestion.self).map { .key($0, .everyone) }
        case .withdrawQuestion: read(AmendedQuestion.self).map { .key($0, .withdrawn) }
        case .move: read(AmendedMove.self).map(AmendmentEffect.move)
        case .merge: read(AmendedMerge.self).map(AmendmentEffect.merge)
        case .rename: read(AmendedName.self).map(AmendmentEffect.rename)
        case .reverse: read(AmendedReversal.self).map { .reverse($0.amendment) }
        default: nil
        }
    }

    private func read<Details: Decodable>(_ type: Details.Type) -> Details? {
        try? CanonicalJSON.decode(type, from: details)
    }
}
