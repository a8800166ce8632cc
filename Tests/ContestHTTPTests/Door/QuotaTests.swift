import ContestModel
import Testing

@testable import ContestHTTP

/// Quotas of accounts and addresses.
struct QuotaTests {
    @Test func `so many at once, and then one each interval`() {
        let quota = Quota(interval: 10, burst: 3)
        var state: Int64 = 0
        var taken: [Int64] = []
        for now in Int64(1_000)..<1_100 {
            while case .taken(let next) = quota.take(state, now: now) {
                state = next
                taken.append(now)
            }
        }
        #expect(taken.prefix(3) == [1_000, 1_000, 1_000])
        #expect(Array(taken.dropFirst(3)) == Array(stride(from: 1_010, through: 1_090, by: 10)))
        #expect(quota.take(state, now: 1_095) == .exceeded(wait: 5))
    }

    @Test func `one account's script is told to wait, the others are not`() {
        let accounts = AccountQuotas(perSecond: 20, burst: 100)
        let contest = ObjectIdentifier(Token())
        let waits = (0..<150).map { _ in
            accounts.take(ParticipantIndex(rawValue: 7), of: contest, at: 500)
        }
        #expect(waits.prefix(100).allSatisfy { $0 == nil })
        #expect(waits.dropFirst(100).allSatisfy { $0 == 1 })
        for other in UInt32(0)..<3_000 where other != 7 {
            #expect(accounts.take(ParticipantIndex(rawValue: other), of: contest, at: 500) == nil)
        }
        // Twenty a second: a second later twenty more.
        let later = (0..<30).map { _ in
            accounts.take(ParticipantIndex(rawValue: 7), of: contest, at: 600)
        }
        #expect(later.count { $0 == nil } == 20)
    }

    @Test func `a factory behind one address is let in`() throws {
        let limits = FrontDoorLimits(connectionCount: 10_000)
        var ledger = AddressLedger(
            connectionLimit: limits.connectionsPerAddress,
            quota: limits.addressQuota
        )
        let factory = try #require(PeerAddress("203.0.113.9"))
        let connected = (0..<3_000).count { _ in ledger.connect(factory, now: 0) }
        #expect(connected == 3_000)
        // Everybody opens the page, starts and answers within the same second.
        let taken = (0..<36_000).count { _ in ledger.take(factory, now: 1_000_000_000) == nil }
        #expect(taken == 36_000)
    }

    @Test func `one address cannot have everything`() throws {
        var ledger = AddressLedger(
            connectionLimit: 10,
            quota: Quota(interval: 100_000_000, burst: 5)
        )
        let flood = try #require(PeerAddress("203.0.113.9"))
        let other = try #require(PeerAddress("203.0.113.10"))
        let connections = (0..<20).map { _ in ledger.connect(flood, now: 0) }
        let isOtherLetIn = ledger.connect(other, now: 0)
        #expect(connections.count { $0 } == 10)
        #expect(isOtherLetIn)
        let waits = (0..<20).map { _ in ledger.take(flood, now: 0) }
        let otherWait = ledger.take(other, now: 0)
        #expect(waits.count { $0 == nil } == 5)
        #expect(otherWait == nil)
        ledger.disconnect(flood, now: 0)
        let again = (0..<2).map { _ in ledger.connect(flood, now: 0) }
        #expect(again == [true, false])
    }

    @Test func `an endless stream of addresses is not remembered`() throws {
        var ledger = AddressLedger(
            connectionLimit: 10,
            quota: Quota(interval: 1_000, burst: 5)
        )
        for number in 0..<200_000 {
            let text = "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)"
            let address = try #require(PeerAddress(text))
            _ = ledger.take(address, now: Int64(number) * 50_000)
        }
        #expect(ledger.count <= AddressLedger.entryCountLimit)
    }

    private final class Token {}
}
