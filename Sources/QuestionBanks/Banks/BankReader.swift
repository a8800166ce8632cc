internal import Crypto
public import ContestModel

/// Reads a bank of any registered format, or names every fault in it.
public enum BankReader {
    /// Reads and judges a bank.
    ///
    /// - Parameters:
    ///   - bytes: The file's content, at most `FileLimits.byteCount`; a table at most 48 MiB.
    ///   - file: The file's name for findings.
    ///   - progress: Told how far the reading has come, about every thousand rows and questions.
    /// - Returns: The bank with its digest, or every error; warnings in either case.
    /// - Complexity: O(bytes).
    public static func read(
        _ bytes: some Collection<UInt8>,
        file: String,
        format: BankFormat,
        progress: ((ReadingProgress) -> Void)? = nil
    ) -> Reading<BankVersion> {
        let log = FindingLog(file: file)
        log.progress = progress
        guard let draft = format.draft(Array(bytes), log) else { return Reading(nil, log) }
        let bank = BankJudgement.bank(draft, log)
        guard !log.hasErrors, let bank else { return Reading(nil, log) }
        do {
            return Reading(try version(of: bank), log)
        } catch {
            log.error(
                "bank.not-encodable",
                at: nil,
                "题库无法写成规范形式",
                "the bank has no canonical form"
            )
            return Reading(nil, log)
        }
    }

    /// A bank under the digest of its canonical bytes.
    ///
    /// - Throws: What encoding the bank throws.
    public static func version(of bank: QuestionBank) throws -> BankVersion {
        let digest = SHA256.hash(data: try bank.canonicalBytes())
        var digits: [UInt8] = []
        for byte in digest {
            for nibble in [byte >> 4, byte & 15] {
                digits.append(
                    nibble < 10 ? UInt8(ascii: "0") + nibble : UInt8(ascii: "a") + nibble - 10
                )
            }
        }
        return BankVersion(digest: String(decoding: digits, as: UTF8.self), bank: bank)
    }
}
