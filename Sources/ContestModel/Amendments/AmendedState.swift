/// What the amendments that stand come to: a pure function of an `AmendmentLog`.
public struct AmendedState: Sendable {
    /// A question of one version of the bank.
    public struct QuestionReference: Hashable, Sendable {
        /// The bank's version.
        public var bankVersion: Int32
        /// The question's identifier.
        public var question: String

        /// Makes a reference.
        public init(bankVersion: Int32, question: String) {
            self.bankVersion = bankVersion
            self.question = question
        }
    }

    /// One move of a person, standing or not.
    public struct Move: Hashable, Sendable {
        /// Its place in the ledger.
        public var sequence: LedgerSequence
        /// Where to.
        public var move: AmendedMove
        /// Whether it stands.
        public var stands: Bool
    }

    /// How many key revisions there are.
    public private(set) var keyRevision: Int32 = 0
    /// Keys in place of the bank's own.
    public private(set) var keys: [QuestionReference: AcceptedKey] = [:]
    /// Questions that any amendment was ever about, standing or not.
    public private(set) var touchedQuestions: Set<QuestionReference> = []
    /// People who do not count.
    public private(set) var disqualifiedPeople: Set<UInt32> = []
    /// Attempts that do not count.
    public private(set) var disqualifiedAttempts: Set<LedgerSequence> = []
    /// Moves of each person, in order.
    public private(set) var moves: [UInt32: [Move]] = [:]
    /// Names and merges of the regions and units.
    public private(set) var nodes: [GroupKind: NodeAmendments] = [:]
    private var mergedInto: [UInt32: UInt32] = [:]

    /// A state in which nothing was amended.
    public init() {}

    /// Works out the state of a log.
    ///
    /// - Complexity: O(entries).
    public init(_ log: AmendmentLog) {
        keyRevision = log.keyRevision
        let standing = log.standing()
        for entry in standing { take(entry.effect) }
        let stands = Set(standing.map(\.sequence))
        for entry in log.entries {
            switch entry.effect {
            case .move(let move):
                let stands = stands.contains(entry.sequence)
                let made = Move(sequence: entry.sequence, move: move, stands: stands)
                moves[move.participant, default: []].append(made)
            case .key(let question, _): touchedQuestions.formUnion(question.references)
            default: break
            }
        }
    }

    private mutating func take(_ effect: AmendmentEffect) {
        switch effect {
        case .disqualify(let set):
            disqualifiedPeople.formUnion(set.participants)
            disqualifiedAttempts.formUnion(set.attempts)
        case .reinstate(let set):
            disqualifiedPeople.subtract(set.participants)
            disqualifiedAttempts.subtract(set.attempts)
        case .key(let question, let key):
            for reference in question.references { keys[reference] = key }
        case .merge(let merge):
            if let tree = merge.of.tree {
                nodes[tree, default: NodeAmendments()].merges.append(
                    (NodeID(clamping: merge.from), NodeID(clamping: merge.into))
                )
            } else if let from = UInt32(exactly: merge.from), let into = UInt32(exactly: merge.into)
            {
                mergedInto[from] = into
            }
        case .rename(let name):
            if let tree = name.of.tree, let text = name.name {
                nodes[tree, default: NodeAmendments()].names[NodeID(clamping: name.id)] = text
            }
        case .move, .reverse: break
        }
    }

    /// The account that a participant's attempts are credited to.
    public func root(of participant: ParticipantIndex) -> ParticipantIndex {
        if mergedInto.isEmpty { return participant }
        var root = participant.rawValue
        var steps = 0
        while let next = mergedInto[root], next != root, steps <= mergedInto.count {
            root = next
            steps += 1
        }
        return ParticipantIndex(rawValue: root)
    }

    /// Every account that was merged into another.
    public var mergedAccounts: [ParticipantIndex] {
        mergedInto.keys.map(ParticipantIndex.init(rawValue:))
    }

    /// Whether attempts of several accounts come together under one.
    public func hasSeveralAccounts(_ root: ParticipantIndex) -> Bool {
        mergedInto.keys.contains { self.root(of: ParticipantIndex(rawValue: $0)) == root }
    }

    /// The people themselves, what they are credited to, and every account credited to that.
    public func accounts(of people: Set<ParticipantIndex>) -> Set<ParticipantIndex> {
        let roots = Set(people.map(root(of:)))
        let merged = mergedAccounts.filter { roots.contains(root(of: $0)) }
        return people.union(roots).union(merged)
    }

    /// Whether following merges of people comes to an end everywhere.
    public var mergesEnd: Bool {
        mergedInto.keys.allSatisfy { account in
            mergedInto[root(of: ParticipantIndex(rawValue: account)).rawValue] == nil
        }
    }

    /// People whose attempts cannot be folded one by one as they stand in the ledger: those who
    /// moved, and those in whom several accounts come together.
    public var intricatePeople: Set<ParticipantIndex> {
        var people = Set(moves.keys.map { root(of: ParticipantIndex(rawValue: $0)) })
        for account in mergedAccounts {
            people.insert(account)
            people.insert(root(of: account))
        }
        return people
    }

    /// Whether an attempt is kept from counting.
    public func isDisqualified(_ attempt: AttemptID, of participant: ParticipantIndex) -> Bool {
        if disqualifiedPeople.isEmpty && disqualifiedAttempts.isEmpty { return false }
        return disqualifiedAttempts.contains(attempt.sequence)
            || disqualifiedPeople.contains(participant.rawValue)
            || disqualifiedPeople.contains(root(of: participant).rawValue)
    }
}

extension AmendedQuestion {
    var references: [AmendedState.QuestionReference] {
        bankVersions.map { AmendedState.QuestionReference(bankVersion: $0, question: question) }
    }
}

extension NodeID {
    init(clamping number: Int64) {
        self.init(rawValue: Int32(clamping: number))
    }
}

/// What happened to the nodes of one tree.
public struct NodeAmendments: Sendable {
    /// From which node into which, in order.
    public var merges: [(from: NodeID, into: NodeID)] = []
    /// Corrected names.
    public var names: [NodeID: String] = [:]

    /// Nothing happened.
    public init() {}
}
