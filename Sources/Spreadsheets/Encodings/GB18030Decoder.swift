#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Converts GB18030 with the system's iconv.
///
/// A reference, because iconv's descriptor is a resource to be closed; it serves one reader.
final class GB18030Decoder {
    private let descriptor: iconv_t

    init() throws(SheetFault) {
        guard let descriptor = iconv_open("UTF-8", "GB18030"),
            Int(bitPattern: descriptor) != -1
        else { throw .noConverter }
        self.descriptor = descriptor
    }

    deinit {
        iconv_close(descriptor)
    }

    /// The text of some bytes; nil when they are not GB18030.
    func text(of bytes: [UInt8]) -> String? {
        guard bytes.contains(where: { $0 >= 0x80 }) else {
            return String(validating: bytes, as: UTF8.self)
        }
        // Back to the initial state, whatever the bytes before left behind.
        iconv(descriptor, nil, nil, nil, nil)
        var input = bytes.map { CChar(bitPattern: $0) }
        // Two bytes become at most three, four become at most four.
        var output = [CChar](repeating: 0, count: bytes.count * 2 + 4)
        var inputLeft = input.count
        var outputLeft = output.count
        let isWhole = input.withUnsafeMutableBufferPointer { source in
            output.withUnsafeMutableBufferPointer { target in
                var from = source.baseAddress
                var to = target.baseAddress
                return iconv(descriptor, &from, &inputLeft, &to, &outputLeft) != .max
            }
        }
        guard isWhole, inputLeft == 0 else { return nil }
        let decoded = output.prefix(output.count - outputLeft).map { UInt8(bitPattern: $0) }
        return String(validating: decoded, as: UTF8.self)
    }
}
