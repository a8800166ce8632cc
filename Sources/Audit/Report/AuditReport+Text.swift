extension AuditReport {
    /// The report for people, Chinese first.
    ///
    ///     审计报告 · Audit report
    ///     竞赛 contest: june  账本序号 sequence: 42
    ///     …
    ///     结论：账本一致，未发现差异。No differences found.
    public var text: String {
        var lines = [
            "审计报告 · Audit report",
            "竞赛 contest: \(contest)  账本序号 sequence: \(sequence)",
            "链值 chain: \(chain)",
            "人数 people: \(people)  人次 attempts: \(attempts)"
                + "  不计入 uncounted: \(attemptsUncounted)  未结束 open: \(attemptsOpen)",
            "记录 facts: "
                + facts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
                .map { "\($0.key) \($0.value)" }.joined(separator: ", "),
        ]
        lines += notes.map { "注意 note: \($0)" }
        if isClean {
            lines.append("结论：账本一致，未发现差异。No differences found.")
        } else {
            lines.append("结论：发现 \(differenceTotal) 处差异。\(differenceTotal) differences found.")
            lines += differencesByCheck.sorted { $0.key < $1.key }
                .map { "  \($0.key): \($0.value)" }
        }
        for (offset, difference) in differences.enumerated() {
            lines.append("\(offset + 1). [\(difference.check.rawValue)] \(difference.place)")
            lines.append("   \(difference.messageChinese) / \(difference.messageEnglish)")
            lines.append("   应为 expected: \(difference.expected)")
            lines.append("   实为 found: \(difference.found)")
        }
        if differences.count < differenceTotal {
            lines.append(
                "仅列出前 \(differences.count) 处。Only the first \(differences.count) are listed."
            )
        }
        return lines.joined(separator: "\n") + "\n"
    }
}
