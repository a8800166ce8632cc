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
    /// Seconds since it was made, as of the latest tick.
    ///
    /// By the loop's clock: on a busy loop ticks come late, and counting them would be slow.
    private(set) var now: UInt32 = 0
    private var members: [ObjectIdentifier: any Ticking] = [:]
    private var timer: RepeatedTask?
    private let loop: any EventLoop
    private let began: NIODeadline

    init(_ loop: any EventLoop) {
        self.loop = loop
        began = loop.now
    }

    func add(_ member: any Ticking) {
        members[ObjectIdentifier(member)] = member
        guard timer == nil else { return }
        look()
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
        look()
        // A member may leave while it is told.
        let present = members
        for member in present.values { member.tick() }
    }

    private func look() {
        now = UInt32(clamping: (loop.now - began).nanoseconds / 1_000_000_000)
    }
}
