internal import ContestModel

/// Warns of a bank whose keys can be guessed without reading.
///
/// The limits follow what was seen in the wild: of one leaked national bank's true/false items 73 %
/// were true, and 53 % of its multiple-choice items had every option right.
enum KeyBalance {
    /// Fewer items of a type say nothing.
    static let itemCountFloor = 20
    /// Fewer multiple-choice items say nothing.
    static let multipleCountFloor = 10

    static func note(_ questions: [Question], at place: Place, _ log: FindingLog) {
        noteTrueShare(questions.filter { $0.type == .trueFalse }, place, log)
        noteLetters(questions.filter { $0.type == .single }, place, log)
        noteAllRight(questions.filter { $0.type == .multiple }, place, log)
    }

    private static func noteTrueShare(
        _ items: [Question],
        _ place: Place,
        _ log: FindingLog
    ) {
        let right = items.count { $0.key == .option(0) }
        guard items.count >= itemCountFloor,
            right * 100 > items.count * 65 || right * 100 < items.count * 35
        else { return }
        log.warning(
            "bank.balance.true-share",
            at: place,
            text: "\(right)/\(items.count)",
            "判断题 \(items.count) 道中有 \(right) 道答案为“正确”，宜在 35% 到 65% 之间",
            "\(right) of \(items.count) true/false questions are true; 35 % to 65 % is sound"
        )
    }

    private static func noteLetters(_ items: [Question], _ place: Place, _ log: FindingLog) {
        var counts = [Int](repeating: 0, count: 8)
        for item in items {
            if let index = item.key.indices.first { counts[index] += 1 }
        }
        guard items.count >= itemCountFloor, let most = counts.max(),
            most * 100 > items.count * 40, let index = counts.firstIndex(of: most)
        else { return }
        let letter = OptionMask.option(index).letters
        log.warning(
            "bank.balance.letter",
            at: place,
            text: "\(letter) \(most)/\(items.count)",
            "单选题 \(items.count) 道中有 \(most) 道答案是 \(letter)，宜不超过 40%",
            "\(most) of \(items.count) single-choice keys are \(letter); at most 40 % is sound"
        )
    }

    private static func noteAllRight(_ items: [Question], _ place: Place, _ log: FindingLog) {
        let all = items.count { $0.key == .all($0.options.count) }
        guard items.count >= multipleCountFloor, all * 100 > items.count * 30 else { return }
        log.warning(
            "bank.balance.all-right",
            at: place,
            text: "\(all)/\(items.count)",
            "多选题 \(items.count) 道中有 \(all) 道全选，宜不超过 30%",
            "all options are right in \(all) of \(items.count) multiple-choice questions; "
                + "at most 30 % is sound"
        )
    }
}
