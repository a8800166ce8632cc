@testable import ContestEngine
import ContestModel

/// A person with some tabs: what they know is what they were told.
struct SimulatedPerson {
    let key: IdempotencyKey
    let region: NodeID
    let unit: NodeID
    /// Known once the registration was acknowledged.
    var index: ParticipantIndex?
    /// The attempts that were acknowledged, in order.
    var attempts: [AttemptID] = []
    /// What was sent, so that it can be sent again.
    var responses: [ResponseCommand] = []
}

extension Simulation {
    mutating func makePerson(_ number: Int) -> SimulatedPerson {
        func leaf(_ tree: GroupTree) -> NodeID {
            let leaves = tree.leaves
            return leaves.isEmpty ? .none : random.pick(leaves)
        }
        return SimulatedPerson(
            key: IdempotencyKey(high: seed, low: UInt64(number)),
            region: leaf(world.regions),
            unit: leaf(world.units)
        )
    }

    /// Somebody who has been registered, or nil.
    mutating func someone() -> Int? {
        let known = people.indices.filter { people[$0].index != nil }
        // A few people do most of it, so that limits are reached.
        let busy = Array(known.prefix(random.chance(60) ? 4 : known.count))
        return busy.isEmpty ? nil : random.pick(busy)
    }

    /// Somebody who has an attempt under way, most times.
    mutating func someoneAtWork() -> Int? {
        let atWork = people.indices.filter { index in
            people[index].attempts.last.map { machine.slotOfAttempt[$0.sequence] != nil } ?? false
        }
        return atWork.isEmpty || random.chance(20) ? someone() : random.pick(atWork)
    }
}
