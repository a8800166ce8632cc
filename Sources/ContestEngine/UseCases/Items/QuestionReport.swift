public import ContestModel
import FoundationEssentials

/// A participant's word that something is wrong with a question: 本题有误.
///
/// Reports are notes of the kind `report` under `PSEUDONYM/QUESTION`, so that a person has one for a
/// question, and an erasure finds all of a person's.
public struct QuestionReport: Hashable, Sendable {
    /// What is wrong.
    public enum Code: String, CaseIterable, Codable, Sendable {
        /// The key is wrong.
        case wrongKey = "wrong_key"
        /// It can be read in several ways.
        case unclear
        /// The law or the number has changed.
        case outdated
        /// There is a slip of the pen.
        case typo
        /// Something else.
        case other
    }

    /// The question's identifier.
    public var question: String
    /// Who reports it.
    public var participant: Pseudonym
    /// When.
    public var at: LedgerInstant
    /// What is wrong.
    public var code: Code
    /// In the person's own words; empty for none.
    public var text: String
    /// The attempt in which it was shown.
    public var attempt: AttemptID
    /// The bank version of that attempt.
    public var bankVersion: Int32

    /// The most bytes of a text.
    public static let textByteLimit = 500
    /// The most reports of one participant; replacing one is always possible.
    public static let countLimit = 200
    static let noteKind = "report"

    /// Whether a text may be kept: short enough, and nothing that is invisible or turns text around.
    public static func isAllowed(_ text: String) -> Bool {
        text.utf8.count <= textByteLimit
            && text.unicodeScalars.allSatisfy { scalar in
                switch scalar.properties.generalCategory {
                case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse,
                    .surrogate, .unassigned:
                    false
                default: true
                }
            }
    }

    /// The beginning of the keys of a person's reports.
    static func keyPrefix(_ participant: Pseudonym) -> String { "\(participant)/" }

    /// Under which key it is kept; questions' identifiers have no slash.
    public var key: String { Self.keyPrefix(participant) + question }

    private struct Content: Codable {
        var attempt: Int64
        var bankVersion: Int32
        var code: Code
        var text: String
    }

    func note() throws -> Note {
        let content = Content(
            attempt: attempt.sequence,
            bankVersion: bankVersion,
            code: code,
            text: text
        )
        return Note(
            kind: Self.noteKind,
            key: key,
            at: at,
            actor: participant.description,
            content: Array(try CanonicalJSON.encode(content))
        )
    }

    /// The question that a report's key names.
    static func question(ofKey key: String) -> String {
        String(key.drop { $0 != "/" }.dropFirst())
    }
}

extension QuestionReport {
    /// Reads a note; nil where it holds no report.
    init?(_ note: Note) {
        guard let content = try? CanonicalJSON.decode(Content.self, from: note.content),
            let bits = UInt64(note.actor, radix: 16)
        else { return nil }
        self.init(
            question: Self.question(ofKey: note.key),
            participant: Pseudonym(bits: bits),
            at: note.at,
            code: content.code,
            text: content.text,
            attempt: AttemptID(sequence: content.attempt),
            bankVersion: content.bankVersion
        )
    }
}
