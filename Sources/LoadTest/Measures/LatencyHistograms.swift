import Histogram

// As JSON a histogram is the values that occurred, in microseconds, each with its count:
//
//     {"start": [[812, 3], [815, 1]], "submit": [[1203, 4]]}
//
// Values are exact to three significant digits, so histograms of several processes add up to the
// one that a single process would have kept.

/// HDR histograms by kind of request; those of several processes can be added.
struct LatencyHistograms: Sendable {
    private var byKind: [RequestKind: Histogram<UInt32>] = [:]

    /// An hour; longer ones are recorded as an hour.
    private static let longestMicroseconds: UInt64 = 3_600_000_000

    private static var empty: Histogram<UInt32> {
        Histogram(
            highestTrackableValue: longestMicroseconds,
            numberOfSignificantValueDigits: .three
        )
    }

    /// Takes in requests that took so long.
    mutating func record(_ microseconds: UInt64, of kind: RequestKind, count: UInt32 = 1) {
        let value = min(microseconds, Self.longestMicroseconds)
        byKind[kind, default: Self.empty].record(value, count: count)
    }

    /// Adds another process's histograms.
    mutating func add(_ other: LatencyHistograms) {
        for (kind, histogram) in other.byKind {
            byKind[kind, default: Self.empty].add(histogram)
        }
    }

    /// Those of one kind, without the others.
    func only(_ kind: RequestKind) -> LatencyHistograms {
        var copy = LatencyHistograms()
        copy.byKind[kind] = byKind[kind]
        return copy
    }

    /// The figures of one kind.
    func figures(of kind: RequestKind) -> LatencyFigures {
        byKind[kind].map(LatencyFigures.init) ?? LatencyFigures()
    }

    /// The figures of starts, responses and submissions together.
    var attempts: LatencyFigures {
        var all = Self.empty
        for kind in RequestKind.allCases where kind.isPartOfAttempt {
            if let histogram = byKind[kind] { all.add(histogram) }
        }
        return LatencyFigures(all)
    }
}

extension LatencyHistograms: Codable {
    init(from decoder: any Decoder) throws {
        let kinds = try decoder.singleValueContainer().decode([String: [[UInt64]]].self)
        for (name, pairs) in kinds {
            guard let kind = RequestKind(rawValue: name) else { continue }
            for pair in pairs where pair.count == 2 {
                record(pair[0], of: kind, count: UInt32(clamping: pair[1]))
            }
        }
    }

    func encode(to encoder: any Encoder) throws {
        var kinds: [String: [[UInt64]]] = [:]
        for (kind, histogram) in byKind {
            kinds[kind.rawValue] = histogram.recordedValues().map {
                [$0.value, UInt64($0.countAddedInThisIterationStep)]
            }
        }
        var container = encoder.singleValueContainer()
        try container.encode(kinds)
    }
}

extension LatencyFigures {
    /// Reads a histogram of microseconds.
    init(_ histogram: Histogram<UInt32>) {
        self.init(
            count: Int(clamping: histogram.totalCount),
            p50: .microseconds(Int64(clamping: histogram.valueAtPercentile(50))),
            p95: .microseconds(Int64(clamping: histogram.valueAtPercentile(95))),
            p99: .microseconds(Int64(clamping: histogram.valueAtPercentile(99))),
            max: .microseconds(Int64(clamping: histogram.maxRecorded))
        )
    }
}

extension Duration {
    /// Rounded down, from 0.
    var wholeMicroseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(seconds) &* 1_000_000 &+ UInt64(attoseconds / 1_000_000_000_000)
    }

    /// Seconds with their fraction, for figures that people read.
    var wholeAndFraction: Double { Double(wholeMicroseconds) / 1_000_000 }
}
