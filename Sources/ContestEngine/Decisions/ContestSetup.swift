import ContestModel
import Leaderboards

/// What a contest was applied with: every edition of rules and bank, and the present trees.
struct ContestSetup: Sendable {
    private(set) var editions: [Edition] = []
    /// The trees as merges and corrected names leave them.
    private(set) var regions: GroupIndex
    private(set) var units: GroupIndex
    /// The trees as they were applied.
    private(set) var appliedRegions = GroupTree()
    private(set) var appliedUnits = GroupTree()
    private(set) var regionVersion: Int32 = 0
    private(set) var unitVersion: Int32 = 0
    /// The highest identifiers that nodes ever had.
    private(set) var highestRegion: Int32 = 0
    private(set) var highestUnit: Int32 = 0
    private var rules: [Int32: ContestRules] = [:]
    private var banks: [Int32: BankVersion] = [:]
    private var amended = AmendedState()

    /// The edition that attempts begin under now.
    var current: Edition { editions[editions.count - 1] }

    /// Reads the version facts of a ledger, in sequence order; nil when one of rules or bank is
    /// missing or cannot be read.
    init?(_ facts: [Fact]) {
        guard let regions = GroupIndex(GroupTree()) else { return nil }
        self.regions = regions
        units = regions
        for fact in facts { guard apply(fact) else { return nil } }
        if editions.isEmpty { return nil }
    }

    /// Counts up with each version of rules, bank and trees.
    var versionCount: Int { editions.count + Int(regionVersion) + Int(unitVersion) }

    /// Takes in a version; false when its content cannot be used.
    mutating func apply(_ fact: Fact) -> Bool {
        switch fact.body {
        case .contestVersion(let version):
            guard let content = try? CanonicalJSON.decode(ContestRules.self, from: version.content)
            else { return false }
            rules[version.version] = content
        case .bankVersion(let version):
            guard let bank = try? CanonicalJSON.decode(QuestionBank.self, from: version.content)
            else { return false }
            banks[version.version] = BankVersion(digest: version.digest, bank: bank)
        case .treeVersion(let version):
            return apply(version)
        default: return true
        }
        guard let rulesVersion = rules.keys.max(), let bankVersion = banks.keys.max(),
            let rules = rules[rulesVersion], let bank = banks[bankVersion]
        else { return true }
        guard
            let edition = try? Edition(
                rulesVersion: rulesVersion,
                rules: rules,
                bankVersion: bankVersion,
                bank: bank
            )
        else { return false }
        editions.append(edition)
        regrade()
        return true
    }

    private mutating func apply(_ version: TreeVersionFact) -> Bool {
        guard let tree = try? CanonicalJSON.decode(GroupTree.self, from: version.content),
            let (index, isWhole) = index(tree, version.kind), isWhole
        else { return false }
        let highest = tree.nodes.map(\.id.rawValue).max() ?? 0
        switch version.kind {
        case .region:
            (appliedRegions, regions, regionVersion) = (tree, index, version.version)
            highestRegion = max(highestRegion, highest)
        case .unit:
            (appliedUnits, units, unitVersion) = (tree, index, version.version)
            highestUnit = max(highestUnit, highest)
        }
        return true
    }

    /// Takes in what amendments have come to: keys, merged nodes, corrected names.
    mutating func amend(_ amended: AmendedState) {
        self.amended = amended
        regrade()
        regions = index(appliedRegions, .region)?.index ?? regions
        units = index(appliedUnits, .unit)?.index ?? units
    }

    /// A tree as amendments leave it, and whether all of its nodes are still there; nil for what is no
    /// tree.
    private func index(_ tree: GroupTree, _ kind: GroupKind) -> (index: GroupIndex, isWhole: Bool)?
    {
        guard let plain = GroupIndex(tree) else { return nil }
        guard let amendments = amended.nodes[kind] else { return (plain, true) }
        let (tree, aliases, isWhole) = tree.amended(by: amendments)
        return GroupIndex(tree, aliases: aliases).map { ($0, isWhole) }
    }

    /// Gives every edition the keys that stand, judged by the latest rules on withdrawals.
    private mutating func regrade() {
        guard !amended.touchedQuestions.isEmpty, let latest = editions.last else { return }
        let withdrawal = latest.rules.withdrawal
        editions = editions.map { Edition($0, amended: amended, withdrawal: withdrawal) }
    }

    /// The index of the edition that an attempt pinned.
    func edition(rules: Int32, bank: Int32) -> Int? {
        editions.lastIndex { $0.rulesVersion == rules && $0.bankVersion == bank }
    }

    /// An empty fold for the present rules and trees.
    func makeFold() -> ContestFold {
        ContestFold(
            ranking: current.rules.ranking,
            boards: current.rules.boards,
            origin: current.rules.schedule.opensAt,
            regions: regions,
            units: units
        )
    }
}
