import Testing

@testable import LoadTest

@Suite struct LimitTests {
    /// A server that bears rates up to a limit: the search must end just below it.
    @Test(arguments: [3.0, 49, 50, 700, 5_432, 60_000])
    func `the search ends within a tenth of the limit`(limit: Double) throws {
        var search = LimitSearch()
        var trials = 0
        while let rate = search.next, trials < 40 {
            trials += 1
            search.note(rate, isBorne: rate <= limit)
        }
        let found = try #require(search.borne)
        #expect(found <= limit)
        // No higher rate than 50,000 is tried.
        #expect(found >= min(limit, 50_000) / 1.1 - 1e-6)
        #expect(trials <= 20)
    }

    @Test func `a server that bears nothing has no limit`() {
        var search = LimitSearch()
        while let rate = search.next { search.note(rate, isBorne: false) }
        #expect(search.borne == nil)
    }

    private static func use(server: Double, generator: Double, disk: Double) -> ResourceUse {
        var use = ResourceUse()
        use.seconds = 10
        (use.serverCores, use.coresByMachine) = (1, ["here": 1])
        use.server = ProcessUsage(
            stat: "1 (a b) S 1 1 1 0 -1 0 0 0 0 0 \(Int(server * 1_000)) 0 0",
            status: "",
            io: ""
        )
        use.generator = ProcessUsage(
            stat: "1 (a) b) S 1 1 1 0 -1 0 0 0 0 0 0 \(Int(generator * 1_000)) 0",
            status: "",
            io: ""
        )
        use.diskWaitSeconds = disk * 10
        return use
    }

    @Test(arguments: [
        (1.0, 0.3, 0.1, 0, 0.0, Bottleneck.serverProcessor),
        (0.4, 0.95, 0.1, 900, 0.0, .generator), (0.3, 0.3, 0.8, 900, 0.0, .disk),
        (0.3, 0.3, 0.1, 900, 0.0, .generator), (0.3, 0.3, 0.1, 1, 0.2, .refusals),
        (0.3, 0.3, 0.1, 1, 0.0, .bursts),
    ])
    func `what was in the way is named`(
        server: Double,
        generator: Double,
        disk: Double,
        lateMilliseconds: Int,
        refusals: Double,
        expected: Bottleneck
    ) {
        let found = Bottleneck.found(
            in: Self.use(server: server, generator: generator, disk: disk),
            lateness: .milliseconds(lateMilliseconds),
            refusals: refusals
        )
        #expect(found == expected)
    }

    /// The texts as Linux 6 prints them, shortened.
    @Test func `the kernel's figures are read`() throws {
        let usage = try #require(
            ProcessUsage(
                stat: "77 (safety quiz) S 1 77 77 0 -1 4194560 9 0 0 0 250 50 0 0 20 0 9",
                status: "Name:\tx\nVmPeak:\t 9 kB\nVmHWM:\t  2048 kB\nVmRSS:\t 1024 kB\n",
                io: "rchar: 5\nwrite_bytes: 8192\ncancelled_write_bytes: 7\n"
            )
        )
        #expect(usage.cpuSeconds == 3)
        #expect(usage.peakMemoryByteCount == 2_097_152)
        #expect(usage.writtenByteCount == 8_192)
        #expect(
            DiskPressure.read("some avg10=0.00 avg60=0.0 avg300=0.0 total=1500000\nfull total=1\n")
                == .milliseconds(1_500)
        )
        #expect(DiskPressure.read("") == nil)
    }

    /// 100 a second at 4 ms are 0.4 of a processor: one is enough at a half, and 0.8 need two.
    ///
    /// A million attempts at 1,000 bytes, two and a half times: 2.33 GiB.
    @Test func `an estimate follows from its costs`() {
        let costs = MeasuredCosts(
            cpuMillisecondsPerAttempt: 4,
            diskBytesPerAttempt: 1_000,
            memoryBytesPerParticipant: 1_024,
            memoryBytesAtRest: 0x1p27,
            attempts: 1
        )
        let small = MachineEstimate(people: 1 << 20, attempts: 1_000_000, peak: 100, costs: costs)
        #expect(small.cores == 1)
        #expect(abs(small.peakLoad - 0.4) < 1e-9)
        #expect(abs(small.diskGibibytes - 2.328) < 0.001)
        // An eighth of a GiB at rest and one GiB of people, doubled.
        #expect(abs(small.memoryGibibytes - 2.25) < 1e-9)
        let large = MachineEstimate(people: 1, attempts: 1, peak: 200, costs: costs)
        #expect(large.cores == 2)
    }

    @Test func `a target is met only in time and without a failure`() {
        func target(_ p99: Int, failures: Int, begun: Int = 100) -> TargetResult {
            TargetResult(
                peak: PeakRate(seconds: 10, due: 100, begun: begun),
                p99Limit: 50,
                measured: LatencyFigures(count: 5, p99: .milliseconds(p99)),
                lateness: LatencyFigures(),
                failures: failures,
                refusals: 0,
                use: ResourceUse()
            )
        }
        #expect(target(50, failures: 0).isMet)
        #expect(!target(51, failures: 0).isMet)
        #expect(!target(50, failures: 1).isMet)
        #expect(target(50, failures: 0).bottleneck == .none)
        // Quick answers of too few attempts are no success: 95 of 100, less the two at the edges.
        #expect(target(50, failures: 0, begun: 93).isMet)
        #expect(!target(50, failures: 0, begun: 92).isMet)
        #expect(target(50, failures: 0, begun: 92).reachedPerSecond == 9.2)
    }
}
