/// Those who only look: some watch the board by server-sent events, others fetch its first page,
/// while the attempts go on.
struct Spectators: Sendable {
    private let watcher: EventWatcher?
    private let client: ContestClient
    private let task: Task<Void, Never>?

    /// Lets them in; nobody comes where the plan has none, or where the server shows no board.
    ///
    /// The task lives until `leave()`, which every play calls.
    static func enter(_ player: Player) async -> Spectators {
        let plan = player.plan
        guard plan.shardWatchers > 0 || plan.pollsPerSecond > 0 else {
            return Spectators(watcher: nil, client: player.client, task: nil)
        }
        let board = player.path + "/boards/overall"
        do throws(RequestFailure) {
            _ = try await player.client.send(Request(.read, .get, board + "?limit=50"))
        } catch {
            player.client.fail(.board, "no board to look at: \(error.reason)")
            return Spectators(watcher: nil, client: player.client, task: nil)
        }
        let watcher = ServerAddress(plan.baseURL).map { address in
            EventWatcher(
                address: address,
                path: board + "/events?limit=10",
                sources: plan.sourceAddresses
            )
        }
        let task = Task {
            await withDiscardingTaskGroup { group in
                if let watcher {
                    for number in 0..<plan.shardWatchers {
                        group.addTask { await watcher.watch(number) }
                    }
                }
                group.addTask { await poll(board + "?limit=50", player) }
            }
        }
        return Spectators(watcher: watcher, client: player.client, task: task)
    }

    /// Ends them; returns how many events came and how many streams were refused or ended too
    /// early, each of which is an error.
    func leave() async -> (events: Int, dropped: Int) {
        task?.cancel()
        await task?.value
        guard let watcher else { return (0, 0) }
        let dropped = watcher.dropped.value
        for _ in 0..<dropped { client.fail(.board, "a watched board was refused or cut off") }
        return (watcher.events.value, dropped)
    }

    /// Looks at the board on a schedule of its own, which waits for no answer.
    private static func poll(_ path: String, _ player: Player) async {
        let rate = player.plan.shardPollsPerSecond
        guard rate > 0 else { return }
        let began = ContinuousClock.now
        let underWay = SharedCount()
        await withDiscardingTaskGroup { group in
            var number = 0
            while !Task.isCancelled {
                number += 1
                let due = began + .seconds(Double(number) / rate)
                do { try await Task.sleep(until: due, clock: .continuous) } catch { return }
                guard underWay.value < mostPolls else {
                    player.client.fail(.board, "\(mostPolls) looks unanswered")
                    continue
                }
                underWay.add(1)
                group.addTask {
                    do throws(RequestFailure) {
                        let request = Request(.board, .get, path, due: due)
                        _ = try await player.client.send(request)
                    } catch {
                        if !Task.isCancelled { player.client.fail(.board, error.reason) }
                    }
                    underWay.add(-1)
                }
            }
        }
    }

    /// So many looks may wait for their answers at once.
    private static let mostPolls = 5_000
}
