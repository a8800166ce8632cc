import ArgumentParser
import Foundation
import LoadTest

// Several processes play one scenario. Each takes the participants whose number leaves its own
// remainder, and the instants of the one schedule that belong to them. What each found goes to a
// file; the files are put together and judged as one run:
//
//     load-test --url U --contest C --scenario S --shard 1/2 --json one.json
//     load-test --url U --contest C --scenario S --shard 2/2 --json two.json
//     load-test merge --url U --contest C one.json two.json
//
// The parts must begin together: `--begin-at 2027-06-01T08:00:00Z` lets each wait, once all its people
// are registered, and `merge` refuses parts that began more than a second apart.
//
// `--processes 2` does all of this on one machine; the processes begin their attempts together,
// once all have registered.

/// Plays one part of a scenario, or starts a process for each part.
struct ShardRun {
    let options: LoadTestOptions
    let target: LoadTestTarget
    let leftovers: Leftovers

    /// Plays a part and writes what it found.
    func play(_ shard: Shard) async throws {
        var plan = try options.plan(for: target)
        plan.shard = shard
        plan.beganEmpty = true
        plan.runName += "s\(shard.index)"
        let (waits, begin) = (options.waitsForWord, options.beginAt)
        let watch = target.watch
        let outcome = try await LoadTestSession.run(plan) { session in
            await session.register()
            if waits {
                try Console.write(Array("ready\n".utf8), to: nil)
                guard readLine() != nil else {
                    throw Failure.unreachable("主进程已结束 / the first process has ended")
                }
                ParentWatch.begin()
            }
            if let begin { try await begin.wait() }
            return await session.play(watch: watch)
        }
        guard let file = options.jsonFile else { return }
        try Console.write(Array(try JSONEncoder().encode(outcome)), to: file)
        Console.note("第 \(shard.index + 1)/\(shard.total) 份写入 \(file) / part written")
    }

    /// Starts a process for each part, puts their files together and judges them.
    func playTogether() async throws {
        let plan = try options.plan(for: target)
        let folder = try ScratchFolder()
        leftovers.add { folder.remove() }
        let (options, target) = (options, target)
        let report = try await LoadTestSession.run(plan) { session in
            let outcome = try await Self.playAll(options, target, folder.path, target.watch)
            return try await session.judge(outcome)
        }
        try await LoadTestOutput(options: options, target: target).finish(report)
    }

    private static func playAll(
        _ options: LoadTestOptions,
        _ target: LoadTestTarget,
        _ folder: String,
        _ watch: ResourceWatch?
    ) async throws -> LoadOutcome {
        var parts: [(process: OwnProcess, file: String)] = []
        var environment = ProcessInfo.processInfo.environment
        environment["SAFETYQUIZ_TOKEN"] = target.client.token
        for number in 1...options.processes {
            let file = "\(folder)/\(number).json"
            let process = try OwnProcess(
                ["load-test", "--url", target.client.base, "--counts-for-real"]
                    + options.passedOn(to: number, file: file, contest: target.contest)
                    + (target.midnight != nil ? ["--closes-on-time"] : []),
                processors: nil,
                environment: environment
            )
            parts.append((process, file))
        }
        // All register before anyone begins.
        for part in parts where part.process.firstLine() == nil {
            throw Failure.unreachable("一个压测进程没有就绪 / a process did not get ready")
        }
        try await target.midnight?.begin.wait()
        let before = watch?.serverProcess.flatMap(ProcessUsage.init)
        for part in parts { part.process.say("go") }
        var whole = try LoadOutcome.merged(
            parts.map { part in
                guard part.process.waited() == 0 else {
                    throw Failure.unreachable("一个压测进程失败 / a process failed")
                }
                return try Merge.outcome(in: part.file)
            }
        )
        if let before, let watch {
            let after = watch.serverProcess.flatMap(ProcessUsage.init)
            whole.noteServer(after?.since(before), cores: watch.serverCores)
        }
        return whole
    }
}

extension LoadTestOptions {
    /// The options of one part's process.
    fileprivate func passedOn(to number: Int, file: String, contest: String?) -> [String] {
        var list = ["--shard", "\(number)/\(processes)", "--json", file, "--waits-for-word"]
        func pass(_ name: String, _ value: (some CustomStringConvertible)?) {
            if let value { list += [name, value.description] }
        }
        pass("--contest", contest)
        pass("--scenario", scenario)
        pass("--scale", scale)
        pass("--participants", participants)
        pass("--attempts", attempts)
        pass("--connections", connections)
        pass("--seed", seed)
        pass("--rate", rate)
        pass("--seconds", seconds)
        pass("--p99", p99)
        pass("--duplicates", duplicates)
        pass("--retries", retries)
        return list
    }
}
