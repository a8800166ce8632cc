/// One entry of a contest's ledger: something that happened, at an instant, never edited.
///
/// Everything that can change a ranking is a fact. Facts know people by index and pseudonym only;
/// names and phones live outside the ledger and can be erased without touching it.
public struct Fact: Hashable, Sendable {
    /// When it was admitted, on the ledger's clock.
    public var at: LedgerInstant
    /// What happened.
    public var body: FactBody

    /// Makes a fact.
    public init(at: LedgerInstant, body: FactBody) {
        self.at = at
        self.body = body
    }
}

/// The kinds of fact.
public enum FactBody: Hashable, Sendable {
    /// Rules, as applied.
    case contestVersion(ContestVersionFact)
    /// Questions, as applied.
    case bankVersion(BankVersionFact)
    /// Regions or units, as applied.
    case treeVersion(TreeVersionFact)
    /// A person entered.
    case registration(RegistrationFact)
    /// Two accounts were one person.
    case link(LinkFact)
    /// An extra attempt was earned.
    case grant(GrantFact)
    /// An attempt began.
    case attempt(AttemptFact)
    /// A question was answered.
    case response(ResponseFact)
    /// An attempt ended.
    case submission(SubmissionFact)
    /// Lots were prepared or drawn.
    case draw(DrawFact)
    /// An organiser's act.
    case amendment(AmendmentFact)
}

/// A fact with its place in the ledger.
public struct CommittedFact: Hashable, Sendable {
    /// Its sequence number.
    public var sequence: LedgerSequence
    /// The fact.
    public var fact: Fact

    /// Makes a committed fact.
    public init(sequence: LedgerSequence, fact: Fact) {
        self.sequence = sequence
        self.fact = fact
    }
}
