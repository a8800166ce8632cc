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
    ///
    /// - Parameter atHome: Whether it must be somebody of the server whose turn it is.
    mutating func someone(atHome: Bool = true) -> Int? {
        let known = people.indices.filter { number in
            people[number].index.map { !atHome || isAtHome($0) } ?? false
        }
        // A few people do most of it, so that limits are reached.
        let busy = Array(known.prefix(random.chance(60) ? 4 : known.count))
        return busy.isEmpty ? nil : random.pick(busy)
    }

    /// Somebody who has an attempt under way, most times.
    mutating func someoneAtWork() -> Int? {
        let atWork = people.indices.filter { number in
            guard let participant = people[number].index, isAtHome(participant) else {
                return false
            }
            return people[number].attempts.last.map { machine.slotOfAttempt[$0.sequence] != nil }
                ?? false
        }
        return atWork.isEmpty || random.chance(20) ? someone() : random.pick(atWork)
    }
}
