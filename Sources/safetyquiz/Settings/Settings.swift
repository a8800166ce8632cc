import ArgumentParser
import Configuration
import SystemPackage

/// Where settings come from: flags, then the environment, then a JSON file.
///
/// Every key, its variable and its default:
///
///     key          variable                 default            meaning
///     host         SAFETYQUIZ_HOST          127.0.0.1          address to listen on
///     port         SAFETYQUIZ_PORT          8080               port to listen on, 0 for any
///     data         SAFETYQUIZ_DATA          data               the data folder
///     log_level    SAFETYQUIZ_LOG_LEVEL     notice             trace … critical
///     log_format   SAFETYQUIZ_LOG_FORMAT    text               text, or json: an object a line
///     public_url   SAFETYQUIZ_PUBLIC_URL    –                  the address that certificates print
///     connections  SAFETYQUIZ_CONNECTIONS   open files − 1,024   connections at a time
///     connections_per_address, requests_per_address, requests_per_account
///                                           see `FrontDoorLimits`, read by `DoorSettings`
///     trusted_proxies   SAFETYQUIZ_TRUSTED_PROXIES   –         whose X-Forwarded-For counts
///     drain_delay  SAFETYQUIZ_DRAIN_DELAY   0                  how long to go on serving after SIGTERM
///     backup_every SAFETYQUIZ_BACKUP_EVERY  0                  how often each contest is backed up
///     backup_keep  SAFETYQUIZ_BACKUP_KEEP   24                 how many of those backups are kept
///     segments_to  SAFETYQUIZ_SEGMENTS_TO   –                  where what is written is copied on
///     url          SAFETYQUIZ_URL           http://127.0.0.1:8080   the server that commands talk to
///     token        SAFETYQUIZ_TOKEN         –                  the organiser's token for commands
///
/// The file is `{"host": "0.0.0.0", "port": 80}`, named by `--config` or `SAFETYQUIZ_CONFIG`.
struct Settings {
    private let reader: ConfigReader

    init(file: String?) async throws {
        let environment = EnvironmentVariablesProvider()
        var providers: [any ConfigProvider] = [environment]
        let named = ConfigReader(provider: environment).string(forKey: "safetyquiz.config")
        if let path = file ?? named {
            do {
                providers.append(
                    KeyMappingProvider(
                        upstream: try await FileProvider<JSONSnapshot>(filePath: FilePath(path)),
                        keyMapper: { key in
                            var key = key
                            if key.components.first == "safetyquiz" { key = key.droppingFirst }
                            return key
                        }
                    )
                )
            } catch {
                throw Failure.unreadable("无法读取配置文件 \(path)：\(error) / cannot read the settings")
            }
        }
        reader = ConfigReader(providers: providers).scoped(to: "safetyquiz")
    }

    func text(_ key: String, flag: String?, default fallback: String) -> String {
        flag ?? reader.string(forKey: ConfigKey(key), default: fallback)
    }

    func text(_ key: String, flag: String?) -> String? {
        flag ?? reader.string(forKey: ConfigKey(key))
    }

    func number(_ key: String, flag: Int?, default fallback: Int) -> Int {
        flag ?? reader.int(forKey: ConfigKey(key), default: fallback)
    }

    /// A length of time as `90s`, `30m`, `6h`, `1d`, or `0`; nil for anything else, and below so many
    /// seconds.
    static func duration(_ text: String, atLeast least: Int64 = 10) -> Duration? {
        if text == "0" { return .zero }
        let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3_600, "d": 86_400]
        guard let unit = text.last.flatMap({ units[$0] }), text.utf8.count <= 8,
            text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int64(text.dropLast()), number * unit >= least
        else { return nil }
        return .seconds(number * unit)
    }
}

extension AbsoluteConfigKey {
    fileprivate var droppingFirst: AbsoluteConfigKey {
        AbsoluteConfigKey(Array(components.dropFirst()), context: context)
    }
}

/// The flags of every command that talks to a running server.
struct ServerOptions: ParsableArguments {
    @Option(help: "服务器地址 / the server (SAFETYQUIZ_URL)")
    var url: String?

    @Option(help: "组织者令牌 / the organiser's token (SAFETYQUIZ_TOKEN)")
    var token: String?

    @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
    var config: String?

    /// A client of the server that the settings name.
    func client() async throws -> OrganiserClient {
        let settings = try await Settings(file: config)
        let url = settings.text("url", flag: url, default: "http://127.0.0.1:8080")
        return OrganiserClient(
            base: url.hasSuffix("/") ? String(url.dropLast()) : url,
            token: settings.text("token", flag: token) ?? ""
        )
    }
}
