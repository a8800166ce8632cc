import HTTPTypes

/// What the door reads off a head: where it could be misread, and who is speaking.
///
/// The parser refuses both lengths at once, repeated lengths, bare line feeds, folded lines and
/// spaces before a colon. What it lets pass and a proxy in front might read in another way is
/// refused here: any transfer coding but one plain `chunked`, and a host that is missing or stands
/// twice (RFC 9112, 3.2 and 6.1).
struct RequestFraming {
    private(set) var isPlain = true
    /// What looks like an organiser's token, unchecked.
    private(set) var organiserToken: Substring?
    private(set) var prefersEnglish = false
    /// Whether the client will not send another request here.
    private(set) var closes = false

    /// Reads all fields once, telling names apart by their length first.
    init(_ head: HTTPRequest) {
        isPlain = head.authority.map { !$0.isEmpty } ?? false
        var hasCoding = false
        for field in head.headerFields {
            let name = field.name.canonicalName
            switch name.utf8.count {
            case 4 where name == "host": isPlain = false
            case 17 where name == "transfer-encoding":
                if hasCoding || field.value.lowercased() != "chunked" { isPlain = false }
                hasCoding = true
            // Every JSON Web Token begins so.
            case 13 where name == "authorization":
                if field.value.utf8.starts(with: "Bearer eyJ".utf8) {
                    organiserToken = field.value.dropFirst("Bearer ".count)
                }
            case 15 where name == "accept-language":
                prefersEnglish = field.value.lowercased().hasPrefix("en")
            case 10 where name == "connection": closes = field.value.lowercased() == "close"
            default: break
            }
        }
    }
}

extension HTTPFields {
    /// Who the client is, when the peer is a proxy that may be believed: the last address that is no
    /// trusted proxy's.
    ///
    /// Whatever stands before it was written by that client.
    ///
    /// - Returns: nil where the field is missing or says nothing.
    func client(behind proxies: [AddressRange]) -> PeerAddress? {
        guard let name = HTTPField.Name.forwardedFor else { return nil }
        for value in self[values: name].reversed() {
            for part in value.split(separator: ",").reversed() {
                let text = part.drop { $0 == " " }.prefix { $0 != " " }
                guard let address = PeerAddress(text) else { return nil }
                if !proxies.contains(where: { $0.contains(address) }) { return address }
            }
        }
        return nil
    }
}
