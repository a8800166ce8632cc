public import ContestModel
import Leaderboards
import Logging

extension Contest {
    /// Writes what is decided, one batch after the other, until the contest has drained.
    ///
    /// Facts gather while a batch is being written; the checkpoint's rows follow between batches.
    public func runWriter() async {
        await withDiscardingTaskGroup { refolds in
            refolds.addTask { await self.readInbox() }
            while let batch = await nextBatch() {
                await write(batch)
                if let work = machine.beginRefold(on: store) {
                    refolds.addTask { await self.refold(work) }
                }
                if sliceIsDue { await flushSlice() }
            }
            inbox.close()
        }
        releaseRefoldWaiters()
        while status == .draining, !machine.mustReload, machine.hasSlice {
            // The checkpoint can be made again: a disk that fails now must not hold up the end.
            guard await flushSlice() else { break }
        }
        status = .stopped
        publish(force: true)
        do { try await store.close() } catch {
            logger.error("closing the store failed", metadata: ["error": "\(error)"])
        }
    }

    /// Whether enough rows have gathered for a slice, and some time has passed.
    private var sliceIsDue: Bool {
        flushIsDue && machine.hasSlice
            && machine.checkpointer.count >= CheckpointSlice.rowCountLimit
    }

    /// Under load a slice is written at most every two seconds: a row that changes again meanwhile
    /// is written once.
    private var flushIsDue: Bool {
        lastFlush.duration(to: clock.now()) >= .seconds(2)
    }

    /// Waits for the next batch; nil when the contest has drained.
    private func nextBatch() async -> [LedgerEntry]? {
        if status == .draining && machine.committer.isIdle { return nil }
        if status != .recovering, let batch = machine.committer.takeBatch() { return batch }
        return await withCheckedContinuation { writer = $0 }
    }

    /// Writes a batch, and without a pause those that gathered meanwhile: while memory follows one, the
    /// next is already with the store.
    private func write(_ batch: [LedgerEntry]) async {
        guard !batch.isEmpty else {
            await flushSlice()
            return
        }
        do {
            var written = machine.written(try await append(batch))
            while !sliceIsDue, let next = machine.takeBatch(behind: written) {
                async let outcomes = append(next)
                machine.apply(written, now: now)
                carryOut()
                written = machine.written(try await outcomes)
            }
            machine.apply(written, now: now)
            carryOut()
            if machine.mustReload { await loadAnew() }
        } catch {
            commits.failed()
            logger.error("a commit failed", metadata: ["error": "\(error)"])
            await beginRecovery(store.isStorageFull(error) ? .storageFull : .outcomeUnknown)
        }
    }

    /// Away from the contest's executor, which may be deciding just now.
    @concurrent
    private nonisolated func append(_ batch: [LedgerEntry]) async throws -> [FactOutcome] {
        let began = ContinuousClock.now
        let outcomes = try await store.append(batch)
        commits.committed(batch.count, in: ContinuousClock.now - began)
        return outcomes
    }

    /// Another writer was faster: memory is loaded anew, and what that displaced is decided again.
    private func loadAnew() async {
        let wasDraining = status == .draining
        status = .recovering
        standstill = .unavailable
        let displaced = machine.takeDisplaced()
        await recover(mendingStore: false)
        if machine.mustReload {
            machine.refuse(displaced, .outcomeUnknown)
        } else {
            machine.decideAgain(displaced, now: now)
        }
        if wasDraining && status == .running { status = .draining }
        carryOut()
    }

    /// Writes the rows that have waited longest; false when that failed.
    @discardableResult
    private func flushSlice() async -> Bool {
        guard status != .recovering, let slice = machine.takeCheckpointSlice() else { return true }
        lastFlush = clock.now()
        do {
            try await store.flush(slice)
            return true
        } catch {
            complain("a checkpoint failed", error)
            await beginRecovery(store.isStorageFull(error) ? .storageFull : .outcomeUnknown)
            return false
        }
    }

    /// Nothing in memory is evidence any more: everything queued fails without a receipt, and the
    /// store is read again.
    private func beginRecovery(_ refusal: Refusal) async {
        let wasDraining = status == .draining
        status = .recovering
        standstill = refusal == .storageFull ? .storageFull : .unavailable
        machine.failBatch(refusal)
        carryOut()
        await recover()
        if wasDraining && status == .running { status = .draining }
    }

    /// Tries to load the contest anew; the next tick tries again when it fails.
    ///
    /// One at a time: a second one would throw away a memory that callers already wait in.
    private func recover(mendingStore: Bool = true) async {
        guard !isRecovering else { return }
        isRecovering = true
        defer { isRecovering = false }
        do {
            if mendingStore { _ = try await store.recover() }
            if let fresh = try await ContestMachine<Waiter>.load(
                from: store,
                limits: limits,
                now: clock.now()
            ) {
                machine = fresh
                pastBoards = []
                releaseRefoldWaiters()
                // Draining may have begun meanwhile, and stays.
                if status == .recovering { status = .running }
                publish(force: true)
                logger.notice("recovered", metadata: ["sequence": "\(fresh.head)"])
            }
        } catch {
            // A full disk is said once; then it is looked at with every tick until there is room.
            let isFull = store.isStorageFull(error)
            if !isFull || standstill != .storageFull {
                complain("recovery failed, trying again", error)
            }
            standstill = isFull ? .storageFull : .unavailable
        }
    }

    /// Does what is due: ends attempts whose time is up, publishes the boards, hands the checkpoint
    /// to the writer.
    ///
    /// Called a few times a second.
    public func tick() async {
        storeWatch.look(at: store.condition, logger)
        switch status {
        case .recovering: await recover()
        case .stopped: return
        case .running, .draining:
            if status == .running {
                machine.sweep(now: now)
                machine.freezeIfDue(now: now)
            }
            carryOut()
            publish()
            let isDue = machine.refolding.map { !$0.isRunning } ?? false
            if let writer, isDue || machine.hasSlice && flushIsDue {
                self.writer = nil
                writer.resume(returning: [])
            }
        }
    }

    /// Logs what is tried again and again, once a minute.
    func complain(_ words: String, _ error: any Error) {
        guard complaints.isNews(words, at: clock.now()) else { return }
        logger.error("\(words)", metadata: ["error": "\(error)"])
    }

    /// Accepts nothing more, and lets the writer finish what was accepted.
    public func drain() {
        guard status == .running || status == .recovering else { return }
        if status == .recovering {
            machine.failBatch(.unavailable)
            carryOut()
        }
        status = .draining
        standstill = .unavailable
        carryOut()
        if machine.committer.isIdle, let writer {
            self.writer = nil
            writer.resume(returning: nil)
        }
    }

    /// What the contest can do just now.
    public var health: ContestHealth {
        ContestHealth(
            status: status,
            sequence: machine.head,
            waitingActs: inbox.count,
            queuedFacts: machine.committer.waitingCount,
            openAttempts: machine.slotOfAttempt.count,
            participants: machine.entries.count,
            unsavedRows: machine.checkpointer.count,
            boardByteCount: machine.fold.byteCount,
            clockDivergence: clock.divergence(),
            store: store.condition
        )
    }
}

/// The figures behind readiness and metrics.
public struct ContestHealth: Sendable {
    /// What it can do.
    public let status: Contest.Status
    /// The last committed fact.
    public let sequence: LedgerSequence
    /// Acts that were handed in and are not decided yet.
    public let waitingActs: Int
    /// Facts waiting for the disk.
    public let queuedFacts: Int
    /// Attempts under way.
    public let openAttempts: Int
    /// Registered participants.
    public let participants: Int
    /// Checkpoint rows that are newer in memory.
    public let unsavedRows: Int
    /// Bytes of the boards.
    public let boardByteCount: Int
    /// How far the wall clock has drifted from the ledger's.
    public let clockDivergence: Duration
    /// How the store is doing.
    public let store: StoreCondition

    /// Whether participants can be served: running, and the clock is right within two seconds.
    public var isReady: Bool {
        status == .running && clockDivergence > .seconds(-2) && clockDivergence < .seconds(2)
    }
}
