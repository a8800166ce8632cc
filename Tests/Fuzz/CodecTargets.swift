@testable import ContestHTTP
import Foundation
import NIOCore

extension FuzzTarget {
    /// The hot routes' hand-written JSON, held against Foundation's in both directions.
    static let codecs: [FuzzTarget] = [
        FuzzTarget("start-body", seeds: ["{\"track\":\"main\"}", "{}", ""].map { Array($0.utf8) }) {
            guard let body = StartBody($0), !$0.isEmpty else { return }
            let reference = decoded(Start.self, $0)
            expect(reference != nil && reference?.track == body.track, "a start read otherwise")
        },
        FuzzTarget(
            "respond-body",
            seeds: [Array("{\"options\":[\"9f3a01bc\",\"00000000\"],\"revision\":1}".utf8)]
        ) {
            guard let body = RespondBody($0) else { return }
            let reference = decoded(Respond.self, $0)
            expect(reference?.options.map(token) == body.options, "options read otherwise")
            expect(reference?.revision == body.revision, "a revision read otherwise")
        },
        FuzzTarget("relay-line", seeds: relayed.map { Array($0.utf8) }) {
            guard let line = RelayLine($0) else { return }
            guard let reference = decoded(Relayed.self, $0) else {
                return expect(false, "a line that is no JSON was taken")
            }
            expect(Array(reference.session.utf8) == line.session, "a session read otherwise")
            expect(Array(reference.attempt.utf8) == line.attempt, "an attempt read otherwise")
            expect(reference.position == line.response?.position, "a position read otherwise")
            expect(reference.options?.map(token) == line.response?.options, "options")
            expect(reference.revision == line.response?.revision, "a revision")
        },
        FuzzTarget("json-text", seeds: [Array("题“一”\\ \"\n\u{1}é😀".utf8)]) {
            let text = String(decoding: $0, as: UTF8.self)
            var writer = JSONWriter(capacity: 16)
            writer.raw("[")
            writer.string(text)
            writer.raw("]")
            let bytes = Array(writer.buffer.readableBytesView)
            expect(decoded([String].self, bytes) == [text], "a text came out as another")
        },
    ]

    private static let relayed = [
        "{\"session\":\"01ab\",\"attempt\":\"02cd\",\"position\":0,\"options\":[\"9f3a01bc\"],\"revision\":1}",
        "{\"session\":\"01ab\",\"attempt\":\"02cd\"}",
    ]

    private struct Start: Decodable {
        var track: String?
    }

    private struct Respond: Decodable {
        var options: [String]
        var revision: UInt16?
    }

    private struct Relayed: Decodable {
        var session: String
        var attempt: String
        var position: Int?
        var options: [String]?
        var revision: UInt16?
    }

    private static func decoded<Value: Decodable>(_ type: Value.Type, _ bytes: [UInt8]) -> Value? {
        try? JSONDecoder().decode(type, from: Data(bytes))
    }

    private static func token(_ text: String) -> UInt32 { UInt32(text, radix: 16) ?? 0 }
}
