internal import Yams

/// YAML as a `FileNode`, in the part of the language that says plainly what it means.
///
/// Anchors, aliases, tags, merge keys and several documents are refused with their places. Aliases
/// never reach the parser: nested ones can grow to any size, and as keys they are compared while
/// composing. So every `*` enters as U+FDD0, a noncharacter that no checked file contains: an alias
/// arrives as a plain scalar that begins with it, and any other one becomes a `*` again.
///
/// Repeated keys stop Yams at the first. Each one is renamed in place, with as many scalars as
/// before, and the text is composed again, so that all of them are found.
enum YAMLFrontEnd {
    private static let star = Unicode.Scalar(UInt32(0xFDD0)) ?? "\u{FFFC}"
    /// How many repeated keys are looked for before the reader gives up on the rest; each costs
    /// another composition, so that large files get fewer.
    private static let repeatLimit = 20
    private static let repeatByteLimit = 16 << 20

    /// The tree; nil after an error of syntax.
    static func read(_ bytes: [UInt8], _ log: FindingLog) -> FileNode? {
        let replacing: (Unicode.Scalar) -> Unicode.Scalar = { $0 == "*" ? star : $0 }
        guard var text = SourceText.read(bytes, log, replacing: replacing) else { return nil }
        guard structuralByteCount(text) <= FileLimits.nodeCount else {
            log.error(
                "file.too-many-nodes",
                at: nil,
                "文件内容过多，请拆成几个文件",
                "the file has too many parts; split it"
            )
            return nil
        }
        var repeatedKeys: Set<Place> = []
        let tries = min(repeatLimit, repeatByteLimit / max(bytes.count, 1) + 1)
        for _ in 0..<tries {
            do {
                return try composed(text, repeatedKeys, log)
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                guard let key = keys.first,
                    let mended = RepeatedKey.rename(key, after: context.mark, in: text)
                else {
                    noteRepeated(
                        keys.first ?? "",
                        Place(line: context.mark.line, column: context.mark.column),
                        log
                    )
                    return nil
                }
                noteRepeated(key, mended.place, log)
                repeatedKeys.insert(mended.place)
                text = mended.text
            } catch {
                YAMLSyntaxFault.note(error, in: text, log)
                return nil
            }
        }
        log.error(
            "file.key.repeated-more",
            at: nil,
            "可能还有重复的键，改正后请再检查一遍",
            "there may be more repeated keys; check again after mending these"
        )
        return nil
    }

    private static func noteRepeated(_ key: String, _ place: Place, _ log: FindingLog) {
        log.error(
            "file.key.repeated",
            at: place,
            text: key.replacing(star, with: "*"),
            "同一处重复写了这个键",
            "this key is repeated in one mapping"
        )
    }

    /// At least as many as the nodes that the text can hold, counted before any memory is spent.
    private static func structuralByteCount(_ text: String) -> Int {
        text.utf8.count { byte in
            switch byte {
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: ","), UInt8(ascii: ":"),
                UInt8(ascii: "-"), UInt8(ascii: "?"), UInt8(ascii: "["), UInt8(ascii: "{"):
                true
            default: false
            }
        }
    }

    private static func composed(
        _ text: String,
        _ repeatedKeys: Set<Place>,
        _ log: FindingLog
    ) throws -> FileNode? {
        // `.basic` resolves nothing, so no regular expression runs over the scalars.
        let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
        guard let root = try parser.singleRoot() else {
            log.error("file.empty", at: nil, "文件是空的", "the file is empty")
            return nil
        }
        // Nodes hold their anchors weakly; the parser owns them.
        return withExtendedLifetime(parser) {
            var conversion = YAMLConversion(
                star: star,
                repeatedKeys: repeatedKeys,
                log: log
            )
            return conversion.converted(root, depth: 1)
        }
    }
}

extension String {
    /// The text with one scalar exchanged for another wherever it stands.
    func replacing(_ old: Unicode.Scalar, with new: Unicode.Scalar) -> String {
        guard unicodeScalars.contains(old) else { return self }
        var result = String.UnicodeScalarView()
        for scalar in unicodeScalars { result.append(scalar == old ? new : scalar) }
        return String(result)
    }
}
