/// The strongest and the weakest 27 % of people by their accuracy over first encounters.
///
/// Source: Kelley (1939), "The Selection of Upper and Lower Groups for the Validation of Test
/// Items": 27 % is where the two groups are told apart best.
///
/// Ties at the border: people of equal accuracy are never told apart. Those above the border count
/// whole, and those on it share the places that are left, each with the same part of a person, so
/// that a group is 27 % exactly and no order of names decides. Where everyone is alike, everyone is
/// in both groups with 0.27.
struct AbilityGroups {
    /// Right and met of one person, as a fraction.
    struct Accuracy: Hashable {
        var right: Int
        var met: Int

        /// Less, equal or more, without rounding.
        func compared(to other: Accuracy) -> Int {
            (right * other.met - other.right * met).signum()
        }
    }

    /// A group's border, and the part with which those on it count.
    struct Border {
        var accuracy = Accuracy(right: 0, met: 1)
        var part = 0.0
    }

    /// Where a person stands to a group.
    enum Membership {
        case outside
        case border
        case inside
    }

    private(set) var strong = Border()
    private(set) var weak = Border()

    /// Of a hundred people, how many a group has.
    static let percent = 27

    /// Finds the borders.
    ///
    /// - Parameter people: How many people have each accuracy.
    /// - Complexity: O(accuracies · log accuracies).
    init(people: [Accuracy: Int]) {
        let ascending = people.sorted { $0.key.compared(to: $1.key) < 0 }
        let total = people.values.reduce(0, +)
        weak = Self.border(ascending, total: total)
        strong = Self.border(ascending.reversed(), total: total)
    }

    private static func border(
        _ ordered: some Collection<(key: Accuracy, value: Int)>,
        total: Int
    ) -> Border {
        // Hundredths of persons, so that 27 % is a whole number.
        var left = percent * total
        var rest = ordered[...]
        while let first = rest.first {
            // 1/2 and 2/4 are one accuracy.
            let tied = rest.prefix { $0.key.compared(to: first.key) == 0 }
            let count = 100 * tied.reduce(0) { $0 + $1.value }
            if count >= left {
                return Border(accuracy: first.key, part: Double(left) / Double(count))
            }
            left -= count
            rest = rest[tied.endIndex...]
        }
        return Border()
    }

    func strong(_ accuracy: Accuracy) -> Membership {
        switch accuracy.compared(to: strong.accuracy) {
        case 1: .inside
        case 0: .border
        default: .outside
        }
    }

    func weak(_ accuracy: Accuracy) -> Membership {
        switch accuracy.compared(to: weak.accuracy) {
        case -1: .inside
        case 0: .border
        default: .outside
        }
    }
}

/// What a group's people chose of one question, counted whole: those inside and those on its border.
struct OptionCounts {
    private var inside = Line()
    private var border = Line()

    /// People, who chose nothing, and who chose each of eight options.
    private struct Line {
        var people: UInt32 = 0
        var omitted: UInt32 = 0
        var options = SIMD8<UInt32>()

        mutating func add(_ chosen: UInt8) {
            people += 1
            omitted += chosen == 0 ? 1 : 0
            for option in 0..<8 { options[option] += UInt32(chosen >> UInt8(option) & 1) }
        }
    }

    mutating func add(_ chosen: UInt8, as membership: AbilityGroups.Membership) {
        switch membership {
        case .outside: return
        case .inside: inside.add(chosen)
        case .border: border.add(chosen)
        }
    }

    /// The shares, those on the border counting in part.
    func shares(_ group: AbilityGroups.Border, optionCount: Int) -> OptionShares {
        func weighed(_ inside: UInt32, _ border: UInt32) -> Double {
            Double(inside) + Double(border) * group.part
        }
        let people = weighed(inside.people, border.people)
        guard people > 0 else { return OptionShares() }
        return OptionShares(
            people: people,
            options: (0..<max(0, min(optionCount, 8))).map {
                weighed(inside.options[$0], border.options[$0]) / people
            },
            omitted: weighed(inside.omitted, border.omitted) / people
        )
    }
}
