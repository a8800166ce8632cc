import Yams

/// Why a scenario cannot be used.
public enum ScenarioError: Error, Hashable, Sendable {
    /// The file is no YAML of the expected shape.
    case unreadable(reason: String)
    /// A line that scenarios do not have.
    case unknownLine(name: String)
    /// A value outside its range.
    case outOfRange(name: String, allowed: String)
    /// Attempts and phases make no schedule.
    case noSchedule
}

extension ScenarioError: CustomStringConvertible {
    /// A sentence for people, Chinese first.
    public var description: String {
        switch self {
        case .unreadable(let reason): "场景文件读不懂 the scenario cannot be read: \(reason)"
        case .unknownLine(let name): "场景文件里没有 “\(name)” 这一项 no such line: \(name)"
        case .outOfRange(let name, let allowed):
            "“\(name)” 应在 \(allowed) 之内 must be within \(allowed): \(name)"
        case .noSchedule:
            "到达阶段的时长和强度都要大于零 phases need a length and an intensity"
        }
    }
}

extension Scenario {
    /// A file is a page of text; what is larger is none.
    public static let largestFile = 64 << 10

    /// Reads a scenario file.
    public init(yaml: String) throws(ScenarioError) {
        guard yaml.utf8.count <= Self.largestFile else {
            throw .unreadable(reason: "> 64 KiB")
        }
        let lines: Lines
        do { lines = try YAMLDecoder().decode(Lines.self, from: yaml) } catch {
            if let unknown = error as? ScenarioError { throw unknown }
            if case DecodingError.dataCorrupted(let context) = error,
                let inner = context.underlyingError as? ScenarioError
            {
                throw inner
            }
            throw .unreadable(reason: "\(error)")
        }
        self = try lines.checked()
    }

    /// The file as it is written.
    private struct Lines: Decodable {
        var scenario: String
        var title: String
        var people, attempts, days, connections, addresses, copies, watchers: Int?
        var timeLimit, retries: Int?
        var arrival: Arrival?
        var think: [Double]?
        var abandon, resume, repeated, right, crowdedUnit, pollsPerSecond, p99Limit: Double?
        var midnight, closes: Double?

        struct Arrival: Decodable {
            var warmUp: Double?
            var phases: [[Double]]

            enum CodingKeys: String, CodingKey, CaseIterable {
                case warmUp = "warm_up"
                case phases
            }

            init(from decoder: any Decoder) throws {
                try refuseOthers(in: decoder, than: CodingKeys.allCases.map(\.rawValue))
                let values = try decoder.container(keyedBy: CodingKeys.self)
                warmUp = try values.decodeIfPresent(Double.self, forKey: .warmUp)
                phases = try values.decode([[Double]].self, forKey: .phases)
            }
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case scenario, title, people, attempts, days, connections, addresses, copies
            case watchers, arrival, think, abandon, resume, right, retries
            case midnight, closes
            case timeLimit = "time_limit"
            case repeated = "repeat"
            case crowdedUnit = "crowded_unit"
            case pollsPerSecond = "polls_per_second"
            case p99Limit = "p99_limit"
        }

        init(from decoder: any Decoder) throws {
            try refuseOthers(in: decoder, than: CodingKeys.allCases.map(\.rawValue))
            let values = try decoder.container(keyedBy: CodingKeys.self)
            func integer(_ key: CodingKeys) throws -> Int? {
                try values.decodeIfPresent(Int.self, forKey: key)
            }
            func number(_ key: CodingKeys) throws -> Double? {
                try values.decodeIfPresent(Double.self, forKey: key)
            }
            scenario = try values.decode(String.self, forKey: .scenario)
            title = try values.decode(String.self, forKey: .title)
            people = try integer(.people)
            attempts = try integer(.attempts)
            days = try integer(.days)
            connections = try integer(.connections)
            addresses = try integer(.addresses)
            copies = try integer(.copies)
            watchers = try integer(.watchers)
            timeLimit = try integer(.timeLimit)
            retries = try integer(.retries)
            arrival = try values.decodeIfPresent(Arrival.self, forKey: .arrival)
            think = try values.decodeIfPresent([Double].self, forKey: .think)
            abandon = try number(.abandon)
            resume = try number(.resume)
            repeated = try number(.repeated)
            right = try number(.right)
            crowdedUnit = try number(.crowdedUnit)
            pollsPerSecond = try number(.pollsPerSecond)
            p99Limit = try number(.p99Limit)
            midnight = try number(.midnight)
            closes = try number(.closes)
        }

        /// Checks every value's range.
        func checked() throws(ScenarioError) -> Scenario {
            var made = Scenario(scenario: scenario, title: title)
            made.people = try within(1...10_000_000, people, "people") ?? made.people
            made.attempts = try within(1...1_000_000_000, attempts, "attempts") ?? made.attempts
            made.days = try within(1...366, days, "days") ?? made.days
            made.connections =
                try within(1...60_000, connections, "connections") ?? made.connections
            made.addresses = try within(1...250, addresses, "addresses") ?? made.addresses
            made.copies = try within(2...100, copies, "copies") ?? made.copies
            made.watchers = try within(0...12_000, watchers, "watchers") ?? made.watchers
            made.timeLimit = try within(5...86_400, timeLimit, "time_limit") ?? made.timeLimit
            made.tries = try within(1...100, retries, "retries") ?? made.tries
            made.abandon = try within(0...1, abandon, "abandon") ?? made.abandon
            made.resume = try within(0...1, resume, "resume") ?? made.resume
            made.repeated = try within(0...1, repeated, "repeat") ?? made.repeated
            made.right = try within(0...1, right, "right") ?? made.right
            made.crowdedUnit =
                try within(0...1, crowdedUnit, "crowded_unit") ?? made.crowdedUnit
            made.pollsPerSecond =
                try within(0...10_000, pollsPerSecond, "polls_per_second") ?? made.pollsPerSecond
            made.p99Limit = try within(1...600_000, p99Limit, "p99_limit") ?? made.p99Limit
            made.midnight = try within(1...86_000, midnight, "midnight")
            made.closes = try within(1...86_000, closes, "closes")
            guard made.midnight == nil || made.closes == nil else {
                throw .outOfRange(name: "closes", allowed: "not with midnight")
            }
            if let think {
                guard think.count == 2, let least = try within(0...3_600, think[0], "think"),
                    let most = try within(least...3_600, think[1], "think")
                else { throw .outOfRange(name: "think", allowed: "[0, 3600]") }
                made.think = least...most
            }
            made.arrival = try arrival.map { (arrival) throws(ScenarioError) in
                try made.arrival(arrival)
            }
            return made
        }
    }

    private func arrival(_ lines: Lines.Arrival) throws(ScenarioError) -> Arrival {
        var phases: [PhasedSchedule.Phase] = []
        for phase in lines.phases {
            guard phase.count == 3, phase[0] > 0, phase[0] <= 86_400, phase[1] >= 0, phase[2] >= 0
            else { throw .outOfRange(name: "phases", allowed: "[0…86400, ≥ 0, ≥ 0]") }
            phases.append(PhasedSchedule.Phase(seconds: phase[0], from: phase[1], to: phase[2]))
        }
        let warmUp = try within(0...86_400, lines.warmUp, "warm_up") ?? 0
        guard PhasedSchedule(phases, attempts: attempts) != nil else { throw .noSchedule }
        return Arrival(warmUp: warmUp, phases: phases)
    }
}

/// A line that scenarios do not have is a mistake, not a wish.
private func refuseOthers(in decoder: any Decoder, than known: [String]) throws {
    struct AnyKey: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
    let keys = try decoder.container(keyedBy: AnyKey.self).allKeys
    if let unknown = keys.first(where: { !known.contains($0.stringValue) }) {
        throw ScenarioError.unknownLine(name: unknown.stringValue)
    }
}

private func within<Value: Comparable>(
    _ range: ClosedRange<Value>,
    _ value: Value?,
    _ name: String
) throws(ScenarioError) -> Value? {
    guard let value else { return nil }
    guard range.contains(value) else {
        throw .outOfRange(name: name, allowed: "\(range.lowerBound)…\(range.upperBound)")
    }
    return value
}
