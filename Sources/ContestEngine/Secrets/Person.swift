/// A person's data: as little as a contest needs.
public struct Person: Hashable, Codable, Sendable {
    /// The name, at most 128 bytes.
    public var name: String
    /// The telephone number, digits only; nil when not given.
    public var phone: String?

    /// The most bytes of a name.
    public static let nameByteLimit = 128

    /// Makes a person; nil when the name is blank, too long or has invisible characters, or the phone
    /// is no number of 5 to 15 digits.
    public init?(name: String, phone: String? = nil) {
        guard !name.isEmpty, name.utf8.count <= Self.nameByteLimit,
            name.unicodeScalars.allSatisfy(Self.isAllowed),
            name.unicodeScalars.contains(where: { !$0.properties.isWhitespace })
        else { return nil }
        if let phone {
            let digits = phone.utf8
            guard (5...15).contains(digits.count),
                digits.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return nil }
        }
        self.name = name
        self.phone = phone
    }

    /// Whether a character may stand in a name: nothing that is invisible or turns text around.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .surrogate,
            .unassigned:
            false
        default: true
        }
    }
}

/// Masks names for public boards: 王小明 becomes 王**, 欧阳明 becomes 欧阳*.
public enum NameMask {
    /// Family names of two characters.
    ///
    /// Source: the compound surnames of 百家姓.
    private static let compoundSurnames: Set<String> = [
        "欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "令狐", "宇文",
        "长孙", "司徒", "司空", "端木", "南宫", "轩辕", "呼延", "钟离", "闻人", "赫连", "澹台", "公冶",
        "宗政", "濮阳", "淳于", "单于", "太叔", "申屠", "仲孙", "鲜于", "闾丘", "亓官", "拓跋", "独孤",
        "百里", "东郭", "南门", "西门", "纳兰", "第五",
    ]

    /// The name with all but the family name hidden; one letter stays of a Latin name.
    public static func masked(_ name: String) -> String {
        let characters = Array(name)
        guard characters.count > 1 else { return "*" }
        let isCompound =
            characters.count > 2 && compoundSurnames.contains(String(characters.prefix(2)))
        let shown = isCompound ? 2 : 1
        let hidden = min(characters.count - shown, 3)
        return String(characters.prefix(shown)) + String(repeating: "*", count: hidden)
    }
}
