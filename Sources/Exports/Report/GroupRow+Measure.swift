import ContestModel
import Leaderboards

extension GroupRow {
    /// What a measure says of the group.
    func value(of measure: GroupMeasure) -> Ratio {
        switch measure {
        case .people: Ratio(figures.people, of: 1)
        case .attempts: Ratio(figures.attempts, of: 1)
        case .points: Ratio(figures.points, of: 100)
        case .average: figures.averagePerAttempt
        case .accuracy: figures.accuracy
        case .participation: participation
        }
    }

    /// The same in words.
    func text(of measure: GroupMeasure) -> String {
        switch measure {
        case .people: String(figures.people)
        case .attempts: String(figures.attempts)
        case .points: ExportValue.shortened(figures.points)
        case .average: figures.averagePerAttempt.text(places: 2) ?? "—"
        case .accuracy: figures.accuracy.percentText ?? "—"
        case .participation: participation.percentText ?? "—"
        }
    }
}
