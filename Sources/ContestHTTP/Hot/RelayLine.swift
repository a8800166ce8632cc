/// One line of a relayed batch: whose act, on which attempt, and what.
///
///     {"session":"…","attempt":"…","position":0,"options":["9f3a01bc"],"revision":1}
///     {"session":"…","attempt":"…"}
///
/// With `position` and `options` it answers a question; with neither it hands the attempt in.
struct RelayLine: Equatable {
    /// The longest line, in bytes.
    static let byteLimit = 1_024

    /// The participant's own session: a relay can act for nobody whose session it does not hold.
    var session: [UInt8]
    var attempt: [UInt8]
    var response: Response?

    struct Response: Equatable {
        var position: Int
        var options: [UInt32]
        var revision: UInt16?
    }

    init?(_ bytes: some Collection<UInt8>) {
        guard bytes.count <= Self.byteLimit else { return nil }
        var parser = FlatJSON(bytes)
        guard parser.begin() else { return nil }
        var session: [UInt8]?
        var attempt: [UInt8]?
        var position: Int?
        var options: [UInt32]?
        var revision: UInt16?
        while let key = parser.nextKey() {
            switch key {
            case "session" where session == nil: session = parser.bytes(limit: 64)
            case "attempt" where attempt == nil: attempt = parser.bytes(limit: 64)
            case "position" where position == nil: position = parser.integer()
            case "options" where options == nil: options = parser.tokens(limit: 8)
            case "revision" where revision == nil:
                guard let number = parser.integer(), number > 0,
                    let value = UInt16(exactly: number)
                else { return nil }
                revision = value
            default: return nil
            }
        }
        guard parser.isComplete, let session, let attempt else { return nil }
        self.session = session
        self.attempt = attempt
        switch (position, options) {
        case (let position?, let options?):
            response = Response(position: position, options: options, revision: revision)
        case (nil, nil) where revision == nil: response = nil
        default: return nil
        }
    }
}
