public import ContestEngine
import ContestModel
public import Hummingbird
import HummingbirdCore
public import Logging
import HTTPTypes
import NIOCore

/// Everything that the routes need.
///
/// Main and the tests build the same server from it.
public struct ContestServer: Sendable {
    /// The version of the consent text that participants accept.
    public static let consentVersion: Int32 = 1

    /// The contests.
    public let house: ContestHouse
    /// The imported banks.
    public let banks: any BankShelf
    /// Organisers' tokens.
    public let tokens: OrganiserTokens
    let hasher: PINHasher
    let logins = LoginGuard()
    let snapshots = SnapshotShelf()
    let withheld = WithheldShelf()
    let desk = FiguresDesk()
    let gate = ExportGate()
    let meters = ServerMeters()
    let lanes = ReplyLanes()
    let watch: BoardWatch
    let door: FrontDoor
    let accounts: AccountQuotas
    /// What the accounts' time is counted from.
    let startedAt: LedgerInstant
    let publicURL: String?
    let logger: Logger

    /// Gathers what the routes need.
    ///
    /// - Parameter watcherLimit: How many may watch live boards at one time; more are told to come
    ///   back later. Each is an open connection.
    /// - Parameter publicURL: Where people reach the server, `https://quiz.example.cn`, as certificates
    ///   print it; nil takes each request's own host.
    /// - Parameter limits: What is let through the door.
    public init(
        house: ContestHouse,
        banks: any BankShelf,
        tokens: OrganiserTokens,
        hasher: PINHasher = PINHasher(),
        watcherLimit: Int = 12_000,
        publicURL: String? = nil,
        limits: FrontDoorLimits = FrontDoorLimits(),
        logger: Logger
    ) {
        self.house = house
        self.banks = banks
        self.tokens = tokens
        self.hasher = hasher
        watch = BoardWatch(watcherLimit: watcherLimit)
        door = FrontDoor(limits: limits, isOrganiser: tokens.isSigned)
        startedAt = house.clock.now()
        accounts = AccountQuotas(
            perSecond: limits.requestsPerAccount,
            burst: limits.accountBurst
        )
        self.publicURL = publicURL
        self.logger = logger
        if !limits.disabled.isEmpty {
            let names = limits.disabled.map(\.rawValue).sorted().joined(separator: ", ")
            logger.warning(
                "defences are switched off for a test",
                metadata: ["without": "\(names)"]
            )
        }
    }

    /// Builds the application: one function for main and for tests.
    ///
    /// - Parameters:
    ///   - host: The address to listen on.
    ///   - port: The port; zero for any that is free.
    ///   - onRunning: Told the real port once the server accepts connections.
    public func build(
        host: String,
        port: Int,
        onRunning: @escaping @Sendable (Int) async -> Void = { _ in }
    ) -> some ApplicationProtocol {
        var application = Application(
            responder: FrontResponder(server: self, router: router().buildResponder()),
            server: .http1(configuration: connections),
            configuration: ApplicationConfiguration(
                address: .hostname(host, port: port),
                serverName: nil,
                backlog: 4_096
            ),
            onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? port) },
            logger: logger
        )
        house.observeTicks { contest in await publishEvents(of: contest) }
        application.addServices(house)
        return application
    }

    /// How connections are read: the door first, then the hot routes, then the router.
    ///
    /// Deadlines are the door's; heads are bounded by the parser.
    private var connections: HTTP1Channel.Configuration {
        HTTP1Channel.Configuration(
            additionalChannelHandlers: [
                FrontDoorHandler(door: door), FrontHandler(server: self),
            ],
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10,
                maxHeaderListSize: 32 << 10,
                maxHeaderFieldCount: 100
            )
        )
    }

    func router() -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.add(middleware: RouterProblems(server: self))
        addServiceRoutes(to: router)
        addPageRoutes(to: router)
        addContestRoutes(to: router)
        addBoardRoutes(to: router)
        addParticipantRoutes(to: router)
        addGrantRoutes(to: router)
        addRelayRoutes(to: router)
        addOrganiserRoutes(to: router)
        addAmendmentRoutes(to: router)
        addPublicationRoutes(to: router)
        addDrawRoutes(to: router)
        addExportRoutes(to: router)
        addContestFileRoutes(to: router)
        addItemRoutes(to: router)
        addReportRoutes(to: router)
        addStatementRoutes(to: router)
        addCertificateRoutes(to: router)
        return router
    }

    /// Ledger time, for tokens and answers.
    var now: LedgerInstant { house.clock.now() }
}

extension ContestServer {
    /// What a client learns of an error.
    ///
    /// What is no answer of ours is logged and says nothing.
    func problem(for error: any Error) -> Problem {
        switch error {
        case let problem as Problem: return problem
        case let refusal as Refusal: return Problem(refusal)
        case let error as any HTTPResponseError where error.status == .notFound: return .notFound
        case let error as any HTTPResponseError where error.status.code < 500:
            return Problem("invalid-request", error.status, "请求无效", "The request is not valid.")
        default:
            logger.error("a request failed", metadata: ["error": "\(error)"])
            return Problem(
                "internal",
                .internalServerError,
                "服务器内部错误",
                "Something went wrong here."
            )
        }
    }

    func contest(_ name: String) throws -> ContestHouse.OpenContest {
        if let entry = house.contest(name) { return entry }
        if house.damagedContests[name] != nil { throw Problem.contestDamaged }
        // A server listens before it knows which contests there are.
        let mayCome = house.phase == .starting || house.waitingContests.contains(name)
        throw mayCome ? Problem.starting : Problem.unknownContest
    }

    /// Counts a request of an account; its session has been checked.
    private func charge(
        _ participant: ParticipantIndex,
        of entry: ContestHouse.OpenContest
    ) throws(Problem) {
        let age = now.millisecondsSinceEpoch - startedAt.millisecondsSinceEpoch
        let hundredths = UInt32(clamping: age / 10)
        let contest = ObjectIdentifier(entry.contest)
        if let wait = accounts.take(participant, of: contest, at: hundredths) {
            throw Problem.tooManyRequests(accounts.quota, retryAfter: wait)
        }
    }

    /// The participant of a request's session.
    func participant(
        _ request: Request,
        _ entry: ContestHouse.OpenContest
    ) throws(Problem) -> ParticipantIndex {
        try participant(request.headers, entry)
    }

    /// The participant of the session that stands in a request's fields.
    func participant(
        _ fields: HTTPFields,
        _ entry: ContestHouse.OpenContest
    ) throws(Problem) -> ParticipantIndex {
        guard let value = fields.single(.authorization) else {
            throw Problem.unauthenticated
        }
        let session = SessionToken(
            Array(value.utf8.dropFirst(7)),
            secrets: entry.secrets,
            now: now
        )
        guard value.hasPrefix("Bearer "), let session else { throw Problem.unauthenticated }
        try charge(session.participant, of: entry)
        return session.participant
    }
}
