import ContestEngine
import ContestModel
import HTTPTypes
import Hummingbird
import Leaderboards

/// For whom a board is read: it decides which snapshot, which names, and what is withheld.
enum BoardReader: String, Hashable, Sendable {
    /// The public and the participants: what is published, frozen and withheld as the rules say.
    case open = "p"
    /// Organisers who may see everything: live, whole names, every group.
    case organiser = "o"

    /// The boards that such a reader sees.
    func snapshot(of view: Contest.Published) -> BoardsSnapshot {
        switch self {
        case .open: view.open
        case .organiser: view.live
        }
    }

    /// What is covered by a cursor's MAC.
    func scope(_ list: String) -> String { "\(rawValue)/\(list)" }
}

/// A board of people in one request.
struct BoardQuestion {
    let entry: ContestHouse.OpenContest
    let view: Contest.Published
    let reference: BoardReference
    let reader: BoardReader

    /// What the answer says of itself.
    func basis(_ snapshot: BoardsSnapshot) -> BoardBasis {
        let isFrozen = reader == .open && view.isFrozen
        let ranking = view.rules.ranking
        let period = reference.past?.name ?? reference.period.rawValue
        return BoardBasis(
            sequence: snapshot.sequence,
            atMs: snapshot.at.millisecondsSinceEpoch,
            board: reference.name,
            period: period,
            day: CivilDate(snapshot.boards.day).description,
            method: ranking.method.rawValue,
            breakers: ranking.breakers.map(\.rawValue),
            valueKind: ranking.value.rawValue,
            preliminary: view.isPreliminary || isFrozen,
            frozen: isFrozen
        )
    }

    /// The board as the reader sees it now.
    func present() throws -> (snapshot: BoardsSnapshot, board: PeopleBoard) {
        let snapshot = reader.snapshot(of: view)
        guard let board = reference.board(in: snapshot.boards) else { throw Problem.unknownBoard }
        return (snapshot, board)
    }
}

extension ContestServer {
    /// Who asks: an organiser who is not limited to a subtree, or the public.
    func reader(_ request: Request) async -> BoardReader {
        guard request.headers[.authorization] != nil,
            let claims = try? await tokens.require(.operator, .auditor, of: request),
            claims.region == nil, claims.unit == nil
        else { return .open }
        return .organiser
    }

    /// A question to a board that the reader may ask.
    func question(
        _ request: Request,
        _ context: BasicRequestContext,
        _ reference: BoardReference
    ) async throws -> BoardQuestion {
        let (entry, view) = try published(context)
        let reader = await reader(request)
        let question = BoardQuestion(
            entry: entry,
            view: try await self.view(view, of: reference.past, entry, reader),
            reference: reference,
            reader: reader
        )
        try requireShown(question)
        return question
    }

    /// The view on the boards of other days; on the living ones where no days are asked for.
    ///
    /// A range of days of one's own choice is folded for organisers only: there are too many.
    func view(
        _ view: Contest.Published,
        of past: PastPeriod?,
        _ entry: ContestHouse.OpenContest,
        _ reader: BoardReader
    ) async throws -> Contest.Published {
        guard let past else { return view }
        guard past.isCalendar || reader == .organiser else { throw Problem.forbidden }
        let first = view.rules.schedule.firstDay
        // Nobody has begun an attempt tomorrow.
        guard first <= view.live.boards.day, past.days.overlaps(first...view.live.boards.day) else {
            throw Problem.unknownBoard
        }
        let sequence = reader.snapshot(of: view).sequence
        let boards = try await entry.contest.boards(of: past.days, through: sequence)
        return view.over(live: boards.snapshot, open: boards.snapshot)
    }

    /// Refuses the public what the organiser has not published.
    func requireShown(_ question: BoardQuestion) throws {
        let view = question.view
        guard question.reader == .open else { return }
        guard view.showsPeople else { throw Problem.boardsPrivate }
        guard view.showsValues else { throw Problem.marksHidden }
        guard let (kind, node) = question.reference.group else { return }
        let withheld =
            question.reference.past == nil
            ? withheldGroups(kind, question.entry, view)
            : WithheldGroups(
                view.open.boards.groups(kind),
                minimum: view.rules.publication.minimumGroupSize
            )
        if withheld.contains(node) { throw Problem.groupWithheld }
    }

    /// The groups of a tree that the public does not get, as of the present tick.
    func withheldGroups(
        _ kind: GroupKind,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published
    ) -> WithheldGroups {
        withheld.groups(kind, of: entry.contest.name, view)
    }
}
