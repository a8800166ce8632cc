import ContestEngine
import ContestModel
import Hummingbird
import Leaderboards

extension ContestServer {
    /// The most percentiles of one request.
    private static let percentileCountLimit = 20

    /// The rows around oneself, or around the person that `participant` names.
    ///
    /// Live, so that whoever has a receipt sees it; for the public a freeze hides them.
    func around(
        _ request: Request,
        _ context: BasicRequestContext,
        _ reference: BoardReference
    ) async throws -> Response {
        let other = try pseudonym(request)
        let entry = try published(context).0
        let own = other == nil ? try participant(request, entry) : nil
        let question = try await question(request, context, reference)
        guard question.reader == .organiser || !question.view.isFrozen else {
            throw Problem.boardsFrozen
        }
        let radius = try integer(request, "radius", in: 0...50) ?? 5
        guard let other else {
            guard let own else { throw Problem.unauthenticated }
            return try await around(own, radius, question, isOwn: true)
        }
        // A name that is the same on two boards would link them.
        guard question.reader == .organiser || question.view.rules.publication.names != .hidden
        else { throw Problem.namesHidden }
        guard let participant = await entry.contest.participant(other) else {
            throw Problem.notOnBoard
        }
        return try await around(participant, radius, question, isOwn: false)
    }

    private func around(
        _ participant: ParticipantIndex,
        _ radius: Int,
        _ question: BoardQuestion,
        isOwn: Bool
    ) async throws -> Response {
        let (snapshot, key) = try await place(of: participant, question)
        guard let board = question.reference.board(in: snapshot.boards) else {
            throw Problem.unknownBoard
        }
        var rows: [BoardRow]?
        var share: BoardBody.Share?
        if let key, let position = board.position(of: key), let rank = board.rank(of: key) {
            rows = board.rows(around: key, radius: radius)
            share = board.share(of: key).map {
                BoardBody.Share(rank: rank, position: position, $0)
            }
        }
        // Whoever is not on the board sees its top.
        guard rows != nil || isOwn else { throw Problem.notOnBoard }
        let shown = rows ?? board.rows(from: 0, count: 2 * radius + 1)
        var body = BoardBody(
            total: board.count,
            rows: try await named(shown, question),
            next: nil
        )
        if isOwn { body.me = share } else { body.person = share }
        return try Answer.json(BasedBody(basis: question.basis(snapshot), body: body))
    }

    /// A person's key with the boards that it is on.
    private func place(
        of participant: ParticipantIndex,
        _ question: BoardQuestion
    ) async throws -> (BoardsSnapshot, BoardKey?) {
        let contest = question.entry.contest
        guard let past = question.reference.past else {
            return await contest.place(of: participant, in: question.reference.period)
        }
        let sequence = question.reader.snapshot(of: question.view).sequence
        let boards = try await contest.boards(of: past.days, through: sequence)
        return (boards.snapshot, boards.key(of: participant))
    }

    /// Where a score would stand.
    func place(_ request: Request, _ question: BoardQuestion) throws -> Response {
        guard let text = request.uri.queryParameters["value"],
            let hundredths = DecimalText.hundredths(text), let value = Int32(exactly: hundredths)
        else { throw Problem.invalidParameter("value") }
        let time = try integer(request, "time_ms", in: 0...Int(UInt32.max))
        let breakers = question.view.rules.ranking.breakers
        let (snapshot, board) = try question.present()
        let place = board.place(
            of: value,
            timeMilliseconds: time.map(UInt32.init(clamping:)),
            breakers: breakers
        )
        let body = PlaceBody(
            value: DecimalPoints(hundredths: hundredths),
            timeMs: breakers.contains(.time) ? time : nil,
            ahead: place.ahead,
            level: place.level,
            total: place.total,
            rank: place.bestRank,
            worstRank: place.worstRank
        )
        return try Answer.json(BasedBody(basis: question.basis(snapshot), body: body))
    }

    /// The values at percentiles.
    func percentiles(_ request: Request, _ question: BoardQuestion) throws -> Response {
        let text = request.uri.queryParameters["p"] ?? "10,25,50,75,90"
        let shares = text.split(separator: ",", omittingEmptySubsequences: false)
            .prefix(Self.percentileCountLimit + 1).map(DecimalText.hundredths)
        let (snapshot, board) = try question.present()
        guard shares.count <= Self.percentileCountLimit else { throw Problem.invalidParameter("p") }
        let lines = try shares.map { share in
            guard let share, (0...10_000).contains(share) else {
                throw Problem.invalidParameter("p")
            }
            return PercentilesBody.Line(
                p: DecimalPoints(hundredths: share),
                value: board.value(atPercentile: share).map {
                    DecimalPoints(hundredths: Int($0))
                }
            )
        }
        let body = PercentilesBody(total: board.count, percentiles: lines)
        return try Answer.json(BasedBody(basis: question.basis(snapshot), body: body))
    }

    /// How many people have which scores.
    func histogram(_ request: Request, _ question: BoardQuestion) throws -> Response {
        var step: Int?
        if let text = request.uri.queryParameters["step"] {
            guard let hundredths = DecimalText.hundredths(text), hundredths > 0 else {
                throw Problem.invalidParameter("step")
            }
            step = hundredths
        }
        let (snapshot, board) = try question.present()
        guard let histogram = board.histogram(width: step) else {
            throw Problem.invalidParameter("step")
        }
        let body = HistogramBody(
            total: board.count,
            step: DecimalPoints(hundredths: histogram.width),
            bins: histogram.bins.map { bin in
                HistogramBody.Bin(
                    from: DecimalPoints(hundredths: bin.start),
                    to: DecimalPoints(hundredths: bin.start + histogram.width),
                    people: bin.count
                )
            }
        )
        return try Answer.json(BasedBody(basis: question.basis(snapshot), body: body))
    }

    /// The pseudonym that a request asks about; nil when it asks about nobody else.
    private func pseudonym(_ request: Request) throws -> Pseudonym? {
        guard let text = request.uri.queryParameters["participant"] else { return nil }
        guard Self.isPseudonym(String(text)), let bits = UInt64(text, radix: 16) else {
            throw Problem.invalidParameter("participant")
        }
        return Pseudonym(bits: bits)
    }
}

/// Numbers with at most two decimals, as addresses carry them.
enum DecimalText {
    /// The hundredths of `-12`, `80.5` or `99.25`; nil for anything else and beyond nine digits.
    static func hundredths(_ text: Substring) -> Int? {
        let isNegative = text.utf8.first == UInt8(ascii: "-")
        let parts = text.dropFirst(isNegative ? 1 : 0)
            .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, (1...9).contains(whole.utf8.count),
            whole.utf8.allSatisfy(\.isDigit)
        else { return nil }
        var digits = String(whole)
        if parts.count == 2 {
            guard (1...2).contains(parts[1].utf8.count), parts[1].utf8.allSatisfy(\.isDigit) else {
                return nil
            }
            digits += parts[1]
        }
        let decimals = parts.count == 2 ? parts[1].utf8.count : 0
        guard let number = Int(digits) else { return nil }
        let hundredths = [100, 10, 1][decimals] * number
        return isNegative ? -hundredths : hundredths
    }
}
