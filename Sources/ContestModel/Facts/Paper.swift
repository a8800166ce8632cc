/// A drawn paper: which questions in which order, and in which order their options are shown.
///
/// In the ledger it is a blob of five bytes a question: the question's index in the bank version
/// (two bytes, little-endian) and its option order (three bytes, little-endian).
public struct Paper: Hashable, Sendable {
    /// The questions in the order shown, at most `PaperBlueprint.questionCountLimit`.
    public var questions: [DrawnQuestion]

    /// Makes a paper.
    public init(questions: [DrawnQuestion]) {
        self.questions = questions
    }

    /// How many bytes the ledger spends on a question.
    public static let bytesPerQuestion = 5

    /// The ledger's blob.
    public var bytes: [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(questions.count * Self.bytesPerQuestion)
        for drawn in questions {
            bytes.append(UInt8(truncatingIfNeeded: drawn.question))
            bytes.append(UInt8(truncatingIfNeeded: drawn.question >> 8))
            for shift in [0, 8, 16] as [UInt32] {
                bytes.append(UInt8(truncatingIfNeeded: drawn.order.bits >> shift))
            }
        }
        return bytes
    }

    /// Reads the ledger's blob; nil when its length is no multiple of five.
    public init?(bytes: [UInt8]) {
        guard bytes.count % Self.bytesPerQuestion == 0 else { return nil }
        questions = []
        questions.reserveCapacity(bytes.count / Self.bytesPerQuestion)
        var index = 0
        while index + Self.bytesPerQuestion <= bytes.count {
            let order =
                UInt32(bytes[index + 2]) | UInt32(bytes[index + 3]) << 8
                | UInt32(bytes[index + 4]) << 16
            questions.append(
                DrawnQuestion(
                    question: UInt16(bytes[index]) | UInt16(bytes[index + 1]) << 8,
                    order: OptionOrder(bits: order)
                )
            )
            index += Self.bytesPerQuestion
        }
    }
}

/// One question of a paper.
public struct DrawnQuestion: Hashable, Sendable {
    /// Its index in the bank version.
    public var question: QuestionIndex
    /// The order in which its options are shown.
    public var order: OptionOrder

    /// Makes a drawn question.
    public init(question: QuestionIndex, order: OptionOrder) {
        self.question = question
        self.order = order
    }
}

/// A permutation of up to eight options, three bits each: place `i` shows the bank's option
/// `bits >> 3i & 7`.
public struct OptionOrder: Hashable, Sendable {
    /// The packed permutation, 24 bits.
    public var bits: UInt32

    /// Makes an order from its bits.
    public init(bits: UInt32) {
        self.bits = bits & 0xFF_FFFF
    }

    /// The bank's own order.
    public static var identity: OptionOrder { OptionOrder(bits: 0o76543210) }

    /// Makes an order that shows `options[i]` at place `i`; values are taken modulo eight.
    public init(_ options: some Collection<UInt8>) {
        bits = 0
        for (place, option) in options.prefix(8).enumerated() {
            bits |= UInt32(option & 7) << UInt32(3 * place)
        }
    }

    /// The bank's option shown at a place, `0..<8`.
    public func option(at place: Int) -> Int {
        Int(bits >> UInt32(3 * (place & 7)) & 7)
    }

    /// Turns a set of shown places into a set of the bank's options.
    public func canonical(_ shown: OptionMask) -> OptionMask {
        var mask = OptionMask.empty
        for place in 0..<8 where shown.contains(place) {
            mask.bits |= OptionMask.option(option(at: place)).bits
        }
        return mask
    }

    /// Turns a set of the bank's options into a set of shown places, for a question of `count`.
    public func shown(_ canonical: OptionMask, count: Int) -> OptionMask {
        var mask = OptionMask.empty
        for place in 0..<min(count, 8) where canonical.contains(option(at: place)) {
            mask.bits |= OptionMask.option(place).bits
        }
        return mask
    }
}
