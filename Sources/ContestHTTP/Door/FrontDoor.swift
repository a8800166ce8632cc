import NIOCore
import Synchronization

/// The door that every connection and every request comes through: the shell around the admission
/// machine, the ledger of addresses and the counters.
///
/// Shared by all event loops; a lock is held for a few dozen instructions, twice a request.
final class FrontDoor: Sendable {
    /// What the door has done, for metrics.
    struct Figures: Sendable {
        /// Connections that are open, refused ones on their way out included.
        var openCount = 0
        /// Refusals by `DoorRefusal`.
        var refused = [Int](repeating: 0, count: DoorRefusal.allCases.count)
        /// Connections closed on their clients, by deadline.
        var closed: [ConnectionWatch.Closure: Int] = [:]
        /// Requests in the house, by priority, and how many may be in it.
        var present: [Int] = []
        var placeCount = 0
    }

    private struct State {
        var admission = Admission()
        var addresses: AddressLedger
        var figures = Figures()
    }

    /// The connections that are kept beside the limit, to be told why they are refused.
    static let farewellCount = 256

    let limits: FrontDoorLimits
    let deadlines: ConnectionDeadlines?
    let answers: DoorAnswers
    private let isOrganiser: @Sendable (Substring) -> Bool
    /// Nanoseconds since any fixed instant.
    let clock: @Sendable () -> Int64
    private let state: Mutex<State>
    private let tickers = Mutex<[ObjectIdentifier: NIOLoopBound<LoopTicker>]>([:])

    /// - Parameter isOrganiser: Whether a token is one that this server signed and that has not ended.
    init(
        limits: FrontDoorLimits,
        deadlines: ConnectionDeadlines = ConnectionDeadlines(),
        isOrganiser: @escaping @Sendable (Substring) -> Bool,
        clock: @escaping @Sendable () -> Int64 = { Int64(NIODeadline.now().uptimeNanoseconds) }
    ) {
        self.limits = limits
        answers = DoorAnswers(limits)
        self.deadlines = limits.disabled.contains(.deadlines) ? nil : deadlines
        self.isOrganiser = isOrganiser
        self.clock = clock
        state = Mutex(
            State(
                addresses: AddressLedger(
                    connectionLimit: limits.connectionsPerAddress,
                    quota: limits.addressQuota
                )
            )
        )
    }

    /// Whether what looks like an organiser's token wins one of the organisers' places.
    func vouches(for token: Substring) -> Bool {
        limits.disabled.contains(.vouching) || isOrganiser(token)
    }

    /// The seconds of an event loop; called on it.
    func ticker(of loop: any EventLoop) -> LoopTicker {
        tickers.withLock { tickers in
            let key = ObjectIdentifier(loop)
            if let ticker = tickers[key] { return ticker.value }
            let ticker = LoopTicker(loop)
            tickers[key] = NIOLoopBound(ticker, eventLoop: loop)
            return ticker
        }
    }

    /// What becomes of a new connection.
    enum Entry: Hashable, Sendable {
        case open
        case refused(DoorRefusal)
        /// There is no place even for saying why.
        case dropped
    }

    /// A connection is made; `leave` follows when it ends, whatever became of it.
    func enter(_ address: PeerAddress?) -> Entry {
        let now = clock()
        return state.withLock { state in
            state.figures.openCount += 1
            let count = state.figures.openCount
            if count > limits.connectionCount {
                state.figures.refused[DoorRefusal.connections.rawValue] += 1
                let isDropped = count > limits.connectionCount + Self.farewellCount
                return isDropped ? .dropped : .refused(.connections)
            }
            if let address, !state.addresses.connect(address, now: now) {
                state.figures.refused[DoorRefusal.addressConnections.rawValue] += 1
                return .refused(.addressConnections)
            }
            return .open
        }
    }

    /// - Parameter address: Where `enter` answered `open`.
    func leave(_ address: PeerAddress?) {
        let now = clock()
        state.withLock { state in
            state.figures.openCount -= 1
            if let address { state.addresses.disconnect(address, now: now) }
        }
    }

    /// What becomes of a whole request.
    enum Decision: Hashable, Sendable {
        /// Let in at the instant, which `answered` and `abandoned` want back.
        case admitted(at: Int64)
        case refused(DoorRefusal, after: Int)
    }

    func arrive(_ priority: RequestPriority, from address: PeerAddress?) -> Decision {
        let now = clock()
        return state.withLock { state in
            if priority.isCountedByAddress, let address,
                let wait = state.addresses.take(address, now: now)
            {
                state.figures.refused[DoorRefusal.addressRequests.rawValue] += 1
                return .refused(.addressRequests, after: Int(wait / 1_000_000_000) + 1)
            }
            guard !limits.disabled.contains(.admission) else { return .admitted(at: now) }
            switch state.admission.arrive(priority, now: now) {
            case .admitted: return .admitted(at: now)
            case .refused(let after):
                state.figures.refused[DoorRefusal.overloaded.rawValue] += 1
                return .refused(.overloaded, after: after)
            }
        }
    }

    /// An admitted request's answer begins, or its client went away.
    func left(_ priority: RequestPriority, admittedAt: Int64, isAnswered: Bool) {
        guard !limits.disabled.contains(.admission) else { return }
        let now = clock()
        state.withLock {
            $0.admission.leave(priority, after: isAnswered ? now - admittedAt : nil, now: now)
        }
    }

    func count(_ refusal: DoorRefusal) {
        state.withLock { $0.figures.refused[refusal.rawValue] += 1 }
    }

    func count(_ closure: ConnectionWatch.Closure) {
        state.withLock { $0.figures.closed[closure, default: 0] += 1 }
    }

    var figures: Figures {
        state.withLock { state in
            var figures = state.figures
            figures.present = state.admission.present
            figures.placeCount = state.admission.limit
            return figures
        }
    }
}

extension SocketAddress {
    /// What the door counts it by; nil for sockets of this machine that have no address.
    var counted: PeerAddress? { ipAddress.flatMap { PeerAddress($0) } }
}
