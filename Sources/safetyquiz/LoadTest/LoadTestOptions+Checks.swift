import ArgumentParser
import Foundation

extension LoadTestOptions {
    /// Refuses, before anything is started, what is out of range, what excludes each other, and
    /// files that could not be written in the end.
    ///
    /// - Parameter hasServer: Whether `--url` names one.
    func check(hasServer: Bool) throws {
        try checkRanges()
        try checkCombination(hasServer: hasServer)
        for file in [jsonFile, htmlFile].compactMap(\.self) { try Self.checkIsNew(file) }
        if jsonFile != nil, jsonFile == htmlFile {
            throw Failure.cannotWrite("--json 和 --html 是同一个文件 / one file for both")
        }
    }

    private func checkRanges() throws {
        func check<Value: Comparable>(
            _ name: String,
            _ value: Value?,
            _ range: ClosedRange<Value>
        ) throws {
            guard let value, !range.contains(value) else { return }
            throw Failure.wrongData(
                "\(name) 须为 \(range.lowerBound)–\(range.upperBound) / \(name) is out of its range"
            )
        }
        try check("--participants", participants, 1...10_000_000)
        try check("--attempts", attempts, 1...1_000_000_000)
        try check("--connections", connections, 1...60_000)
        try check("--processes", processes, 1...64)
        try check("--scale", scale, 0.0001...100)
        try check("--duplicates", duplicates, 0...1)
        for (name, value) in [("--rate", rate), ("--peak", peak)] {
            try check(name, value, 0.01...1_000_000)
        }
        for (name, value) in [("--seconds", seconds), ("--p99", p99)] {
            try check(name, value, 0.1...1_000_000)
        }
    }

    private func checkCombination(hasServer: Bool) throws {
        let modes =
            [("--in-process", inProcess), ("--find-limit", findLimit)]
            + [("--estimate", estimate), ("--shard", shard != nil), ("--processes", processes > 1)]
        let chosen = modes.filter(\.1).map(\.0)
        if chosen.count > 1 {
            throw Failure.wrongData(
                "\(chosen.joined(separator: " 与 ")) 不能同时用 / cannot be combined"
            )
        }
        let mistakes: [(Bool, String)] = [
            (peak != nil && !estimate, "--peak 只用于 --estimate / --peak is for --estimate"),
            (costs != nil && !estimate, "--costs 只用于 --estimate / --costs is for --estimate"),
            (
                seconds != nil && rate == nil && !findLimit,
                "--seconds 要和 --rate 同用 / --seconds needs --rate"
            ),
            (
                inProcess && (rate != nil || hasServer || connections != nil),
                "--in-process 没有 HTTP：不用 --url、--rate、--connections / no HTTP there"
            ),
            (shard != nil && !hasServer, "--shard 要 --url：各份同测一个服务器 / --shard needs --url"),
            (estimate && htmlFile != nil, "--estimate 没有网页报告 / --estimate writes no HTML"),
            (shard != nil && htmlFile != nil, "--shard 的报告由 merge 写 / merge writes the report"),
            (
                estimate && hasServer && costs == nil,
                "--estimate 要自启服务器，或用 --costs 给出以前的结果 / needs its own server, or --costs"
            ),
        ]
        if let mistake = mistakes.first(where: \.0) { throw Failure.wrongData(mistake.1) }
    }

    /// A long run must not fail for want of a folder when it is over.
    private static func checkIsNew(_ file: String) throws {
        guard !FileManager.default.fileExists(atPath: file) else {
            throw Failure.cannotWrite("文件 \(file) 已存在，未覆盖 / the file exists")
        }
        let folder = URL(fileURLWithPath: file).deletingLastPathComponent().path
        guard FileManager.default.isWritableFile(atPath: folder) else {
            throw Failure.cannotWrite("文件夹 \(folder) 不存在或不可写 / no such folder, or not writable")
        }
    }
}
