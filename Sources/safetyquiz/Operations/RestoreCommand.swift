import ArgumentParser
import Audit
import ContestEngine
import ContestModel
import Foundation
import SQLiteStore

/// Puts a contest back from a backup, and from segments where there are some.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "从备份恢复竞赛（先停止服务器）/ restore a contest; stop the server first",
        discussion: """
            先复制，再独立核对，全部无误才换上。已有同名竞赛时不覆盖：加 --set-aside，把它整个移到
            data/set-aside。恢复到哪个账本序号会写明，此后的事不在其中；当时的参赛者照常登录。
            data/secret 必须还是原来那一个，否则姓名读不出来。

            Copies, audits the copy, and only then puts it in place. An existing contest is never
            overwritten; --set-aside moves it away as a whole. Says up to which fact it goes.
              safetyquiz restore --contest NAME data/backups/NAME-….sqlite
              safetyquiz restore --contest NAME --segments /mnt/copy/NAME
              safetyquiz restore --contest NAME --segments /mnt/copy/NAME data/backups/NAME-….sqlite
            """
    )

    @Argument(help: "备份文件；有 --segments 时缺省为其中最新的基础备份 / the backup")
    var backup: String?

    @Option(help: "竞赛名 / the contest")
    var contest: String

    @Option(help: "抄送目录里这场竞赛的文件夹 / the contest's folder of segments")
    var segments: String?

    @Flag(help: "抄送的文件有缺损时，恢复到缺损之前 / stop at the first fault of the segments")
    var untilFault = false

    @Flag(help: "把已有的同名竞赛移到 data/set-aside / move an existing contest away")
    var setAside = false

    @Option(help: "数据目录 / the data folder (SAFETYQUIZ_DATA, data)")
    var data: String?

    @Option(help: "配置文件 / a settings file in JSON (SAFETYQUIZ_CONFIG)")
    var config: String?

    func run() async throws {
        let settings = try await Settings(file: config)
        let path = settings.text("data", flag: data, default: "data")
        do {
            let source = try segments.map { try backup ?? DataFolder.newestBase(in: $0) } ?? backup
            guard let source else {
                throw Failure.wrongData("请给出备份文件或 --segments / give a backup or --segments")
            }
            let folder = try DataFolder(path: path)
            guard setAside || !folder.holds(contest) else {
                throw Failure.cannotWrite(
                    "竞赛 \(contest) 已存在，未覆盖；加 --set-aside 把它移开 / it exists: use --set-aside"
                )
            }
            let staged = try await folder.stage(backup: source, as: contest)
            do { try await restore(staged, of: source, in: folder) } catch {
                try? folder.discard(staged)
                throw error
            }
        } catch let code as ExitCode {
            throw code
        } catch let fault as SegmentFault {
            throw Failure.found("未恢复：\(fault) / not restored")
        } catch {
            throw Failure.cannotWrite("未恢复：\(error) / not restored")
        }
    }

    private func restore(
        _ staged: DataFolder.StagedLedger,
        of source: String,
        in folder: DataFolder
    ) async throws {
        Console.note("基础备份 / the backup: \(source)")
        if let segments {
            let replay = try await folder.replay(
                segments: segments,
                onto: staged,
                stopsAtFault: untilFault
            )
            Console.note("接上 \(replay.fileCount) 个分段 / segments replayed: \(replay.fileCount)")
            if let fault = replay.fault { Console.note("到此为止：\(fault) / stopped here") }
        }
        let report = try LedgerAudit(path: staged.path).run { _ in }
        guard report.isClean else {
            print(report.text)
            throw Failure.found("核对有差异，未恢复 / the audit found differences; not restored")
        }
        if try await folder.opensNames(of: staged) == false {
            Console.note(
                "注意：现在的 data/secret 解不开备份里的姓名，请放回当时的那一个 / "
                    + "the present data/secret does not open the names; put the former one back"
            )
        }
        let installed = try await folder.install(
            staged,
            at: AnchoredClock().now(),
            actor: "restore"
        )
        if let aside = installed.setAside {
            Console.note("原有的竞赛移到 \(aside) / the former contest was moved there")
        }
        print(
            "已恢复 \(contest)，到账本序号 \(installed.head.sequence)（\(installed.head.at.utcText)），"
                + "链值 \(Hexadecimal.encode(installed.head.chain))"
        )
        print("此后发生的事不在其中 / restored; what happened after that fact is not in it")
    }
}
