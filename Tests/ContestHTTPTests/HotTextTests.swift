import Foundation
import NIOCore
import Testing

@testable import ContestHTTP

/// Relayed lines and written texts of the hot routes against Foundation's JSON.
@Suite struct HotTextTests {
    private struct Relayed: Decodable {
        var session: String
        var attempt: String
        var position: Int?
        var options: [String]?
        var revision: UInt16?
    }

    private static let seeds = [
        "{\"session\":\"01ab\",\"attempt\":\"02cd\",\"position\":0,\"options\":[\"9f3a01bc\"]}",
        "{\"session\":\"01ab\",\"attempt\":\"02cd\",\"position\":3,\"options\":[],\"revision\":2}",
        "{ \"attempt\" : \"02cd\" , \"session\" : \"01ab\" }",
    ]

    @Test(arguments: 0..<8)
    func `a relayed line is read as Foundation reads it`(seed: UInt64) {
        var random = SeededRandom(seed: seed + 200)
        var taken = 0
        for _ in 0..<4_000 {
            let bytes = NearBody.body(of: Self.seeds, using: &random)
            guard let line = RelayLine(bytes) else { continue }
            taken += 1
            let text = String(decoding: bytes, as: UTF8.self)
            let reference = try? JSONDecoder().decode(Relayed.self, from: Data(bytes))
            #expect(reference.map { Array($0.session.utf8) } == line.session, "\(seed): \(text)")
            #expect(reference.map { Array($0.attempt.utf8) } == line.attempt, "\(seed): \(text)")
            #expect(reference?.position == line.response?.position, "\(seed): \(text)")
            let tokens = reference?.options?.compactMap { UInt32($0, radix: 16) }
            #expect(tokens == line.response?.options, "\(seed): \(text)")
            #expect(reference?.revision == line.response?.revision, "\(seed): \(text)")
        }
        // A quarter of the bodies are seeds as they are: fewer taken, and nothing was compared.
        #expect(taken > 800, "\(seed): \(taken)")
    }

    @Test(arguments: 0..<8)
    func `a text that is written by hand is read back by Foundation`(seed: UInt64) throws {
        var random = SeededRandom(seed: seed + 300)
        let scalars: [ClosedRange<UInt32>] = [
            0x00...0x7F, 0x80...0x7FF, 0x2028...0x2029, 0x4E00...0x9FFF, 0xE000...0xFFFF,
            0x10000...0x10FFFF,
        ]
        for _ in 0..<1_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                let range = scalars.randomElement(using: &random) ?? 0x20...0x7E
                let value = UInt32.random(in: range, using: &random)
                if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
            }
            var writer = JSONWriter(capacity: 16)
            writer.raw("[")
            writer.string(text)
            writer.raw("]")
            let data = Data(writer.buffer.readableBytesView)
            let read = try JSONDecoder().decode([String].self, from: data)
            #expect(read.map { Array($0.utf8) } == [Array(text.utf8)], "\(seed)")
        }
    }
}
