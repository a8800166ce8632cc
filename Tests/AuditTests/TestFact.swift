import Foundation

/// One value of a fact, with its width in the canonical bytes.
enum Cell {
    case u8(Int64)
    case u16(Int64)
    case u32(Int64)
    case i32(Int64)
    case i64(Int64)
    /// NULL is written as the smallest number.
    case instant(Int64?)
    case text(String)
    case blob([UInt8])
    /// The sequence of the attempt with a label.
    case attempt(String)

    /// The same width with another number.
    func with(_ number: Int64) -> Cell {
        switch self {
        case .u8: .u8(number)
        case .u16: .u16(number)
        case .u32: .u32(number)
        case .i32: .i32(number)
        case .i64, .attempt: .i64(number)
        case .instant: .instant(number)
        case .text, .blob: self
        }
    }
}

/// A fact as the tests write it: its columns in the order of the format.
struct TestFact {
    var label: String
    var table: String
    var kind: UInt8
    var at: Int64
    var cells: [(name: String, cell: Cell)]

    init(
        _ label: String,
        _ table: String,
        kind: UInt8,
        at: Int64,
        _ cells: KeyValuePairs<String, Cell>
    ) {
        self.label = label
        self.table = table
        self.kind = kind
        self.at = at
        self.cells = cells.map { ($0.key, $0.value) }
    }

    subscript(_ name: String) -> Cell? {
        get { cells.first { $0.name == name }?.cell }
        set {
            guard let index = cells.firstIndex(where: { $0.name == name }), let newValue else {
                return
            }
            cells[index].cell = newValue
        }
    }
}

/// Spells facts as `Fact+CanonicalBytes.swift` describes them; written for the tests alone.
struct TestBytes {
    var bytes: [UInt8] = []

    init(_ fact: TestFact, sequence: Int64, attempts: [String: Int64]) {
        bytes.append(fact.kind)
        number(sequence, byteCount: 8)
        number(fact.at, byteCount: 8)
        for (_, cell) in fact.cells {
            switch cell {
            case .u8(let value): number(value, byteCount: 1)
            case .u16(let value): number(value, byteCount: 2)
            case .u32(let value), .i32(let value): number(value, byteCount: 4)
            case .i64(let value): number(value, byteCount: 8)
            case .instant(let value): number(value ?? .min, byteCount: 8)
            case .text(let text): data(Array(text.utf8))
            case .blob(let blob): data(blob)
            case .attempt(let label): number(attempts[label] ?? 0, byteCount: 8)
            }
        }
    }

    private mutating func number(_ value: Int64, byteCount: Int) {
        for index in 0..<byteCount {
            bytes.append(UInt8(truncatingIfNeeded: value >> Int64(8 * index)))
        }
    }

    private mutating func data(_ data: [UInt8]) {
        number(Int64(data.count), byteCount: 4)
        bytes += data
    }
}
