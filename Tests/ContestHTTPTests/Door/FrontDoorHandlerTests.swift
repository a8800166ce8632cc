import NIOCore
import Testing

@testable import ContestHTTP

/// The door's handler on connections in memory: what passes, what is refused, what is closed when.
struct FrontDoorHandlerTests {
    @Test func `a whole request passes, and its answer comes back`() throws {
        let client = try DoorChannel(DoorChannel.door())
        try client.send(DoorChannel.put("{}"))
        let path = "/v1/contests/june/attempts/a/responses/0"
        #expect(try client.passed() == [path, "2 bytes", "end"])
        try client.answer()
        #expect(try client.statuses() == ["200"])
        #expect(client.isOpen)
    }

    @Test func `a request that drips in reaches nobody until it is whole`() throws {
        let client = try DoorChannel(DoorChannel.door())
        let request = DoorChannel.put("{\"options\":[1,2,3]}")
        for byte in request.unicodeScalars.dropLast() {
            try client.send(String(byte))
            #expect(try client.passed() == [])
            #expect(client.door.figures.present.allSatisfy { $0 == 0 })
        }
        try client.send("}")
        #expect(try client.passed().last == "end")
        #expect(client.door.figures.present.reduce(0, +) == 1)
    }

    @Test func `requests sent at once are let in one after the other`() throws {
        let client = try DoorChannel(DoorChannel.door())
        let many = (0..<5).map { DoorChannel.get("/v1/contests/\($0)") }.joined()
        try client.send(many)
        for number in 0..<5 {
            #expect(try client.passed() == ["/v1/contests/\(number)", "end"])
            #expect(client.door.figures.present.reduce(0, +) == 1)
            try client.answer()
        }
        #expect(try client.statuses() == ["200", "200", "200", "200", "200"])
        #expect(client.door.figures.present.reduce(0, +) == 0)
    }

    @Test func `an organiser's file passes as it comes`() throws {
        let client = try DoorChannel(DoorChannel.door())
        try client.send(
            "POST /v1/banks HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer eyJh.b.c\r\n"
                + "Content-Length: 10\r\n\r\n12345"
        )
        #expect(try client.passed() == ["/v1/banks", "5 bytes"])
        try client.send("67890")
        #expect(try client.passed() == ["5 bytes", "end"])
        try client.answer()
        #expect(try client.statuses() == ["200"])
    }

    @Test func `a forged organiser's token wins no place, and its body waits like anybody's`()
        throws
    {
        let client = try DoorChannel(DoorChannel.door())
        try client.send(
            "POST /v1/banks HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer eyJh.b.d\r\n"
                + "Content-Length: 10\r\n\r\n12345"
        )
        #expect(try client.passed() == [])
        #expect(client.door.figures.present.allSatisfy { $0 == 0 })
    }

    @Test func `a body past the limit passes on, so that its route can refuse it`() throws {
        let client = try DoorChannel(DoorChannel.door())
        let half = String(repeating: " ", count: 40_000)
        try client.send(
            "POST /v1/contests/june/attempts HTTP/1.1\r\nHost: a\r\nContent-Length: 9999999\r\n\r\n"
                + half
        )
        #expect(try client.passed() == [])
        try client.send(half)
        #expect(try client.passed() == ["/v1/contests/june/attempts", "80000 bytes"])
    }

    @Test func `a full house answers 503 on the spot and says when to come back`() throws {
        let door = DoorChannel.door()
        while case .admitted = door.arrive(.finish, from: nil) {}
        let client = try DoorChannel(door)
        try client.send(DoorChannel.get(fields: "Accept-Language: en\r\n"))
        let answer = try client.received()
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        #expect(answer.contains("Retry-After: 1\r\n"))
        #expect(answer.contains("RateLimit: \"overloaded\";r=0;t=1\r\n"))
        #expect(answer.contains("Too busy just now"))
        #expect(try client.passed() == [])
        // The connection is good for the next try.
        door.left(.finish, admittedAt: 0, isAnswered: false)
        #expect(client.isOpen)
        try client.send(DoorChannel.put("{}"))
        #expect(try client.passed().first == "/v1/contests/june/attempts/a/responses/0")
    }

    @Test func `a full house still answers health checks and organisers`() throws {
        let door = DoorChannel.door()
        while case .admitted = door.arrive(.finish, from: nil) {}
        for request in [
            DoorChannel.get("/readyz"),
            DoorChannel.get("/metrics", fields: "Authorization: Bearer eyJh.b.c\r\n"),
        ] {
            let client = try DoorChannel(door)
            try client.send(request)
            #expect(try client.passed().last == "end")
        }
    }

    @Test(arguments: [
        "GET / HTTP/1.1\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\nContent-Length: 0\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0",
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\naa",
        "GET / HTTP/1.1\nHost: a\n\n", "GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "\u{16}\u{3}\u{1}", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ])
    func `what two readers could read differently gets a 400 and the end`(_ text: String) throws {
        let door = DoorChannel.door()
        let client = try DoorChannel(door)
        try client.send(text + DoorChannel.get("/smuggled"))
        #expect(try client.statuses() == ["400"])
        #expect(try client.passed() == [])
        #expect(!client.isOpen)
        #expect(door.figures.refused[DoorRefusal.malformed.rawValue] == 1)
    }

    @Test func `garbage behind a good request waits for the good answer`() throws {
        let client = try DoorChannel(DoorChannel.door())
        try client.send(DoorChannel.get() + "garbage\r\n\r\n")
        #expect(try client.passed() == ["/v1/contests/june", "end"])
        #expect(try client.statuses() == [])
        try client.answer()
        #expect(try client.statuses() == ["200", "400"])
        #expect(!client.isOpen)
    }

    @Test(arguments: [
        ("GET / HT", 10, "408"), ("", 30, ""),
        (String(DoorChannel.put("{}").dropLast()), 10, "408"),
    ])
    func `a connection that takes too long is closed`(
        _ text: String,
        _ second: Int,
        _ status: String
    ) throws {
        let client = try DoorChannel(DoorChannel.door())
        if !text.isEmpty { try client.send(text) }
        client.wait(seconds: second - 1)
        #expect(client.isOpen)
        client.wait(seconds: 2)
        #expect(!client.isOpen)
        #expect(try client.statuses() == (status.isEmpty ? [] : [status]))
    }

    @Test func `with deadlines off the same connection stays`() throws {
        let client = try DoorChannel(DoorChannel.door(FrontDoorLimits(disabled: [.deadlines])))
        try client.send("GET / HT")
        client.wait(seconds: 600)
        #expect(client.isOpen)
    }

    @Test func `past the cap a connection is told so, and later ones are let in again`() throws {
        let door = DoorChannel.door(FrontDoorLimits(connectionCount: 3, connectionsPerAddress: 3))
        let first = try (0..<3).map { _ in try DoorChannel(door) }
        let fourth = try DoorChannel(door)
        let answer = try fourth.received()
        #expect(answer.hasPrefix("HTTP/1.1 503 "))
        #expect(answer.contains("Retry-After: 5\r\n"))
        #expect(!fourth.isOpen)
        try first[0].channel.close().wait()
        let fifth = try DoorChannel(door)
        try fifth.send(DoorChannel.get())
        #expect(try fifth.passed() == ["/v1/contests/june", "end"])
        #expect(door.figures.openCount == 3)
    }

    @Test func `one address past its own cap gets a 429, others are let in`() throws {
        let door = DoorChannel.door(FrontDoorLimits(connectionCount: 10, connectionsPerAddress: 2))
        let kept = try (0..<2).map { _ in try DoorChannel(door, from: "192.0.2.1") }
        let third = try DoorChannel(door, from: "192.0.2.1")
        let other = try DoorChannel(door, from: "192.0.2.2")
        #expect(try third.statuses() == ["429"])
        #expect(try other.statuses() == [])
        let openCount = kept.count { $0.isOpen }
        #expect(openCount == 2)
    }

    @Test func `a forged X-Forwarded-For is not believed, a trusted proxy's is`() throws {
        let proxy = try #require(AddressRange("192.0.2.0/24"))
        let limits = FrontDoorLimits(requestsPerAddress: 1, trustedProxies: [proxy])
        func refusals(from address: String) throws -> Int {
            let client = try DoorChannel(DoorChannel.door(limits), from: address)
            var statuses: [String] = []
            for number in 0..<20 {
                try client.send(
                    DoorChannel.get(fields: "X-Forwarded-For: 198.51.100.\(number)\r\n")
                )
                if try !client.passed().isEmpty { try client.answer() }
                statuses += try client.statuses()
            }
            #expect(statuses.count == 20)
            return statuses.count { $0 == "429" }
        }
        // One a second, five at once: a stranger is one address, whatever it says.
        #expect(try refusals(from: "203.0.113.9") == 15)
        #expect(try refusals(from: "192.0.2.1") == 0)
    }

    @Test func `who floods from an organiser's own address does not keep the organiser out`() throws
    {
        let client = try DoorChannel(DoorChannel.door(FrontDoorLimits(requestsPerAddress: 1)))
        func statuses(_ request: String, times: Int) throws -> [String] {
            try (0..<times).flatMap { _ in
                try client.send(request)
                if try !client.passed().isEmpty { try client.answer() }
                return try client.statuses()
            }
        }
        let flood = try statuses(DoorChannel.get(), times: 20)
        #expect(flood.count { $0 == "429" } == 15)
        let bearer = "Authorization: Bearer \(DoorChannel.token)\r\n"
        let organiser = try statuses(DoorChannel.get(fields: bearer), times: 20)
        #expect(organiser == Array(repeating: "200", count: 20))
        let forged = "Authorization: Bearer eyJh.b.d\r\n"
        #expect(try statuses(DoorChannel.get(fields: forged), times: 1) == ["429"])
    }

    @Test func `a flood is told the limit that it has reached`() throws {
        let client = try DoorChannel(DoorChannel.door(FrontDoorLimits(requestsPerAddress: 7)))
        var answer = ""
        for _ in 0..<200 where !answer.hasPrefix("HTTP/1.1 429 ") {
            try client.send(DoorChannel.get())
            if try !client.passed().isEmpty { try client.answer() }
            answer = try client.received()
        }
        #expect(answer.contains("RateLimit-Policy: \"too-many-requests-here\";q=7;w=1\r\n"))
        #expect(answer.contains("RateLimit: \"too-many-requests-here\";r=0;t="))
        #expect(answer.contains("Retry-After: "))
    }

    @Test func `whoever goes away in the middle leaves nothing behind`() throws {
        let door = DoorChannel.door()
        let unfinished = String(DoorChannel.put("{}").dropLast())
        for text in ["", "GET / HT", DoorChannel.get(), unfinished] {
            let client = try DoorChannel(door)
            if !text.isEmpty { try client.send(text) }
            try client.channel.close().wait()
        }
        #expect(door.figures.openCount == 0)
        #expect(door.figures.present.allSatisfy { $0 == 0 })
    }
}
