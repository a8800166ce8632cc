import Synchronization

/// Lets a few exports through at a time: each holds a page of rows, and a workbook its files.
///
/// A pass is given back when it is let go, however the sending ends.
final class ExportGate: Sendable {
    private let count = Mutex(0)

    /// The most exports at a time.
    static let limit = 6

    /// Exports under way.
    var runningCount: Int { count.withLock { $0 } }

    /// Takes a pass, or refuses.
    func enter() throws -> ExportPass {
        let isFree = count.withLock { count in
            guard count < Self.limit else { return false }
            count += 1
            return true
        }
        guard isFree else { throw Problem.exportsBusy }
        return ExportPass(self)
    }

    fileprivate func leave() {
        count.withLock { $0 -= 1 }
    }
}

/// One export under way.
final class ExportPass: Sendable {
    private let gate: ExportGate

    fileprivate init(_ gate: ExportGate) {
        self.gate = gate
    }

    deinit {
        gate.leave()
    }
}
