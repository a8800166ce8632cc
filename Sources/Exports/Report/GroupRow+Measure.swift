import ContestModel
import Leaderboards

extension GroupRow {
    /// What a measure says of the group.
    ///
    /// - Parameter heat: The contest's formula; without one heat is unknown.
    func value(of measure: GroupMeasure, heat: HeatFormula?) -> Ratio {
        switch measure {
        case .people: Ratio(figures.people, of: 1)
        case .scorers: Ratio(figures.scorers, of: 1)
        case .attempts: Ratio(figures.attempts, of: 1)
        case .points: Ratio(figures.points, of: 100)
        case .average: figures.averagePerAttempt
        case .accuracy: figures.accuracy
        case .participation: participation
        case .heat: Ratio(heat.map(tally.heat) ?? 0, of: heat == nil ? nil : 100)
        }
    }

    /// The same in words.
    func text(of measure: GroupMeasure, heat: HeatFormula?) -> String {
        switch measure {
        case .people: String(figures.people)
        case .scorers: String(figures.scorers)
        case .attempts: String(figures.attempts)
        case .points: ExportValue.shortened(figures.points)
        case .average: figures.averagePerAttempt.text(places: 2) ?? "—"
        case .accuracy: figures.accuracy.percentText ?? "—"
        case .participation: participation.percentText ?? "—"
        case .heat: heat.map { ExportValue.shortened(tally.heat($0)) } ?? "—"
        }
    }

    private var tally: Tally {
        var tally = Tally()
        tally.people = figures.people
        tally.attempts = figures.attempts
        tally.points = figures.points
        return tally
    }
}
