import Testing

/// After a freeze, what others submit changes no byte that the public or a participant gets.
@Suite struct FreezeTests {
    private func walk(freezing: Bool) async throws -> FrozenWalk.Outcome {
        let clock = TestTime.clock()
        return try await TestServer.run(clock: clock) { server in
            try await FrozenWalk(server: server, clock: clock, isFreezing: freezing).run()
        }
    }

    private func full(_ paths: [String]) -> Set<String> {
        Set(paths.map { FrozenWalk.path + $0 })
    }

    @Test func `hidden submissions change no byte of any endpoint`() async throws {
        let outcome = try await walk(freezing: true)
        #expect(outcome.requestCount > 300)
        #expect(outcome.open == [])
        #expect(outcome.bystander == [])
        // Organisers' figures go on.
        let boards = FrozenWalk.peopleBoards + FrozenWalk.groupRankings + ["/audit-view"]
        #expect(outcome.organiser.isSuperset(of: full(boards)))
        #expect(outcome.organiser.isSuperset(of: ["/metrics", "/readyz"]))
    }

    /// The planted leak: the same walk on a server that serves the live boards all the time.
    ///
    /// Every endpoint that could leak must be seen to do so, else its comparison shows nothing.
    @Test func `without the freeze every endpoint of a board is seen to change`() async throws {
        let outcome = try await walk(freezing: false)
        let questions = FrozenWalk.peopleBoards.flatMap { board in
            FrozenWalk.family(board, others: []).filter { !$0.contains("/around") }
        }
        let lists = FrozenWalk.groupRankings + FrozenWalk.streams
        #expect(outcome.open.isSuperset(of: full(questions + lists)))
        #expect(outcome.bystander.isSuperset(of: full(questions + lists + ["/me"])))
        let around = ["/boards/overall/around", "/regions/1/board/around?radius=50"]
        #expect(outcome.bystander.isSuperset(of: full(around)))
        #expect(!outcome.open.contains("/readyz") && !outcome.open.contains("/metrics"))
    }

    @Test func `a stream that is open stays silent until the boards thaw`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            let keys = TestBank().keys
            let contest = FrozenWalk.contest
            try await server.hold(contest)
            var guest = try await Guest.register(at: server, in: contest.name, number: 1)
            try await guest.play { Choice.wrong($0, keys) }
            try await server.act("freeze", in: contest.name)
            let path = FrozenWalk.path + "/boards/overall"
            let frozen = try await server.send("GET", path).json
            var stream = try await server.watch(path + "/events")
            let first = try await stream.event()
            #expect(first?["id"] == frozen["sequence"].integer.map(String.init))
            #expect(first?.json["frozen"].isTrue == true && first?.json["rows"] == frozen["rows"])
            for _ in 0..<3 {
                let receipt = try await guest.play { Choice.right($0, keys) }
                try await server.poll("the organiser's board") {
                    let board = try await server.must("GET", path)
                    return board["sequence"].integer ?? 0 >= receipt["sequence"].integer ?? 0
                }
            }
            try await server.act("unfreeze", in: contest.name)
            // Had anything come before, it would be read here first.
            let next = try await stream.event()
            #expect(next?.json["frozen"].isTrue == false)
            #expect(next?.json["rows"][0]["value"].integer == 50)
        }
    }
}
