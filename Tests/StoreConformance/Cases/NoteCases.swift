import ContestEngine
import ContestModel

extension StoreConformance {
    /// Notes beside the ledger.
    static let noteCases: [ConformanceCase] = [
        ConformanceCase("a note is found by kind and key, and one put again replaces it") {
            let store = try await $0.make()
            let first = note("report", "a/1", "第一次")
            try await store.putNote(first)
            try await store.putNote(note("proposal", "a/1", "另一类"))
            try requireEqual(try await store.note(kind: "report", key: "a/1"), first, "the note")
            let second = note("report", "a/1", "第二次", actor: "李四", at: 9)
            try await store.putNote(second)
            let found = try await store.notes(kind: "report", after: "", limit: 9)
            try requireEqual(found, [second], "the notes of a kind after a replacement")
            try requireEqual(
                try await store.note(kind: "objection", key: "a/1"),
                nil,
                "a note of a kind without notes"
            )
            try requireEqual(try await store.head(), LedgerHead(), "the head after two notes")
        },
        ConformanceCase("notes come in the order of their keys' bytes, in pages of any size") {
            let store = try await $0.make()
            // In bytes; by Unicode collation é would come before z, and 𝄞 before ﬀ in UTF-16.
            let keys = ["B", "a", "a/1", "z", "é", "中", "ﬀ", "𝄞"]
            for key in keys.reversed() { try await store.putNote(note("report", key, key)) }
            try await store.putNote(note("proposal", "c", ""))
            for limit in 1...9 {
                var found: [String] = []
                var page: [Note] = []
                repeat {
                    page = try await store.notes(
                        kind: "report",
                        after: found.last ?? "",
                        limit: limit
                    )
                    try require(page.count <= limit, "a page of notes is longer than \(limit)")
                    found += page.map(\.key)
                } while !page.isEmpty && found.count < 100
                try requireEqual(found, keys, "all keys in pages of \(limit)")
            }
            var visited: [String] = []
            try await store.forEachNote(of: "report") { visited.append($0.key) }
            try requireEqual(visited, keys, "all keys visited")
        },
        ConformanceCase("a key is bytes: composed and decomposed characters are two") {
            let store = try await $0.make()
            let composed = note("report", "\u{E9}", "composed")
            let decomposed = note("report", "e\u{301}", "decomposed")
            try await store.putNote(composed)
            try await store.putNote(decomposed)
            let found = try await store.notes(kind: "report", after: "", limit: 9)
            try requireEqual(found, [decomposed, composed], "two spellings")
        },
        ConformanceCase("notes are removed by kind and prefix, and the others stay when reopened") {
            harness in
            let store = try await harness.make()
            for key in ["a", "a/1", "a/中", "a0", "b/1"] {
                try await store.putNote(note("report", key, key))
            }
            try await store.putNote(note("proposal", "a/1", ""))
            try await store.removeNotes(kind: "report", prefix: "a/")
            try await store.close()
            let reopened = try await harness.reopen(store)
            let found = try await reopened.notes(kind: "report", after: "", limit: 9)
            try requireEqual(found.map(\.key), ["a", "a0", "b/1"], "keys that stay")
            let others = try await reopened.notes(kind: "proposal", after: "", limit: 9)
            try requireEqual(others.map(\.key), ["a/1"], "keys of another kind")
        },
    ]

    private static func note(
        _ kind: String,
        _ key: String,
        _ text: String,
        actor: String = "",
        at: Int64 = 4
    ) -> Note {
        Note(
            kind: kind,
            key: key,
            at: Sample.instant(at),
            actor: actor,
            content: Array(text.utf8)
        )
    }
}
