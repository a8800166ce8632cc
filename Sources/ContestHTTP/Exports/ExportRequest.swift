import ContestEngine
import ContestModel
import Exports
import Hummingbird
import Leaderboards

/// A request for an export, read and allowed.
struct ExportRequest: Sendable {
    let entry: ContestHouse.OpenContest
    let view: Contest.Published
    let claims: OrganiserClaims
    let scope: ExportScope
    /// Whether telephone numbers are asked for, and may be read.
    let showsPhones: Bool
    let phoneReason: String
    private let parameters: [String: String]

    /// Every parameter that an export understands; another one is refused.
    private static let names: Set<String> = [
        "format", "period", "region", "unit", "of", "by", "phones", "reason",
    ]

    init(
        _ request: Request,
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) throws {
        self.entry = entry
        self.view = view
        self.claims = claims
        var parameters: [String: String] = [:]
        for (name, value) in request.uri.queryParameters {
            let name = String(name)
            guard Self.names.contains(name) else { throw Problem.invalidParameter(name) }
            parameters[name] = String(value)
        }
        self.parameters = parameters
        scope = try ExportScope(
            claims,
            region: parameters["region"],
            unit: parameters["unit"],
            view.live.boards
        )
        guard parameters["phones", default: "false"] != "true" else {
            guard claims.roles.contains(where: { $0 == .admin || $0 == .operator }) else {
                throw Problem.forbidden
            }
            let reason = parameters["reason", default: ""]
            guard (1...1_000).contains(reason.utf8.count) else { throw Problem.phoneReason }
            showsPhones = true
            phoneReason = reason
            return
        }
        showsPhones = false
        phoneReason = ""
    }

    /// A request of the server's own, for all of a contest.
    init(
        _ entry: ContestHouse.OpenContest,
        _ view: Contest.Published,
        _ claims: OrganiserClaims
    ) {
        self.entry = entry
        self.view = view
        self.claims = claims
        scope = .all
        showsPhones = false
        phoneReason = ""
        parameters = [:]
    }

    /// A parameter as it was sent; nil when it was not.
    func text(_ name: String) -> String? { parameters[name] }

    /// A parameter that is one of some words.
    func choice<Value: RawRepresentable>(
        _ name: String,
        default fallback: Value
    ) throws -> Value where Value.RawValue == String {
        guard let text = parameters[name] else { return fallback }
        guard let value = Value(rawValue: text) else { throw Problem.invalidParameter(name) }
        return value
    }

}

/// The part of a contest that an export is of: all, or what lies within one node.
enum ExportScope: Sendable {
    case all
    case region(NodeID)
    case unit(NodeID)

    /// The part that is asked for, within the part that the organiser may see.
    init(
        _ claims: OrganiserClaims,
        region: String?,
        unit: String?,
        _ boards: ContestBoards
    ) throws {
        guard region == nil || unit == nil else { throw Problem.invalidParameter("unit") }
        let limit: ExportScope
        switch (claims.region, claims.unit) {
        case (nil, nil): limit = .all
        case (let code?, nil): limit = .region(try Self.node(code, boards.regions.index))
        case (nil, let code?): limit = .unit(try Self.node(code, boards.units.index))
        default: throw Problem.forbidden
        }
        if let region {
            let node = try Self.node(region, boards.regions.index)
            switch limit {
            case .all: break
            case .region(let top) where boards.regions.index.isWithin(node, top): break
            default: throw Problem.forbidden
            }
            self = .region(node)
        } else if let unit {
            let node = try Self.node(unit, boards.units.index)
            switch limit {
            case .all: break
            case .unit(let top) where boards.units.index.isWithin(node, top): break
            default: throw Problem.forbidden
            }
            self = .unit(node)
        } else {
            self = limit
        }
    }

    private static func node(_ code: String, _ index: GroupIndex) throws -> NodeID {
        guard let node = index.node(code: code) else { throw Problem.unknownBoard }
        return node.id
    }

    /// Whether what was earned under these leaves is in it.
    func contains(region: NodeID, unit: NodeID, _ boards: ContestBoards) -> Bool {
        switch self {
        case .all: true
        case .region(let top): boards.regions.index.isWithin(region, top)
        case .unit(let top): boards.units.index.isWithin(unit, top)
        }
    }

    /// What a cover says of it; nil for all.
    func note(_ boards: ContestBoards) -> String? {
        switch self {
        case .all: nil
        case .region(let node): boards.regions.index.node(node).map { "仅含地区：\($0.name)" }
        case .unit(let node): boards.units.index.node(node).map { "仅含单位：\($0.name)" }
        }
    }
}

extension Problem {
    static let phoneReason = Problem(
        "reason-needed",
        .badRequest,
        "导出手机号须写明理由（reason，不超过 1000 字节），并记入查阅日志",
        "Telephone numbers need a reason of at most 1,000 bytes; it goes to the access log."
    )
    static let unknownExport = Problem(
        "unknown-export",
        .notFound,
        "没有这种导出，可用的有 standings、people、attempts、tallies",
        "There is no such export; there are standings, people, attempts and tallies."
    )
    static let exportsBusy = Problem(
        "exports-busy",
        .serviceUnavailable,
        "同时进行的导出已满，请稍后再试",
        "Too many exports are under way; try again later.",
        retryAfter: 10
    )
    static let notFinal = Problem(
        "not-final",
        .conflict,
        "竞赛尚未结束，数字还是初步的，不能归档",
        "The contest is not over; only final figures can be archived."
    )
}
