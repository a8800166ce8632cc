"""What a power cut could have left, thousands of times over: torn, reordered and missing writes.

Every change that the server makes to its folder is written down. At many points of that record
folders are made in which what was synced is there, and of what was not, some sectors in some order.
Each ledger is opened, read and audited; whatever had been acknowledged by that point must be in it.
"""

import asyncio
import bisect
import concurrent.futures
import os
import pathlib
import random
import subprocess
import sqlite3
import tempfile
import time

from disk import Disk, Model, records
from harness import Outcome, Server
from load import Load, Pipe
from oracle import Judgement, Oracle

LEDGER = "contests/torture/ledger.sqlite"


def run(setting):
    outcome = Outcome()
    data = setting.folder / "data"
    disk = Disk(setting.folder, data, trace=True)
    server = setting.server(data=data, environment=disk.environment)
    data.mkdir()
    oracle = Oracle(setting.folder / "oracle")
    marks = []
    asyncio.run(_record(setting, disk, server, oracle, marks))
    outcome.attempted, outcome.acknowledged = oracle.attempted, oracle.acknowledged
    outcome.figures["记下的写 writes recorded"] = disk["writes"]
    outcome.figures["记下的同步 syncs recorded"] = disk["syncs"]
    count = setting.pick(60, 10_000)
    _images(setting, outcome, disk, marks, count)
    control = Outcome()
    _images(setting, control, disk, marks, 20,
            lambda record: record.name.endswith("-wal"), audits=False)
    if control.lost:
        outcome.control = (f"丢弃已同步的写：丢失 {control.lost} / images without what was synced to "
                           f"the log: {control.lost} lost")
    return outcome


async def _record(setting, disk, server, oracle, marks):
    """A short life of a server: made, used, cleaned of somebody, killed, started, stopped."""
    server.start()
    server.prepare(track={"paper": {"questions": 5}, "time_limit": "120min"})
    oracle.marks = lambda lines: marks.append((disk["trace"], lines))
    load = Load(server.port, server.organiser, oracle, revisions=1)
    pipe = Pipe(server.port)
    people = await load.register(pipe, 12)
    for round_ in range(setting.pick(3, 8)):
        tasks = [asyncio.create_task(load.hall(people[:6])),
                 asyncio.create_task(load.hall(people[6:], alone=True))]
        await asyncio.sleep(setting.pick(0.3, 0.6))
        load.stopped = True
        await asyncio.gather(*tasks)
        load.stopped = False
        # An erasure empties the write-ahead log into the database.
        gone = (await load.register(pipe, 1))[0]
        await pipe.ask([("DELETE", load.path + "/me", b"", gone.session, "")])
        if round_ % 2:
            await asyncio.to_thread(disk.kill, server)
        else:
            await asyncio.to_thread(server.stop)
        await asyncio.to_thread(server.start)
    await load.settle(people)
    server.stop()


def _images(setting, outcome, disk, marks, count, ignore_sync=None, audits=True):
    chance = random.Random(3)
    ends = [record.end for record in records(disk.trace)]
    # The contest was made before the first mark: from there on there is a ledger to look at.
    first = bisect.bisect_left(ends, marks[0][0])
    points = sorted(chance.choices(range(first, len(ends)), k=count))
    ended = time.monotonic() + (setting.minutes * 60 if setting.minutes else float("inf"))
    model = Model(setting.folder / "nothing", root=disk.environment["SAFETYQUIZ_DISK_FOLDER"],
                  ignore_sync=ignore_sync)
    shelf = pathlib.Path(tempfile.mkdtemp(
        prefix="safetyquiz-images-", dir="/dev/shm" if os.path.isdir("/dev/shm") else None))
    acknowledged, waiting, at = [], list(marks), 0
    workers = concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1)
    pending = []
    try:
        for index, record in enumerate(records(disk.trace)):
            model.step(record)
            while waiting and waiting[0][0] <= record.end:
                acknowledged += [line.split() for line in waiting.pop(0)[1]]
            while at < len(points) and points[at] == index:
                if time.monotonic() > ended:
                    points = points[:at]
                    break
                target = shelf / str(at)
                model.image(target, chance)
                pending.append(workers.submit(
                    _look, setting.program, target, len(acknowledged), acknowledged,
                    audits, at % 10 == 0))
                at += 1
                # Images are made faster than they are looked at.
                while len(pending) > 16:
                    _take(pending.pop(0).result(), outcome)
        for work in pending:
            _take(work.result(), outcome)
    finally:
        workers.shutdown()
        subprocess.run(["rm", "-rf", shelf])


def _take(result, outcome):
    lost, failures = result
    outcome.cycles += 1
    outcome.lost += len(lost)
    for line in lost[:2]:
        outcome.fail(f"镜像中没有 / not in the image: {' '.join(line)}")
    for failure in failures:
        outcome.fail(failure)
        outcome.ranking_mismatches += 1


def _look(program, target, count, acknowledged, audits, serves):
    """Opens an image: (acknowledged lines that are not in it, what else is wrong)."""
    ledger, failures = target / LEDGER, []
    try:
        if audits:
            # The audit reads the image as the cut left it, and runs SQLite's recovery.
            done = subprocess.run([program, "audit", ledger], capture_output=True, text=True)
            if done.returncode != 0:
                failures.append(f"独立审计 / audit: {(done.stdout + done.stderr)[-300:]}")
        if serves:
            # The store itself opens it, now and then: with everything it does at a start.
            server = Server(program, target)
            try:
                server.start()
                server.stop()
            except RuntimeError as error:
                failures.append(f"不能启动 / cannot start: {error}")
                server.kill()
            server.log.unlink(missing_ok=True)
        try:
            lost = list(Judgement(ledger).lost(acknowledged[:count]))
        except sqlite3.Error as error:
            lost = acknowledged[:count]
            if audits:
                failures.append(f"无法读取 / unreadable: {error}")
        return lost, failures
    finally:
        subprocess.run(["rm", "-rf", target])
