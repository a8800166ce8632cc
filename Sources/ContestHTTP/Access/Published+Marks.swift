import ContestEngine
import ContestModel

extension Contest.Published {
    /// Whether participants and the public may see figures that follow from the keys.
    ///
    /// A sum of points tells as much of a key as a verdict does, so that no figure made of marks is
    /// shown before the policy of every counting track shows a participant's own marks.
    var showsMarks: Bool {
        rules.tracks.filter(\.counts).allSatisfy { track in
            switch track.pointsShown {
            case .afterResponse, .afterSubmission: true
            case .afterClosing: !isPreliminary
            case .never: false
            }
        }
    }

    /// Whether a board of people shows nothing that the policies hide: it counts attempts, or marks
    /// are shown.
    var showsValues: Bool { rules.ranking.value == .count || showsMarks }
}
