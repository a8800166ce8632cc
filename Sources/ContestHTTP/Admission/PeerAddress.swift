/// An address of the Internet, as it is counted: IPv4 as it stands, IPv6 by its first 64 bits where
/// `network` is asked for, since a household has all of those.
struct PeerAddress: Hashable, Sendable {
    /// The 128 bits; IPv4 is mapped into `::ffff:0:0/96`.
    var high: UInt64
    var low: UInt64

    private static let mapped: UInt64 = 0x0000_FFFF_0000_0000

    /// Reads `192.0.2.1`, `2001:db8::1` or `::ffff:192.0.2.1`; nil for everything else.
    init?(_ text: some StringProtocol) {
        guard text.utf8.count <= 45 else { return nil }
        let bytes = Array(text.utf8)
        if let four = Self.four(bytes[...]) {
            (high, low) = (0, Self.mapped | UInt64(four))
            return
        }
        guard let groups = Self.eight(bytes) else { return nil }
        high = groups[..<4].reduce(0) { $0 << 16 | UInt64($1) }
        low = groups[4...].reduce(0) { $0 << 16 | UInt64($1) }
    }

    /// Whether it is an address of IPv4.
    var isFour: Bool { high == 0 && low >> 32 == Self.mapped >> 32 }

    /// What is counted together.
    var network: PeerAddress {
        var network = self
        if !isFour { network.low = 0 }
        return network
    }

    private static func four(_ bytes: ArraySlice<UInt8>) -> UInt32? {
        let parts = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        guard parts.count == 4 else { return nil }
        var value: UInt32 = 0
        for part in parts {
            guard (1...3).contains(part.count), part.allSatisfy(\.isDigit) else { return nil }
            let number = part.reduce(0) { $0 * 10 + UInt32($1 - UInt8(ascii: "0")) }
            guard number <= 255, part.count == 1 || part.first != UInt8(ascii: "0") else {
                return nil
            }
            value = value << 8 | number
        }
        return value
    }

    /// The eight groups of an IPv6 address, `::` filled in.
    private static func eight(_ bytes: [UInt8]) -> [UInt16]? {
        let colon = UInt8(ascii: ":")
        guard
            let gap = (1..<max(1, bytes.count)).first(where: { index in
                bytes[index] == colon && bytes[index - 1] == colon
            })
        else { return groups(bytes[...]).flatMap { $0.count == 8 ? $0 : nil } }
        guard let before = groups(bytes[..<(gap - 1)]), let after = groups(bytes[(gap + 1)...]),
            before.count + after.count < 8
        else { return nil }
        return before + Array(repeating: 0, count: 8 - before.count - after.count) + after
    }

    private static func groups(_ bytes: ArraySlice<UInt8>) -> [UInt16]? {
        if bytes.isEmpty { return [] }
        var groups: [UInt16] = []
        let parts = bytes.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        for (index, part) in parts.enumerated() {
            if index == parts.count - 1, let four = four(part) {
                groups += [UInt16(four >> 16), UInt16(four & 0xFFFF)]
                continue
            }
            guard (1...4).contains(part.count),
                let value = UInt16(String(decoding: part, as: UTF8.self), radix: 16),
                part.first != UInt8(ascii: "+")
            else { return nil }
            groups.append(value)
        }
        return groups
    }
}

/// A range of addresses, as settings name it: `10.0.0.0/8`, `2001:db8::/32`, or one address.
public struct AddressRange: Hashable, Sendable {
    private let base: PeerAddress
    private let highMask: UInt64
    private let lowMask: UInt64

    /// Reads a range; nil when it is none.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = parts.first, let base = PeerAddress(first) else { return nil }
        let width = base.isFour ? 32 : 128
        var length = width
        if parts.count == 2 {
            guard let number = UInt8(parts[1]), number <= width else { return nil }
            length = Int(number)
        }
        if base.isFour { length += 96 }
        self.base = base
        highMask = length == 0 ? 0 : ~0 << UInt64(max(0, 64 - length))
        lowMask = length <= 64 ? 0 : ~0 << UInt64(128 - length)
    }

    func contains(_ address: PeerAddress) -> Bool {
        (address.high ^ base.high) & highMask == 0 && (address.low ^ base.low) & lowMask == 0
    }
}
