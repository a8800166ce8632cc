// A bank as the ledger keeps it in `bank_version.content`.
//
//     {"bank":"safety","questions":[{"category":"消防","difficulty":3,"id":"q-1","key":1,
//      "options":["A","B"],"pool":"main","stem":"…","type":"single",…}],…}

/// The questions of one version, without their texts.
struct Bank: Decodable {
    let questions: [Question]

    struct Question: Decodable {
        let id: String
        let type: Kind
        let optionCount: Int
        let key: UInt8
        let category: String
        let difficulty: Int
        let pool: String

        enum Kind: String, Decodable {
            case single
            case multiple
            case trueFalse = "true_false"
        }

        private enum CodingKeys: String, CodingKey {
            case id
            case type
            case options
            case key
            case category
            case difficulty
            case pool
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            id = try container.decode(String.self, forKey: .id)
            type = try container.decode(Kind.self, forKey: .type)
            optionCount = try container.decode([String].self, forKey: .options).count
            key = try container.decode(UInt8.self, forKey: .key)
            category = try container.decode(String.self, forKey: .category)
            difficulty = try container.decode(Int.self, forKey: .difficulty)
            pool = try container.decode(String.self, forKey: .pool)
        }

        /// The mask of all options.
        var allOptions: UInt8 { optionCount >= 8 ? .max : (1 << UInt8(optionCount)) - 1 }
    }
}
