"""EIO and ENOSPC at every one of the first writes and syncs; a retry; then a power cut.

After a failed sync the kernel shows pages that never reached the disk. A server that finds a
transaction there and acknowledges its retry has lied, and the power cut shows it: the images are
made by a model in which nothing that a failed sync covered is ever on disk.
"""

import asyncio
import errno
import random
import time

from disk import Disk, Model, SYNC, WRITE, records
from harness import Outcome
from load import FAILED, Load, Pipe
from oracle import Judgement, Oracle

FAULTS = [("EIO sync", SYNC, errno.EIO), ("EIO write", WRITE, errno.EIO),
          ("ENOSPC write", WRITE, errno.ENOSPC), ("ENOSPC sync", SYNC, errno.ENOSPC)]

MEANEST = {"shares": [0.0], "keep_names": 0}


def run(setting):
    outcome = Outcome()
    depth = setting.pick(6, 60)
    asyncio.run(_inject(setting, outcome, depth))
    # What each step is there for: a disk that lies; then a server that leaves out one of them.
    lied, reopened, trusting = Outcome(), Outcome(), Outcome()
    asyncio.run(_inject(setting, lied, 2, [("lie", SYNC, 0)], setting.folder / "lying"))
    asyncio.run(_inject(setting, reopened, 6, FAULTS[:1], setting.folder / "reopening",
                        {"reopens": True}))
    # What a start leaves out shows only where the server before it was killed and could not recover:
    # the same rounds with that step must lose nothing.
    asyncio.run(_inject(setting, outcome, 4, FAULTS[:1], setting.folder / "starting", starts=True))
    asyncio.run(_inject(setting, trusting, 4, FAULTS[:1], setting.folder / "trusting",
                        {"trusts": True}, starts=True))
    if lied.lost and reopened.lost and trusting.lost:
        outcome.control = (
            f"谎报已写的磁盘丢失 {lied.lost}；只重新打开而不重写丢失 {reopened.lost}；只省去启动时重写日志一步"
            f"丢失 {trusting.lost} / syncs answered and not done: {lied.lost} lost; files opened again "
            f"and not written anew: {reopened.lost}; only the log not written again at the start: "
            f"{trusting.lost}")
    return outcome


async def _inject(setting, outcome, depth, faults=FAULTS, folder=None, without=None,
                  starts=False):
    folder = folder or setting.folder / "failing"
    folder.mkdir()
    data = folder / "data"
    server = setting.server(data=data)
    server.start()
    server.prepare(track={"paper": {"questions": 5}, "time_limit": "120min"})
    server.stop()
    disk = Disk(folder, data, trace=True, **(without or {}))
    server.environment = disk.environment
    model = Model(data)
    server.start()
    oracle = Oracle(folder / "oracle")
    marks = []
    oracle.marks = lambda lines: marks.append((disk["trace"], lines))
    load = Load(server.port, server.organiser, oracle, revisions=1)
    pipe = Pipe(server.port)
    people = await load.register(pipe, 8)
    chance = random.Random(5)
    follower = Follower(disk, model, marks, folder, chance, outcome)
    slowest, injected = 0.0, 0
    for name, kind, error in faults:
        for number in range(1, depth + 1):
            # One failure that passes, or a disk that stays bad for a while.
            stays = number % 3 == 0 or starts
            disk.fail(kind, error, first=number, failing=1 << 60 if stays else 1)
            before = time.monotonic()
            while not disk["failed"] and time.monotonic() - before < 5:
                await _once(load, pipe, people)
            injected += disk["failed"] > 0
            if stays and kind == SYNC and error:
                # While no sync succeeds, nothing may be acknowledged.
                acknowledged = oracle.acknowledged
                for _ in range(5):
                    await _once(load, pipe, people)
                    await asyncio.sleep(0.02)
                outcome.expect(oracle.acknowledged == acknowledged,
                               f"{name} {number}: 同步失败时仍有确认 / acknowledged while syncs fail")
            # The server recovers by itself; or it is killed before, and the next one knows nothing.
            killed = number % 2 == 0 or starts
            if killed:
                await asyncio.to_thread(disk.kill, server)
            disk.heal()
            if killed:
                await asyncio.to_thread(server.start)
            healed = time.monotonic()
            done = load.progress
            while load.progress == done and time.monotonic() - healed < 10:
                await _once(load, pipe, people)
            outcome.expect(load.progress > done, f"{name} {number}: 10 s 后仍未恢复 / not serving")
            slowest = max(slowest, time.monotonic() - healed)
            # The retry of everything, then the cut.
            outcome.expect(await load.settle(people), f"{name} {number}: 重试没有完成 / no answer")
            follower.cut(setting.pick(2, 6))
            outcome.cycles += 1
            if server.process.poll() is not None:
                outcome.fail(f"{name} {number}: 服务器停止 / the server stopped {server.tail()}")
                return
    outcome.expect(injected == len(faults) * depth,
                   f"{injected} / {len(faults) * depth} 次注入 / faults met")
    outcome.expect(server.stop() == 0, "停止时出错 / stopping failed")
    if faults is FAULTS:
        oracle.judge(server.ledger(), outcome)
        code, text = server.audit()
        outcome.expect(code == 0, f"独立审计 / audit: {text[-500:]}")
        outcome.ranking_mismatches += code != 0
        outcome.figures["断电镜像 power-cut images"] = follower.images
        outcome.figures["恢复服务最慢 slowest service again, s"] = round(slowest, 2)
        outcome.figures["重写数据文件 recoveries"] = server.log.read_text().count("recovered")


async def _once(load, pipe, people):
    """One round of starts and answers; what was refused stays pending."""
    try:
        await load.starts(pipe, people)
        await load.relay(pipe, people)
    except FAILED:
        pass
    await asyncio.sleep(0.005)


class Follower:
    """Keeps the model level with the disk, and cuts the power where the disk is now."""

    def __init__(self, disk, model, marks, folder, chance, outcome):
        self.disk, self.model, self.marks, self.folder = disk, model, marks, folder
        self.chance, self.outcome = chance, outcome
        self.at = self.images = 0
        self.acknowledged = []

    def cut(self, images):
        end = self.disk["trace"]
        for record in records(self.disk.trace, self.at):
            if record.end > end:
                break
            self.model.step(record)
            self.at = record.end
        while self.marks and self.marks[0][0] <= self.at:
            self.acknowledged += [line.split() for line in self.marks.pop(0)[1]]
        for number in range(images):
            target = self.folder / "image"
            # The first has nothing that was not synced: the meanest disk.
            self.model.image(target, self.chance, **(MEANEST if number == 0 else {}))
            self.images += 1
            try:
                lost = list(Judgement(target / "contests" / "torture" / "ledger.sqlite")
                            .lost(self.acknowledged))
            except Exception as error:
                lost = ["*"]
                self.outcome.fail(f"{error}")
            self.outcome.lost += len(lost)
            for line in lost[:3]:
                self.outcome.fail(f"断电后丢失 / lost after the cut: {' '.join(line)}")
