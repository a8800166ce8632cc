public import ContestModel

/// Every figure of a contest's report, as one pure fold over the ended attempts.
///
/// The attempts of one person must come in the order in which they began; people may be mixed in any
/// way. Only attempts that count are taken in. 人数 is counted apart for the whole, for each node and
/// for each industry: children may add up to more than their parent, once people have moved, and to
/// less, where people chose no leaf.
///
/// Source: the definitions of 人数, 人次, 参与率, 合格率, 平均分 and 正确率 as organisers publish them.
public struct ContestFigures: Sendable {
    /// The regions.
    public let regions: GroupIndex
    /// The units.
    public let units: GroupIndex
    private var all = DistinctGroups(count: 1)
    private var regionGroups: DistinctGroups
    private var unitGroups: DistinctGroups
    private var industryGroups: DistinctGroups
    private let industryNames: [String]
    private let regionPaths: [[Int]]
    private let unitPaths: [[Int]]
    /// For each unit the nearest industry upward.
    private let industryOfUnit: [Int?]
    private var attemptsByPoints: [Int32: Int] = [:]

    /// Makes empty figures over two trees.
    ///
    /// - Complexity: O(nodes × depth), in memory too.
    public init(regions: GroupIndex, units: GroupIndex) {
        self.regions = regions
        self.units = units
        regionPaths = Self.paths(regions)
        unitPaths = Self.paths(units)
        var names: [String] = []
        var numbers: [String: Int] = [:]
        var nearest: [Int?] = []
        for node in units.tree.nodes {
            if let industry = node.industry, !industry.isEmpty {
                let number = numbers[industry] ?? names.count
                if number == names.count { names.append(industry) }
                numbers[industry] = number
                nearest.append(number)
            } else {
                // Parents stand before their children.
                nearest.append(units.position(of: node.parent).flatMap { nearest[$0] })
            }
        }
        industryNames = names
        industryOfUnit = nearest
        regionGroups = DistinctGroups(count: regionPaths.count)
        unitGroups = DistinctGroups(count: unitPaths.count)
        industryGroups = DistinctGroups(count: names.count)
    }

    /// Takes in an ended attempt; one that does not count changes nothing.
    ///
    /// - Complexity: O(depth of the trees).
    public mutating func take(_ submission: FoldedSubmission) {
        guard submission.score.counts else { return }
        attemptsByPoints[submission.score.points.hundredths, default: 0] += 1
        all.take(submission, at: .none) { _ in [0] }
        let (regions, units) = (regions, units)
        let (regionPaths, unitPaths) = (regionPaths, unitPaths)
        let industryOfUnit = industryOfUnit
        regionGroups.take(submission, at: submission.region) { leaf in
            regions.position(of: leaf).map { regionPaths[$0] } ?? []
        }
        unitGroups.take(submission, at: submission.unit) { leaf in
            units.position(of: leaf).map { unitPaths[$0] } ?? []
        }
        industryGroups.take(submission, at: submission.unit) { leaf in
            units.position(of: leaf).flatMap { industryOfUnit[$0] }.map { [$0] } ?? []
        }
    }

    /// The whole contest.
    public var whole: GroupFigures { all.figures.first ?? GroupFigures() }

    /// A region's figures; nil when it is not in the tree.
    public func region(_ node: NodeID) -> GroupFigures? {
        regions.position(of: node).map { regionGroups.figures[$0] }
    }

    /// A unit's figures; nil when it is not in the tree.
    public func unit(_ node: NodeID) -> GroupFigures? {
        units.position(of: node).map { unitGroups.figures[$0] }
    }

    /// The industries in the order in which the tree first names them.
    public var industries: [(name: String, figures: GroupFigures)] {
        Array(zip(industryNames, industryGroups.figures))
    }

    /// How many counted attempts earned how many points, from the fewest points.
    public var histogram: [(points: Points, attempts: Int)] {
        attemptsByPoints.sorted { $0.key < $1.key }.map { (Points(hundredths: $0.key), $0.value) }
    }

    /// For each node the positions of the node itself and of all above it.
    private static func paths(_ index: GroupIndex) -> [[Int]] {
        var paths: [[Int]] = []
        for (position, node) in index.tree.nodes.enumerated() {
            paths.append([position] + (index.position(of: node.parent).map { paths[$0] } ?? []))
        }
        return paths
    }
}
