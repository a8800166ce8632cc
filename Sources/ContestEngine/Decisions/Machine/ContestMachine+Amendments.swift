import ContestModel
import Leaderboards

/// A part of the fold that must be made anew, and what came in since.
struct Refolding: Sendable {
    var scope: Refold.Scope
    /// The last fact that the new fold reads from the ledger.
    var through: LedgerSequence
    /// What was folded after that, as it stands.
    var since: [FoldedSubmission] = []
    /// Whether it is under way.
    var isRunning = false
    /// How many versions of rules, bank and trees there were when it began.
    var versionCount = 0
}

extension ContestMachine {
    /// The rules by which attempts are judged just now.
    func adjudication(_ amended: AmendedState, _ setup: ContestSetup) -> Adjudication {
        Adjudication(amended: amended, editions: setup.editions, registered: registered)
    }

    func ledgerFold(on store: any ContestStore) -> LedgerFold {
        LedgerFold(
            store: store,
            adjudication: adjudication(amended, setup),
            limitedTracks: limitedTracks
        )
    }

    /// Whether each track has a daily limit.
    var limitedTracks: [Bool] { rules.tracks.map { $0.attemptsPerDay != nil } }

    /// The boards follow an attempt that is in the ledger.
    mutating func take(_ ended: EndedAttempt, of open: OpenAttempt) {
        lastChange[ended.day] = ended.sequence
        guard !log.entries.isEmpty else { return fold.take(FoldedSubmission(ended)) }
        let judge = adjudication(amended, setup)
        let isBehind = ended.submission.keyRevision != amended.keyRevision
        let judged = judge.judge(
            ended,
            responses: isBehind && judge.needsResponses(ended)
                ? open.answers.map(\.committedChosen) : nil
        )
        if amended.hasSeveralAccounts(judged.folded.participant) {
            // What counts of several accounts' attempts depends on all of them together.
            return demand(.people([ended.participant]))
        }
        fold.take(judged.folded)
        if refolding != nil { refolding?.since.append(judged.folded) }
    }

    /// Asks for a new fold up to the last fact.
    mutating func demand(_ scope: Refold.Scope) {
        refolding = Refolding(
            scope: refolding?.scope.union(scope) ?? scope,
            through: head,
            since: [],
            isRunning: false
        )
    }

    /// An amendment of figures is in the ledger: from here on it holds.
    mutating func applyAmendment(_ act: AmendmentFact, at sequence: LedgerSequence) {
        let before = amended
        log.append(act, at: sequence)
        guard let entry = log.entry(at: sequence) else { return }
        amended = AmendedState(log)
        let root = log.root(of: entry)
        switch root.effect {
        case .key, .merge, .rename:
            setup.amend(amended)
            frozen?.setup.amend(amended)
        default: break
        }
        moveEntries(root.effect)
        demand(scope(of: root.effect, before: before))
    }

    /// Whose figures an amendment or its reversal can change.
    func scope(of effect: AmendmentEffect, before: AmendedState) -> Refold.Scope {
        switch effect {
        case .key: return .everyone
        case .disqualify(let set), .reinstate(let set):
            return .people(
                Set(set.participants.map(ParticipantIndex.init(rawValue:))),
                attempts: Set(set.attempts.map(AttemptID.init(sequence:)))
            )
        case .move(let move): return .people([ParticipantIndex(rawValue: move.participant)])
        case .merge(let merge) where merge.of == .person:
            let people = [merge.from, merge.into].compactMap(UInt32.init(exactly:))
                .map(ParticipantIndex.init(rawValue:))
            return .people(before.accounts(of: Set(people)))
        case .merge, .rename, .reverse: return .nobody
        }
    }

    private mutating func noteRegistration(of participant: UInt32) {
        let person = ParticipantIndex(rawValue: participant)
        guard registered[person] == nil, let entry = entry(person) else { return }
        registered[person] = Adjudication.Leaves(region: entry.region, unit: entry.unit)
    }

    /// A move decides under which leaves the next attempt counts.
    mutating func moveEntries(_ effect: AmendmentEffect) {
        guard case .move(let move) = effect else { return }
        let person = ParticipantIndex(rawValue: move.participant)
        noteRegistration(of: move.participant)
        guard let home = registered[person] else { return }
        let leaves = amended.presentLeaves(of: person, registered: (home.region, home.unit))
        entries.move(Int(person.rawValue), region: leaves.region, unit: leaves.unit)
    }

    /// The work that is due: the new fold of what amendments have changed.
    mutating func beginRefold(on store: any ContestStore) -> (live: Refold, frozen: Refold?)? {
        guard var due = refolding, !due.isRunning else { return nil }
        due.isRunning = true
        // What the fold has taken in up to here, the new one begins with; only the rest is missing.
        due.through = head
        due.since = []
        due.versionCount = setup.versionCount
        refolding = due
        let ledger = ledgerFold(on: store)
        let empty = setup.makeFold()
        let live = Refold(
            through: due.through,
            scope: due.scope,
            ledger: ledger,
            present: fold,
            empty: empty
        )
        let behind = frozen.map { frozen in
            Refold(
                through: frozen.snapshot.sequence,
                scope: due.scope,
                ledger: ledger,
                present: frozen.fold,
                empty: frozen.setup.makeFold()
            )
        }
        return (live, behind)
    }

    /// The new fold takes the old one's place, with everything that came in meanwhile.
    ///
    /// A fold that was begun for a memory that is gone by now is let go.
    ///
    /// - Parameter through: The last fact that is in the new fold.
    mutating func finishRefold(
        _ live: ContestFold,
        frozen behind: ContestFold?,
        through: LedgerSequence
    ) {
        guard let done = refolding, done.isRunning, done.through == through else { return }
        // A version that came meanwhile has its boards already; the new fold has those of before.
        let isCurrent = done.versionCount == setup.versionCount
        var next = isCurrent ? live : live.rebuilt(on: setup.makeFold(), day: fold.day)
        for index in next.count..<max(next.count, entries.count) {
            guard let entry = entries[index], let raw = UInt32(exactly: index) else { continue }
            next.enter(
                ParticipantIndex(rawValue: raw),
                region: entry.region,
                unit: entry.unit,
                lot: lot(of: entry.pseudonym)
            )
        }
        for submission in done.since { next.take(submission) }
        next.turn(to: fold.day)
        fold = next
        if let behind, let frozen {
            let snapshot = behind.snapshot(
                sequence: frozen.snapshot.sequence,
                at: frozen.snapshot.at
            )
            self.frozen = FrozenBoards(setup: frozen.setup, fold: behind, snapshot: snapshot)
        }
        refolding = nil
        checkpointer = Checkpointer()
        for index in entries.indices {
            guard let raw = UInt32(exactly: index) else { continue }
            checkpointer.mark(
                ParticipantIndex(rawValue: raw),
                at: 1,
                attempt: AttemptID(sequence: 1)
            )
        }
    }

    /// Rows of a checkpoint hold only for the amendments that they were folded under.
    var checkpointVersion: Int32 {
        ContestFold.version << 24 | Int32(truncatingIfNeeded: log.entries.count & 0xFF_FFFF)
    }
}

extension FoldedSubmission {
    /// An attempt to which no amendment was ever made.
    init(_ ended: EndedAttempt) {
        self.init(
            sequence: ended.sequence,
            participant: ended.participant,
            day: ended.day,
            endedAt: ended.submission.endedAt,
            elapsed: ended.submission.elapsed,
            score: ended.submission.score,
            region: ended.submission.region,
            unit: ended.submission.unit
        )
    }
}
