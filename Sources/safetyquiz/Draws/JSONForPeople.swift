import Foundation

/// JSON as commands print it.
enum JSONForPeople {
    /// The same JSON on several lines, for people.
    static func pretty(_ json: [UInt8]) -> [UInt8] {
        guard let value = try? JSONSerialization.jsonObject(with: Data(json)),
            let data = try? JSONSerialization.data(
                withJSONObject: value,
                options: [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            )
        else { return json }
        return Array(data)
    }
}
