/// What checking a statement or a code came to, as people read it.
public struct VerificationVerdict: Sendable {
    /// Whether this server stated it.
    public var isGenuine: Bool
    /// What was found, in one line.
    public var summary: String
    /// What is stated, line by line; empty where nothing can be believed.
    public var lines: [(label: String, value: String)]
    /// What people should still look at.
    public var notes: [String]

    /// Makes a verdict.
    public init(
        isGenuine: Bool,
        summary: String,
        lines: [(label: String, value: String)],
        notes: [String] = []
    ) {
        self.isGenuine = isGenuine
        self.summary = summary
        self.lines = lines
        self.notes = notes
    }

    /// The verdict as a page: no scripts, nothing loaded, every text escaped.
    public func html() -> String {
        var markup = Markup()
        markup.beginPage(title: isGenuine ? "核验通过" : "核验未通过")
        if isGenuine {
            markup.tag("<main class=\"plain\"><h1>✓ 核验通过 <small>genuine</small></h1>")
        } else {
            markup.tag("<main class=\"plain false\"><h1>✗ 核验未通过 <small>not genuine</small></h1>")
        }
        markup.element("p", summary)
        if !lines.isEmpty {
            markup.tag("<dl>")
            for line in lines {
                markup.element("dt", line.label)
                markup.element("dd", line.value)
            }
            markup.tag("</dl>")
        }
        for note in notes { markup.element("p", note) }
        markup.tag("</main></body></html>\n")
        return markup.html
    }
}
