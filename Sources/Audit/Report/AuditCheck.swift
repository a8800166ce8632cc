/// What the auditor checks, by the name under which a report tells of it.
public enum AuditCheck: String, Codable, CaseIterable, Sendable {
    /// The file is a sound database of strict tables.
    case file
    /// Over all tables of facts the sequences are 1, 2, 3 … without gaps.
    case sequence
    /// The batches follow one another and cover the facts.
    case batch
    /// Each fact has the digest that its batch noted, and each batch the link that it noted.
    case chain
    /// Ledger time never goes back.
    case clock
    /// Rules, banks and trees can be read, and the facts name versions that were in force.
    case content
    /// Amendments name what exists.
    case amendment
    /// Each person is registered once, in order, under leaves that existed.
    case registration
    /// Attempts begin while the contest is open, on the day that they say.
    case schedule
    /// Nobody began more attempts than the rules and the grants gave.
    case limit
    /// Nobody had two attempts open in one track.
    case overlap
    /// Papers follow the blueprint.
    case paper
    /// Responses name what was drawn and shown, in order.
    case response
    /// Responses were admitted before time ran out.
    case deadline
    /// Attempts ended when and as they say.
    case ending
    /// Right, points and lots follow from the keys and the rules.
    case grade
    /// What counts as 人次 counts, and nothing else.
    case counting
    /// Each submission is credited to its person's leaves.
    case group
    /// 人数 and 人次 come out the same by SQL.
    case tally
    /// Draws took in whom they say, and drew whom their randomness says.
    case draw
    /// What the caches say follows from the facts.
    case cache
    /// A running server shows what the ledger says.
    case live
    /// A published table shows what the ledger says.
    case published
}
