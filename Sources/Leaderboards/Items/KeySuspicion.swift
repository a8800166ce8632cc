import ContestModel

/// Why a question's key may be wrong, or why the question tells little.
///
/// A suspicion is a reason to look, never a verdict: of a thousand good questions with little
/// discrimination some look bad by chance.
public enum KeySuspicion: Hashable, Sendable {
    /// The able have it right less often: the discrimination's interval lies wholly below zero.
    case negativeDiscrimination(Discrimination)
    /// The strong chose a distractor (by its index) more often than the key.
    case distractorPreferred(option: Int, share: Double, keyShare: Double)
    /// Both of these.
    case both(Discrimination, option: Int, share: Double, keyShare: Double)
    /// A doubt only: the discrimination is below 0.2 (区分度偏低).
    case lowDiscrimination(Discrimination)

    /// How many people must have met a question before anything is suspected.
    public static let leastPeople = 30
    /// How many of the strong must have met it before their choice is.
    public static let leastStrong = 8.0
    /// Below this, discrimination is low.
    public static let lowBound = 0.2

    /// Judges a question's figures; nil where nothing is suspicious, or too few people met it.
    init?(_ statistics: ItemStatistics, _ item: ItemKey) {
        guard statistics.people >= Self.leastPeople else { return nil }
        let negative = statistics.discrimination.flatMap { ($0.upper ?? 0) < 0 ? $0 : nil }
        switch (negative, Self.preferred(statistics.strong, item)) {
        case (let negative?, let found?):
            self = .both(negative, option: found.0, share: found.1, keyShare: found.2)
        case (let negative?, nil): self = .negativeDiscrimination(negative)
        case (nil, let found?):
            self = .distractorPreferred(option: found.0, share: found.1, keyShare: found.2)
        case (nil, nil):
            guard let low = statistics.discrimination, low.value < Self.lowBound else {
                return nil
            }
            self = .lowDiscrimination(low)
        }
    }

    /// The distractor that the strong chose most, if more often than the key.
    ///
    /// For one right option (or several accepted ones) it is held against the one chosen most; where
    /// several must be chosen together, against the one chosen least.
    private static func preferred(_ strong: OptionShares, _ item: ItemKey)
        -> (Int, Double, Double)?
    {
        guard strong.people >= leastStrong else { return nil }
        let options = strong.options.enumerated()
        let keys = options.filter { item.key.contains($0.offset) }.map(\.element)
        let distractor = options.filter { !item.key.contains($0.offset) }
            .max { $0.element < $1.element }
        guard let share = item.isMultiple ? keys.min() : keys.max(), let distractor,
            distractor.element > share
        else { return nil }
        return (distractor.offset, distractor.element, share)
    }

    /// Whether the key itself is suspected, and not only the question's worth doubted.
    public var isOfKey: Bool {
        if case .lowDiscrimination = self { false } else { true }
    }
}

extension KeySuspicion {
    /// The reason, in Chinese.
    ///
    /// - Parameter showsOptions: Whether the distractor's letter may be named; it says what the key
    ///   is not.
    public func chinese(showsOptions: Bool) -> String {
        switch self {
        case .negativeDiscrimination(let figure):
            "答案可能有误：越强的人越容易答错（区分度 \(figure.chinese)）"
        case .distractorPreferred(let option, let share, let keyShare):
            "答案可能有误：" + Self.chinese(option, share, keyShare, showsOptions)
        case .both(let figure, let option, let share, let keyShare):
            "答案可能有误：越强的人越容易答错（区分度 \(figure.chinese)），"
                + Self.chinese(option, share, keyShare, showsOptions)
        case .lowDiscrimination(let figure): "区分度偏低（\(figure.chinese)）"
        }
    }

    /// The reason, in English.
    ///
    /// - Parameter showsOptions: Whether the distractor's letter may be named; it says what the key
    ///   is not.
    public func english(showsOptions: Bool) -> String {
        switch self {
        case .negativeDiscrimination(let figure):
            "The key may be wrong: abler people miss it more often (\(figure.english))."
        case .distractorPreferred(let option, let share, let keyShare):
            "The key may be wrong: " + Self.english(option, share, keyShare, showsOptions)
        case .both(let figure, let option, let share, let keyShare):
            "The key may be wrong: abler people miss it more often (\(figure.english)), and "
                + Self.english(option, share, keyShare, showsOptions)
        case .lowDiscrimination(let figure): "Low discrimination (\(figure.english))."
        }
    }

    private static func chinese(
        _ option: Int,
        _ share: Double,
        _ keyShare: Double,
        _ showsOptions: Bool
    ) -> String {
        guard showsOptions else { return "高分组选某个干扰项的人多于选答案的人" }
        let letter = OptionMask.option(option).letters
        return "高分组有 \(percent(share)) 选 \(letter)，选答案的只有 \(percent(keyShare))"
    }

    private static func english(
        _ option: Int,
        _ share: Double,
        _ keyShare: Double,
        _ showsOptions: Bool
    ) -> String {
        guard showsOptions else { return "the strong chose a distractor more often than the key." }
        let letter = OptionMask.option(option).letters
        return "\(percent(share)) of the strong chose \(letter), \(percent(keyShare)) the key."
    }

    /// A share as a percentage with one decimal.
    private static func percent(_ share: Double) -> String {
        let tenths = Int((share * 1_000).rounded())
        return "\(tenths / 10).\(tenths % 10)%"
    }
}

extension Discrimination {
    fileprivate var chinese: String { "\(Self.hundredths(value))，95% 区间 \(interval)" }
    fileprivate var english: String {
        "discrimination \(Self.hundredths(value)), 95% interval \(interval)"
    }

    private var interval: String {
        guard let lower, let upper else { return "—" }
        return "\(Self.hundredths(lower)) … \(Self.hundredths(upper))"
    }

    private static func hundredths(_ value: Double) -> String {
        let whole = Int((value * 100).rounded())
        let digits = String(whole.magnitude % 100)
        return (whole < 0 ? "-" : "") + "\(whole.magnitude / 100)."
            + (digits.utf8.count < 2 ? "0" : "") + digits
    }
}
