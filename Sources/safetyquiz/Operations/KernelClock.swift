import CKernelClock

/// What the kernel knows of its own clock.
enum KernelClock {
    /// Whether a time server sets it; nil where the kernel does not say.
    static func isSynchronised() -> Bool? {
        var status = timex()
        let state = adjtimex(&status)
        guard state >= 0 else { return nil }
        return state != TIME_ERROR && status.status & STA_UNSYNC == 0
    }
}
