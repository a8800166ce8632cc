import Testing

@testable import ContestHTTP

/// The audience of a list, moved by hand; frames and waiters are numbers.
@Suite struct AudienceTests {
    private typealias Hall = Audience<Int, Int>

    /// What a question came to: a frame, or a word.
    private func outcome(_ step: Hall.Step) -> String {
        switch step {
        case .deliver(.frame(let frame)): "\(frame)"
        case .deliver(.heartbeat): "heartbeat"
        case .deliver(.end): "end"
        case .park: "park"
        }
    }

    @Test func `a watcher gets the present frame at once and then waits for a change`() {
        var hall = Hall()
        hall.enter(1, knowing: nil)
        #expect(outcome(hall.next(1, 10)) == "park", "nothing was published yet")
        #expect(hall.publish(100, event: 5) == [10])
        #expect(outcome(hall.next(1, 11)) == "park")
        hall.enter(2, knowing: nil)
        #expect(outcome(hall.next(2, 20)) == "100")
        #expect(outcome(hall.next(2, 21)) == "park")
        #expect(hall.publish(101, event: 6).sorted() == [11, 21])
    }

    @Test func `whoever is slow finds the latest frame and none of those between`() {
        var hall = Hall()
        hall.enter(1, knowing: nil)
        hall.enter(2, knowing: nil)
        for number in 1...1_000 {
            let parked = outcome(hall.next(2, number)) == "park"
            #expect(parked)
            #expect(hall.publish(number, event: Int64(number)) == [number])
        }
        #expect(outcome(hall.next(1, 1)) == "1000")
        #expect(outcome(hall.next(1, 2)) == "park")
    }

    @Test func `a watcher who comes again gets nothing until a change, or the present at once`() {
        var hall = Hall()
        hall.enter(1, knowing: 7)
        #expect(outcome(hall.next(1, 10)) == "park")
        #expect(hall.publish(100, event: 7) == [], "it is known")
        #expect(hall.publish(101, event: 8) == [10])
        hall.enter(2, knowing: 8)
        hall.enter(3, knowing: 7)
        hall.enter(4, knowing: 9_999)
        #expect(outcome(hall.next(2, 20)) == "park")
        #expect(outcome(hall.next(3, 30)) == "101")
        #expect(outcome(hall.next(4, 40)) == "101")
        // The same place in the ledger, and yet other bytes: a day has turned.
        #expect(hall.publish(102, event: 8) == [20])
        #expect(outcome(hall.next(3, 31)) == "102")
    }

    @Test func `a heartbeat wakes those who wait, and an hour of them ends`() {
        var hall = Hall()
        hall.enter(1, knowing: nil)
        hall.enter(2, knowing: nil)
        _ = hall.publish(1, event: 1)
        #expect(outcome(hall.next(1, 0)) == "1")
        for beat in 1...Hall.beatCountLimit {
            #expect(outcome(hall.next(1, beat)) == "park")
            let woken = hall.beat()
            let isLast = beat == Hall.beatCountLimit
            #expect(woken.alive == (isLast ? [] : [beat]) && woken.ended == (isLast ? [beat] : []))
        }
        #expect(outcome(hall.next(1, 0)) == "end")
        #expect(outcome(hall.next(2, 0)) == "end", "it was busy all the time")
    }

    @Test func `whoever leaves is forgotten, and closing sends everybody away`() {
        var hall = Hall()
        for id in 1...3 { hall.enter(id, knowing: nil) }
        #expect(outcome(hall.next(1, 10)) == "park")
        #expect(outcome(hall.next(1, 11)) == "end", "one question at a time")
        let left = hall.leave(1)
        #expect(left.wasHere && left.waiter == 10)
        #expect(!hall.leave(1).wasHere)
        #expect(outcome(hall.next(1, 12)) == "end")
        #expect(outcome(hall.next(2, 20)) == "park")
        #expect(hall.close() == [20] && hall.count == 0)
        #expect(outcome(hall.next(3, 30)) == "end")
        #expect(hall.publish(1, event: 1) == [])
    }

    /// Whatever the order of steps, nobody sees a frame twice or an older one after a newer.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `every watcher sees a rising part of what was published`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        var hall = Hall()
        var latest = 0
        var seen: [Int: [Int]] = [:]
        for id in 0..<20 { hall.enter(id, knowing: nil) }
        for _ in 0..<2_000 {
            if random.happens(30) {
                latest += 1
                for id in hall.publish(latest, event: Int64(latest)) {
                    seen[id, default: []].append(latest)
                }
            } else {
                let id = Int.random(in: 0..<20, using: &random)
                if random.happens(3) {
                    _ = hall.leave(id)
                    hall.enter(id, knowing: nil)
                    seen[id] = []
                }
                if case .deliver(.frame(let frame)) = hall.next(id, id) {
                    seen[id, default: []].append(frame)
                }
            }
        }
        for frames in seen.values {
            #expect(zip(frames, frames.dropFirst()).allSatisfy { $0 < $1 })
        }
        #expect(seen.values.contains { $0.count > 3 }, "seed \(seed)")
    }
}
