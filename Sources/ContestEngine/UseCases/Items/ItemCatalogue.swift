public import ContestModel
import Leaderboards
import Scoring

/// A question as item statistics know it: by its stable identifier, over all versions of the bank.
///
/// A version that changes a question's options makes another item under the same identifier, since
/// what was chosen from other options says nothing about these.
public struct ItemQuestion: Hashable, Sendable {
    /// The question as its newest bank version has it, with the key that stands.
    public var question: Question
    /// The bank versions that have it with these options, ascending.
    public var bankVersions: [Int32]
}

/// Every question that attempts could meet, under dense numbers, and how each edition grades.
struct ItemCatalogue: Sendable {
    /// The questions: those of the newest bank first, in its order.
    private(set) var questions: [ItemQuestion] = []
    private var sections: [Section] = []

    /// One edition of rules and bank.
    private struct Section {
        var rulesVersion: Int32
        var bankVersion: Int32
        var tracks: [Track]
        /// The dense number of each question of the bank.
        var numbers: [Int]
    }

    /// What one track's attempts are read by.
    private struct Track {
        var counts: Bool
        var isOneAtATime: Bool
        var grader: Grader
    }

    private struct Identity: Hashable {
        var id: String
        var options: [String]
    }

    /// Numbers the questions of some editions.
    ///
    /// - Complexity: O(questions of all bank versions).
    init(_ editions: [Edition]) {
        var known: [Identity: Int] = [:]
        var numbered: [Int32: [Int]] = [:]
        for edition in editions.reversed() {
            let numbers =
                numbered[edition.bankVersion]
                ?? edition.bank.bank.questions.enumerated().map { position, question in
                    var question = question
                    question.key = edition.key(of: QuestionIndex(clamping: position), for: .empty)
                    let identity = Identity(id: question.id, options: question.options)
                    let number = known[identity] ?? questions.count
                    if number == questions.count {
                        known[identity] = number
                        questions.append(ItemQuestion(question: question, bankVersions: []))
                    }
                    questions[number].bankVersions.insert(edition.bankVersion, at: 0)
                    return number
                }
            numbered[edition.bankVersion] = numbers
            let tracks = zip(edition.rules.tracks, edition.graders).map { rules, grader in
                Track(
                    counts: rules.counts,
                    isOneAtATime: rules.delivery == .oneAtATime,
                    grader: grader
                )
            }
            sections.append(
                Section(
                    rulesVersion: edition.rulesVersion,
                    bankVersion: edition.bankVersion,
                    tracks: tracks,
                    numbers: numbers
                )
            )
        }
    }

    /// What the fold needs to know of each question.
    var keys: [ItemKey] {
        questions.map {
            ItemKey(
                key: $0.question.key,
                optionCount: $0.question.options.count,
                isMultiple: $0.question.type == .multiple
            )
        }
    }

    /// Adds a page of attempts to a fold.
    ///
    /// Attempts of tracks that do not count, and those without a single answer, are passed over. One
    /// at a time, what comes after the first open question was never shown and is no encounter.
    /// A whole paper's times are no times of questions.
    func add(_ page: PlayedAttemptPage, to fold: inout ItemFold) {
        var encounters: [ItemEncounter] = []
        var last: Section?
        for attempt in page.attempts {
            if last?.rulesVersion != attempt.rulesVersion
                || last?.bankVersion != attempt.bankVersion
            {
                // Editions of the same two versions are the same: the newest stands first.
                last = sections.first {
                    $0.rulesVersion == attempt.rulesVersion && $0.bankVersion == attempt.bankVersion
                }
            }
            guard let section = last, Int(attempt.track) < section.tracks.count else { continue }
            let track = section.tracks[Int(attempt.track)]
            let places = page.places[attempt.places]
            guard track.counts, places.contains(where: { !$0.chosen.isEmpty }) else { continue }
            encounters.removeAll(keepingCapacity: true)
            for place in places {
                guard Int(place.question) < section.numbers.count else { continue }
                let mark = track.grader.mark(question: place.question, chosen: place.chosen)
                let time = track.isOneAtATime ? place.milliseconds : nil
                encounters.append(
                    ItemEncounter(
                        question: section.numbers[Int(place.question)],
                        chosen: place.chosen,
                        isRight: mark.right,
                        time: time.map { .milliseconds($0) }
                    )
                )
                if track.isOneAtATime && place.chosen.isEmpty { break }
            }
            fold.add(attempt.participant, encounters)
        }
    }
}
