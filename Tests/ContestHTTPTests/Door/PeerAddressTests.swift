import HTTPTypes
import Testing

@testable import ContestHTTP

/// Addresses as text, ranges, and who is believed about them.
struct PeerAddressTests {
    @Test(arguments: [
        ("192.0.2.1", UInt64(0), UInt64(0xFFFF_C000_0201)),
        ("::ffff:192.0.2.1", 0, 0xFFFF_C000_0201),
        ("0.0.0.0", 0, 0xFFFF_0000_0000),
        ("::", 0, 0),
        ("::1", 0, 1),
        ("2001:db8::1", 0x2001_0DB8_0000_0000, 1),
        ("2001:DB8:0:1:2:3:4:5", 0x2001_0DB8_0000_0001, 0x0002_0003_0004_0005),
        ("1:2:3:4:5:6:7::", 0x0001_0002_0003_0004, 0x0005_0006_0007_0000),
    ])
    func `an address is read`(_ text: String, _ high: UInt64, _ low: UInt64) throws {
        let address = try #require(PeerAddress(text))
        #expect(address.high == high)
        #expect(address.low == low)
    }

    @Test(arguments: [
        "", "1", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.-4", "1..3.4", "１.2.3.4",
        ":", ":::", "1::2::3", "12345::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "g::", "::1.2.3",
        "1:2:3:4:5:6:7:8::", "unknown", "1.2.3.4:80", "[::1]", "+1::",
    ])
    func `what is no address is none`(_ text: String) {
        #expect(PeerAddress(text) == nil)
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false),
        ("192.0.2.7", "192.0.2.7", true), ("192.0.2.7", "192.0.2.6", false),
        ("0.0.0.0/0", "198.51.100.1", true), ("0.0.0.0/0", "2001:db8::1", false),
        ("2001:db8::/32", "2001:db8:ffff::1", true), ("2001:db8::/32", "2001:db9::1", false),
        ("2001:db8::/65", "2001:db8::1", true), ("2001:db8::/65", "2001:db8:0:0:8000::", false),
        ("::/0", "192.0.2.1", true), ("::1/128", "::1", true), ("::1", "::2", false),
    ])
    func `a range holds what it says`(_ range: String, _ text: String, _ holds: Bool) throws {
        let range = try #require(AddressRange(range))
        let address = try #require(PeerAddress(text))
        #expect(range.contains(address) == holds)
    }

    @Test(arguments: [
        "10.0.0.0/33", "10.0.0.0/", "/8", "1.0.0.0/-1", "::/129", "a/8", "1.0.0.0/8/8",
    ])
    func `what is no range is none`(_ text: String) {
        #expect(AddressRange(text) == nil)
    }

    @Test(arguments: [
        // What the client forged stands before what the proxy added.
        ("1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("203.0.113.9", "203.0.113.9"),
        // Two proxies of ours, one behind the other.
        ("1.1.1.1, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
        ("203.0.113.9,10.0.0.2 , 10.0.0.3", "203.0.113.9"),
        ("2001:db8::1", "2001:db8::1"),
    ])
    func `a trusted proxy is believed about the last who is not one`(
        _ field: String,
        _ client: String
    ) throws {
        let proxies = [try #require(AddressRange("10.0.0.0/8"))]
        let name = try #require(HTTPField.Name.forwardedFor)
        let fields = HTTPFields([HTTPField(name: name, value: field)])
        #expect(fields.client(behind: proxies) == PeerAddress(client))
    }

    @Test(arguments: ["", "unknown", "10.0.0.1", "203.0.113.9, x"])
    func `a field that says nothing names nobody`(_ field: String) throws {
        let proxies = [try #require(AddressRange("10.0.0.0/8"))]
        let name = try #require(HTTPField.Name.forwardedFor)
        #expect(HTTPFields([HTTPField(name: name, value: field)]).client(behind: proxies) == nil)
    }

    @Test func `a household's IPv6 addresses are counted together, IPv4 ones are not`() throws {
        let one = try #require(PeerAddress("2001:db8::1")).network
        let two = try #require(PeerAddress("2001:db8::2")).network
        #expect(one == two)
        let three = try #require(PeerAddress("192.0.2.1")).network
        let four = try #require(PeerAddress("192.0.2.2")).network
        #expect(three != four)
    }
}
