import HTTPTypes

/// Who comes first when not everybody can be served.
///
/// Nobody loses a finished paper to somebody else's refresh: what belongs to an attempt under way
/// comes before new attempts, those before newcomers, and those before people who look around.
/// Relayed batches, organisers and health checks have places of their own: however many halls wait for
/// a slow disk, who has to look after it gets in.
enum RequestPriority: Int, Sendable, CaseIterable {
    /// Reading: boards, tallies, pages, one's own standing.
    case look
    /// Registering, signing in, and whatever else changes something outside an attempt.
    case enter
    /// Starting an attempt.
    case begin
    /// Everything of an attempt that has begun.
    case finish
    /// A hall's or a gateway's batch of what many people did.
    case relay
    /// What else carries an organiser's token.
    case organise
    /// Whether the server lives and is ready.
    case health

    private static let contests = Array("/v1/contests/".utf8)
    private static let attempts = Array("attempts".utf8)
    private static let relays = Array("relay".utf8)
    private static let slash = UInt8(ascii: "/")
    private static let questionMark = UInt8(ascii: "?")

    /// Judges by method and path alone, before anything is decoded.
    ///
    /// - Parameter bearsOrganiserToken: Whether the request carries an organiser's token whose signature
    ///   is right: the places of organisers are few, and a forged one must not take them.
    init(_ method: HTTPRequest.Method, path: String, bearsOrganiserToken: Bool) {
        if path == "/healthz" || path == "/readyz" {
            self = .health
            return
        }
        let isReading = method == .get || method == .head
        let elsewhere = bearsOrganiserToken ? .organise : isReading ? .look : Self.enter
        var path = path
        self = path.withUTF8 { bytes in
            guard bytes.starts(with: Self.contests) else { return elsewhere }
            let rest = bytes.dropFirst(Self.contests.count).drop { $0 != Self.slash }.dropFirst()
            if bearsOrganiserToken {
                let place = rest.prefix { $0 != Self.questionMark }
                return place.elementsEqual(Self.relays) ? .relay : .organise
            }
            guard rest.starts(with: Self.attempts) else { return elsewhere }
            let tail = rest.dropFirst(Self.attempts.count)
            if tail.first == Self.slash { return .finish }
            return isReading ? .look : .begin
        }
    }

    /// How full the house may be, in eighths of the limit, when one of this priority is still let in.
    ///
    /// Whoever is let in to begin comes back many times. So starts are held back early, and who is in
    /// the middle of a paper is turned away only when the house is full four times over.
    var share: Int {
        switch self {
        case .look: 2
        case .enter: 3
        case .begin: 4
        case .finish: 32
        case .relay, .organise, .health: 0
        }
    }

    /// Places of its own, beside those that are shared; nil where it shares.
    var ownPlaceCount: Int? {
        switch self {
        // Of a thousand lines each: three quarters of the facts that may wait for the disk, so that
        // relays leave room for those who answer on their own.
        case .relay: 24
        case .organise: 32
        case .health: 256
        default: nil
        }
    }

    /// Whether it counts against its address: what a token of this server's vouches for does not, lest
    /// whoever floods from beside an organiser keep him out.
    var isCountedByAddress: Bool { self != .relay && self != .organise }

    /// Whether the body is kept at the door until it is whole.
    ///
    /// A body that drips in then takes no place. Organisers send files, which pass as they come.
    var isHeldUntilWhole: Bool { self != .organise }
}
