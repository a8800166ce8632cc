public import ContestModel

/// One person of an organiser's roster.
public struct RosterEntry: Hashable, Sendable {
    /// The name as given, in NFC.
    public var name: String
    /// The phone number's digits; nil when not given.
    public var phone: String?
    /// The region; `.none` when the roster has no such column.
    public var region: NodeID
    /// The unit; `.none` when the roster has no such column.
    public var unit: NodeID
    /// 4 to 12 digits; nil when the program is to make one.
    public var pin: String?
    /// The line of the file, from 1.
    public var line: Int

    /// Makes an entry.
    public init(
        name: String,
        phone: String?,
        region: NodeID,
        unit: NodeID,
        pin: String?,
        line: Int
    ) {
        self.name = name
        self.phone = phone
        self.region = region
        self.unit = unit
        self.pin = pin
        self.line = line
    }
}

/// Reads a roster from a table.
///
/// Columns, in any order: 姓名/name (needed), 手机/phone, 地区代码/region_code or 地区/region,
/// 单位代码/unit_code or 单位/unit (a code, a name or an alias in either), 口令/PIN.
public enum RosterReader {
    enum Column: Hashable {
        case name, phone, regionCode, region, unitCode, unit, pin
    }

    static let columns: [TableColumn<Column>] = [
        TableColumn(name: .name, headings: ["姓名", "name"], isRequired: true),
        TableColumn(name: .phone, headings: ["手机", "手机号", "手机号码", "电话", "phone"]),
        TableColumn(name: .regionCode, headings: ["地区代码", "region_code"]),
        TableColumn(name: .region, headings: ["地区", "地区名称", "region"]),
        TableColumn(name: .unitCode, headings: ["单位代码", "unit_code"]),
        TableColumn(name: .unit, headings: ["单位", "单位名称", "unit"]),
        TableColumn(name: .pin, headings: ["口令", "pin"]),
    ]

    /// Reads a roster as a table.
    ///
    /// Findings never quote a PIN, and of a phone only its ends.
    ///
    /// - Parameters:
    ///   - bytes: CSV (UTF-8, UTF-16 with a mark, GB18030) or an XLSX workbook.
    ///   - file: The file's name for findings.
    /// - Returns: The people in the file's order, or every error.
    /// - Complexity: O(bytes + nodes), and O(nodes) more for each of the first misspelt names.
    public static func read(
        table bytes: some Collection<UInt8>,
        file: String,
        regions: GroupTree,
        units: GroupTree
    ) -> Reading<[RosterEntry]> {
        let log = FindingLog(file: file)
        guard let table = HeadedTable(Array(bytes), columns: columns, log) else {
            return Reading(nil, log)
        }
        if table.rows.isEmpty {
            log.error("roster.empty", at: nil, "名册里没有人", "the roster has nobody")
        }
        var regionFinder = GroupFinder(regions, kind: .region, log: log)
        var unitFinder = GroupFinder(units, kind: .unit, log: log)
        var people = RosterTwins(log: log)
        var entries: [RosterEntry] = []
        for row in table.rows {
            let name = row.required(.name, byteLimit: 120, "姓名", "the name", log)
            let phone = RosterText.phone(row, log)
            let pin = RosterText.pin(row, log)
            let region = regionFinder.node(row, table, code: .regionCode, name: .region)
            let unit = unitFinder.node(row, table, code: .unitCode, name: .unit)
            guard let name, let region, let unit else { continue }
            let entry = RosterEntry(
                name: name.value,
                phone: phone,
                region: region,
                unit: unit,
                pin: pin,
                line: row.place.line
            )
            people.note(entry, at: name.place, phonePlace: row.written(.phone)?.place)
            entries.append(entry)
        }
        return Reading(entries, log)
    }
}
