import ContestEngine
import ContestModel
import Foundation
import Testing

@Suite struct SignedStatementTests {
    @Test func `a head is signed as the line that the format promises`() throws {
        let signed = try Sample.signer.sign(Sample.head)
        let chain = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
        #expect(
            signed.text
                == "safetyquiz-head/1 contest=national-2023 sequence=1234 chain=\(chain)"
                + " at=2026-06-05T02:00:00.123Z key=\(Sample.signer.key.id)"
        )
        #expect(signed.line.hasPrefix(signed.text + " signature="))
        #expect(signed.line.utf8.allSatisfy { (0x20...0x7E).contains($0) })
    }

    @Test func `a certificate is signed as the line that the format promises, without the name`()
        throws
    {
        let text = try Sample.signer.sign(.certificate(Sample.certificate)).text
        // printf 'safetyquiz-name/1\nnational-2023\nperson:0123456789abcdef\n王小明' | sha256sum
        #expect(
            text
                == "safetyquiz-certificate/1 contest=national-2023 of=person:0123456789abcdef"
                + " sequence=1234 rank=3 value=98.50 kind=sum state=final"
                + " name=6d3e2ff01dbc5c5f6e99 at=2026-06-05T02:00:00.123Z"
                + " key=\(Sample.signer.key.id)"
        )
        #expect(Sample.certificate.isName("王小明") && !Sample.certificate.isName("王小明 "))
    }

    @Test(arguments: Sample.contents)
    func `both spellings read back to the same statement`(_ content: SignedStatement.Content) throws
    {
        let signed = try Sample.signer.sign(content)
        for spelling in [signed.line, signed.compact] {
            let read = try #require(SignedStatement(spelling))
            #expect(read == signed && read.content == content)
            #expect(read.isGenuine(under: Sample.signer.key))
            #expect(!read.isGenuine(under: Sample.other.key))
        }
    }

    @Test(arguments: Sample.contents)
    func `a statement with any character changed is not genuine`(
        _ content: SignedStatement.Content
    ) throws {
        let signed = try Sample.signer.sign(content)
        for spelling in [signed.line, signed.compact] {
            var count = 0
            for mutation in Sample.mutations(of: spelling) {
                count += 1
                let found = SignedStatement(mutation)
                #expect(found?.isGenuine(under: Sample.signer.key) != true, "\(mutation)")
            }
            #expect(count > 3_000)
        }
    }

    @Test func `another server's signature under our key's name is refused`() throws {
        let foreign = try Sample.other.sign(Sample.head)
        let ours = try Sample.signer.sign(Sample.head)
        let signature = try #require(foreign.line.split(separator: " ").last)
        let forged = try #require(SignedStatement("\(ours.text) \(signature)"))
        #expect(!forged.isGenuine(under: Sample.signer.key))
        #expect(!forged.isGenuine(under: Sample.other.key))
    }

    @Test func `a head's signature is none of a certificate's`() throws {
        let head = try Sample.signer.sign(Sample.head)
        let certificate = try Sample.signer.sign(.certificate(Sample.certificate))
        let signature = try #require(head.line.split(separator: " ").last)
        let forged = try #require(SignedStatement("\(certificate.text) \(signature)"))
        #expect(!forged.isGenuine(under: Sample.signer.key))
    }

    @Test func `the key follows from the master secret and reads back`() throws {
        let again = StatementSigner(master: [UInt8](repeating: 7, count: 32))
        #expect(again.key == Sample.signer.key && again.key != Sample.other.key)
        #expect(StatementKey(again.key.text) == again.key)
        for text in [
            "", again.key.text + "A", String(again.key.text.dropLast()),
            "+" + again.key.text.dropFirst(),
        ] {
            #expect(StatementKey(text) == nil)
        }
    }

    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"),
        ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
    ])
    func `base64url gives the values of RFC 4648`(_ plain: String, _ text: String) {
        #expect(Base64URL.encode(Array(plain.utf8)) == text)
        #expect(Base64URL.decode(text) == Array(plain.utf8))
    }

    @Test(arguments: ["Zh", "Zm9", "Z", "Zg==", "Zm+v", "Zm/v", "Zm9v\n", "Ｚm9v"])
    func `base64url has one spelling of a value`(_ text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    static let openssl = ["/usr/bin/openssl", "/usr/local/bin/openssl"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    @Test(.enabled(if: openssl != nil, "needs openssl 3"), arguments: Sample.contents)
    func `openssl verifies what we sign, and refuses it when it is changed`(
        _ content: SignedStatement.Content
    ) throws {
        let signed = try Sample.signer.sign(content)
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("openssl-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // RFC 8410: a SubjectPublicKeyInfo of Ed25519 is these twelve bytes and the key.
        let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0]
        try Data(prefix + Sample.signer.key.bytes).write(to: folder.appendingPathComponent("key"))
        try Data(signed.signature).write(to: folder.appendingPathComponent("signature"))
        func verifies(_ text: String) throws -> Bool {
            try Data(text.utf8).write(to: folder.appendingPathComponent("text"))
            let process = Process()
            process.executableURL = URL(fileURLWithPath: try #require(Self.openssl))
            process.currentDirectoryURL = folder
            process.arguments = [
                "pkeyutl", "-verify", "-pubin", "-inkey", "key", "-keyform", "DER", "-rawin",
                "-in", "text", "-sigfile", "signature",
            ]
            process.standardOutput = FileHandle.nullDevice
            process.standardError = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            return process.terminationStatus == 0
        }
        #expect(try verifies(signed.text))
        #expect(try !verifies(signed.text + "\n"))
        #expect(try !verifies(signed.text.replacingOccurrences(of: "1234", with: "1235")))
    }
}
