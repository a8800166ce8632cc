import ContestEngine

/// Writes the Prometheus text format, version 0.0.4.
struct MetricsText {
    private(set) var text = ""

    mutating func metric(
        _ name: String,
        _ type: String,
        _ help: String,
        _ samples: [(labels: [(String, String)], value: Double)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
        for sample in samples {
            let labels = sample.labels.map { "\($0)=\"\(Self.escaped($1))\"" }
            let list = labels.isEmpty ? "" : "{\(labels.joined(separator: ","))}"
            text += "\(name)\(list) \(sample.value)\n"
        }
    }

    /// Histograms of one name: counts by upper bound, cumulated, with their sum.
    mutating func histogram(
        _ name: String,
        _ help: String,
        _ samples: [(labels: [(String, String)], value: CommitMeters.Histogram)]
    ) {
        text += "# HELP \(name) \(help)\n# TYPE \(name) histogram\n"
        for (labels, value) in samples {
            let plain = labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",")
            let prefix = plain.isEmpty ? "" : plain + ","
            var total = 0
            for (bound, count) in zip(value.bounds, value.counts) {
                total += count
                text += "\(name)_bucket{\(prefix)le=\"\(bound)\"} \(total)\n"
            }
            text += "\(name)_bucket{\(prefix)le=\"+Inf\"} \(value.count)\n"
            let list = plain.isEmpty ? "" : "{\(plain)}"
            text += "\(name)_sum\(list) \(value.sum)\n\(name)_count\(list) \(value.count)\n"
        }
    }

    private static func escaped(_ value: String) -> String {
        var escaped = ""
        for character in value.unicodeScalars {
            switch character {
            case "\\": escaped += "\\\\"
            case "\"": escaped += "\\\""
            case "\n": escaped += "\\n"
            default: escaped.unicodeScalars.append(character)
            }
        }
        return escaped
    }
}
