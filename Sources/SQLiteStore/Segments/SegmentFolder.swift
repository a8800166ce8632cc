import ContestEngine
import ContestModel
import Foundation

/// The files of one contest's segments, in their one numbering.
struct SegmentFolder: Sendable {
    /// A file of the numbering.
    struct File: Hashable, Sendable {
        var serial: Int
        var isBase: Bool

        /// `00000001-base.sqlite` or `00000002.segment`.
        var name: String {
            let digits = String(serial)
            let padded = String(repeating: "0", count: max(0, 8 - digits.utf8.count)) + digits
            return padded + (isBase ? "-base.sqlite" : ".segment")
        }

        init(serial: Int, isBase: Bool) {
            self.serial = serial
            self.isBase = isBase
        }

        /// Reads a name; nil for any other file.
        init?(_ name: String) {
            isBase = name.hasSuffix("-base.sqlite")
            let digits = name.prefix(8)
            guard digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let serial = Int(digits),
                isBase || name.hasSuffix(".segment")
            else { return nil }
            self.serial = serial
            guard self.name == name else { return nil }
        }
    }

    let path: String

    func path(_ file: File) -> String { path + "/" + file.name }

    /// All files in the order of their numbers.
    func files() throws -> [File] {
        guard FileManager.default.fileExists(atPath: path) else { return [] }
        return try FileManager.default.contentsOfDirectory(atPath: path).compactMap(File.init)
            .sorted { $0.serial < $1.serial }
    }

    func make() throws {
        try FileManager.default.createDirectory(
            atPath: path,
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
    }

    func read(_ file: File) throws -> Segment {
        guard let bytes = FileManager.default.contents(atPath: path(file)) else {
            throw SegmentFault.missing(file: file.name)
        }
        return try Segment(Array(bytes), name: file.name)
    }

    func write(_ bytes: [UInt8], as file: File) throws {
        try DataFolder.place(bytes, at: path(file))
    }

    /// Where the copies end: the last file, when it is a segment that can be read.
    func end() throws -> SegmentEnd? {
        let files = try files()
        guard let last = files.last, !last.isBase, let segment = try? read(last) else { return nil }
        var end = LedgerHead(sequence: segment.previous, chain: segment.link)
        for case .batch(_, let sequence, let chain) in segment.records {
            end = LedgerHead(sequence: sequence, chain: chain)
        }
        return SegmentEnd(
            serial: last.serial,
            baseSerial: files.last { $0.isBase }?.serial ?? 0,
            sequence: end.sequence,
            chain: end.chain
        )
    }

    /// Deletes what lies before the last base but one.
    func prune() throws {
        let files = try files()
        guard let kept = files.filter(\.isBase).dropLast().last else { return }
        for file in files where file.serial < kept.serial {
            try FileManager.default.removeItem(atPath: path(file))
        }
    }
}

/// Where a folder of segments ends.
struct SegmentEnd: Hashable, Sendable {
    /// The number of the last file.
    var serial: Int
    /// The number of the last base; zero when none is there.
    var baseSerial: Int
    /// The last fact that was copied.
    var sequence: LedgerSequence
    /// The chain's value there.
    var chain: [UInt8]
}
