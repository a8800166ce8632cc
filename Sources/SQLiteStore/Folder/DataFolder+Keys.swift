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
        let keys = try masterKeys()
        guard let rotated = keys.rotated(to: Self.freshSecret(), revoking: revoking) else {
            throw DataFolderError.tooManySecrets
        }
        let lines = rotated.generations.map { generation in
            "\(generation.number) \(generation.isRevoked ? "revoked" : "valid") "
                + Hexadecimal.encode(generation.secret)
        }
        let text = ([Self.firstLine] + lines).joined(separator: "\n") + "\n"
        try Self.place(Array(text.utf8), at: path + "/secret")
        return rotated
    }

    private static func freshSecret() -> [UInt8] {
        (0..<32).map { _ in UInt8.random(in: .min ... .max) }
    }

    private static func read(_ text: String) -> MasterKeys? {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
        guard lines.first.map(String.init) == firstLine else { return nil }
        var generations: [MasterKeys.Generation] = []
        for line in lines.dropFirst() {
            let parts = line.split(separator: " ")
            guard parts.count == 3, let number = UInt8(parts[0]),
                parts[1] == "valid" || parts[1] == "revoked",
                let secret = Hexadecimal.decode(String(parts[2])), secret.count == 32
            else { return nil }
            generations.append(
                MasterKeys.Generation(
                    number: number,
                    secret: secret,
                    isRevoked: parts[1] == "revoked"
                )
            )
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
