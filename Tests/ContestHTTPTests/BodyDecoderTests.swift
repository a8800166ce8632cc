import Foundation
import Testing

@testable import ContestHTTP

/// The hand-written decoders of the hot routes against Foundation's.
///
/// What the hand-written one accepts, Foundation accepts with the same values. The other way round
/// the hand-written one is the stricter: it refuses escapes, bytes outside printable ASCII, names
/// given twice, commas behind the last member, numbers with a fraction or an exponent, and tokens in
/// capitals, which Foundation lets pass. The reference here takes those out, so that nothing else may differ.
@Suite struct BodyDecoderTests {
    private struct Start: Decodable {
        var track: String?
    }

    private struct Respond: Decodable {
        var options: [String]
        var revision: UInt16?
    }

    static let seeds = [
        "{\"track\":\"main\"}", "{\"options\":[\"9f3a01bc\"],\"revision\":1}", "{}", "",
        "{ \"options\" : [ \"9f3a01bc\" , \"00000000\" ] }", "{\"revision\":2,\"options\":[]}",
    ]

    /// The names and the object, where Foundation reads one and nothing in it is ours to refuse.
    private func fields(_ bytes: [UInt8]) -> [String: Any]? {
        guard bytes.allSatisfy({ $0 < 0x7F && $0 != UInt8(ascii: "\\") }),
            let object = try? JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any]
        else { return nil }
        let text = String(decoding: bytes, as: UTF8.self)
        guard !text.contains(/,\s*[}\]]/) else { return nil }
        for name in object.keys where text.components(separatedBy: "\"\(name)\"").count > 2 {
            return nil
        }
        return object
    }

    @Test(arguments: 0..<8)
    func `a start's body is read as Foundation reads it`(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        for _ in 0..<4_000 {
            let bytes = NearBody.body(of: Self.seeds, using: &random)
            let found = StartBody(bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            let reference = try? JSONDecoder().decode(Start.self, from: Data(bytes))
            if let found, !bytes.isEmpty {
                #expect(reference != nil && found.track == reference?.track, "\(seed): \(text)")
            }
            guard let object = fields(bytes), let reference else { continue }
            let isStrict =
                object.keys.allSatisfy { $0 == "track" } && !(object["track"] is NSNull)
                && (reference.track?.utf8.count ?? 0) <= 64
            #expect((found != nil) == isStrict, "\(seed): \(text)")
        }
    }

    @Test(arguments: 0..<8)
    func `a response's body is read as Foundation reads it`(seed: UInt64) {
        var random = SeededRandom(seed: seed + 100)
        for _ in 0..<4_000 {
            let bytes = NearBody.body(of: Self.seeds, using: &random)
            let found = RespondBody(bytes)
            let text = String(decoding: bytes, as: UTF8.self)
            let reference = try? JSONDecoder().decode(Respond.self, from: Data(bytes))
            if let found {
                let tokens = reference?.options.compactMap { UInt32($0, radix: 16) }
                #expect(found.options == tokens, "\(seed): \(text)")
                #expect(found.revision == reference?.revision, "\(seed): \(text)")
            }
            guard let object = fields(bytes), let reference else { continue }
            let isStrict =
                object.keys.allSatisfy { $0 == "options" || $0 == "revision" }
                && !(object["revision"] is NSNull) && reference.revision != 0
                && !text.contains(".") && !text.lowercased().contains(/[0-9]e[0-9+-]+ *[,}]/)
                && !text.contains("-") && reference.options.count <= 8
                && reference.options.allSatisfy { $0.wholeMatch(of: /[0-9a-f]{8}/) != nil }
            #expect((found != nil) == isStrict, "\(seed): \(text)")
        }
    }
}
