import ContestModel
import Exports
import Foundation
import Leaderboards
import Testing

@Suite struct TextTableTests {
    @Test func `a table in CSV says what it is and what it rests on`() async throws {
        let bytes = try await Sample.bytes(Sample.table([Sample.row("王小明")]), .csv)
        #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
        let lines = String(decoding: bytes.dropFirst(3), as: UTF8.self)
            .components(separatedBy: "\r\n")
        #expect(
            lines == [
                "人人讲安全、个个会应急,样例,初步,账本序号 812,人数按注册账号去重,至少作答一题的答题计一人次,链头 "
                    + String(repeating: "ab", count: 32) + ",导出时间 2023-06-02 09:02:03,说明一",
                "姓名,编号,人次,成绩,正确率,平均分,日期,时间,用时（秒）",
                "王小明,007,22,98.5,87.50%,0.88,2023-06-01,2023-06-01 08:00:00,81.250", "",
            ]
        )
    }

    @Test func `what nobody knows is a dash and null`() async throws {
        var row = Sample.row("甲")
        row.share = Ratio(3, of: nil)
        row.day = nil
        row.points = -25
        let csv = try await Sample.bytes(Sample.table([row]), .csv)
        #expect(String(decoding: csv, as: UTF8.self).contains("甲,007,22,-0.25,—,—,—,2023"))
        let lines = try await Sample.bytes(Sample.table([row]), .jsonl)
        let text = String(decoding: lines, as: UTF8.self)
        #expect(text.contains(#""points":-0.25,"share":null,"average":null,"day":null"#))
    }

    @Test(.enabled(if: Python.path != nil))
    func `Python reads GB18030 back, beyond the old planes too`() async throws {
        let names = ["王小明", "㐀䶵", "𠮷野家", "😀é", "\u{E000}", "a\u{0301}", "ＡＢ", "\u{1F9D1}\u{200D}"]
        let bytes = try await Sample.bytes(Sample.table(names.map { Sample.row($0) }), .gb18030)
        let script = """
            import csv
            rows = list(csv.reader(open(path, encoding='gb18030', newline='')))
            print(json.dumps([row[0] for row in rows[2:]]))
            """
        let read = try Python.json(script, over: bytes, ending: "csv") as? [String]
        #expect(read == names)
    }

    @Test(.enabled(if: Python.path != nil))
    func `Python reads every line of JSON with its types`() async throws {
        let names = ["王小明", "\"引号\"\\\n\r\t\u{1}", "𠮷", "=1+1"]
        let bytes = try await Sample.bytes(Sample.table(names.map { Sample.row($0) }), .jsonl)
        let script = """
            rows = [json.loads(line) for line in open(path, encoding='utf-8', newline='\\n')]
            print(json.dumps(rows))
            """
        let rows = try #require(
            try Python.json(script, over: bytes, ending: "jsonl") as? [[String: Any]]
        )
        #expect(rows.first?["sequence"] as? Int == 812)
        #expect(rows.first?["preliminary"] as? Bool == true)
        #expect(rows.dropFirst().map { $0["name"] as? String } == names)
        let row = try #require(rows.last)
        #expect(row["count"] as? Int == 22)
        #expect(row["points"] as? Double == 98.5)
        #expect(row["share"] as? Double == 0.875)
        #expect(row["code"] as? String == "007")
        #expect(row["day"] as? String == "2023-06-01")
        #expect(row["at"] as? String == "2023-06-01T08:00:00.000+08:00")
        #expect(row["elapsed_ms"] as? Int == 81_250)
    }

    @Test func `two hundred formulas begin as texts`() async throws {
        let payloads = Payloads.all
        #expect(payloads.count == 200)
        let rows = payloads.map { Sample.row($0, code: $0) }
        let bytes = try await Sample.bytes(Sample.table(rows), .csv)
        let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        // Records and fields as RFC 4180 has them, each field's first character after its quote.
        for record in Payloads.records(of: text).dropFirst(2) {
            for field in record.prefix(2) {
                let first = try #require(field.unicodeScalars.first)
                #expect(!"=+-@\t\r＝＋－＠".unicodeScalars.contains(first), "\(field)")
            }
        }
    }

    @Test func `pages are pulled one at a time`() async throws {
        let counter = PageCounter()
        let table = ExportTable(
            "counted",
            title: "计数",
            fields: [ExportField<Int>.integer("数", "number") { $0 }],
            pages: CountedPages(counter: counter)
        )
        var writer = try ExportFormat.csv.writer()
        var writtenAhead = 0
        var drained = 0
        _ = try await writer.write(table, cover: Sample.cover) { _ in
            writtenAhead = max(writtenAhead, counter.count - drained)
            drained += 1
        }
        #expect(counter.count == 50 && writtenAhead <= 1)
    }
}

/// How many pages were asked for; touched by one task.
final class PageCounter: @unchecked Sendable {
    var count = 0
}

private struct CountedPages: ExportPages {
    let counter: PageCounter

    mutating func next() async -> [Int]? {
        guard counter.count < 50 else { return nil }
        counter.count += 1
        return Array(0..<10)
    }
}
