import CQREncode

/// A QR code (ISO/IEC 18004): a square of dark and light modules.
public struct QRMatrix: Hashable, Sendable {
    /// Modules on a side, without the quiet zone.
    public let width: Int
    /// Row by row from the top left; true is dark.
    public let modules: [Bool]

    /// The most bytes that are encoded; codes beyond are too fine for paper.
    public static let byteLimit = 1_000

    /// Encodes ASCII bytes so that 15 % of the code may be lost (level M).
    ///
    /// - Returns: nil for nothing, for too much, and for what is not ASCII.
    public init?(_ text: String) {
        let bytes = Array(text.utf8)
        guard (1...Self.byteLimit).contains(bytes.count), bytes.allSatisfy({ $0 < 0x80 }),
            let count = Int32(exactly: bytes.count),
            let code = QRcode_encodeData(count, bytes, 0, QR_ECLEVEL_M)
        else { return nil }
        defer { QRcode_free(code) }
        let side = Int(code.pointee.width)
        guard side > 0, let data = code.pointee.data else { return nil }
        width = side
        // The lowest bit says dark; the others say what a module is for.
        modules = UnsafeBufferPointer(start: data, count: side * side).map { $0 & 1 == 1 }
    }

    /// The code as a drawing with its quiet zone of four modules: one path, a run of dark modules a
    /// rectangle.
    func drawing(name: StaticString) -> Markup {
        var markup = Markup()
        let side = width + 8
        markup.tag("<svg class=\"code\" role=\"img\" aria-label=\"")
        markup.tag(name)
        markup.numbers(
            """
            " viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges">\
            <rect width="\(side)" height="\(side)" fill="#fff"/><path fill="#000" d="
            """
        )
        for row in 0..<width {
            var column = 0
            while column < width {
                guard modules[row * width + column] else {
                    column += 1
                    continue
                }
                let start = column
                while column < width, modules[row * width + column] { column += 1 }
                let count = column - start
                markup.numbers("M\(start + 4) \(row + 4)h\(count)v1h-\(count)z")
            }
        }
        markup.tag("\"/></svg>")
        return markup
    }
}
