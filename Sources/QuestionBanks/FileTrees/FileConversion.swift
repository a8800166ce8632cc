/// Turns an organiser's YAML file into the JSON that the server reads: the same tree, key by key.
///
/// YAML stays on the organiser's machine; over HTTP goes JSON only.
public enum FileConversion {
    /// Reads YAML and writes JSON.
    ///
    /// - Parameter file: The file's name for findings.
    /// - Returns: The JSON's bytes, or every fault of the YAML.
    public static func json(yaml bytes: some Collection<UInt8>, file: String) -> Reading<[UInt8]> {
        let log = FindingLog(file: file)
        guard let tree = FileSyntax.yaml.tree(Array(bytes), log) else { return Reading(nil, log) }
        var json: [UInt8] = []
        write(tree, to: &json)
        return Reading(json, log)
    }

    private static func write(_ node: FileNode, to json: inout [UInt8]) {
        switch node {
        case .scalar(let scalar):
            if !scalar.isQuoted && isLiteral(scalar.text) {
                json.append(contentsOf: scalar.text.utf8)
            } else if scalar.isNull {
                json.append(contentsOf: "null".utf8)
            } else {
                write(scalar.text, to: &json)
            }
        case .sequence(let sequence):
            json.append(UInt8(ascii: "["))
            for (index, item) in sequence.items.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                write(item, to: &json)
            }
            json.append(UInt8(ascii: "]"))
        case .mapping(let mapping):
            json.append(UInt8(ascii: "{"))
            for (index, entry) in mapping.entries.enumerated() {
                if index > 0 { json.append(UInt8(ascii: ",")) }
                write(entry.key, to: &json)
                json.append(UInt8(ascii: ":"))
                write(entry.value, to: &json)
            }
            json.append(UInt8(ascii: "}"))
        }
    }

    /// Whether an unquoted word is a boolean or a whole number in JSON too; all else becomes text,
    /// which the reader types for itself.
    private static func isLiteral(_ text: String) -> Bool {
        if text == "true" || text == "false" { return true }
        let digits = text.utf8
        guard (1...15).contains(digits.count),
            digits.first != UInt8(ascii: "0") || digits.count == 1
        else { return false }
        return digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    }

    private static func write(_ text: String, to json: inout [UInt8]) {
        json.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                json.append(UInt8(ascii: "\\"))
                json.append(byte)
            case 0..<0x20:
                let digits = Array("0123456789abcdef".utf8)
                json.append(contentsOf: "\\u00".utf8)
                json.append(digits[Int(byte >> 4)])
                json.append(digits[Int(byte & 15)])
            default: json.append(byte)
            }
        }
        json.append(UInt8(ascii: "\""))
    }
}
