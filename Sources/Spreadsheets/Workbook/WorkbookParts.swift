/// The parts of a workbook, found by their relationships, with what all sheets share.
struct WorkbookParts {
    /// A sheet with cells; charts and dialogs are none.
    struct Sheet {
        var name: String
        var isHidden: Bool
        var part: String
    }

    var sheets: [Sheet] = []
    var is1904: Bool
    let shared: SharedStrings
    let styles: CellStyles

    init(_ archive: ZipArchive, _ limits: SheetLimits) throws(SheetFault) {
        let names = PartNames(archive.names)
        let root = try PartRelations.read("_rels/.rels", "", archive, names, limits)
        let main = root.first(ofType: "/officeDocument") ?? "xl/workbook.xml"
        guard let workbook = names.actual(main), !main.lowercased().hasPrefix("word/"),
            !main.lowercased().hasPrefix("ppt/")
        else { throw .noWorkbook }
        let list = SheetList(limits, workbook)
        try PartParser.parse(workbook, of: archive, limits, with: list)
        guard list.isWorkbook else { throw .noWorkbook }
        is1904 = list.is1904
        let folder = PartNames.folder(of: workbook)
        let file = workbook.dropFirst(folder.count)
        let relations = try PartRelations.read(
            "\(folder)_rels/\(file).rels",
            folder,
            archive,
            names,
            limits
        )
        guard !relations.hasExternalLink else { throw .externalLinks }
        if let types = names.actual("[Content_Types].xml") {
            let contents = ContentTypes()
            try PartParser.parse(types, of: archive, limits, with: contents)
            guard !contents.hasMacros else { throw .macros }
        }
        shared = SharedStrings(limits)
        if let part = relations.first(ofType: "/sharedStrings").flatMap(names.actual) {
            try PartParser.parse(part, of: archive, limits, with: shared)
        }
        styles = CellStyles()
        if let part = relations.first(ofType: "/styles").flatMap(names.actual) {
            try PartParser.parse(part, of: archive, limits, with: styles)
        }
        for entry in list.entries {
            guard let relation = relations.byID[entry.relation] else {
                throw .damagedPart(part: workbook, line: 1)
            }
            guard relation.type.hasSuffix("/worksheet") else { continue }
            guard let part = names.actual(relation.target) else {
                throw .zip(.missing(relation.target))
            }
            sheets.append(Sheet(name: entry.name, isHidden: entry.isHidden, part: part))
        }
    }
}

/// Finds parts by their names, whose case does not matter.
struct PartNames {
    private var byLowercase: [String: String] = [:]

    init(_ names: [String]) {
        for name in names { byLowercase[name.lowercased()] = name }
    }

    /// The name as the archive writes it.
    func actual(_ name: String) -> String? { byLowercase[name.lowercased()] }

    /// The folder that a part lies in, with its slash.
    static func folder(of name: String) -> String {
        guard let slash = name.lastIndex(of: "/") else { return "" }
        return String(name[...slash])
    }

    /// A target as a name from the archive's root.
    static func resolved(_ target: String, in folder: String) -> String {
        var pieces: [Substring] = []
        let path = target.hasPrefix("/") ? target : folder + target
        for piece in path.split(separator: "/") {
            switch piece {
            case ".": break
            case "..": _ = pieces.popLast()
            default: pieces.append(piece)
            }
        }
        return pieces.joined(separator: "/")
    }
}

/// The relationships that start at one part.
final class PartRelations: PartHandler {
    struct Relation {
        var type: String
        var target: String
    }

    private(set) var byID: [String: Relation] = [:]
    private(set) var hasExternalLink = false
    private let folder: String
    private static let countLimit = 10_000

    private init(_ folder: String) {
        self.folder = folder
    }

    static func read(
        _ part: String,
        _ folder: String,
        _ archive: ZipArchive,
        _ names: PartNames,
        _ limits: SheetLimits
    ) throws(SheetFault) -> PartRelations {
        let relations = PartRelations(folder)
        guard let part = names.actual(part) else { return relations }
        try PartParser.parse(part, of: archive, limits, with: relations)
        return relations
    }

    /// The target of the relationship whose type ends in these words.
    ///
    /// The two variants of the format begin the words differently. Of several the first by its
    /// identifier is taken, so that the choice is always the same.
    func first(ofType suffix: String) -> String? {
        byID.filter { $0.value.type.hasSuffix(suffix) }.min { $0.key < $1.key }?.value.target
    }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetFault) {
        guard name == "Relationship", byID.count < Self.countLimit else { return }
        guard let id = attributes["Id"], let type = attributes["Type"],
            let target = attributes["Target"]
        else { return }
        if type.hasSuffix("/externalLink") { hasExternalLink = true }
        guard attributes["TargetMode"] != "External" else { return }
        byID[id] = Relation(type: type, target: PartNames.resolved(target, in: folder))
    }

    func end(_ name: String) throws(SheetFault) {}

    func text(_ text: String) throws(SheetFault) {}
}

/// The sheets that a workbook names, in order.
private final class SheetList: PartHandler {
    struct Entry {
        var name: String
        var isHidden: Bool
        var relation: String
    }

    private(set) var entries: [Entry] = []
    private(set) var is1904 = false
    private(set) var isWorkbook = false
    private let limits: SheetLimits
    private let part: String

    init(_ limits: SheetLimits, _ part: String) {
        self.limits = limits
        self.part = part
    }

    func start(_ name: String, _ attributes: [String: String]) throws(SheetFault) {
        switch name {
        case "workbook": isWorkbook = true
        case "workbookPr":
            is1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true"
        case "sheet":
            guard entries.count < limits.sheetCount else { throw .tooManySheets }
            let relation = attributes.first { PartParser.localName($0.key) == "id" }?.value
            guard let name = attributes["name"], name.utf8.count <= 255, let relation else {
                throw .damagedPart(part: part, line: 1)
            }
            let state = attributes["state"] ?? "visible"
            entries.append(Entry(name: name, isHidden: state != "visible", relation: relation))
        default: break
        }
    }

    func end(_ name: String) throws(SheetFault) {}

    func text(_ text: String) throws(SheetFault) {}
}

/// Looks for macros among the declared types of parts.
private final class ContentTypes: PartHandler {
    private(set) var hasMacros = false

    func start(_ name: String, _ attributes: [String: String]) throws(SheetFault) {
        let type = attributes["ContentType"]?.lowercased() ?? ""
        if type.contains("macroenabled") || type.contains("vbaproject") { hasMacros = true }
    }

    func end(_ name: String) throws(SheetFault) {}

    func text(_ text: String) throws(SheetFault) {}
}
