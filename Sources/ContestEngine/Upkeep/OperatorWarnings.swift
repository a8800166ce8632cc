import ContestModel

/// Something that an operator should see to before it becomes an outage.
public struct OperatorWarning: Hashable, Sendable {
    /// A stable code: `clock`, `disk`, `copying`, `backup`, `contest`, `testing`.
    public let code: String
    /// What is wrong and what to do, in Chinese.
    public let chinese: String
    /// The same in English.
    public let english: String

    /// Makes a warning.
    public init(code: String, chinese: String, english: String) {
        self.code = code
        self.chinese = chinese
        self.english = english
    }
}

extension ContestHouse {
    /// What an operator should see to just now.
    public var warnings: [OperatorWarning] {
        [clockWarning, roomWarning, copyWarning, backupWarning, contestWarning].compactMap(\.self)
    }

    private var clockWarning: OperatorWarning? {
        let seconds = clock.divergence().milliseconds / 1_000
        guard abs(seconds) >= 2 else { return synchronisationWarning }
        let way = seconds > 0 ? ("快", "ahead of") : ("慢", "behind")
        return OperatorWarning(
            code: "clock",
            chinese: "系统时钟比账本时钟\(way.0) \(abs(seconds)) 秒：请校准系统时钟；若系统时钟才是对的，重新启动服务器",
            english: "the wall clock is \(abs(seconds)) s \(way.1) the ledger's: set it right, or "
                + "start the server again if it is the wall clock that is right"
        )
    }

    /// A clock that was wrong from the start diverges from nothing: all that can be known is whether
    /// anybody sets it.
    private var synchronisationWarning: OperatorWarning? {
        guard isClockSynchronised() == false else { return nil }
        return OperatorWarning(
            code: "clock",
            chinese: "系统时钟没有与时间服务器同步，起止和限时可能不准：请启用 chrony 或 timesyncd",
            english: "no time server sets the system's clock; opening and deadlines may be off: "
                + "run chrony or systemd-timesyncd"
        )
    }

    private var roomWarning: OperatorWarning? {
        guard let room = upkeep.room, room.isShort else { return nil }
        let free = room.freeByteCount >> 20
        guard let left = room.timeLeft else {
            return OperatorWarning(
                code: "disk",
                chinese: "磁盘只剩 \(free) MiB：请腾出空间",
                english: "the disk has \(free) MiB left: make room"
            )
        }
        let hours = left.components.seconds / 3_600
        return OperatorWarning(
            code: "disk",
            chinese: "磁盘剩 \(free) MiB，照现在的速度约 \(hours) 小时后用完：请腾出空间",
            english: "the disk has \(free) MiB left, about \(hours) hours at the present rate: "
                + "make room"
        )
    }

    private var copyWarning: OperatorWarning? {
        about(upkeep.copiesByContest.filter(\.value.isCopyFailing).map(\.key)) { names in
            OperatorWarning(
                code: "copying",
                chinese: "竞赛 \(names) 没有抄送到 segments_to 的目录：请检查那个目录",
                english: "\(names): facts are not being copied on; look at the segments_to folder"
            )
        }
    }

    private var backupWarning: OperatorWarning? {
        about(upkeep.copiesByContest.filter { $0.value.backupFailedAt != nil }.map(\.key)) {
            names in
            OperatorWarning(
                code: "backup",
                chinese: "竞赛 \(names) 的定时备份失败：请检查数据目录下的 backups 和磁盘空间，每分钟会重试",
                english:
                    "\(names): the scheduled backup fails; look at the folder backups and at the "
                    + "disk's room; it is tried again every minute"
            )
        }
    }

    private var contestWarning: OperatorWarning? {
        about(Array(damagedContests.keys)) { names in
            OperatorWarning(
                code: "contest",
                chinese: "竞赛 \(names) 的账本打不开，其余照常服务：请从备份恢复后重新启动",
                english: "\(names): the ledger cannot be opened, the others are served; restore a "
                    + "backup and start again"
            )
        }
    }

    /// A warning that names contests; nil where it concerns none.
    private func about(
        _ contests: [String],
        _ warning: (_ names: String) -> OperatorWarning
    ) -> OperatorWarning? {
        contests.isEmpty ? nil : warning(contests.sorted().joined(separator: "、"))
    }
}
