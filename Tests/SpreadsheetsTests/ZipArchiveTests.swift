import Spreadsheets
import Testing

@Suite struct ZipArchiveTests {
    private let sample: [(name: String, bytes: [UInt8])] = [
        ("imsmanifest.xml", Array("<manifest/>".utf8)),
        ("items/题一.xml", Array(String(repeating: "消防。", count: 100).utf8)),
        ("empty", []),
    ]

    @Test func `what is written reads back, and the same bytes come every time`() throws {
        let bytes = try ZipWriter.archive(sample)
        let archive = try ZipArchive(bytes)
        #expect(archive.names == sample.map(\.name))
        for entry in sample { #expect(try archive.bytes(of: entry.name) == entry.bytes) }
        #expect(try ZipWriter.archive(sample) == bytes)
        #expect(archive.contains("empty") && !archive.contains("items/"))
        #expect(throws: ZipFault.missing("absent")) { try archive.bytes(of: "absent") }
    }

    @Test func `an empty archive has no names`() throws {
        #expect(try ZipArchive(try ZipWriter.archive([])).names.isEmpty)
    }

    @Test(arguments: ["/etc/passwd", "../x", "a/../../x", "C:x", "..", "a/.."])
    func `a name that leads outside is refused`(_ name: String) throws {
        #expect(throws: ZipFault.unsafeName(name)) { try ZipWriter.archive([(name, [1])]) }
        // The same name smuggled into the bytes, where no writer checks it.
        let plain = String(repeating: "x", count: name.utf8.count)
        let bytes = try ZipWriter.archive([(plain, [1, 2, 3])])
        let forged = replaced(bytes, Array(plain.utf8), Array(name.utf8))
        #expect(throws: ZipFault.unsafeName(name)) { try ZipArchive(forged) }
    }

    @Test func `a repeated name is refused`() throws {
        let bytes = try ZipWriter.archive([("name-one", [1]), ("name-two", [2])])
        let forged = replaced(bytes, Array("name-two".utf8), Array("name-one".utf8))
        #expect(throws: ZipFault.repeatedName("name-one")) { try ZipArchive(forged) }
        #expect(throws: ZipFault.repeatedName("a")) {
            try ZipWriter.archive([("a", [1]), ("a", [2])])
        }
    }

    @Test func `backslashes separate folders`() throws {
        let bytes = try ZipWriter.archive([("xl/a.xml", [7])])
        let forged = replaced(bytes, Array("xl/a".utf8), Array("xl\\a".utf8))
        #expect(try ZipArchive(forged).bytes(of: "xl/a.xml") == [7])
    }

    @Test func `an encrypted entry is refused`() throws {
        var bytes = try ZipWriter.archive([("secret", Array(repeating: 1, count: 40))])
        // Bit 0 of the flags, in the local and the central header.
        bytes[6] |= 1
        let central = try #require(position(of: [0x50, 0x4B, 0x01, 0x02], in: bytes))
        bytes[central + 8] |= 1
        #expect(throws: ZipFault.encrypted("secret")) { try ZipArchive(bytes) }
    }

    @Test func `bombs are stopped by every limit`() throws {
        let zeros = [UInt8](repeating: 0, count: 3 << 20)
        let bomb = try ZipWriter.archive([("a", zeros), ("b", zeros)])
        #expect(bomb.count < 10_000)
        func fault(_ limits: ZipLimits, _ name: String = "a") throws -> ZipFault? {
            let archive = try ZipArchive(bomb, limits: limits)
            do throws(ZipFault) {
                _ = try archive.bytes(of: "a")
                _ = try archive.bytes(of: name)
                return nil
            } catch {
                return error
            }
        }
        #expect(try fault(ZipLimits()) == .ratioTooHigh("a"))
        #expect(try fault(ZipLimits(entryByteCount: 2 << 20, ratio: 2000)) == .entryTooLarge("a"))
        #expect(try fault(ZipLimits(totalByteCount: 4 << 20, ratio: 2000), "b") == .totalTooLarge)
        #expect(try fault(ZipLimits(ratio: 2000), "b") == nil)
        #expect(throws: ZipFault.archiveTooLarge(byteCount: bomb.count)) {
            try ZipArchive(bomb, limits: ZipLimits(archiveByteCount: 100))
        }
    }

    @Test func `too many entries are refused before they are read`() throws {
        let many = try ZipWriter.archive((0..<50).map { ("\($0)", []) })
        #expect(throws: ZipFault.tooManyEntries) {
            try ZipArchive(many, limits: ZipLimits(entryCount: 49))
        }
        #expect(try ZipArchive(many, limits: ZipLimits(entryCount: 50)).names.count == 50)
    }

    @Test func `what is no archive is refused`() {
        #expect(throws: ZipFault.notZip) { try ZipArchive([]) }
        #expect(throws: ZipFault.notZip) { try ZipArchive(Array("姓名,单位".utf8)) }
        #expect(throws: ZipFault.damaged) { try ZipArchive([0x50, 0x4B, 3, 4, 0, 0]) }
    }

    @Test func `no mutation traps, and inflation stays within its limits`() throws {
        let bytes = try ZipWriter.archive(sample)
        for seed in UInt64(1)...3000 {
            var generator = SplitMix(state: seed)
            let mutated = generator.mutated(bytes)
            guard let archive = try? ZipArchive(mutated) else { continue }
            for name in archive.names { _ = try? archive.bytes(of: name) }
        }
    }

    private func position(of part: [UInt8], in bytes: [UInt8]) -> Int? {
        bytes.indices.first { bytes[$0...].starts(with: part) }
    }

    private func replaced(_ bytes: [UInt8], _ old: [UInt8], _ new: [UInt8]) -> [UInt8] {
        var result = bytes
        for index in bytes.indices where bytes[index...].starts(with: old) {
            result.replaceSubrange(index..<index + old.count, with: new)
        }
        return result
    }
}
