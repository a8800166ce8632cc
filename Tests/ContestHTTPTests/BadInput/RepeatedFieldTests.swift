import Foundation
import Testing

@testable import ContestHTTP

/// No field may be there twice (RFC 8259, section 4: what readers make of it differs).
@Suite struct RepeatedFieldTests {
    @Test(arguments: [
        (#"{"a":1,"a":1}"#, "a"), (#"{"a":1,"b":{"c":1,"c":2}}"#, "c"),
        (#"[{"x":1},{"x":1,"x":2}]"#, "x"), (#"{"a":[{"b":1,"b":1}]}"#, "b"),
        (#"{"name":1,"n\u0061me":2}"#, "name"), (#"{"\u00e9":1,"e\u0301":2}"#, "é"),
        (#"{"a" : 1 , "a" : 2}"#, "a"), ("{\"a\"\n:1,\t\"a\"\r:2}", "a"),
        (#"{"":1,"":2}"#, ""), (#"{"a":{"a":1},"a":2}"#, "a"), (#"{"a\"b":1,"a\"b":2}"#, "a\"b"),
        (#"{"a":1,"b":"\\","a":2}"#, "a"), (#"{"a":"}","a":2}"#, "a"),
    ])
    func `a name that stands twice in one object is found`(_ text: String, _ name: String) {
        #expect(RepeatedField.name(in: Array(text.utf8)) == name)
    }

    @Test(arguments: [
        "", "{}", #"{"a":1,"b":2}"#, #"{"a":{"a":{"a":1}}}"#, #"[{"a":1},{"a":1}]"#,
        #"{"a":"a","b":"a"}"#, #"{"a":["a","a"],"b":["a"]}"#, #"{"a":"\"a\":1","b":1}"#,
        #"{"A":1,"a":2}"#, #"{"a":"{\"b\":1,\"b\":2}"}"#, "{\"a\"", "\"", "{\"a\\", "}}}]]", "[{]",
    ])
    func `nothing else is`(_ text: String) {
        #expect(RepeatedField.name(in: Array(text.utf8)) == nil)
    }

    /// Objects are made here name by name, so that it is known which have one twice.
    @Test(arguments: 0..<20 as Range<UInt64>)
    func `what was made with a repeated name is found, whatever stands around it`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            var isRepeated = false
            let text = object(depth: 4, &random, &isRepeated)
            let found = RepeatedField.name(in: Array(text.utf8))
            #expect((found != nil) == isRepeated, "\(seed): \(text)")
        }
    }

    private func object(
        depth: Int,
        _ random: inout SeededRandom,
        _ isRepeated: inout Bool
    ) -> String {
        var names: [String] = []
        var members: [String] = []
        for _ in 0..<Int.random(in: 0...4, using: &random) {
            let isAgain = !names.isEmpty && Int.random(in: 0..<12, using: &random) == 0
            let name = isAgain ? names[0] : "n\(members.count)"
            isRepeated = isRepeated || isAgain
            names.append(name)
            let spelt = Bool.random(using: &random) ? name : "\\u006e" + name.dropFirst()
            let value: String
            switch Int.random(in: 0..<4, using: &random) {
            case 0 where depth > 0: value = object(depth: depth - 1, &random, &isRepeated)
            case 1 where depth > 0:
                value = "[1, \(object(depth: depth - 1, &random, &isRepeated)), \"n0\"]"
            case 2: value = #""n0\":{\"n0""#
            default: value = "-1.5e3"
            }
            members.append("\"\(spelt)\" : \(value)")
        }
        return "{\(members.joined(separator: ", "))}"
    }
}
