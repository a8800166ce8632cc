/// Bodies near right ones, for the decoders of the hot routes.
enum NearBody {
    private static let pieces = [
        "{", "}", "[", "]", ":", ",", "\"", " ", "\n", "\t", "\"track\"", "\"options\"",
        "\"revision\"", "\"main\"", "\"9f3a01bc\"", "\"00000000\"", "1", "0", "-1", "65535",
        "65536", "1.5", "1e2", "null", "true", "\\", "\\u0061", "\u{1}", "é", "01", "\"score\"",
        "\"session\"", "\"attempt\"", "\"position\"", "9999999999", "12345678901",
    ]

    /// One of the seeds with none to three changes.
    static func body(of seeds: [String], using random: inout SeededRandom) -> [UInt8] {
        var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            let place = Int.random(in: 0...bytes.count, using: &random)
            let piece = Array((pieces.randomElement(using: &random) ?? "").utf8)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: bytes.insert(contentsOf: piece, at: place)
            case 1 where place < bytes.count: bytes.remove(at: place)
            case 2 where place < bytes.count:
                bytes[place] = UInt8.random(in: 0...255, using: &random)
            default:
                let end = min(bytes.count, place + Int.random(in: 0...4, using: &random))
                bytes.replaceSubrange(place..<end, with: piece)
            }
        }
        return bytes
    }
}
