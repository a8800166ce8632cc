import Synchronization

/// The right answers that participants have seen in verdicts, shared among them as in a real
/// contest: from stem to the texts of the right options.
///
/// Tokens differ from attempt to attempt, so texts are kept.
final class LearnedKeys: Sendable {
    private let keys = Mutex<[String: [String]]>([:])

    /// Learns from a verdict.
    func learn(_ question: Wire.Question, key: [String]) {
        guard !key.isEmpty else { return }
        let texts = question.options.filter { key.contains($0.token) }.map(\.text)
        keys.withLock { keys in
            guard keys[question.stem] == nil else { return }
            keys[question.stem] = texts
        }
    }

    /// The tokens that a participant chooses: right with the given chance where the key is known,
    /// otherwise a guess of at least one option.
    func choice(
        for question: Wire.Question,
        rightShare: Double,
        using generator: inout SeededGenerator
    ) -> [String] {
        if generator.happens(rightShare), let texts = keys.withLock({ $0[question.stem] }) {
            let tokens = question.options.filter { texts.contains($0.text) }.map(\.token)
            if !tokens.isEmpty { return tokens }
        }
        guard let guess = question.options.randomElement(using: &generator) else { return [] }
        guard question.type == "multiple" else { return [guess.token] }
        return question.options
            .filter { $0 == guess || generator.happens(0.5) }
            .map(\.token)
    }
}
