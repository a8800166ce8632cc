import ContestModel
import Exports
import Foundation
import Testing

@Suite struct CertificateTests {
    private static func certificate(
        name: String = "王小明",
        address: String = "https://quiz.example.cn/v1/verify?c=abc.def"
    ) -> Certificate {
        var rules = Sample.rules
        rules.organiser = name
        return Certificate(
            rules: rules,
            name: name,
            group: name,
            rank: 3,
            ranked: 87_628,
            valueName: "累计积分",
            value: "98.50 分",
            ties: rules.ranking.chineseTies,
            isPreliminary: true,
            sequence: 1_234,
            subject: "person:0123456789abcdef",
            madeAt: LedgerInstant(millisecondsSinceEpoch: 20_609 * 86_400_000),
            code: "0123-4567-89AB-CDEF-GHJK",
            address: address
        )
    }

    @Test func `a certificate says what it must`() throws {
        let page = try #require(Self.certificate().html())
        for text in [
            Sample.rules.title, "王小明", "第 3 名", "共 87628 名", "累计积分", "98.50 分", "初步成绩",
            "账本序号 1234", "0123-4567-89AB-CDEF-GHJK", "person:0123456789abcdef", "统计口径",
            "@page{size:A4 landscape",
        ] { #expect(page.contains(text), "\(text)") }
    }

    @Test(arguments: [
        "<script>window.hacked=1</script>", "<img src=x onerror=window.hacked=1>",
        "\"><svg/onload=window.hacked=1>", "</title></style><script src=//x></script>",
        "{{constructor}}' onclick='x", "\u{202E}</h1><iframe>",
    ])
    func `no name becomes markup`(_ name: String) throws {
        let plain = try #require(Self.certificate(name: "甲").html())
        let page = try #require(Self.certificate(name: name).html())
        func tags(_ page: String) -> [Substring] {
            page.split(separator: "<").map { $0.prefix { $0 != ">" } }
        }
        #expect(tags(page) == tags(plain))
        #expect(!page.contains(name))
        let verdict = VerificationVerdict(
            isGenuine: true,
            summary: name,
            lines: [(name, name)],
            notes: [name]
        )
        #expect(!verdict.html().contains(name))
        #expect(!verdict.html().contains("<script"))
    }

    @Test func `what does not fit a QR code gives no page`() {
        let long = String(repeating: "a", count: QRMatrix.byteLimit + 1)
        #expect(Self.certificate(address: long).html() == nil)
        #expect(QRMatrix("") == nil && QRMatrix("证书") == nil)
        #expect(QRMatrix(String(repeating: "a", count: QRMatrix.byteLimit)) != nil)
    }

    /// Draws the page's code from its rectangles, four pixels a module, and has another program
    /// read it.
    private static let reader = """
        import re, zxingcpp
        page = open(path, encoding="utf-8").read()
        svg = re.search(r'<svg class="code".*?</svg>', page, re.S).group()
        side = int(re.search(r'viewBox="0 0 (\\d+)', svg).group(1))
        scale = 4
        pixels = bytearray(b"\\xff" * (side * scale) ** 2)
        for x, y, width, back in re.findall(r'M(\\d+) (\\d+)h(\\d+)v1h-(\\d+)z', svg):
            assert width == back
            for row in range(int(y) * scale, (int(y) + 1) * scale):
                start = row * side * scale + int(x) * scale
                pixels[start:start + int(width) * scale] = bytes(int(width) * scale)
        image = memoryview(bytes(pixels)).cast("B", shape=[side * scale, side * scale])
        found = zxingcpp.read_barcodes(image)
        print(json.dumps([[str(code.format), code.text] for code in found]))
        """

    private static let hasReader: Bool = {
        guard let path = Python.path else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = ["-c", "import zxingcpp"]
        process.standardError = FileHandle.nullDevice
        try? process.run()
        process.waitUntilExit()
        return process.terminationStatus == 0
    }()

    @Test(
        .enabled(if: hasReader, "zxing-cpp is not there: scripts/test installs it from PyPI"),
        arguments: [20, 120, 400, 700, 1_000]
    )
    func `another program reads the code back from the page`(_ count: Int) throws {
        let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
        let start = "https://h/?c="
        let address =
            start + String((start.count..<count).map { letters[$0 * $0 % letters.count] })
        let page = try #require(Self.certificate(address: address).html())
        let found = try Python.json(Self.reader, over: Array(page.utf8), ending: "html")
        let codes = try #require(found as? [[String]])
        #expect(codes.map(\.last) == [address])
        #expect(codes.first?.first?.contains("QR") == true)
    }
}
