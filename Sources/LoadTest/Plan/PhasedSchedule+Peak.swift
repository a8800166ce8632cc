extension PhasedSchedule {
    /// The stretch in which the intensity is highest, in seconds since the beginning: the longest
    /// level one, or, where there is none, the second around the highest corner.
    ///
    /// - Parameter warmUp: What is over by then is not measured.
    func peakStretch(after warmUp: Double = 0) -> Range<Double> {
        let measured = measured(after: warmUp)
        let highest = measured.reduce(0) { max($0, max($1.from, $1.to)) }
        let total = phases.reduce(0) { $0 + $1.seconds }
        var level = 0.0..<0.0
        var corner = 0.0
        var began = 0.0
        for phase in phases {
            let ended = began + phase.seconds
            guard ended > warmUp + 1e-6 || measured.count == phases.count else {
                began = ended
                continue
            }
            if phase.from == highest, phase.to == highest,
                phase.seconds > level.upperBound - level.lowerBound
            {
                level = began..<ended
            }
            if phase.to == highest {
                corner = ended
            } else if phase.from == highest {
                corner = began
            }
            began = ended
        }
        return level.isEmpty ? max(0, corner - 0.5)..<min(total, corner + 0.5) : level
    }

    /// The phases that go on after a warm-up; all where none does.
    private func measured(after warmUp: Double) -> [Phase] {
        var began = 0.0
        let later = phases.filter { phase in
            began += phase.seconds
            return began > warmUp + 1e-6
        }
        return later.isEmpty ? phases : later
    }

    /// How many attempts are due in a stretch of seconds.
    func attempts(in stretch: Range<Double>) -> Double {
        (area(until: stretch.upperBound) - area(until: stretch.lowerBound)) * attemptsPerSecond
    }

    /// The area below the line up to an instant.
    private func area(until seconds: Double) -> Double {
        var area = 0.0
        var began = 0.0
        for phase in phases {
            let part = min(max(0, seconds - began), phase.seconds)
            let height = phase.from + (phase.to - phase.from) * part / phase.seconds
            area += part * (phase.from + height) / 2
            began += phase.seconds
        }
        return area
    }
}
