import ArgumentParser
import Foundation
import NIOCore

/// What a command ends with when it cannot do what was asked: one line on stderr and an exit code.
///
/// Codes follow sysexits.h where it has one: 64 wrong use, 65 wrong data, 69 server not reachable,
/// 73 cannot write, 74 input or output, 1 for "checked, and something is wrong".
enum Failure {
    static func misused(_ message: String) -> ExitCode { end(message, 64) }
    static func wrongData(_ message: String) -> ExitCode { end(message, 65) }
    static func unreachable(_ message: String) -> ExitCode { end(message, 69) }
    static func cannotWrite(_ message: String) -> ExitCode { end(message, 73) }
    static func unreadable(_ message: String) -> ExitCode { end(message, 74) }
    static func found(_ message: String) -> ExitCode { end(message, 1) }

    /// A server that could not listen, or had to stop.
    static func stopped(_ error: any Error, address: String) -> ExitCode {
        let why =
            switch (error as? IOError)?.errnoCode {
            case EADDRINUSE?:
                "地址 \(address) 已被占用，请用 --port 换一个 / the address is in use: name another --port"
            case EADDRNOTAVAIL?:
                "本机没有地址 \(address)，请改 --host / this machine has no such address: change --host"
            case EACCES?:
                "无权监听 \(address)，请用 1024 以上的端口 / not allowed: use a port above 1023"
            default: "\(error) / the server stopped"
            }
        return unreachable("服务器停止：\(why)")
    }

    private static func end(_ message: String, _ code: Int32) -> ExitCode {
        Console.note(message)
        return ExitCode(code)
    }
}

/// What people read beside a command's result.
enum Console {
    /// A line on stderr.
    static func note(_ message: String) { show(message + "\n") }

    /// Text on stderr, which is lost where it cannot be written: a full disk under a log must not stop
    /// a server.
    static func show(_ text: String) {
        try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    }

    /// A file's bytes; ends the command when it cannot be read.
    static func read(_ path: String, upTo limit: Int = 64 << 20) throws -> [UInt8] {
        guard let attributes = try? FileManager.default.attributesOfItem(atPath: path),
            let size = (attributes[.size] as? NSNumber)?.intValue
        else { throw Failure.unreadable("无法读取文件 \(path) / cannot read the file") }
        guard size <= limit else {
            throw Failure.wrongData("文件 \(path) 超过 \(limit >> 20) MiB / the file is too large")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Failure.unreadable("无法读取文件 \(path) / cannot read the file")
        }
        return Array(data)
    }

    /// Writes a file, or stdout for nil; refuses to overwrite.
    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path else {
            do { try FileHandle.standardOutput.write(contentsOf: Data(bytes)) } catch {
                throw Failure.cannotWrite("无法写入标准输出 / cannot write to stdout")
            }
            return
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure.cannotWrite("文件 \(path) 已存在，未覆盖 / the file exists")
        }
        do { try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw Failure.cannotWrite("无法写入 \(path) / cannot write the file")
        }
    }
}
