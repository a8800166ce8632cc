#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Converts UTF-8 to GB18030 with the system's iconv, and tells what it has no character for.
///
/// A character that the converter does not know is written as its number, `[U+1F600]`, and counted:
/// nothing is lost in silence. A reference, because iconv's descriptor is a resource to be closed; it
/// serves one writer.
public final class GB18030Encoder {
    private let descriptor: iconv_t
    /// The characters written as numbers so far, each once, at most a hundred of them.
    public private(set) var unknown: [Unicode.Scalar] = []
    /// How many characters were written as numbers.
    public private(set) var unknownCount = 0

    /// Opens the converter.
    ///
    /// - Throws: `noConverter` where the system has none.
    public init() throws(SheetFault) {
        guard let descriptor = iconv_open("GB18030", "UTF-8"), Int(bitPattern: descriptor) != -1
        else { throw .noConverter }
        self.descriptor = descriptor
    }

    deinit {
        iconv_close(descriptor)
    }

    /// Some UTF-8 in GB18030.
    ///
    /// - Parameter bytes: Whole characters; what is no UTF-8 counts as unknown, U+FFFD.
    /// - Complexity: O(bytes).
    public func bytes(of bytes: [UInt8]) -> [UInt8] {
        guard bytes.contains(where: { $0 >= 0x80 }) else { return bytes }
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        var rest = bytes[...]
        while !rest.isEmpty {
            let consumed = convert(rest, into: &result)
            rest = rest.dropFirst(consumed)
            guard let scalar = Self.firstScalar(of: rest) else { break }
            note(scalar.value)
            result.append(
                contentsOf: "[U+\(String(scalar.value.value, radix: 16).uppercased())]".utf8
            )
            rest = rest.dropFirst(scalar.byteCount)
        }
        return result
    }

    /// Converts up to the first character that it does not know; returns how many bytes that took.
    private func convert(_ bytes: ArraySlice<UInt8>, into result: inout [UInt8]) -> Int {
        iconv(descriptor, nil, nil, nil, nil)
        var input = bytes.map { CChar(bitPattern: $0) }
        // One to four bytes become at most four.
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 4)
        var inputLeft = input.count
        var outputLeft = output.count
        input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                _ = iconv(descriptor, &from, &inputLeft, &to, &outputLeft)
            }
        }
        result.append(
            contentsOf: output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
        )
        return bytes.count - inputLeft
    }

    private func note(_ scalar: Unicode.Scalar) {
        unknownCount += 1
        if unknown.count < 100, !unknown.contains(scalar) { unknown.append(scalar) }
    }

    private static func firstScalar(
        of bytes: ArraySlice<UInt8>
    ) -> (value: Unicode.Scalar, byteCount: Int)? {
        guard let first = bytes.first else { return nil }
        let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
        guard let text = String(validating: bytes.prefix(length), as: UTF8.self),
            let scalar = text.unicodeScalars.first
        else { return ("\u{FFFD}", 1) }
        return (scalar, length)
    }
}
