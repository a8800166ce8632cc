import ContestEngine
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore

/// A body whose fields are all known, each there once: anything else is refused, so that a client
/// that sends its own score learns that nobody reads it.
///
/// The keys are the names on the wire.
protocol StrictBody: Decodable {
    associatedtype CodingKeys: CodingKey, CaseIterable
}

/// The limits of bodies, in bytes.
enum BodyLimit {
    /// Anything that participants send.
    static let participant = 64 << 10
    /// A relayed batch: a thousand lines of half the longest; a usual line is a quarter of that.
    static let relay = Contest.relayLimit * (RelayLine.byteLimit / 2)
    /// Contest files and acts.
    static let contest = 1 << 20
    /// Banks, trees and rosters.
    static let file = 32 << 20
}

extension HTTPFields {
    /// The value of a field that may stand once; nil when it is missing or repeated.
    ///
    /// `subscript` joins the values of all fields of a name, which costs a tenth of a submission.
    func single(_ name: HTTPField.Name) -> String? {
        var value: String?
        for field in self where field.name == name {
            if value != nil { return nil }
            value = field.value
        }
        return value
    }
}

extension Request {
    /// The body's bytes, or a problem past the limit.
    func bytes(upTo limit: Int) async throws -> ByteBuffer {
        if let length = headers.single(.contentLength).flatMap({ Int($0) }) {
            if length > limit { throw Problem.bodyTooLarge }
            if length == 0 { return ByteBuffer() }
        }
        do {
            return try await body.collect(upTo: limit)
        } catch is NIOTooManyBytesError {
            throw Problem.bodyTooLarge
        } catch {
            // A body that cannot be read is the client's: broken framing, or it went away.
            throw Problem.invalidBody("提交的内容不完整", "The body could not be read.")
        }
    }

    /// The body as JSON with known fields only.
    func json<Body: StrictBody>(
        _ type: Body.Type,
        upTo limit: Int = BodyLimit.participant
    ) async throws -> Body {
        let buffer = try await bytes(upTo: limit)
        // JSON is UTF-8 (RFC 8259); the decoder would also take UTF-16, which has zero bytes.
        guard !buffer.readableBytesView.contains(0) else { throw ContestServer.malformed }
        if let name = RepeatedField.name(in: buffer.readableBytesView) {
            throw Problem.repeatedField(name)
        }
        do {
            return try JSONDecoder().decode(Strict<Body>.self, from: Data(buffer.readableBytesView))
                .body
        } catch let problem as Problem {
            throw problem
        } catch {
            throw ContestServer.malformed
        }
    }
}

/// Decodes a body after it has looked at the names of its fields.
private struct Strict<Body: StrictBody>: Decodable {
    let body: Body

    init(from decoder: any Decoder) throws {
        let known = Set(Body.CodingKeys.allCases.map(\.stringValue))
        let container = try decoder.container(keyedBy: AnyKey.self)
        if let unknown = container.allKeys.first(where: { !known.contains($0.stringValue) }) {
            let name = String(unknown.stringValue.prefix(40))
            throw Problem(
                "unknown-field",
                .badRequest,
                "不接受字段 \(name)",
                "The field \(name) is not accepted."
            )
        }
        body = try Body(from: decoder)
    }
}

private struct AnyKey: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init?(stringValue: String) {
        self.stringValue = stringValue
    }

    init?(intValue: Int) {
        nil
    }
}
