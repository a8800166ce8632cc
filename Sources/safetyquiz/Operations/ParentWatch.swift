import Foundation

/// Ends this process with the one that started it, however that one ends.
///
/// The other holds the writing end of a pipe that is this process's standard input. The kernel
/// closes it with the other process, which may have been killed and can say nothing any more.
enum ParentWatch {
    /// Waits for the end of standard input on a thread of its own, then asks this process to stop
    /// by SIGTERM, again every second in case that nobody heeds the signal yet, and after `grace`
    /// ends it.
    static func begin(grace: Int = 25) {
        Thread.detachNewThread {
            while !FileHandle.standardInput.availableData.isEmpty {}
            for _ in 0..<grace {
                kill(getpid(), SIGTERM)
                sleep(1)
            }
            _exit(1)
        }
    }
}
