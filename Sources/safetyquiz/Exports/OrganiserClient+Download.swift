import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1

extension OrganiserClient {
    /// Fetches an answer of any length into a file, or to stdout, and tells how far it is.
    ///
    /// The file appears under its name only when it is whole: until then it ends in `.partial`.
    ///
    /// - Parameter path: The file; nil for stdout.
    func download(_ address: String, to path: String?) async throws {
        let response = try await open(address)
        guard let path else {
            for try await piece in response.body {
                try Console.write(Array(piece.readableBytesView), to: nil)
            }
            return
        }
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Failure.cannotWrite("文件 \(path) 已存在，未覆盖 / the file exists")
        }
        let partial = path + ".partial"
        guard FileManager.default.createFile(atPath: partial, contents: nil),
            let handle = FileHandle(forWritingAtPath: partial)
        else { throw Failure.cannotWrite("无法写入 \(path) / cannot write the file") }
        let line = DownloadLine()
        var count = 0
        do {
            for try await piece in response.body {
                try handle.write(contentsOf: Data(piece.readableBytesView))
                count += piece.readableBytes
                line.show(count)
            }
            try handle.close()
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            line.end()
            try? FileManager.default.removeItem(atPath: partial)
            throw Failure.unreachable("没有收完，已放弃：\(error) / the download broke off")
        }
        line.end()
        Console.note("已写入 \(path)（\(DownloadLine.size(count))）/ written")
    }

    /// An answer whose body is still to come; ends the command when it is a refusal.
    private func open(_ address: String) async throws -> HTTPClientResponse {
        var request = HTTPClientRequest(url: base + address)
        if !token.isEmpty { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.shared.execute(request, timeout: .minutes(60))
        } catch {
            throw Failure.unreachable(
                "连接不上服务器 \(base)：\(error) / cannot reach the server"
            )
        }
        guard (200..<300).contains(response.status.code) else {
            let bytes = Array(try await response.body.collect(upTo: 1 << 20).readableBytesView)
            throw try refusal(Int(response.status.code), bytes)
        }
        return response
    }
}

/// How much has come, on a terminal.
private final class DownloadLine {
    private let isTerminal = isatty(STDERR_FILENO) == 1
    private let began = ContinuousClock.now
    private var shown = 0

    func show(_ count: Int) {
        guard isTerminal, count - shown >= 1 << 18 else { return }
        shown = count
        let seconds = max(began.duration(to: .now) / .seconds(1), 0.001)
        let rate = Self.size(Int(Double(count) / seconds))
        Console.show("\r\(Self.size(count))，每秒 \(rate)   ")
    }

    func end() {
        if isTerminal { Console.show("\r\u{1B}[K") }
    }

    static func size(_ count: Int) -> String {
        count < 1 << 20 ? "\((count + 1_023) >> 10) KiB" : "\(count >> 20) MiB"
    }
}
