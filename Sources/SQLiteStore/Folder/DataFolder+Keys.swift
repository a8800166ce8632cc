public import ContestEngine
import Foundation

// The file `secret` of a data folder.
//
// A secret that was never rotated is 32 random bytes and nothing else. After a rotation the file is
// text: a first line, then a line for each generation, oldest first: its number, whether what it made
// is still believed (`valid` or `revoked`), and the secret's 64 hexadecimal digits.
//
//     safetyquiz-secrets 1
//     0 revoked 9f2c…
//     1 valid 51ab…
//
// Where a secret was removed the word `removed` stands in its place, and below it a line for each key
// that was derived from it and is still needed: the key and its purpose (`DerivedKeys`).
//
//     0 revoked removed
//     0 keeps 77d0… qinghe-2026/lookup
//
// The file is replaced as a whole: a crash leaves the old one or the new one.

extension DataFolder {
    private static let firstLine = "safetyquiz-secrets 1"

    /// The master secrets of a folder that a server has used, without taking the lock.
    public static func masterKeys(in path: String) throws -> MasterKeys {
        let file = path + "/secret"
        guard let known = FileManager.default.contents(atPath: file) else {
            throw DataFolderError.unusable(file)
        }
        if known.count == 32 { return MasterKeys(Array(known)) }
        guard let keys = read(String(decoding: known, as: UTF8.self)) else {
            throw DataFolderError.damagedSecret(file)
        }
        return keys
    }

    /// The master secrets; the first is made at the first call.
    public func masterKeys() throws -> MasterKeys {
        let file = path + "/secret"
        if FileManager.default.fileExists(atPath: file) { return try Self.masterKeys(in: path) }
        let secret = Self.freshSecret()
        try Self.place(secret, at: file)
        return MasterKeys(secret)
    }

    /// Adds a generation; the server that runs next makes everything new with it.
    ///
    /// - Parameter revoking: Whether nothing made with earlier generations is believed any more.
    /// - Throws: `DataFolderError.tooManySecrets` when there is no number left.
    public func rotateSecret(revoking: Bool) throws -> MasterKeys {
        // A folder of a newer program may have a newer secret, too: nothing of it is written.
        for name in try contests() { try LedgerHeader(path: ledger(name))?.requireKnown() }
        guard let rotated = try masterKeys().rotated(to: Self.freshSecret(), revoking: revoking)
        else { throw DataFolderError.tooManySecrets }
        try put(rotated)
        return rotated
    }

    /// Removes the secrets of all generations but the present one, once no name needs them.
    ///
    /// - Throws: `DataFolderError.sealedWithEarlier` where a name or a roster's line is not under the
    ///   present key; the secrets then stay.
    public func removeEarlierSecrets() async throws -> MasterKeys {
        let keys = try masterKeys()
        let names = try contests()
        for name in names {
            let count = try await unopened(name, by: keys.onlyPresent)
            guard count == 0 else { throw DataFolderError.sealedWithEarlier(name, count: count) }
        }
        let left = keys.withoutEarlierSecrets(keeping: names)
        try put(left)
        return left
    }

    private func put(_ keys: MasterKeys) throws {
        let text = ([Self.firstLine] + keys.generations.flatMap(Self.lines)).joined(separator: "\n")
        try Self.place(Array((text + "\n").utf8), at: path + "/secret")
    }

    private static func freshSecret() -> [UInt8] {
        (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    }

    private static func lines(_ generation: MasterKeys.Generation) -> [String] {
        let state = generation.isRevoked ? "revoked" : "valid"
        guard generation.isRemoved else {
            return ["\(generation.number) \(state) \(Hexadecimal.encode(generation.secret))"]
        }
        let kept = generation.kept.sorted { $0.key < $1.key }.map { purpose, key in
            "\(generation.number) keeps \(Hexadecimal.encode(key)) \(purpose)"
        }
        return ["\(generation.number) \(state) removed"] + kept
    }

    private static func read(_ text: String) -> MasterKeys? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        guard lines.first.map(String.init) == firstLine else { return nil }
        var generations: [MasterKeys.Generation] = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ", maxSplits: 3)
            guard parts.count >= 3, let number = UInt8(parts[0]) else { return nil }
            if parts[1] == "keeps" {
                guard let known = generations.popLast(), known.number == number, known.isRemoved,
                    let key = Hexadecimal.decode(String(parts[2])), key.count == 32,
                    let purpose = parts.last, parts.count == 4
                else { return nil }
                generations.append(known.keeping(key, for: String(purpose)))
                continue
            }
            let isRevoked = parts[1] == "revoked"
            guard parts.count == 3, isRevoked || parts[1] == "valid" else { return nil }
            if parts[2] == "removed" {
                generations.append(.init(number: number, kept: [:], isRevoked: isRevoked))
            } else {
                guard let secret = Hexadecimal.decode(String(parts[2])), secret.count == 32 else {
                    return nil
                }
                generations.append(.init(number: number, secret: secret, isRevoked: isRevoked))
            }
        }
        return MasterKeys(generations)
    }

    /// Puts bytes in a file's place so that a crash leaves what was there or the new ones.
    static func place(_ bytes: [UInt8], at file: String) throws {
        try DurableFiles.write(bytes, to: file + ".new")
        try DurableFiles.rename(file + ".new", to: file)
        try DurableFiles.syncFolder(file.parentFolder)
    }
}

extension String {
    /// The folder that a file lies in.
    var parentFolder: String {
        guard let slash = lastIndex(of: "/") else { return "." }
        return slash == startIndex ? "/" : String(self[..<slash])
    }
}
