internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A folder that only this user can read, removed with everything in it when it is let go.
final class TemporaryFolder: Sendable {
    let path: String

    init() throws(WorkbookWriteFault) {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("table-XXXXXX")
        var template = Array(place.path.utf8CString)
        // mkdtemp makes the folder with mode 0700 and fails where the name is taken.
        let isMade = template.withUnsafeMutableBufferPointer { buffer in
            buffer.baseAddress.map { mkdtemp($0) != nil } ?? false
        }
        guard isMade else { throw .temporaryFile }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    func bytes(of name: String) throws(WorkbookWriteFault) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path + "/" + name) else {
            throw .temporaryFile
        }
        return [UInt8](data)
    }
}
