import ArgumentParser
import AsyncHTTPClient
import Foundation
import NIOCore
import NIOHTTP1
import QuestionBanks

/// Talks to a running server for the commands.
struct OrganiserClient: Sendable {
    let base: String
    let token: String

    /// What the server answers with when it refuses.
    private struct Problem: Decodable {
        var title: String
        var detail: String
        var errors: [Finding]?
    }

    /// Sends a request and returns the answer's bytes; ends the command when it is refused.
    ///
    /// - Parameter onFaults: Tells the faults of a file that was refused; nil to print them.
    @discardableResult
    func send(
        _ method: String,
        _ path: String,
        body: [UInt8]? = nil,
        type: String = "application/json",
        upTo limit: Int = 1 << 30,
        onFaults: (([Finding]) throws -> Void)? = nil
    ) async throws -> [UInt8] {
        var request = HTTPClientRequest(url: base + path)
        request.method = .init(rawValue: method)
        if !token.isEmpty { request.headers.add(name: "Authorization", value: "Bearer \(token)") }
        if let body {
            request.headers.add(name: "Content-Type", value: type)
            request.body = .bytes(ByteBuffer(bytes: body))
        }
        let response: HTTPClientResponse
        do {
            response = try await HTTPClient.shared.execute(request, timeout: .minutes(60))
        } catch {
            throw Failure.unreachable(
                "连接不上服务器 \(base)，请确认它已启动、网址无误：\(error) / cannot reach the server"
            )
        }
        let bytes = Array(try await response.body.collect(upTo: limit).readableBytesView)
        guard (200..<300).contains(response.status.code) else {
            throw try refusal(Int(response.status.code), bytes, onFaults)
        }
        return bytes
    }

    /// Sends a request and decodes its JSON answer.
    func json<Value: Decodable>(
        _ type: Value.Type,
        _ method: String,
        _ path: String,
        body: [UInt8]? = nil,
        mediaType: String = "application/json",
        onFaults: (([Finding]) throws -> Void)? = nil
    ) async throws -> Value {
        let bytes = try await send(
            method,
            path,
            body: body,
            type: mediaType,
            onFaults: onFaults
        )
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(type, from: Data(bytes))
    }

    func refusal(
        _ status: Int,
        _ bytes: [UInt8],
        _ onFaults: (([Finding]) throws -> Void)? = nil
    ) throws -> ExitCode {
        guard let problem = try? JSONDecoder().decode(Problem.self, from: Data(bytes)) else {
            return Failure.unreachable("服务器返回 \(status) / the server answered \(status)")
        }
        if let faults = problem.errors, !faults.isEmpty {
            if let onFaults {
                try onFaults(faults)
            } else {
                Console.note(FindingTable.render(faults))
            }
        }
        return Failure.wrongData("\(problem.detail)（\(status) \(problem.title)）")
    }

    /// Text as one part of a path or a query's value: all but RFC 3986's unreserved characters is
    /// escaped, since the server compares parts of paths as they come.
    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    }

    private static let unreserved = CharacterSet(
        charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"
    )
}
