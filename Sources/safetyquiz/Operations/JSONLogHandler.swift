import Foundation
import Logging

/// Writes the log as one JSON object a line on stderr, for machines to collect.
///
///     {"at":"2027-06-05T02:00:00Z","contest":"county-2027","level":"error","message":"a commit failed"}
///
/// Metadata stand beside the message under their own names. Whoever logs sees to it that no name, no
/// phone and no secret is among them; a test plays a contest at `trace` and looks for planted ones.
struct JSONLogHandler: LogHandler {
    var logLevel = Logger.Level.notice
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var fields = (metadataProvider?.get() ?? [:])
            .merging(metadata) { $1 }
            .merging(event.metadata ?? [:]) { $1 }
            .mapValues(\.description)
        fields["at"] = Date().formatted(.iso8601)
        fields["level"] = event.level.rawValue
        fields["message"] = event.message.description
        if let error = event.error { fields["error"] = "\(error)" }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let line = try? encoder.encode(fields) else { return }
        Console.note(String(decoding: line, as: UTF8.self))
    }
}
