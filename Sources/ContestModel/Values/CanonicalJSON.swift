public import FoundationEssentials

/// The one spelling of a value as JSON that digests and the ledger use: sorted keys, no white
/// space, slashes unescaped.
public enum CanonicalJSON {
    /// Encodes a value.
    public static func encode(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value)
    }

    /// Decodes what `encode` wrote.
    public static func decode<Value: Decodable>(
        _ type: Value.Type,
        from bytes: some DataProtocol
    ) throws -> Value {
        try JSONDecoder().decode(type, from: Data(bytes))
    }
}
