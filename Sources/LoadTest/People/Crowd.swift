/// All entrants, dealt out to workers: a worker plays for its entrants one after the other, so
/// that nobody is in two attempts at once and no entrant is shared.
struct Crowd: Sendable {
    /// The entrants of each worker.
    private(set) var shares: [[Entrant]]

    /// Deals the participants of the plan's shard out, one to each worker in turn.
    init(plan: LoadPlan) {
        let entrants = plan.shard.members(of: plan.participants)
            .map { Entrant(index: $0, seed: plan.seed) }
        self.init(entrants, workers: plan.workers)
    }

    /// Deals entrants out.
    init(_ entrants: [Entrant], workers: Int) {
        shares = (0..<max(1, workers)).map { worker in
            stride(from: worker, to: entrants.count, by: max(1, workers)).map { entrants[$0] }
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
