import ContestEngine
import ContestModel
import Leaderboards

struct TalliesBody: Encodable {
    var sequence: Int64
    var atMs: Int64
    var preliminary: Bool
    var frozen: Bool
    var period: String
    var basis: String
    var people: Int
    var attempts: Int
    @Nullable var points: DecimalPoints?
    @Nullable var right: Int?
    var drawn: Int
    var today: Today

    struct Today: Encodable {
        var day: String
        var people: Int
        var attempts: Int
        @Nullable var points: DecimalPoints?
        @Nullable var right: Int?
        var drawn: Int

        init(_ tally: Tally, day: ContestDay, showsMarks: Bool) {
            self.day = CivilDate(day).description
            people = tally.people
            attempts = tally.attempts
            points = showsMarks ? DecimalPoints(hundredths: tally.points) : nil
            right = showsMarks ? tally.right : nil
            drawn = tally.drawn
        }
    }

    init(_ view: Contest.Published, for reader: BoardReader, period: String) {
        self.period = period
        let snapshot = reader.snapshot(of: view)
        sequence = snapshot.sequence
        atMs = snapshot.at.millisecondsSinceEpoch
        frozen = reader == .open && view.isFrozen
        preliminary = view.isPreliminary || frozen
        basis = view.rules.identity.chineseBasis
        let tally = snapshot.boards.tally
        let showsMarks = reader == .organiser || view.showsMarks
        people = tally.people
        attempts = tally.attempts
        points = showsMarks ? DecimalPoints(hundredths: tally.points) : nil
        right = showsMarks ? tally.right : nil
        drawn = tally.drawn
        today = Today(
            snapshot.boards.today,
            day: snapshot.boards.day,
            showsMarks: showsMarks
        )
    }
}
