/// Gives a foreign bank what it has no place for: a name, a title, and identifiers of questions.
enum ImportedIdentity {
    /// Completes a draft and notes what was made up.
    ///
    /// The bank's name comes from the file's name, its title too; a question's identifier is made
    /// from the file's own where letters, digits and hyphens can be had from it, and from the
    /// question's number otherwise.
    static func complete(_ draft: inout BankDraft, _ losses: inout ImportLosses, _ log: FindingLog)
    {
        let base = baseName(log.file)
        if draft.name == nil {
            let name = bankName(base)
            draft.name = Located(name, at: draft.place)
            losses.note(.adapted, "bank=\(name)", at: draft.place)
        }
        if draft.title == nil {
            draft.title = Located(base.isEmpty ? "题库" : base, at: draft.place)
        }
        completeIDs(&draft, &losses)
    }

    /// The file's name without folders and ending.
    static func baseName(_ file: String) -> String {
        let last = file.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init)
        let name = last ?? file
        guard let dot = name.firstIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// A bank's name made from a text: what is left of it in lower case, or `imported`.
    private static func bankName(_ text: String) -> String {
        identifier(text) ?? "imported"
    }

    /// A text in lower-case letters, digits and hyphens; nil when another character stands in it.
    static func identifier(_ text: String) -> String? {
        var bytes: [UInt8] = []
        for byte in TextRules.trimmed(text).utf8 {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"): bytes.append(byte | 0x20)
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                bytes.append(byte)
            case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: " "):
                bytes.append(UInt8(ascii: "-"))
            default: return nil
            }
        }
        let name = String(decoding: bytes, as: UTF8.self)
        return TextRules.isName(name) ? name : nil
    }

    private static func completeIDs(_ draft: inout BankDraft, _ losses: inout ImportLosses) {
        var used: Set<String> = []
        var waiting: [Int] = []
        for index in draft.questions.indices {
            let written = draft.questions[index].id
            guard let written, let id = identifier(written.value), used.insert(id).inserted else {
                waiting.append(index)
                continue
            }
            if id != written.value { losses.note(.adapted, "id", at: written.place) }
            draft.questions[index].id = Located(id, at: written.place)
        }
        for index in waiting {
            var id = "q-\(index + 1)"
            // Each round takes another identifier out of `used`, so this ends.
            while used.contains(id) { id += "-x" }
            used.insert(id)
            let place = draft.questions[index].place
            draft.questions[index].id = Located(id, at: place)
            losses.note(.adapted, "id=q-…", at: place)
        }
    }
}
