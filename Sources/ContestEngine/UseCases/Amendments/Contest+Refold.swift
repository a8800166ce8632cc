import ContestModel
import Leaderboards
import Logging

extension Contest {
    /// Makes anew what amendments have changed, beside everything else that goes on.
    ///
    /// Called by the writer between batches, as a task of its own that the writer owns. Boards stand
    /// still until it is done, and no longer show the state before the amendment as new.
    func refold(_ work: (live: Refold, frozen: Refold?)) async {
        do {
            let live = try await work.live.run()
            let behind = try await work.frozen?.run()
            machine.finishRefold(live, frozen: behind, through: work.live.through)
        } catch {
            complain("folding anew failed, trying again", error)
            if machine.refolding?.through == work.live.through {
                machine.refolding?.isRunning = false
            }
        }
        guard machine.refolding == nil else { return }
        publish(force: true)
        releaseRefoldWaiters()
    }

    /// Lets those go on who waited for figures to be right again.
    func releaseRefoldWaiters() {
        let waiting = refoldWaiters
        refoldWaiters = []
        for waiter in waiting { waiter.resume() }
    }

    /// Waits until figures follow every amendment.
    func figuresFollow() async {
        guard machine.refolding != nil, status == .running || status == .draining else { return }
        await withCheckedContinuation { refoldWaiters.append($0) }
    }
}
