/// Something that takes bytes from outside, and what must hold whatever they are.
struct FuzzTarget: Sendable {
    let name: String
    /// Well-formed inputs to begin from.
    let seeds: [[UInt8]]
    /// Reads one input; stops the program where something does not hold.
    let run: @Sendable ([UInt8]) -> Void

    init(
        _ name: String,
        seeds: [[UInt8]],
        run: @escaping @Sendable ([UInt8]) -> Void
    ) {
        self.name = name
        self.seeds = seeds
        self.run = run
    }

    static let all: [FuzzTarget] =
        bankFormats + tables + codecs + seals + [grading, planted]

    /// The control: a bug that must be found, or a run shows nothing.
    ///
    /// Three bytes in a row are out of reach of chance and within reach of coverage.
    static let planted = FuzzTarget("planted", seeds: [Array("{\"key\": 1}".utf8)]) { bytes in
        guard bytes.count >= 4, bytes[0] == UInt8(ascii: "b"), bytes[1] == UInt8(ascii: "u"),
            bytes[2] == UInt8(ascii: "g")
        else { return }
        _ = bytes[Int(bytes[3]) + bytes.count]
    }

    /// Ends the run where a promise is broken, so that libFuzzer keeps the input.
    static func expect(_ holds: Bool, _ promise: String) {
        guard holds else { fatalError(promise) }
    }
}
