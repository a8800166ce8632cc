/// A certificate as one HTML page: no scripts, nothing loaded, every text escaped.
struct CertificatePage {
    let certificate: Certificate
    let code: QRMatrix
    private var markup = Markup()

    init(_ certificate: Certificate, code: QRMatrix) {
        self.certificate = certificate
        self.code = code
    }

    static func html(_ certificate: Certificate, code: QRMatrix) -> String {
        var page = CertificatePage(certificate, code: code)
        page.markup.beginPage(title: "\(certificate.title) 成绩证书 \(certificate.name)")
        page.markup.tag("<main class=\"sheet\">")
        page.result()
        page.foot()
        page.markup.tag("</main></body></html>\n")
        return page.markup.html
    }

    private mutating func result() {
        markup.tag("<header>")
        markup.element("h1", certificate.title)
        markup.tag("<p class=\"kind\">成绩证书</p></header><section><p class=\"name\">")
        markup.text(certificate.name)
        markup.tag("</p>")
        if !certificate.group.isEmpty {
            markup.tag("<p class=\"group\">")
            markup.text(certificate.group)
            markup.tag("</p>")
        }
        markup.tag("<p class=\"result\">名次 <b>第 ")
        markup.numbers("\(certificate.rank) 名</b>（共 \(certificate.ranked) 名）　")
        markup.text(certificate.valueName)
        markup.tag(" <b>")
        markup.text(certificate.value)
        markup.tag("</b></p><p class=\"state\">")
        markup.text(
            certificate.isPreliminary ? "初步成绩，以最终公布为准 / preliminary" : "最终成绩 / final"
        )
        markup.tag("</p>")
        if certificate.isRehearsal {
            markup.tag(" <p class=\"state\">演练，不作任何凭据 / rehearsal</p>")
        }
        markup.tag("</section>")
    }

    private mutating func foot() {
        markup.tag("<section class=\"foot\">")
        markup.append(drawn: code.drawing(name: "核验二维码"))
        markup.tag("<div><p>核验码 <small>code</small> <span class=\"short\">")
        markup.text(certificate.code)
        markup.tag("</span></p>")
        markup.element("p", "编号 \(certificate.subject)")
        markup.element("p", "账本序号 \(certificate.sequence)")
        if !certificate.publication.isEmpty {
            markup.element("p", "最近公布 \(certificate.publication)")
        }
        for note in certificate.notes { markup.element("p", note) }
        markup.tag("<p>扫码核验；也可凭核验码、编号、账本序号、名次、成绩核验。</p></div><div class=\"issued\">")
        markup.tag("<p class=\"organiser\">")
        markup.text(certificate.organiser)
        markup.tag("</p>")
        markup.element("p", certificate.time.text(certificate.madeAt))
        markup.element("p", "时区 \(certificate.time.zone)")
        markup.tag("</div></section>")
    }
}

extension Markup {
    /// Begins a page in the certificates' style.
    mutating func beginPage(title: String) {
        tag(
            """
            <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">\
            <meta name="viewport" content="width=device-width,initial-scale=1"><title>
            """
        )
        text(title)
        tag("</title><style>")
        tag(CertificateStyle.css)
        tag("</style></head><body>")
    }
}

extension Certificate {
    /// The certificate as a page to print; nil when its address does not fit a QR code.
    public func html() -> String? {
        QRMatrix(address).map { CertificatePage.html(self, code: $0) }
    }
}
