import ArgumentParser
import ContestEngine
import ContestHTTP
import Foundation
import Logging
import SQLiteStore
import ServiceLifecycle
import UnixSignals

/// Runs the server until SIGTERM or SIGINT.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "启动服务器 / run the server",
        discussion: """
            收到 SIGTERM 后不再接受新请求，把已接受的全部写入磁盘后退出（至多 20 秒）。
            设了 drain_delay 时，先照常服务这么久，同时 readyz 答 503 draining，好让负载均衡先把它摘下。
            On SIGTERM it accepts nothing more, writes what was accepted, and stops within 20 s. With
            drain_delay it first goes on serving for so long while readyz says draining, so that a
            load balancer takes it out.
            """
    )

    @Option(help: "监听地址 / the address to listen on (SAFETYQUIZ_HOST, 127.0.0.1)")
    var host: String?

    @Option(help: "端口，0 为任意空闲端口 / the port, 0 for any (SAFETYQUIZ_PORT, 8080)")
    var port: Int?

    @Option(help: "数据目录 / the data folder (SAFETYQUIZ_DATA, data)")
    var data: String?

    @Option(help: "日志级别 / the log level (SAFETYQUIZ_LOG_LEVEL, notice)")
    var logLevel: String?

    @Option(help: "日志格式 text 或 json / the log's format (SAFETYQUIZ_LOG_FORMAT, text)")
    var logFormat: String?

    @Option(help: "证书上印的公开网址 / the public address that certificates print (SAFETYQUIZ_PUBLIC_URL)")
    var publicURL: String?

    @Option(
        help: "SIGTERM 后再服务多久，如 5s / how long to go on after it (SAFETYQUIZ_DRAIN_DELAY, 0)"
    )
    var drainDelay: String?

    @Option(help: "多久自动备份一次，如 6h；0 为不备份 / how often to back up (SAFETYQUIZ_BACKUP_EVERY, 0)")
    var backupEvery: String?

    @Option(help: "自动备份保留几份 / scheduled backups to keep (SAFETYQUIZ_BACKUP_KEEP, 24)")
    var backupKeep: Int?

    @Option(
        help: "把新写入的记录持续抄送到此目录 / copy what is written on to this folder (SAFETYQUIZ_SEGMENTS_TO)"
    )
    var segmentsTo: String?

    @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
    var config: String?

    // For servers that another command has started: see `ParentWatch`.
    @Flag(help: .hidden)
    var untilInputEnds = false

    // How many seconds the contests' clock is ahead, for a load test's own server alone.
    @Option(help: .hidden)
    var clockAhead = 0.0

    func run() async throws {
        if untilInputEnds { ParentWatch.begin() }
        guard clockAhead == 0 || untilInputEnds, (0...172_800).contains(clockAhead) else {
            throw Failure.misused("--clock-ahead 只用于压测自启的服务器 / for a load test's own server")
        }
        let clock = AnchoredClock(ahead: .seconds(clockAhead))
        let settings = try await Settings(file: config)
        let level = settings.text("log_level", flag: logLevel, default: "notice")
        let format = settings.text("log_format", flag: logFormat, default: "text")
        switch format {
        case "text": LoggingSystem.bootstrap(StreamLogHandler.standardError)
        case "json": LoggingSystem.bootstrap { _ in JSONLogHandler() }
        default: throw Failure.wrongData("日志格式只能是 text、json / unknown log format")
        }
        var logger = Logger(label: "safetyquiz")
        guard let known = Logger.Level(rawValue: level) else {
            let levels = Logger.Level.allCases.map(\.rawValue).joined(separator: "、")
            throw Failure.wrongData("日志级别只能是 \(levels) / unknown log level")
        }
        logger.logLevel = known
        let host = settings.text("host", flag: host, default: "127.0.0.1")
        let number = settings.number("port", flag: port, default: 8080)
        guard (0...65_535).contains(number) else {
            throw Failure.wrongData("端口须为 0–65535 / the port must be 0 to 65535")
        }
        let limits = try DoorSettings.limits(of: settings, fileCount: Self.raiseFileLimit())
        let plan = try Self.plan(settings, every: backupEvery, keep: backupKeep)
        let delay = try Self.drainDelay(settings, drainDelay)
        let server: ContestServer
        do {
            let folder = try DataFolder(
                path: settings.text("data", flag: data, default: "data"),
                segmentFolder: settings.text("segments_to", flag: segmentsTo)
                    .flatMap { $0.isEmpty ? nil : $0 }
            )
            let keys = try folder.masterKeys()
            let register = OrganiserRegister(folder: folder.path)
            server = ContestServer(
                house: ContestHouse(
                    shelf: folder,
                    keys: keys,
                    clock: clock,
                    isClockSynchronised: KernelClock.isSynchronised,
                    logger: logger
                ),
                banks: try SQLiteBankShelf(path: folder.path + "/banks.sqlite"),
                tokens: await OrganiserTokens(keys: keys) { claims in
                    register.isRevoked(
                        id: claims.id,
                        name: claims.name,
                        issuedAtMs: claims.issuedAtMs
                    )
                },
                publicURL: try Self.address(settings.text("public_url", flag: publicURL)),
                limits: limits,
                logger: logger
            )
        } catch let code as ExitCode {
            throw code
        } catch {
            throw Failure.cannotWrite("启动失败：\(error) / cannot start")
        }
        let (ports, port) = AsyncStream<Int>.makeStream(bufferingPolicy: .bufferingOldest(1))
        let application = server.build(host: host, port: number) { port.yield($0) }
        var group = ServiceGroupConfiguration(
            services: [
                .init(service: application),
                .init(service: Upkeep(of: server.house, plan, logger: logger)),
                .init(
                    service: Opening(house: server.house, host: host, ports: ports),
                    successTerminationBehavior: .ignore,
                    failureTerminationBehavior: .gracefullyShutdownGroup
                ),
                // The last is the first to stop.
                .init(service: Draining(house: server.house, delay: delay)),
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: logger
        )
        group.maximumGracefulShutdownDuration = .seconds(20) + delay
        do { try await ServiceGroup(configuration: group).run() } catch let code as ExitCode {
            throw code
        } catch {
            throw Failure.stopped(error, address: "\(host):\(number)")
        }
    }

    private static func drainDelay(_ settings: Settings, _ flag: String?) throws -> Duration {
        let text = settings.text("drain_delay", flag: flag, default: "0")
        guard let delay = Settings.duration(text, atLeast: 1), delay <= .seconds(300) else {
            throw Failure.wrongData("drain_delay 写成 5s、1m，至多 5m，或 0 / as 5s, 1m, at most 5m, or 0")
        }
        return delay
    }

    /// What is done regularly.
    private static func plan(
        _ settings: Settings,
        every: String?,
        keep: Int?
    ) throws -> UpkeepPlan {
        let text = settings.text("backup_every", flag: every, default: "0")
        guard let interval = Settings.duration(text) else {
            throw Failure.wrongData(
                "backup_every 写成 30m、6h、1d，至少 10s，或 0 表示不备份 / as 30m, 6h, 1d, at least 10s, or 0"
            )
        }
        let count = settings.number("backup_keep", flag: keep, default: 24)
        guard (1...10_000).contains(count) else {
            throw Failure.wrongData("backup_keep 须为 1–10000 / backup_keep is 1 to 10,000")
        }
        return UpkeepPlan(
            backupEvery: interval == .zero ? nil : interval,
            backupCount: count
        )
    }

    /// The public address without a slash at its end.
    private static func address(_ text: String?) throws -> String? {
        guard let text, !text.isEmpty else { return nil }
        let isPlain = text.utf8.count <= 200 && text.utf8.allSatisfy { (0x21...0x7E).contains($0) }
        guard isPlain, text.hasPrefix("https://") || text.hasPrefix("http://") else {
            throw Failure.wrongData(
                "公开网址须以 http:// 或 https:// 开头 / the public address begins with http(s)://"
            )
        }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    /// Takes as many open files as the system allows: each connection is one.
    ///
    /// - Returns: How many that are.
    static func raiseFileLimit() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
            return 1_024
        }
        limit.rlim_cur = limit.rlim_max
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        return Int(clamping: limit.rlim_cur)
    }
}
