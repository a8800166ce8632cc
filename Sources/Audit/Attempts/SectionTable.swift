/// Which sections of a blueprint admit which question of a bank, on the days of one theme.
struct SectionTable {
    private let capacities: [Int]
    /// Question `q` fits `sections[starts[q]..<starts[q + 1]]`.
    private let starts: [Int]
    private let sections: [Int]

    init(bank: Bank, sections blueprint: [Blueprint.Section], theme: Blueprint.Theme?) {
        var starts = [0]
        var sections: [Int] = []
        for question in bank.questions {
            let suitsTheme = theme.map { $0.categories.contains(question.category) } ?? true
            for (index, section) in blueprint.enumerated()
            where suitsTheme && section.admits(question) {
                sections.append(index)
            }
            starts.append(sections.count)
        }
        capacities = blueprint.map(\.count)
        self.starts = starts
        self.sections = sections
    }

    /// Whether each question, in the order written, suits the section whose turn it is.
    func admitsInOrder(_ questions: [Int]) -> Bool {
        var section = 0
        var left = capacities.first ?? 0
        for question in questions {
            while left <= 0, section < capacities.count - 1 {
                section += 1
                left = capacities[section]
            }
            guard left > 0, sections(of: question).contains(section) else { return false }
            left -= 1
        }
        return true
    }

    /// Whether the questions can be dealt to the sections so that none has too many.
    ///
    /// - Complexity: O(questions) where no question fits two sections; else that of finding
    ///   augmenting paths, O(questions² · sections).
    func admits(_ questions: [Int]) -> Bool {
        var used = [Int](repeating: 0, count: capacities.count)
        var isDisjoint = true
        for question in questions {
            let fitting = sections(of: question)
            guard let only = fitting.first else { return false }
            if fitting.count > 1 { isDisjoint = false }
            used[only] += 1
        }
        if isDisjoint { return zip(used, capacities).allSatisfy { $0 <= $1 } }
        var dealt = [[Int]](repeating: [], count: capacities.count)
        for question in questions {
            var visited = [Bool](repeating: false, count: capacities.count)
            guard deal(question, to: &dealt, visited: &visited) else { return false }
        }
        return true
    }

    private func sections(of question: Int) -> ArraySlice<Int> {
        guard question >= 0, question < starts.count - 1 else { return [] }
        return sections[starts[question]..<starts[question + 1]]
    }

    /// Gives a question to a section, moving others on where that makes room.
    private func deal(_ question: Int, to dealt: inout [[Int]], visited: inout [Bool]) -> Bool {
        for section in sections(of: question) where !visited[section] {
            visited[section] = true
            if dealt[section].count < capacities[section] {
                dealt[section].append(question)
                return true
            }
            for place in dealt[section].indices {
                let other = dealt[section][place]
                if deal(other, to: &dealt, visited: &visited) {
                    dealt[section][place] = question
                    return true
                }
            }
        }
        return false
    }
}

extension Blueprint.Section {
    /// Whether a question has what the section asks for; empty lists ask for nothing, except pools.
    func admits(_ question: Bank.Question) -> Bool {
        pools.contains(question.pool)
            && (types.isEmpty || types.contains(question.type.rawValue))
            && (categories.isEmpty || categories.contains(question.category))
            && question.difficulty >= minimumDifficulty
            && question.difficulty <= maximumDifficulty
    }
}
