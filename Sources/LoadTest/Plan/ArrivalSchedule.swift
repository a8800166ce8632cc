/// When attempts begin.
///
/// An open-loop schedule names an instant for every attempt, whatever the server does; an attempt
/// that begins late is measured from that instant, so that a slow server cannot hide waiting
/// times by slowing its clients down (coordinated omission).
public protocol ArrivalSchedule: Sendable {
    /// When this attempt is due, since the beginning of the attempts; `nil`: as soon as its
    /// participant and a connection are free.
    ///
    /// - Parameter attempt: From 0; it must not be due before the one with the number below.
    func due(attempt: Int) -> Duration?

    /// Whether it names instants.
    var isOpen: Bool { get }
}

/// The next attempt begins when the one before it on the same connection has ended.
public struct ClosedLoop: ArrivalSchedule {
    /// Makes the schedule.
    public init() {}

    /// Always `nil`.
    public func due(attempt: Int) -> Duration? { nil }

    /// Never.
    public var isOpen: Bool { false }
}
