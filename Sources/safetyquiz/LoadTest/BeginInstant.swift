import ArgumentParser
import Foundation

/// `--begin-at`: the instant at which parts on several machines begin their attempts.
struct BeginInstant: ExpressibleByArgument {
    let date: Date

    init(date: Date) { self.date = date }

    /// Reads `2027-06-01T08:00:00Z`, or the same with an offset.
    init?(argument: String) {
        guard let date = try? Date(argument, strategy: .iso8601) else { return nil }
        self.date = date
    }

    /// Waits for it; ends the command where it has passed already.
    func wait() async throws {
        let left = date.timeIntervalSinceNow
        guard left > 0 else {
            throw Failure.unreachable(
                """
                注册完时已过 \(date.ISO8601Format())：人数太多，或请约定更晚的 --begin-at \
                / registration took longer than until then
                """
            )
        }
        Console.note("等到 \(date.ISO8601Format()) 开始 / waiting to begin")
        try await Task.sleep(for: .seconds(left))
    }
}
