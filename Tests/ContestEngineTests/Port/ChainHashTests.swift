@testable import ContestEngine
import Crypto
import Testing

/// The chain's own SHA-256 against published values, and against another library's.
struct ChainHashTests {
    @Test(
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        ]
    )
    func `FIPS 180-4's examples come out`(text: String, expected: String) {
        var hash = ChainHash()
        hash.update(Array(text.utf8))
        #expect(hash.value.map(Self.hex).joined() == expected)
    }

    @Test func `any bytes in any pieces hash as they do elsewhere`() {
        var random = SystemRandomNumberGenerator()
        for length in 0..<400 {
            let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            let cut = Int.random(in: 0...length, using: &random)
            var hash = ChainHash()
            hash.update(Array(bytes[..<cut]))
            // Looking at it in between changes nothing.
            let half = hash.value
            hash.update(Array(bytes[cut...]))
            #expect(half == Array(SHA256.hash(data: bytes[..<cut])))
            #expect(hash.value == Array(SHA256.hash(data: bytes)), "\(bytes), cut at \(cut)")
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }
}
