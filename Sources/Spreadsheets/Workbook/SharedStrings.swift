/// The texts that a workbook's cells share, kept in one piece of memory.
///
/// A text may come in runs of different looks, which are joined; the reading aids of East Asian
/// texts (`rPh`) are left out.
final class SharedStrings: PartHandler {
    private var bytes: [UInt8] = []
    /// Where each text ends.
    private var ends: [Int] = []
    private var isInText = false
    private var phoneticDepth = 0
    private let limits: SheetLimits

    init(_ limits: SheetLimits) {
        self.limits = limits
    }

    /// A text by its number; nil when there is none.
    ///
    /// - Complexity: O(its bytes).
    func text(at index: Int) -> String? {
        guard ends.indices.contains(index) else { return nil }
        let start = index == 0 ? 0 : ends[index - 1]
        return String(decoding: bytes[start..<ends[index]], as: UTF8.self)
    }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetFault) {
        switch name {
        case "t": isInText = true
        case "rPh": phoneticDepth += 1
        default: break
        }
    }

    func end(_ name: String) throws(SheetFault) {
        switch name {
        case "t": isInText = false
        case "rPh": phoneticDepth -= 1
        case "si":
            // An empty text costs eight bytes too.
            guard bytes.count + ends.count * 8 <= limits.sharedByteCount else {
                throw .sharedTextTooLarge
            }
            ends.append(bytes.count)
        default: break
        }
    }

    func text(_ text: String) throws(SheetFault) {
        guard isInText, phoneticDepth == 0 else { return }
        bytes.append(contentsOf: text.utf8)
        guard bytes.count <= limits.sharedByteCount else { throw .sharedTextTooLarge }
    }
}
