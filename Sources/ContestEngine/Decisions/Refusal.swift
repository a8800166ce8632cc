public import ContestModel

/// Why something that a participant or an organiser asked for was not done.
public enum Refusal: Error, Hashable, Sendable {
    /// The contest has not been opened, or its time has not come.
    case notOpenYet(opensAt: LedgerInstant)
    /// The contest is over.
    case contestClosed(at: LedgerInstant)
    /// The contest is paused.
    case paused
    /// There is no such participant, or its data was erased.
    case unknownParticipant
    /// The person's data was erased on request; the account has ended.
    case accountErased
    /// There is no such track.
    case unknownTrack
    /// There is no such region or unit, or it is not a leaf.
    case unknownGroup
    /// The unit's code is not right.
    case wrongUnitCode
    /// Name, PIN or recovery code is not right.
    case wrongCredentials
    /// This account may be tried again later.
    case tooManyTries(after: Duration)
    /// All attempts are used; the next may begin at the instant, if there is one.
    case noAttemptsLeft(next: LedgerInstant?)
    /// There is no such attempt of this participant.
    case unknownAttempt
    /// The attempt has ended.
    case attemptClosed(at: LedgerInstant)
    /// The question is not in the paper, or has not been shown yet.
    case questionNotShown
    /// The options named are not the question's, or too many for its type.
    case invalidChoice
    /// The position has another answer under this revision, or its key has been shown.
    case responseFixed
    /// The key of an idempotent request was used for another request.
    case keyReused
    /// The grant is not offered or is used up.
    case grantNotOffered
    /// An organiser's act does not fit the contest's state.
    case actNotPossible(String)
    /// A version of the rules changes what may not change while the contest runs.
    case ruleFixed(String)
    /// The paper cannot be drawn from the bank.
    case blueprintImpossible(String)
    /// Personal data is missing or too long.
    case invalidPerson(String)
    /// There is no such draw.
    case unknownDraw
    /// The participant has reported as many questions as anybody may.
    case tooManyReports
    /// Too much is waiting; try again.
    case overloaded(after: Duration)
    /// The disk is full; nothing was written.
    case storageFull
    /// What became of it is not known; a retry with the same identifier will tell.
    case outcomeUnknown
    /// The contest is starting, recovering or draining.
    case unavailable
}
