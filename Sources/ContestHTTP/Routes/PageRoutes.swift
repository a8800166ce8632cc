import HTTPTypes
import Hummingbird
import NIOCore

extension ContestServer {
    /// What a page may load: our own files and nothing else.
    private static let contentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        + "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    func addPageRoutes(to router: Router<BasicRequestContext>) {
        router.get("/") { _, _ in
            page(PackageResources.index_html, "text/html; charset=utf-8")
        }
        router.get("/page.css") { _, _ in
            page(PackageResources.page_css, "text/css; charset=utf-8")
        }
        router.get("/page.js") { _, _ in
            page(PackageResources.page_js, "text/javascript; charset=utf-8")
        }
        router.get("/v1/openapi.json") { _, _ in
            page(PackageResources.openapi_json, Answer.jsonType)
        }
    }

    private func page(_ bytes: [UInt8], _ type: String) -> Response {
        var response = Answer.bytes(ByteBuffer(bytes: bytes), type)
        response.headers[.cacheControl] = "no-cache"
        response.headers[.contentSecurityPolicy] = Self.contentSecurityPolicy
        if let referrer = HTTPField.Name("Referrer-Policy") {
            response.headers[referrer] = "no-referrer"
        }
        return response
    }
}
