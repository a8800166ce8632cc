import NIOCore

/// Something that wants to know that a second has passed.
protocol Ticking: AnyObject {
    func tick()
}

/// Counts the seconds of one event loop for all of its connections: one timer, however many they are
/// and however many requests they bring.
///
/// Belongs to its event loop; nobody else touches it.
final class LoopTicker {
    /// Seconds since the first connection.
    private(set) var now: UInt32 = 0
    private var members: [ObjectIdentifier: any Ticking] = [:]
    private var timer: RepeatedTask?
    private let loop: any EventLoop

    init(_ loop: any EventLoop) { self.loop = loop }

    func add(_ member: any Ticking) {
        members[ObjectIdentifier(member)] = member
        guard timer == nil else { return }
        let ticker = NIOLoopBound(self, eventLoop: loop)
        timer = loop.scheduleRepeatedTask(initialDelay: .seconds(1), delay: .seconds(1)) { _ in
            ticker.value.tick()
        }
    }

    func remove(_ member: any Ticking) {
        members[ObjectIdentifier(member)] = nil
        guard members.isEmpty else { return }
        timer?.cancel()
        timer = nil
    }

    private func tick() {
        now &+= 1
        // A member may leave while it is told.
        let present = members
        for member in present.values { member.tick() }
    }
}
