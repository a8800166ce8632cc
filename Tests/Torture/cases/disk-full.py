"""A small disk fills up: 507, nothing broken, and service again by itself once there is room."""

import asyncio
import shutil
import time

from disk import MountedDisk
from harness import Outcome
from load import FAILED, Load, Pipe
from oracle import Oracle

RESERVE = 4 << 20  # what the server keeps free, beside the room for a checkpoint


def run(setting):
    outcome = Outcome()
    disk = MountedDisk(setting.folder, 32)
    try:
        server = setting.server(data=disk.path / "data")
        server.log = setting.folder / "server.log"
        server.start()
        server.prepare(track={"paper": {"questions": 20}, "time_limit": "120min"})
        oracle = Oracle(setting.folder / "oracle")
        for _ in range(setting.pick(1, 20)):
            asyncio.run(_fill(setting, disk, server, oracle, outcome))
            outcome.cycles += 1
        _start_on_a_full_disk(setting, disk, server, outcome)
        server.kill()
        oracle.judge(server.ledger(), outcome)
        code, text = server.audit()
        outcome.expect(code == 0, f"独立审计 / audit: {text[-500:]}")
        outcome.ranking_mismatches += code != 0
        broken = setting.folder / "broken.sqlite"
        shutil.copy(server.ledger(), broken)
        with open(broken, "r+b") as file:
            file.truncate(broken.stat().st_size * 2 // 3)
        code = server.command("audit", broken, check=False).returncode
        theft = oracle.finds_theft(server.ledger(), setting.folder)
        if code and theft:
            outcome.control = theft + "; 截断的账本被审计指出 / a cut ledger is found by the audit"
    finally:
        setting.stop()
        disk.unmount()
    return outcome


async def _fill(setting, disk, server, oracle, outcome):
    load = Load(server.port, server.organiser, oracle, revisions=1)
    pipe = Pipe(server.port)
    people = await load.register(pipe, 20)
    # The disk fills from elsewhere, close to what is kept free; the rest is the contest's own doing.
    hog = disk.fill(leave=RESERVE + (256 << 10))
    answered = time.monotonic()
    while not load.refused[507] and time.monotonic() - answered < 60:
        await _round(load, pipe, people)
    outcome.expect(load.refused[507], "磁盘满时没有 507 / no 507 on a full disk")
    free = disk.free()
    outcome.expect(free > RESERVE // 2, f"只剩 {free} 字节 / the reserve was used up")
    outcome.figures["写满时还留着 free when refusing, KiB"] = free >> 10
    # To the last byte: still a clear word, and everything that only reads goes on.
    disk.fill()
    load.refused.clear()
    done = load.progress
    for _ in range(20):
        await _round(load, pipe, people)
        await asyncio.sleep(0.05)
    stayed = load.progress == done and load.refused[507] > 0
    outcome.expect(stayed and not load.refused[503], f"满时的答复 / answers: {dict(load.refused)}")
    organiser = Pipe(server.port, server.organiser)
    for method, path, status in [
        ("GET", load.path + "/exports/standings", 200), ("GET", load.path, 200),
        ("POST", load.path + "/backups", 507), ("GET", "/healthz", 200),
    ]:
        got, answer = (await organiser.ask([(method, path, b"", None, "")]))[0]
        outcome.expect(got == status, f"{method} {path}: {got} {answer[:200]}")
    left = [path.name for path in (server.data / "backups").iterdir()]
    outcome.expect(not left, f"留下半份备份 / remains of a backup: {left}")
    hog.unlink()
    began = time.monotonic()
    while load.progress == done and time.monotonic() - began < 30:
        await _round(load, pipe, people)
    took = time.monotonic() - began
    outcome.expect(took <= 10, f"腾出空间 {took:.1f} s 后才恢复 / to serve again")
    outcome.figures["恢复用时 serving again after, s"] = round(
        max(took, outcome.figures.get("恢复用时 serving again after, s", 0)), 2)
    outcome.expect(await load.settle(people), "重试没有完成 / some retries were never answered")


async def _round(load, pipe, people):
    try:
        await load.starts(pipe, people)
        await load.relay(pipe, people)
    except FAILED:
        await asyncio.sleep(0.01)


def _start_on_a_full_disk(setting, disk, server, outcome):
    """It starts, or says in plain words why not; and starts once there is room."""
    server.kill()
    hog = disk.fill()
    try:
        server.start(patience=20)
        server.kill()
        outcome.figures["满盘启动 start on a full disk"] = "启动 / starts"
    except RuntimeError:
        text = server.tail()
        said = "磁盘空间不足" in text
        outcome.expect(said, f"没有说明原因 / no plain word: {text}")
        outcome.figures["满盘启动 start on a full disk"] = "说明原因后退出 / says why not"
        server.kill()
    hog.unlink()
    server.start()
