internal import ContestModel
internal import Spreadsheets

// QTI content packages: a zip archive whose `imsmanifest.xml` lists its files in order.
//
//     <manifest identifier="safety-month" …>
//       <resources>
//         <resource identifier="law-001" type="imsqti_item_xmlv3p0" href="items/law-001.xml">…
//
// Items are read in the manifest's order. Places name the file within the package. Media are never
// inflated: an item that needs one is not carried. A manifest one folder down is found too, since
// people zip the folder instead of its content.
//
// Source: 1EdTech (IMS Global), Content Packaging 1.2 (2007), as QTI 2.1 to 3.0 profile it.

/// Reads a QTI package into a draft.
struct QTIPackage {
    private let archive: ZipArchive
    private let log: FindingLog
    private var losses = ImportLosses()
    private var questions: [QuestionDraft] = []
    private var count = 0

    private static let manifestName = "imsmanifest.xml"

    /// What a package may at most contain; one of 65,535 items and their images keeps within it.
    private static let limits = ZipLimits(
        entryCount: 200_000,
        entryByteCount: FileLimits.byteCount,
        totalByteCount: 256 << 20
    )

    /// The draft; nil after an error.
    static func draft(_ bytes: [UInt8], _ log: FindingLog) -> BankDraft? {
        do throws(ZipFault) {
            var package = QTIPackage(archive: try ZipArchive(bytes, limits: limits), log: log)
            return try package.read()
        } catch {
            PackageFault.note(error, log)
            return nil
        }
    }

    private init(archive: ZipArchive, log: FindingLog) {
        self.archive = archive
        self.log = log
    }

    private mutating func read() throws(ZipFault) -> BankDraft? {
        guard let name = manifest else {
            log.error(
                "qti.manifest.missing",
                at: nil,
                "压缩包里没有 imsmanifest.xml，不是 QTI 题包",
                "there is no imsmanifest.xml: this is no QTI package"
            )
            return nil
        }
        guard let root = try tree(of: name) else { return nil }
        let folder = String(name.dropLast(Self.manifestName.count))
        for resource in root.first("resources")?.all("resource") ?? [] {
            // One more than a bank may hold is enough to say so.
            guard count <= QuestionBank.questionCountLimit else { break }
            try read(resource, in: folder)
        }
        var draft = BankDraft(questions: questions, writtenQuestionCount: count, place: root.place)
        identify(&draft, root)
        ImportedIdentity.complete(&draft, &losses, log)
        losses.report(to: log)
        return draft
    }

    /// The manifest nearest to the archive's root.
    private var manifest: String? {
        archive.names.filter { $0 == Self.manifestName || $0.hasSuffix("/" + Self.manifestName) }
            .min { $0.utf8.count < $1.utf8.count }
    }

    private func tree(of name: String) throws(ZipFault) -> XMLElementNode? {
        let bytes = try archive.bytes(of: name)
        log.sheet = name
        defer { log.sheet = nil }
        return XMLFrontEnd.read(bytes, log).map(QTINames.older)
    }

    private mutating func read(
        _ resource: XMLElementNode,
        in folder: String
    ) throws(ZipFault) {
        let type = resource.attributes["type"]?.lowercased() ?? ""
        guard type.hasPrefix("imsqti_item") || type.hasPrefix("imsqti_apipitem") else {
            if type.hasPrefix("imsqti") { losses.note(.construct, type, at: resource.place) }
            return
        }
        count += 1
        let href = resource.attributes["href"] ?? resource.first("file")?.attributes["href"] ?? ""
        guard
            let name = [folder + href, folder + Self.decoded(href)].first(where: archive.contains)
        else {
            log.error(
                href.contains("://") ? "qti.href.external" : "qti.file.missing",
                at: resource.place,
                text: href,
                "压缩包里没有这个文件；不读取包外的内容",
                "there is no such file in the package; nothing outside is read"
            )
            return
        }
        guard let root = try tree(of: name) else { return }
        guard root.name == "assessmentItem" else {
            count -= 1
            return losses.note(.construct, root.name, at: root.place)
        }
        var item = QTIItem(root, log: log)
        switch item.read(&losses) {
        case .question(let draft): questions.append(draft)
        case .notCarried: count -= 1
        case .faulty: break
        }
    }

    private func identify(_ draft: inout BankDraft, _ manifest: XMLElementNode) {
        let name = QTIExtension.read(manifest.attributes["identifier"] ?? "")
        if TextRules.isName(name) { draft.name = Located(name, at: manifest.place) }
        let general = manifest.first("metadata")?.first("lom")?.first("general")
        if let title = general?.first("title")?.first("string"), !title.ownText.isEmpty {
            draft.title = Located(title.ownText, at: title.place)
        }
        for keyword in (general?.all("keyword") ?? []).compactMap({ $0.first("string") }) {
            let text = keyword.ownText
            if text == QTIExtension.publishedKeyword { draft.published = true }
            guard text.hasPrefix(QTIExtension.keywordPrefix), let sign = text.firstIndex(of: "=")
            else { continue }
            let name = text[..<sign].dropFirst(QTIExtension.keywordPrefix.count)
            let value = Located(String(text[text.index(after: sign)...]), at: keyword.place)
            _ = BankMetadata.apply(String(name), value, to: &draft, log)
        }
    }

    /// `%20` as a space; a text that is no UTF-8 afterwards stays.
    private static func decoded(_ href: String) -> String {
        var bytes: [UInt8] = []
        var rest = Array(href.utf8)[...]
        while let byte = rest.popFirst() {
            let digits = String(decoding: rest.prefix(2), as: UTF8.self)
            if byte == UInt8(ascii: "%"), digits.utf8.count == 2,
                let value = UInt8(digits, radix: 16)
            {
                bytes.append(value)
                rest = rest.dropFirst(2)
            } else {
                bytes.append(byte)
            }
        }
        return String(validating: bytes, as: UTF8.self) ?? href
    }
}
