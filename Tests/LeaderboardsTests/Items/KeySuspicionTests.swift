import ContestModel
@testable import Leaderboards
import Testing

struct KeySuspicionTests {
    private func row(
        people: Int = 100,
        discrimination: Discrimination? = nil,
        strong: [Double] = [],
        strongPeople: Double = 27
    ) -> ItemStatistics {
        ItemStatistics(
            drawn: people,
            right: 0,
            omitted: 0,
            people: people,
            discrimination: discrimination,
            strong: OptionShares(people: strongPeople, options: strong, omitted: 0),
            weak: OptionShares()
        )
    }

    private let single = ItemKey(key: .option(0), optionCount: 3, isMultiple: false)
    private let multiple = ItemKey(key: OptionMask(bits: 0b011), optionCount: 3, isMultiple: true)

    @Test func `a discrimination below zero is suspected only with its whole interval`() {
        let surely = Discrimination(value: -0.5, people: 100)
        #expect(
            KeySuspicion(row(discrimination: surely), single) == .negativeDiscrimination(surely)
        )
        let perhaps = Discrimination(value: -0.15, people: 100)
        #expect(
            KeySuspicion(row(discrimination: perhaps), single) == .lowDiscrimination(perhaps)
        )
        let good = Discrimination(value: 0.2, people: 100)
        #expect(KeySuspicion(row(discrimination: good), single) == nil)
        #expect(KeySuspicion(row(people: 29, discrimination: surely), single) == nil)
    }

    @Test func `a distractor is held against the best option of one, the least of several`() {
        let found = KeySuspicion(row(strong: [0.3, 0.6, 0.1]), single)
        #expect(found == .distractorPreferred(option: 1, share: 0.6, keyShare: 0.3))
        #expect(KeySuspicion(row(strong: [0.4, 0.4, 0.1]), single) == nil)
        #expect(KeySuspicion(row(strong: [0.3, 0.6, 0.1], strongPeople: 7.9), single) == nil)
        let least = KeySuspicion(row(strong: [0.9, 0.2, 0.5]), multiple)
        #expect(least == .distractorPreferred(option: 2, share: 0.5, keyShare: 0.2))
        #expect(KeySuspicion(row(strong: [0.9, 0.6, 0.5]), multiple) == nil)
    }

    @Test func `the reason is told in both languages, and names no option to who may not know`() {
        let both = KeySuspicion.both(
            Discrimination(value: -0.25, people: 403),
            option: 2,
            share: 0.625,
            keyShare: 0.0449
        )
        let chinese = both.chinese(showsOptions: true)
        #expect(chinese.contains("-0.25") && chinese.contains("62.5% 选 C"))
        #expect(chinese.contains("4.5%"))
        #expect(both.english(showsOptions: true).contains("62.5% of the strong chose C"))
        for text in [both.chinese(showsOptions: false), both.english(showsOptions: false)] {
            #expect(!text.contains("C") && !text.contains("62.5"))
        }
        let low = KeySuspicion.lowDiscrimination(Discrimination(value: 0.05, people: 3))
        #expect(low.chinese(showsOptions: false) == "区分度偏低（0.05，95% 区间 —）")
        #expect(!low.isOfKey && both.isOfKey)
    }
}
