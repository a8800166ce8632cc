import Foundation
import Testing

@testable import ContestHTTP

/// What goes out where only an answer's head was asked for, on connections in memory.
struct DoorHeadTests {
    @Test func `what is refused to HEAD has no body, and the next answer is whole`() throws {
        let door = DoorChannel.door()
        while case .admitted = door.arrive(.finish, from: nil) {}
        let client = try DoorChannel(door)
        try client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
        let head = try client.received()
        #expect(head.hasPrefix("HTTP/1.1 503 ") && head.hasSuffix("\r\n\r\n"))
        let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
        try client.send(DoorChannel.get("/"))
        let parts = try client.received().split(separator: "\r\n\r\n")
        #expect(parts.count == 2)
        #expect(length.map(String.init) == "Content-Length: \(parts.last?.utf8.count ?? 0)")
    }

    @Test(arguments: [true, false])
    func `an answer to HEAD is its head, with a length or without`(_ hasLength: Bool) throws {
        let client = try DoorChannel(DoorChannel.door())
        for _ in 1...2 {
            try client.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
            #expect(try client.passed() == ["/", "end"])
            try client.answer("some text", hasLength: hasLength)
            let head = try client.received()
            #expect(head.hasPrefix("HTTP/1.1 200 OK\r\n") && head.hasSuffix("\r\n\r\n"))
            #expect(head.components(separatedBy: "\r\n\r\n").count == 2)
        }
        try client.send(DoorChannel.get())
        try client.answer("some text")
        #expect(try client.received().hasSuffix("\r\n\r\nsome text"))
    }
}
