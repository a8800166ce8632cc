import ArgumentParser
import Audit
import Foundation

/// Draws again on any machine, from what was published.
struct DrawCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "在任何一台电脑上重抽一遍 / draw again on any machine",
        discussion: """
            RESULT 是 draw show 的输出（存档中的 draws/NAME.json）；名单是 draw entrants 的输出，
            或者由账本摘录重算（--ledger）。一致时退出码为 0，不一致为 1。
              safetyquiz draw check june.json --entrants june-entrants.csv
              safetyquiz draw check june.json --ledger ledger-extract.sqlite
            """
    )

    @Argument(help: "公布的抽奖结果 / the published draw")
    var result: String

    @Option(help: "公布的名单 / the published entrants' list")
    var entrants: String?

    @Option(help: "账本摘录：重算名单 / the ledger extract, to work the list out")
    var ledger: String?

    /// What is read of a published draw.
    private struct Published: Decodable {
        var name: String
        var prizes: [Prize]
        var entrants: Entrants
        var seedDigest: String
        var outcome: Outcome?

        struct Prize: Decodable {
            var name: String
            var count: Int
        }

        struct Entrants: Decodable {
            var digest: String
            var lots: Int
            var people: Int
        }

        struct Outcome: Decodable {
            var randomness: String
            var seed: String
            var winners: [Winner]
            var alternates: [Winner]
        }

        struct Winner: Decodable {
            var prize: String?
            var participant: String
        }
    }

    func run() async throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        let bytes = try Console.read(result)
        guard let draw = try? decoder.decode(Published.self, from: Data(bytes)) else {
            throw Failure.wrongData("\(result) 不是公布的抽奖结果 / not a published draw")
        }
        let list = try list(of: draw.name)
        print("名单 \(list.entrants.count) 人，\(list.chanceCount) 次机会，摘要 \(list.digest)")
        guard list.digest == draw.entrants.digest, list.chanceCount == draw.entrants.lots,
            list.entrants.count == draw.entrants.people
        else { throw Failure.found("名单与公布的摘要不符 / the list is another one") }
        guard let outcome = draw.outcome else {
            print("名单相符，尚未开奖 / the list is right; nothing is drawn yet")
            return
        }
        guard DrawRecount.isCommitted(seed: outcome.seed, to: draw.seedDigest) else {
            throw Failure.found("种子不是事先承诺的那一个 / the seed is another one")
        }
        let published = outcome.winners + outcome.alternates
        let drawn = list.drawn(
            published.count,
            seed: outcome.seed,
            randomness: outcome.randomness
        )
        for (index, person) in drawn.enumerated() {
            let prize = published.indices.contains(index) ? published[index].prize ?? "候补" : "—"
            print("\(index + 1)\t\(prize)\t\(person)")
        }
        let prizes = draw.prizes.flatMap { Array(repeating: $0.name, count: max(0, $0.count)) }
        let isFull =
            outcome.winners.count == min(prizes.count, list.entrants.count)
            && outcome.winners.map(\.prize)
                == prizes.prefix(outcome.winners.count).map(Optional.some)
        guard isFull, drawn == published.map(\.participant) else {
            throw Failure.found("不一致 / differs")
        }
        print("一致 / equal")
    }

    private func list(of name: String) throws -> DrawRecount {
        if let entrants {
            guard let list = DrawRecount(list: try Console.read(entrants, upTo: 1 << 30)) else {
                throw Failure.wrongData("\(entrants) 不是抽奖名单 / not an entrants' list")
            }
            return list
        }
        guard let ledger else {
            throw ValidationError("请给出 --entrants 或 --ledger / give one of these")
        }
        do {
            guard let list = try LedgerAudit(path: ledger).entrants(ofDraw: name) else {
                throw Failure.wrongData("账本里没有抽奖 \(name) / no such draw in the ledger")
            }
            return list
        } catch let error as AuditError {
            throw Failure.unreadable("无法读取账本 \(ledger)：\(error) / cannot read the ledger")
        }
    }
}
