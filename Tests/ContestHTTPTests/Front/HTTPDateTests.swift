import Testing

@testable import ContestHTTP

@Suite struct HTTPDateTests {
    // The first is RFC 9110's own example; the others are what `date -u` prints.
    @Test(
        arguments: [
            (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
            (0, "Thu, 01 Jan 1970 00:00:00 GMT"),
            (951_827_696, "Tue, 29 Feb 2000 12:34:56 GMT"),
            (1_685_577_599, "Wed, 31 May 2023 23:59:59 GMT"),
        ] as [(Int64, String)]
    )
    func `an instant is written as RFC 9110 asks`(second: Int64, text: String) {
        #expect(HTTPDate.text(second) == text)
    }
}
