/// All entrants, dealt out to workers: a worker plays for its entrants one after the other, so
/// that nobody is in two attempts at once and no entrant is shared.
struct Crowd: Sendable {
    /// The entrants of each worker.
    private(set) var shares: [[Entrant]]

    /// Deals the plan's participants out; entrant `i` goes to worker `i` modulo their number.
    init(plan: LoadPlan) {
        let workers = plan.workers
        shares = (0..<workers).map { worker in
            stride(from: worker, to: plan.participants, by: workers)
                .map { Entrant(index: $0, seed: plan.seed) }
        }
    }

    /// Everyone.
    var entrants: [Entrant] { shares.flatMap(\.self) }

    /// Lets every worker deal with its share at the same time; returns when all are done.
    mutating func work(_ work: @escaping @Sendable (inout [Entrant]) async -> Void) async {
        let dealt = shares
        let worked = await withTaskGroup(of: (Int, [Entrant]).self) { group in
            for (worker, share) in dealt.enumerated() {
                group.addTask {
                    var share = share
                    await work(&share)
                    return (worker, share)
                }
            }
            return await group.reduce(into: [Int: [Entrant]]()) { $0[$1.0] = $1.1 }
        }
        shares = dealt.indices.map { worked[$0] ?? [] }
    }

    /// Registers everyone.
    mutating func register(
        by player: Player,
        on grounds: ContestGrounds,
        counter: PhaseCounter
    ) async {
        await work { share in
            for index in share.indices {
                await player.register(&share[index], grounds: grounds)
                counter.step()
            }
        }
    }
}
