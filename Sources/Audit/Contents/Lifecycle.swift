// When the contest was open, by the amendments of the ledger. Everything is asked "as of" a
// sequence: only amendments with a smaller one were known when a fact was admitted.
//
// Closing is the instant of the last `close`, or the `until` of an `extend` that came after it, or
// else what the schedule says. A pause runs from the instant of `pause` to that of `resume`.

import Foundation
import GRDB

/// The amendments that move the contest's hours, in order of the ledger.
struct Lifecycle {
    struct Act {
        let sequence: Int64
        let instant: Int64
        let kind: Kind

        enum Kind {
            case pause
            case resume
            case close
            case extend(until: Int64)
        }
    }

    /// A pause; nil while it lasts.
    struct Pause {
        let from: Int64
        let to: Int64?
    }

    private let acts: [Act]

    init(acts: [Act]) {
        self.acts = acts
    }

    /// Reads the amendments.
    init(
        _ database: Database,
        through last: Int64,
        into differences: inout DifferenceList
    ) throws {
        struct Details: Decodable { let until: Int64 }
        var acts: [Act] = []
        let rows = try Row.fetchCursor(
            database,
            sql: """
                SELECT sequence, at_ms, kind, details FROM amendment
                WHERE sequence <= ? AND kind IN ('pause', 'resume', 'close', 'extend')
                ORDER BY sequence
                """,
            arguments: [last]
        )
        while let row = try rows.next() {
            let kind: Act.Kind
            switch row[2] as String? {
            case "pause": kind = .pause
            case "resume": kind = .resume
            case "close": kind = .close
            default:
                guard let details = try? JSONDecoder().decode(Details.self, from: row.blob(3))
                else {
                    differences.add(
                        .unreadableDetails,
                        at: "amendment(sequence=\(row.integer(0)))",
                        expected: "{\"until\": ms}",
                        found: String(decoding: row.blob(3).prefix(80), as: UTF8.self)
                    )
                    continue
                }
                kind = .extend(until: details.until)
            }
            acts.append(Act(sequence: row.integer(0), instant: row.integer(1), kind: kind))
        }
        self.acts = acts
    }

    /// The instant of closing.
    func closing(of schedule: Schedule, before sequence: Int64) -> Int64 {
        var closing = schedule.closesAt
        for act in acts {
            guard act.sequence < sequence else { break }
            switch act.kind {
            case .close: closing = act.instant
            case .extend(let until): closing = until
            case .pause, .resume: break
            }
        }
        return closing
    }

    /// The pauses in order; only the last may be unfinished.
    func pauses(before sequence: Int64) -> [Pause] {
        var pauses: [Pause] = []
        var from: Int64?
        for act in acts {
            guard act.sequence < sequence else { break }
            switch act.kind {
            case .pause: from = from ?? act.instant
            case .resume:
                if let from { pauses.append(Pause(from: from, to: act.instant)) }
                from = nil
            case .close, .extend: break
            }
        }
        if let from { pauses.append(Pause(from: from, to: nil)) }
        return pauses
    }

    /// Whether the contest is paused.
    func isPaused(before sequence: Int64) -> Bool {
        guard !acts.isEmpty else { return false }
        return pauses(before: sequence).last.map { $0.to == nil } ?? false
    }

    /// When an attempt's time runs out: its own deadline, or closing where it has none, later by
    /// each finished pause that it met; and closing at the latest where closing is hard.
    func deadline(
        startedAt: Int64,
        own: Int64?,
        schedule: Schedule,
        before sequence: Int64
    ) -> Int64 {
        guard !acts.isEmpty else {
            let deadline = own ?? schedule.closesAt
            return schedule.closing == .hard ? min(deadline, schedule.closesAt) : deadline
        }
        let closing = closing(of: schedule, before: sequence)
        var deadline = own ?? closing
        for pause in pauses(before: sequence) {
            guard let to = pause.to, to > startedAt, pause.from < deadline else { continue }
            deadline = deadline.plus(to.minus(max(pause.from, startedAt)))
        }
        return schedule.closing == .hard ? min(deadline, closing) : deadline
    }

    /// From start to end without the time paused between them.
    func elapsed(from start: Int64, to end: Int64, before sequence: Int64) -> Int64 {
        var elapsed = end.minus(start)
        guard !acts.isEmpty else { return elapsed }
        for pause in pauses(before: sequence) {
            let overlap = min(pause.to ?? end, end).minus(max(pause.from, start))
            if overlap > 0 { elapsed = elapsed.minus(overlap) }
        }
        return elapsed
    }
}
