import ArgumentParser
import Foundation
import LoadTest

extension LoadTestOptions {
    /// Refuses, before anything is started, what is out of range, what excludes each other, and
    /// files that could not be written in the end.
    ///
    /// - Parameter hasServer: Whether `--url` names one.
    func check(hasServer: Bool) throws {
        try checkRanges()
        try checkCombination(hasServer: hasServer)
        try checkBound()
        try checkMidnight()
        try Self.checkAreNew(jsonFile, htmlFile)
    }

    /// A long run must not fail for want of a folder when it is over.
    static func checkAreNew(_ json: String?, _ html: String?) throws {
        for file in [json, html].compactMap(\.self) { try checkIsNew(file) }
        if json != nil, json == html {
            throw Failure.misused("--json 和 --html 是同一个文件 / one file for both")
        }
    }

    /// A bound is judged where attempts begin on a schedule, and nowhere else.
    private func checkBound() throws {
        guard p99 != nil, rate == nil, !findLimit, !estimate, try chosenScenario().arrival == nil
        else { return }
        throw Failure.misused(
            """
            --p99 要和 --rate、--find-limit 或有到达曲线的场景同用：闭环的延迟会掩盖停顿 \
            / --p99 needs --rate, --find-limit or a scenario with phases: a closed loop hides stalls
            """
        )
    }

    /// What of a scenario only a server of the command's own can play.
    func leftOutOverHTTP(ownServer: Bool) -> [String] {
        guard !ownServer, let scenario = try? chosenScenario(),
            scenario.midnight != nil || scenario.closes != nil
        else { return [] }
        return ["别人的服务器上没有演零点或截止 / neither midnight nor closing is played on another's server"]
    }

    /// What comes at a fixed moment does not move with a rate.
    private func checkMidnight() throws {
        guard rate != nil, !findLimit else { return }
        let scenario = try chosenScenario()
        guard scenario.midnight != nil || scenario.closes != nil else { return }
        throw Failure.misused(
            "场景里的零点、截止有固定的时刻，不能用 --rate；可用 --scale / midnight and closing come when the scenario says: no --rate, use --scale"
        )
    }

    private func checkRanges() throws {
        func check<Value: Comparable>(
            _ name: String,
            _ value: Value?,
            _ range: ClosedRange<Value>
        ) throws {
            guard let value, !range.contains(value) else { return }
            throw Failure.misused(
                "\(name) 须为 \(range.lowerBound)–\(range.upperBound) / \(name) is out of its range"
            )
        }
        try check("--participants", participants, 1...10_000_000)
        try check("--attempts", attempts, 1...1_000_000_000)
        try check("--connections", connections, 1...60_000)
        try check("--processes", processes, 1...64)
        try check("--retries", retries, 1...100)
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
            throw Failure.misused(
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
                inProcess
                    && (rate != nil || hasServer || connections != nil || p99 != nil
                        || duplicates != nil || retries != nil),
                "--in-process 没有 HTTP：不用 --url、--rate、--p99、--connections、--duplicates、--retries / no HTTP there"
            ),
            (
                contest != nil && !hasServer,
                "--contest 是 --url 那个服务器上的竞赛 / --contest is one on the server of --url"
            ),
            (bank != nil && hasServer, "--bank 用于自启的服务器 / --bank is for a server of its own"),
            (beginAt != nil && shard == nil, "--begin-at 要和 --shard 同用 / --begin-at needs --shard"),
            (
                estimate && (rate != nil || p99 != nil),
                "--estimate 用 --peak，不用 --rate、--p99 / --estimate takes --peak"
            ),
            (shard != nil && !hasServer, "--shard 要 --url：各份同测一个服务器 / --shard needs --url"),
            (estimate && htmlFile != nil, "--estimate 没有网页报告 / --estimate writes no HTML"),
            (shard != nil && htmlFile != nil, "--shard 的报告由 merge 写 / merge writes the report"),
            (
                estimate && hasServer && costs == nil,
                "--estimate 要自启服务器，或用 --costs 给出以前的结果 / needs its own server, or --costs"
            ),
        ]
        if let mistake = mistakes.first(where: \.0) { throw Failure.misused(mistake.1) }
    }

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
