import ContestModel

/// A person's first encounter with a question, packed into eight bytes.
///
/// From the top: the person's place in its shard (12 bits), the question (20), the options chosen
/// (8), zeros (7), right (1), and the time in tenths of a second (16; all ones for none). The upper
/// half is the key by which encounters are ordered.
struct FirstEncounter: Hashable {
    let bits: UInt64

    /// The most people of one shard.
    static let personLimit = 1 << 12
    /// The most questions.
    static let questionLimit = 1 << 20
    /// What stands for no time.
    static let noTenths: UInt16 = .max

    init(person: Int, _ encounter: ItemEncounter) {
        let person = UInt64(truncatingIfNeeded: person & (Self.personLimit - 1))
        let question = UInt64(truncatingIfNeeded: encounter.question & (Self.questionLimit - 1))
        let head = person << 52 | question << 32 | UInt64(encounter.chosen.bits) << 24
        bits = head | (encounter.isRight ? 1 << 16 : 0) | UInt64(Self.tenths(encounter.time))
    }

    init(bits: UInt64) {
        self.bits = bits
    }

    /// Person and question together.
    var key: UInt32 { UInt32(truncatingIfNeeded: bits >> 32) }
    /// The person's place in its shard.
    var person: Int { Int(bits >> 52) }
    var question: Int { Int(bits >> 32 & UInt64(Self.questionLimit - 1)) }
    var chosen: OptionMask { OptionMask(bits: UInt8(truncatingIfNeeded: bits >> 24)) }
    var right: Int { Int(bits >> 16 & 1) }
    var tenths: UInt16 { UInt16(truncatingIfNeeded: bits) }

    /// A time in tenths of a second, half a tenth upward; longer ones than 6,553.4 s are cut there.
    private static func tenths(_ time: Duration?) -> UInt16 {
        guard let time, time >= .zero else { return noTenths }
        guard time < .seconds(6_553) else { return noTenths - 1 }
        let (seconds, attoseconds) = time.components
        let milliseconds = seconds * 1_000 + attoseconds / 1_000_000_000_000_000
        return UInt16(clamping: (milliseconds + 50) / 100)
    }
}
