import ContestModel
import NIOCore
import Synchronization

// Live boards. Each list that somebody watches has a hub: its audience, and what its last frame was
// made of. Once a tick the house passes every contest by; a hub whose list has changed since is
// rendered once, and all its watchers share the bytes. Ten thousand watchers of a list cost one
// rendering, and one who does not read costs nothing but its seat.

/// A list that can be watched.
enum WatchedList: Hashable, Sendable {
    case people(BoardReference)
    case groups(GroupKind, below: NodeID)
}

/// What one hub shows: everybody who watches with the same key gets the same bytes.
struct WatchKey: Hashable, Sendable {
    var contest: String
    var list: WatchedList
    var limit: Int
    var reader: BoardReader
}

/// Whatever a frame's bytes depend on: where it is equal, nothing has changed.
struct WatchStamp: Hashable, Sendable {
    var sequence: LedgerSequence
    var day: ContestDay
    var edition: Int
    var isPreliminary: Bool
    var isFrozen: Bool
    var showsPeople: Bool
    var showsValues: Bool
}

/// The hubs of a server: seats watchers within a bound, and publishes to them.
///
/// Shared by the requests that watch and by the house's ticks.
final class BoardWatch: Sendable {
    typealias Waiter = CheckedContinuation<Delivery<ByteBuffer>, Never>

    /// Heartbeats come every so many ticks: fifteen seconds at four ticks a second.
    static let ticksPerBeat = 60

    private struct Hub: Sendable {
        var audience = Audience<ByteBuffer, Waiter>()
        var stamp: WatchStamp?
        var ticks = 0
    }

    private struct State: Sendable {
        var hubs: [WatchKey: Hub] = [:]
        var watcherCount = 0
        var nextID = 0
    }

    private let state = Mutex(State())
    private let renderings = Atomic<Int>(0)
    /// The most watchers of all lists together.
    let watcherLimit: Int
    /// The most lists that are watched at one time, since each is rendered.
    let hubLimit: Int

    init(watcherLimit: Int, hubLimit: Int = 256) {
        self.watcherLimit = watcherLimit
        self.hubLimit = hubLimit
    }

    /// How many watch.
    var watcherCount: Int { state.withLock { $0.watcherCount } }

    /// How many frames were made.
    var renderingCount: Int { renderings.load(ordering: .relaxed) }

    /// A seat, given up when the last who holds the ticket lets go.
    final class Ticket: Sendable {
        let key: WatchKey
        let id: Int
        private let watch: BoardWatch

        fileprivate init(key: WatchKey, id: Int, watch: BoardWatch) {
            self.key = key
            self.id = id
            self.watch = watch
        }

        deinit { watch.leave(key, id) }

        /// What comes next; waits for it.
        func next() async -> Delivery<ByteBuffer> { await watch.next(key, id) }

        /// Ends the watching, from whatever thread.
        func end() { watch.leave(key, id) }
    }

    /// Seats a watcher; nil when all seats are taken.
    func enter(_ key: WatchKey, knowing event: Int64?) -> Ticket? {
        state.withLock { state in
            guard state.watcherCount < watcherLimit,
                state.hubs[key] != nil || state.hubs.count < hubLimit
            else { return nil }
            state.nextID += 1
            state.watcherCount += 1
            state.hubs[key, default: Hub()].audience.enter(state.nextID, knowing: event)
            return Ticket(key: key, id: state.nextID, watch: self)
        }
    }

    private func next(_ key: WatchKey, _ id: Int) async -> Delivery<ByteBuffer> {
        await withTaskCancellationHandler {
            await withCheckedContinuation { (waiter: Waiter) in
                let step = state.withLock { $0.hubs[key]?.audience.next(id, waiter) }
                switch step {
                case .deliver(let delivery): waiter.resume(returning: delivery)
                case .park: break
                case nil: waiter.resume(returning: .end)
                }
            }
        } onCancel: {
            leave(key, id)
        }
    }

    private func leave(_ key: WatchKey, _ id: Int) {
        let waiter: Waiter? = state.withLock { state in
            guard let left = state.hubs[key]?.audience.leave(id), left.wasHere else { return nil }
            state.watcherCount -= 1
            if state.hubs[key]?.audience.count == 0 { state.hubs[key] = nil }
            return left.waiter
        }
        waiter?.resume(returning: .end)
    }

    /// A tick of a contest: renders the lists that have changed, once each, and keeps the others'
    /// connections alive.
    ///
    /// - Parameters:
    ///   - stamp: What a reader's lists are made of now.
    ///   - render: Makes a frame; what it throws ends the hub, whose watchers learn why when they
    ///     come again.
    func tick(
        _ contest: String,
        stamp: (BoardReader) -> WatchStamp,
        render: (WatchKey) async throws -> ByteBuffer
    ) async {
        let keys = state.withLock { $0.hubs.keys.filter { $0.contest == contest } }
        for key in keys {
            let now = stamp(key.reader)
            let isChanged = state.withLock { state in
                guard let hub = state.hubs[key] else { return false }
                return hub.stamp != now
            }
            if isChanged {
                renderings.wrappingAdd(1, ordering: .relaxed)
                if let frame = try? await render(key) {
                    publish(frame, to: key, now)
                } else {
                    close(key)
                }
            }
            beat(key)
        }
    }

    private func publish(_ frame: ByteBuffer, to key: WatchKey, _ stamp: WatchStamp) {
        let waiters = state.withLock { state in
            state.hubs[key]?.stamp = stamp
            return state.hubs[key]?.audience.publish(frame, event: stamp.sequence) ?? []
        }
        for waiter in waiters { waiter.resume(returning: .frame(frame)) }
    }

    private func beat(_ key: WatchKey) {
        let waiters: (alive: [Waiter], ended: [Waiter]) = state.withLock { state in
            state.hubs[key]?.ticks += 1
            guard let ticks = state.hubs[key]?.ticks, ticks % Self.ticksPerBeat == 0 else {
                return ([], [])
            }
            return state.hubs[key]?.audience.beat() ?? ([], [])
        }
        for waiter in waiters.alive { waiter.resume(returning: .heartbeat) }
        for waiter in waiters.ended { waiter.resume(returning: .end) }
    }

    private func close(_ key: WatchKey) {
        let waiters: [Waiter] = state.withLock { state in
            guard var hub = state.hubs.removeValue(forKey: key) else { return [] }
            state.watcherCount -= hub.audience.count
            return hub.audience.close()
        }
        for waiter in waiters { waiter.resume(returning: .end) }
    }
}
