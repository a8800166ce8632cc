import ContestPages
import HTTPTypes
import Hummingbird
import NIOCore

extension ContestServer {
    /// What a page may load: our own files and nothing else.
    private static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    func addPageRoutes(to router: Router<BasicRequestContext>) {
        let files: [(path: String, type: String, bytes: ByteBuffer)] = [
            (
                "/", "text/html; charset=utf-8",
                Self.file(contest_page_index_html(), contest_page_index_html_size())
            ),
            (
                "/page.css", "text/css; charset=utf-8",
                Self.file(contest_page_page_css(), contest_page_page_css_size())
            ),
            (
                "/page.js", "text/javascript; charset=utf-8",
                Self.file(contest_page_page_js(), contest_page_page_js_size())
            ),
            (
                "/tools.js", "text/javascript; charset=utf-8",
                Self.file(contest_page_tools_js(), contest_page_tools_js_size())
            ),
            (
                "/v1/openapi.json", Answer.jsonType,
                Self.file(contest_page_openapi_json(), contest_page_openapi_json_size())
            ),
        ]
        for file in files {
            router.get(RouterPath(file.path)) { _, _ in page(file.bytes, file.type) }
        }
    }

    /// A compiled-in file's bytes.
    private static func file(_ start: UnsafePointer<UInt8>?, _ count: Int) -> ByteBuffer {
        ByteBuffer(bytes: UnsafeBufferPointer(start: start, count: count))
    }

    private func page(_ bytes: ByteBuffer, _ type: String) -> Response {
        var response = Answer.bytes(bytes, type)
        response.headers[.cacheControl] = "no-cache"
        response.headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
        if let referrer = HTTPField.Name("Referrer-Policy") {
            response.headers[referrer] = "no-referrer"
        }
        return response
    }
}
