import ContestEngine
import ContestModel
import Testing

@Suite struct CertificateCodeTests {
    private static let secrets = ContestSecrets(
        master: [UInt8](repeating: 7, count: 32),
        contest: "national-2023"
    )

    @Test func `a code is twenty characters that can be read aloud`() {
        let code = Self.secrets.certificateCode(Sample.claim)
        let groups = code.split(separator: "-", omittingEmptySubsequences: false)
        #expect(groups.map(\.utf8.count) == [4, 4, 4, 4, 4])
        #expect(groups.joined().allSatisfy { "0123456789ABCDEFGHJKMNPQRSTVWXYZ".contains($0) })
    }

    @Test func `a code is taken as people type it`() {
        let code = Self.secrets.certificateCode(Sample.claim)
        let typed = [
            code.lowercased(), code.split(separator: "-").joined(),
            code.split(separator: "-").joined(separator: " "),
            String(code.map { $0 == "0" ? "O" : $0 == "1" ? "l" : $0 }),
        ]
        for text in typed { #expect(Self.secrets.isCertificateCode(text, of: Sample.claim)) }
    }

    @Test func `a code with any character changed is refused`() {
        let digits = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
        let code = Array(Self.secrets.certificateCode(Sample.claim))
        for place in code.indices where code[place] != "-" {
            for digit in digits where digit != code[place] {
                var changed = code
                changed[place] = digit
                #expect(!Self.secrets.isCertificateCode(String(changed), of: Sample.claim))
            }
            var shorter = code
            shorter.remove(at: place)
            #expect(!Self.secrets.isCertificateCode(String(shorter), of: Sample.claim))
            #expect(!Self.secrets.isCertificateCode(String(code + ["0"]), of: Sample.claim))
        }
        for text in ["", "-", "\u{212A}", String(repeating: "0", count: 10_000)] {
            #expect(!Self.secrets.isCertificateCode(text, of: Sample.claim))
        }
    }

    @Test func `a code is of one contest, subject, sequence, rank and value`() {
        let code = Self.secrets.certificateCode(Sample.claim)
        let changes: [(inout CertificateClaim) -> Void] = [
            { $0.contest = "national-2024" }, { $0.sequence += 1 }, { $0.rank -= 1 },
            { $0.value += 1 }, { $0.value = -$0.value },
            { $0.subject = .person(Pseudonym(bits: 1)) },
            { $0.subject = .unit(NodeID(rawValue: 1)) },
        ]
        for change in changes {
            var claim = Sample.claim
            change(&claim)
            #expect(!Self.secrets.isCertificateCode(code, of: claim), "\(claim)")
        }
        let master = [UInt8](repeating: 7, count: 32)
        let elsewhere = ContestSecrets(master: master, contest: "national-2024")
        #expect(!elsewhere.isCertificateCode(code, of: Sample.claim))
    }

    @Test(arguments: [
        ("person:0123456789abcdef", true), ("unit:9", true), ("region:2147483647", true),
        ("person:0123456789ABCDEF", false), ("person:0123456789abcde", false), ("unit:09", false),
        ("unit:2147483648", false), ("unit:-1", false), ("unit:", false), ("unit", false),
        ("unit:9:9", false), ("region:９", false), ("team:9", false), ("", false),
    ])
    func `a subject has one spelling`(_ text: String, _ isOne: Bool) {
        #expect((CertificateSubject(text) != nil) == isOne)
        if isOne { #expect(CertificateSubject(text)?.text == text) }
    }

    @Test(arguments: [
        (0, "0"), (100, "1"), (9_850, "98.50"), (5, "0.05"), (-25, "-0.25"), (-1_200, "-12"),
    ])
    func `hundredths are whole or have two decimals`(_ hundredths: Int, _ text: String) {
        #expect(HundredthsText.text(hundredths) == text)
    }
}
