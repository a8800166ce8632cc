import FoundationEssentials

extension ContestClient {
    /// Reads a JSON document by Foundation's decoder.
    func read<Value: Decodable>(
        _ type: Value.Type,
        _ path: String,
        token: String? = nil
    ) async throws(RequestFailure) -> Value {
        let body = try await send(Request(.read, .get, path, token: token))
        do {
            return try JSONDecoder().decode(type, from: Data(body))
        } catch {
            throw RequestFailure(reason: "unreadable answer", status: 200, isUncertain: false)
        }
    }

    /// Sends a request whose answer is read by the scanner.
    func call<Value: Scannable>(
        _ type: Value.Type,
        _ request: Request
    ) async throws(RequestFailure) -> Value {
        let body = try await send(request)
        do {
            return try type.init(body: body)
        } catch {
            throw RequestFailure(reason: "unreadable answer", status: 200, isUncertain: true)
        }
    }

    /// Reads all pages of a list, at most ten thousand.
    func readPages<Page: Decodable, Element>(
        _ type: Page.Type,
        _ path: String,
        token: String? = nil,
        _ contents: (Page) -> (elements: [Element], next: String?)
    ) async throws(RequestFailure) -> [Element] {
        var elements: [Element] = []
        var cursor: String?
        for _ in 0..<10_000 {
            let query = cursor.map { "?cursor=\($0)" } ?? ""
            let page = contents(try await read(type, path + query, token: token))
            elements += page.elements
            guard let next = page.next else { break }
            cursor = next
        }
        return elements
    }
}
