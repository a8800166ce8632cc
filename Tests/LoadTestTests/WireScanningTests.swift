import Foundation
import Testing

@testable import LoadTest

@Suite struct WireScanningTests {
    private static let response = #"""
        {"attempt":"ab","position":1,"revision":2,"sequence":4711,"received_at_ms":1780000000000,
         "verdict":{"right":true,"key":["t1"],"explanation":"因为\n\"…\" \u4e2d\ud83d\ude00"},
         "extra":[1.5e3,{"a":[null,false]},"\\"],
         "next":{"position":2,"type":"single","stem":"中\u4e2d\/\"\\\t\ud83d\ude00é",
                 "options":[{"token":"t1","text":"甲"},{"token":"t2","text":""}],
                 "chosen":[],"revision":0}}
        """#

    @Test func `a response receipt is read as Foundation reads it`() throws {
        let receipt = try Wire.ResponseReceipt(body: Array(Self.response.utf8))
        let object =
            try JSONSerialization.jsonObject(with: Data(Self.response.utf8)) as? [String: Any]
        let next = try #require(object?["next"] as? [String: Any])
        #expect(receipt.sequence == object?["sequence"] as? Int)
        #expect(receipt.receivedMilliseconds == object?["received_at_ms"] as? Int)
        #expect(receipt.verdict == Wire.Verdict(isRight: true, key: ["t1"]))
        #expect(receipt.next?.stem == next["stem"] as? String)
        #expect(receipt.next?.options.map(\.text) == ["甲", ""])
        #expect(receipt.next?.position == 2)
    }

    @Test(arguments: [
        ("5", 500), ("5.2", 520), ("5.25", 525), ("0", 0), ("-0.25", -25), ("-3", -300),
        ("100000", 10_000_000),
    ])
    func `points are read as exact hundredths`(text: String, hundredths: Int) throws {
        let body = "{\"points\": \(text) , \"counts\":true}"
        let receipt = try Wire.SubmissionReceipt(body: Array(body.utf8))
        #expect(receipt.points == hundredths)
        #expect(receipt.counts)
    }

    @Test func `an ended attempt carries its receipt and hidden points are nil`() throws {
        let body = #"""
            {"attempt":"a","state":"ended","receipt":{"attempt":"a","sequence":9,"points":null,
            "right":null,"counts":false,"lots":null,"receipt":"XYZ"},"questions":[]}
            """#
        let attempt = try Wire.Attempt(body: Array(body.utf8))
        #expect(attempt.receipt?.sequence == 9)
        #expect(attempt.receipt?.points == nil)
        #expect(attempt.deadlineMilliseconds == nil)
    }

    @Test(arguments: [
        "", "[]", "{", #"{"sequence":}"#, #"{"sequence":1.5}"#, #"{"sequence":1e3}"#,
        #"{"sequence":99999999999999999999}"#, #"{"sequence":"1"}"#, #"{"receipt":"\x"}"#,
        #"{"receipt":"\u12"}"#, #"{"receipt":"\ud83d"}"#, #"{"points":1.234}"#,
        #"{"counts":maybe}"#, #"{"points":.}"#, #"{"points":-}"#,
        String(repeating: #"{"x":"#, count: 100_000),
    ])
    func `what is not the expected shape is refused`(text: String) {
        #expect(throws: JSONScanner.Fault.self) {
            try Wire.SubmissionReceipt(body: Array(text.utf8))
        }
    }

    @Test func `no cut and no flipped byte traps`() {
        let bytes = Array(Self.response.utf8)
        for index in bytes.indices {
            #expect(throws: (any Error).self) {
                try Wire.ResponseReceipt(body: Array(bytes[..<index]))
            }
            for flip in [UInt8(0x01), 0x20, 0x80, 0xFF] {
                var changed = bytes
                changed[index] ^= flip
                _ = try? Wire.ResponseReceipt(body: changed)
            }
        }
    }

    @Test func `quoted text is what JSON reads back`() throws {
        let text = "a\"b\\c\n\u{1}中😀"
        let read = try JSONDecoder().decode(String.self, from: Data(quotedJSON(text).utf8))
        #expect(read == text)
    }
}
