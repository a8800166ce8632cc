import ContestModel
import Testing

struct PointsTests {
    @Test(
        arguments: [
            (0, "0"), (1, "0.01"), (9, "0.09"), (10, "0.1"), (25, "0.25"), (99, "0.99"),
            (100, "1"), (101, "1.01"), (110, "1.1"), (250, "2.5"), (500, "5"), (10_000, "100"),
            (-1, "-0.01"), (-25, "-0.25"), (-50, "-0.5"), (-100, "-1"), (-101, "-1.01"),
            (.max, "21474836.47"), (.min, "-21474836.48"),
        ] as [(Int32, String)]
    )
    func `points print as plain decimals`(hundredths: Int32, text: String) {
        #expect(Points(hundredths: hundredths).description == text)
    }

    @Test(
        arguments: [
            (1, 2, 3), (-100, 25, -75), (.max, 0, .max), (.max, 1, .max), (.max, .max, .max),
            (.min, -1, .min), (.min, .min, .min), (.max, .min, -1), (.min, .max, -1),
            (.max - 1, 1, .max), (.min + 1, -1, .min),
        ] as [(Int32, Int32, Int32)]
    )
    func `a sum stops at the ends of the range`(left: Int32, right: Int32, sum: Int32) {
        #expect(Points(hundredths: left) + Points(hundredths: right) == Points(hundredths: sum))
        #expect(Points(hundredths: right) + Points(hundredths: left) == Points(hundredths: sum))
    }

    @Test(
        arguments: [
            (0, 0), (5, 500), (-3, -300), (21_474_836, 2_147_483_600),
            (-21_474_836, -2_147_483_600), (21_474_837, nil), (-21_474_837, nil),
            (Int.max, nil), (Int.min, nil), (1 << 32, nil),
        ] as [(Int, Int32?)]
    )
    func `whole points are a hundred hundredths each, while they fit`(whole: Int, expected: Int32?)
    {
        #expect(Points(whole: whole)?.hundredths == expected)
    }

    @Test func `points are ordered as numbers`() {
        let ascending = [Int32.min, -100, -1, 0, 1, 100, .max].map(Points.init(hundredths:))
        #expect(ascending.reversed().sorted() == ascending)
    }

    @Test func `points are hundredths in JSON`() throws {
        let points = [Points(hundredths: 250), Points(hundredths: -25)]
        #expect(String(decoding: try CanonicalJSON.encode(points), as: UTF8.self) == "[250,-25]")
        #expect(
            try CanonicalJSON.decode([Points].self, from: Array("[250,-25]".utf8)) == points
        )
    }
}
