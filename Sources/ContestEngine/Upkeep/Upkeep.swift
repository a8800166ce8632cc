import ContestModel
public import Logging
public import ServiceLifecycle

/// Does what a server needs done regularly: copies, backups, a look at the disk and at the clock.
///
/// Copying and backing up have a loop each, so that a long backup does not hold up copying. A step
/// that fails is logged and tried again; nothing here can stop a contest.
public struct Upkeep: Service {
    private let house: ContestHouse
    private let plan: UpkeepPlan
    private let logger: Logger

    /// How often the disk, the clock and the schedule are looked at.
    public static let interval = Duration.seconds(5)

    /// Makes the upkeep of a house.
    public init(of house: ContestHouse, _ plan: UpkeepPlan, logger: Logger) {
        self.house = house
        self.plan = plan
        self.logger = logger
    }

    /// Goes on until the server is told to stop, and copies on once more at the end.
    public func run() async throws {
        await cancelWhenGracefulShutdown {
            await withDiscardingTaskGroup { group in
                group.addTask { await copy() }
                group.addTask { await watch() }
            }
        }
    }

    private func copy() async {
        while !Task.isCancelled {
            for entry in house.contests { await house.copyOn(entry.contest) }
            try? await Task.sleep(for: plan.copyEvery)
        }
    }

    private func watch() async {
        var forecast = RoomForecast()
        var pace = LogPace(every: .seconds(3_600))
        while !Task.isCancelled {
            look(&forecast, &pace)
            for entry in house.contests {
                guard await entry.contest.status == .running else { continue }
                await house.backUpIfDue(entry.contest, plan)
            }
            try? await Task.sleep(for: Self.interval)
        }
    }

    private func look(_ forecast: inout RoomForecast, _ pace: inout LogPace) {
        let now = house.clock.now()
        do {
            forecast.add(try house.shelf.freeByteCount(), at: now)
        } catch {
            if pace.isNews("room", at: now) {
                logger.error("the disk's room cannot be read", metadata: ["error": "\(error)"])
            }
        }
        if let free = forecast.freeByteCount {
            house.upkeep.roomFound(
                UpkeepReport.Room(
                    freeByteCount: free,
                    timeLeft: forecast.timeLeft,
                    isShort: forecast.isShort
                )
            )
        }
        for warning in house.warnings where pace.isNews(warning.code, at: now) {
            logger.warning("\(warning.english)", metadata: ["code": "\(warning.code)"])
        }
    }
}

extension ContestHouse {
    /// Copies a contest's new facts on, where its folder does that.
    func copyOn(_ contest: Contest) async {
        do {
            guard let sequence = try await shelf.copyOn(contest.name, from: contest.store) else {
                return
            }
            upkeep.copied(contest.name, through: sequence)
        } catch {
            guard upkeep.copyFailed(contest.name) else { return }
            contest.logger.error("copying on failed", metadata: ["error": "\(error)"])
        }
    }
}
