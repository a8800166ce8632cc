import ContestEngine
import ContestHTTP
import Foundation
import GRDB
import Testing

/// Who may do what.
@Suite struct RoleTests {
    struct Route: Sendable {
        var method: String
        var path: String
        var roles: Set<OrganiserRole>
        /// Whether organisers limited to a subtree are refused.
        var needsAll: Bool
    }

    static let routes = [
        Route(method: "PUT", path: "/v1/banks/x", roles: [.editor], needsAll: false),
        Route(
            method: "GET",
            path: "/v1/banks",
            roles: [.editor, .operator, .auditor],
            needsAll: false
        ),
        Route(method: "PUT", path: "{c}", roles: [.editor], needsAll: false),
        Route(method: "PUT", path: "{c}/regions", roles: [.editor], needsAll: false),
        Route(method: "PUT", path: "{c}/units", roles: [.editor], needsAll: false),
        Route(method: "PUT", path: "{c}/roster", roles: [.editor], needsAll: false),
        Route(method: "POST", path: "{c}/acts", roles: [.operator], needsAll: true),
        Route(method: "POST", path: "{c}/grants", roles: [.operator], needsAll: true),
        Route(
            method: "DELETE",
            path: "{c}/participants/0000000000000000",
            roles: [.operator],
            needsAll: true
        ),
        Route(method: "GET", path: "{c}/standings", roles: [.operator, .auditor], needsAll: false),
        Route(method: "GET", path: "{c}/items", roles: [.operator, .auditor], needsAll: true),
        Route(method: "GET", path: "{c}/reports", roles: [.operator, .auditor], needsAll: true),
        Route(
            method: "GET",
            path: "{c}/exports/standings",
            roles: [.operator, .auditor],
            needsAll: false
        ),
        Route(method: "GET", path: "{c}/report", roles: [.operator, .auditor], needsAll: true),
        Route(method: "GET", path: "{c}/archive", roles: [.operator, .auditor], needsAll: true),
        Route(method: "GET", path: "{c}/extract", roles: [.auditor], needsAll: true),
        Route(method: "GET", path: "{c}/bank", roles: [.auditor], needsAll: true),
        Route(method: "GET", path: "{c}/unit-codes", roles: [.operator], needsAll: true),
        Route(method: "GET", path: "{c}/audit-view", roles: [.auditor], needsAll: true),
        Route(method: "POST", path: "{c}/backups", roles: [.operator, .auditor], needsAll: true),
    ]

    @Test func `every organisers' route asks for its role`() async throws {
        let clock = TestTime.clock()
        try await TestServer.run(clock: clock) { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            let guest = try await Guest.register(at: server, in: contest.name, number: 1)
            for route in Self.routes {
                let path = route.path.replacing("{c}", with: guest.path)
                for token in [nil, guest.session, "x"] {
                    let reply = try await server.send(route.method, path, token: token)
                    #expect(reply.problem == "unauthenticated", "\(route) \(token ?? "-")")
                }
                for role in OrganiserRole.allCases {
                    // Backups are named by the millisecond.
                    clock.advance(by: .milliseconds(1))
                    let token = try await server.tokens.sign(.test([role]))
                    let reply = try await server.send(route.method, path, token: token)
                    let isAllowed = role == .admin || route.roles.contains(role)
                    #expect((reply.problem == "forbidden") == !isAllowed, "\(route) \(role)")
                    #expect(reply.status < 500 && reply.status != 401, "\(route) \(role)")
                }
                guard route.needsAll else { continue }
                let limited = try await server.tokens.sign(.test([.admin], region: "140501"))
                let reply = try await server.send(route.method, path, token: limited)
                #expect(reply.problem == "forbidden", "\(route) limited")
            }
        }
    }

    @Test func `a limited organiser exports only the subtree`() async throws {
        try await TestServer.run { server in
            let contest = TestContest.national2023
            try await server.hold(contest)
            var last = 0
            for number in 0..<6 {
                var guest = try await Guest.register(at: server, in: contest.name, number: number)
                last = try await guest.play(choose: Choice.first)["sequence"].integer ?? 0
            }
            try await server.waitForBoards(of: contest.name, reaching: last)
            let path = "/v1/contests/\(contest.name)/standings"
            let expected: [(String?, String?, Set<String>)] = [
                (nil, nil, ["选手0", "选手1", "选手2", "选手3", "选手4", "选手5"]),
                ("140502", nil, ["选手0", "选手3"]),
                ("140501", nil, ["选手1", "选手2", "选手4", "选手5"]),
                (nil, "B", ["选手2", "选手5"]),
            ]
            for (region, unit, names) in expected {
                let claims = OrganiserClaims.test([.operator], region: region, unit: unit)
                let token = try await server.tokens.sign(claims)
                let json = try await server.send("GET", path, token: token).json
                #expect(Set(json["rows"].list.map { $0["name"].text }) == names)
                let table = try await server.send("GET", path + "?format=csv", token: token).text
                #expect(names.allSatisfy(table.contains))
                #expect(table.components(separatedBy: "选手").count == names.count + 1)
            }
            let stranger = try await server.tokens.sign(.test([.operator], region: "none"))
            #expect(try await server.send("GET", path, token: stranger).problem == "unknown-board")
        }
    }

    @Test func `reading the keys is logged with the reader's name`() async throws {
        let folder = try TestFolder()
        let contest = TestContest.national2023
        try await TestServer.run(in: folder) { server in
            try await server.hold(contest)
            let token = try await server.tokens.sign(.test([.auditor], name: "审计员甲"))
            let path = "/v1/contests/\(contest.name)/bank"
            let reply = try await server.send("GET", path, token: token)
            #expect(reply.status == 200)
            #expect(reply.json["bank"]["questions"].list.count == TestBank().questions.count)
        }
        let log = try await DatabaseQueue(path: folder.ledger(of: contest.name)).read { database in
            try String.fetchAll(database, sql: "SELECT actor || ' ' || subject FROM access_log")
        }
        #expect(log.count == 1 && log.first?.hasPrefix("审计员甲 ") == true)
    }
}
