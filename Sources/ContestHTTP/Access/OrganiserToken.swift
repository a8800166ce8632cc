public import ContestEngine
public import ContestModel
import FoundationEssentials
import HTTPTypes
import Hummingbird
public import JWTKit

/// What an organiser may do.
public enum OrganiserRole: String, Codable, CaseIterable, Sendable {
    /// Everything.
    case admin
    /// Banks, contests, trees, rosters.
    case editor
    /// Opening, pausing, closing; figures and exports.
    case `operator`
    /// Keys, audit views, backups; changes nothing.
    case auditor
    /// Hands in what the people of a hall answered, each under their own session; sees nothing.
    case relay
}

/// An organiser's claims, signed as a JSON Web Token (RFC 7519).
public struct OrganiserClaims: JWTPayload {
    /// The organiser's name; it stands in the ledger beside every act.
    public var sub: SubjectClaim
    /// When the token ends.
    public var exp: ExpirationClaim
    /// The token's own name, by which it can be revoked; tokens of earlier versions have none.
    public var jti: IDClaim?
    /// When it was made, in milliseconds since the epoch; tokens of earlier versions do not say.
    public var issuedAtMs: Int64?
    /// What the organiser may do.
    public var roles: [OrganiserRole]
    /// The code of the region to which reading is limited; nil for all.
    public var region: String?
    /// The code of the unit to which reading is limited; nil for all.
    public var unit: String?

    /// Makes claims that end at an instant.
    public init(
        name: String,
        roles: [OrganiserRole],
        region: String? = nil,
        unit: String? = nil,
        id: String? = nil,
        issuedAt: LedgerInstant? = nil,
        expiresAt: LedgerInstant
    ) {
        sub = SubjectClaim(value: name)
        jti = id.map { IDClaim(value: $0) }
        issuedAtMs = issuedAt?.millisecondsSinceEpoch
        exp = ExpirationClaim(
            value: Date(timeIntervalSince1970: Double(expiresAt.millisecondsSinceEpoch) / 1000)
        )
        self.roles = roles
        self.region = region
        self.unit = unit
    }

    /// The organiser's name.
    public var name: String { sub.value }

    /// The token's own name; nil for one of an earlier version.
    public var id: String? { jti?.value }

    /// Throws when the token has ended.
    public func verify(using algorithm: some JWTAlgorithm) async throws {
        try exp.verifyNotExpired()
    }
}

/// Makes and reads organisers' tokens.
public struct OrganiserTokens: Sendable {
    private let keys: JWTKeyCollection
    private let present: JWKIdentifier
    private let signatures: TokenSignatures
    private let isRevoked: @Sendable (OrganiserClaims) -> Bool

    /// Derives the signing keys from the server's master secrets.
    ///
    /// Each has its generation's number as its key identifier; tokens of earlier versions have none
    /// and are checked with the first.
    /// - Parameter isRevoked: Asked for every token whose signature is right.
    public init(
        keys master: MasterKeys,
        isRevoked: @escaping @Sendable (OrganiserClaims) -> Bool = { _ in false }
    ) async {
        keys = JWTKeyCollection()
        signatures = TokenSignatures(keys: master)
        present = JWKIdentifier(string: String(master.present.number))
        self.isRevoked = isRevoked
        for generation in master.generations where !generation.isRevoked {
            await keys.add(
                hmac: HMACKey(from: ServerSecrets.organiserKey(generation)),
                digestAlgorithm: .sha256,
                kid: JWKIdentifier(string: String(generation.number))
            )
        }
    }

    /// Signs claims.
    public func sign(_ claims: OrganiserClaims) async throws -> String {
        try await keys.sign(claims, kid: present)
    }

    /// The claims of a request's bearer token; throws a problem without a valid one.
    func claims(_ request: Request) async throws -> OrganiserClaims {
        guard let token = request.bearer, Self.isCanonical(token),
            let claims = try? await keys.verify(token, as: OrganiserClaims.self),
            !isRevoked(claims)
        else { throw Problem.unauthenticated }
        return claims
    }

    /// Whether a token is ours and has not ended, as the door must know before it lets a request in.
    ///
    /// Each request is checked again by `claims`, where its token counts.
    func isSigned(_ token: Substring) -> Bool {
        let decoder = JSONDecoder()
        decoder.dateDecodingStrategy = .secondsSince1970
        guard let payload = signatures.payload(of: token),
            let claims = try? decoder.decode(OrganiserClaims.self, from: Data(payload)),
            (try? claims.exp.verifyNotExpired()) != nil
        else { return false }
        return !isRevoked(claims)
    }

    /// Whether a token's signature is spelt in the one way that base64url has for 256 bits: decoders
    /// also take others, and then two texts would be one token.
    private static func isCanonical(_ token: String) -> Bool {
        guard let signature = token.split(separator: ".", omittingEmptySubsequences: false).last,
            signature.utf8.count == 43, let last = signature.last
        else { return false }
        return "AEIMQUYcgkosw048".contains(last)
    }

    /// The claims of a request whose token has one of some roles, or is an admin's.
    func require(_ roles: OrganiserRole..., of request: Request) async throws -> OrganiserClaims {
        let claims = try await claims(request)
        guard claims.roles.contains(where: { $0 == .admin || roles.contains($0) }) else {
            throw Problem.forbidden
        }
        return claims
    }
}

extension Request {
    /// The bearer token's text.
    var bearer: String? {
        guard let value = headers.single(.authorization), value.utf8.count <= 4_096,
            value.hasPrefix("Bearer ")
        else { return nil }
        return String(value.dropFirst(7))
    }
}
