import ContestModel

extension ItemFold {
    /// Works out every question's statistics.
    ///
    /// - Parameter items: What each question is, by its dense number; a question without gets a key
    ///   of no options.
    /// - Returns: One row a question that the fold was made for.
    /// - Complexity: O(first encounters), besides sorting each question's times. A fold that is not
    ///   settled is copied first.
    public func statistics(_ items: [ItemKey]) -> [ItemStatistics] {
        guard isSettled else {
            var settled = self
            settled.settle()
            return settled.statistics(items)
        }
        var sums = Array(repeating: DiscriminationSums(), count: totals.count)
        var people: [AbilityGroups.Accuracy: Int] = [:]
        var met = Array(repeating: 0, count: totals.count)
        forEachPerson { encounters, accuracy in
            people[accuracy, default: 0] += 1
            for encounter in encounters {
                met[encounter.question] += 1
                guard accuracy.met > 1 else { continue }
                sums[encounter.question].gather(
                    right: encounter.right,
                    othersRight: accuracy.right - encounter.right,
                    others: accuracy.met - 1
                )
            }
        }
        for question in sums.indices { sums[question].turn() }
        let groups = AbilityGroups(people: people)
        let counts = weigh(&sums, groups)
        let medians = medianTenths(met)
        return totals.indices.map { question in
            let item =
                question < items.count
                ? items[question] : ItemKey(key: .empty, optionCount: 0, isMultiple: false)
            var row = ItemStatistics(
                drawn: totals[question].drawn,
                right: totals[question].right,
                omitted: totals[question].omitted,
                people: met[question],
                discrimination: sums[question].discrimination,
                strong: counts[question].strong.shares(
                    groups.strong,
                    optionCount: item.optionCount
                ),
                weak: counts[question].weak.shares(groups.weak, optionCount: item.optionCount),
                medianTenths: medians[question]
            )
            row.suspicion = KeySuspicion(row, item)
            return row
        }
    }

    /// What the two groups chose of one question.
    private struct GroupCounts {
        var strong = OptionCounts()
        var weak = OptionCounts()
    }

    /// The second pass: deviations from the means, and what the groups chose.
    private func weigh(
        _ sums: inout [DiscriminationSums],
        _ groups: AbilityGroups
    ) -> [GroupCounts] {
        var counts = Array(repeating: GroupCounts(), count: totals.count)
        forEachPerson { encounters, accuracy in
            let strong = groups.strong(accuracy)
            let weak = groups.weak(accuracy)
            for encounter in encounters {
                if accuracy.met > 1 {
                    sums[encounter.question].weigh(
                        right: encounter.right,
                        othersRight: accuracy.right - encounter.right,
                        others: accuracy.met - 1
                    )
                }
                counts[encounter.question].strong.add(encounter.chosen.bits, as: strong)
                counts[encounter.question].weak.add(encounter.chosen.bits, as: weak)
            }
        }
        return counts
    }

    /// Each question's lower median of the times, from all times side by side.
    private func medianTenths(_ met: [Int]) -> [Int?] {
        var ends: [Int] = []
        ends.reserveCapacity(met.count)
        var total = 0
        for count in met {
            ends.append(total)
            total += count
        }
        let starts = ends
        var times = [UInt16](repeating: 0, count: total)
        for shard in shards {
            for encounter in shard.settled where encounter.tenths != FirstEncounter.noTenths {
                times[ends[encounter.question]] = encounter.tenths
                ends[encounter.question] += 1
            }
        }
        return met.indices.map { question in
            let range = starts[question]..<ends[question]
            if range.isEmpty { return nil }
            times[range].sort()
            return Int(times[range.lowerBound + (range.count - 1) / 2])
        }
    }

    /// Visits each person's first encounters with the accuracy over all of them.
    private func forEachPerson(
        _ body: (ArraySlice<FirstEncounter>, AbilityGroups.Accuracy) -> Void
    ) {
        for shard in shards {
            shard.forEachPerson { encounters in
                let right = encounters.reduce(0) { $0 + $1.right }
                body(encounters, AbilityGroups.Accuracy(right: right, met: encounters.count))
            }
        }
    }
}
