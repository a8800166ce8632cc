import Foundation
import Synchronization

/// Draws a run's progress on standard error: a bar that is drawn over on a terminal, otherwise a
/// line every few seconds.
///
/// Any task may call it; it draws at most ten times a second.
public final class ProgressBar: Sendable {
    private struct State {
        var phase: RunProgress.Phase?
        var began = ContinuousClock.now
        var drawn = ContinuousClock.now
        var latest: RunProgress?
    }

    private let isTerminal: Bool
    private let write: @Sendable (String) -> Void
    private let state = Mutex(State())

    /// Draws on standard error.
    public convenience init() {
        self.init(isTerminal: isatty(STDERR_FILENO) == 1) { text in
            try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
        }
    }

    init(isTerminal: Bool, write: @escaping @Sendable (String) -> Void) {
        self.isTerminal = isTerminal
        self.write = write
    }

    /// Shows a progress; pass it to `LoadRun.run` as its callback.
    public func show(_ progress: RunProgress) {
        let now = ContinuousClock.now
        let line = state.withLock { state -> String? in
            let isNew = state.phase != progress.phase
            if isNew {
                state.phase = progress.phase
                state.began = now
            }
            // Steps of many workers may come in another order than they were counted.
            let isLast = progress.total > 0 && progress.done == progress.total
            if !isNew, let latest = state.latest, progress.done < latest.done { return nil }
            state.latest = progress
            let pause: Duration = isTerminal ? .milliseconds(100) : .seconds(5)
            guard isNew || isLast || now - state.drawn >= pause else { return nil }
            state.drawn = now
            let ends = isTerminal && isLast
            return Self.line(progress, elapsed: now - state.began, isTerminal: isTerminal)
                + (ends ? "\n" : "")
        }
        if let line { write(line) }
    }

    /// One line; on a terminal it begins with going back to the line's start and wiping it.
    static func line(_ progress: RunProgress, elapsed: Duration, isTerminal: Bool) -> String {
        var text = "\(progress.phase.chineseName) \(progress.phase.rawValue)"
        if progress.total > 0 {
            let width = 30
            let filled = min(width, progress.done * width / progress.total)
            if isTerminal {
                text +=
                    " [" + String(repeating: "#", count: filled)
                    + String(repeating: "·", count: width - filled) + "]"
            }
            text += " \(progress.done)/\(progress.total)"
            let milliseconds = elapsed.milliseconds
            if progress.done > 0, milliseconds > 0 {
                let rate = Double(progress.done) / milliseconds * 1_000
                let left = Double(progress.total - progress.done) / rate
                text += "  \(Int(rate.rounded()))/s"
                if progress.done < progress.total { text += "  还需 \(Int(left.rounded(.up))) s" }
            }
        }
        return isTerminal ? "\r\u{1B}[K" + text : text + "\n"
    }
}
