"""Every sync takes long: the server sheds load, its queue and its memory stay bounded

The control is the same load on the same disk without the delay: many times more is acknowledged, so that
the delay is what the bounds were held against; and the judgement over the ledger must miss what is
taken out of a copy.
"""

import asyncio
import re
import time

from disk import Disk
from harness import Outcome
from load import Load, Pipe
from oracle import Oracle

IN_TESTS = False  # half a minute in a debug build

QUEUE = 32_768 + 2_048  # the most facts that may wait, and those of one batch


def run(setting):
    outcome = Outcome()
    data = setting.folder / "data"
    disk = Disk(setting.folder, data)
    server = setting.server(data=data, environment=disk.environment)
    server.start()
    server.prepare(track={"paper": {"questions": 20}, "time_limit": "120min"})
    oracle = Oracle(setting.folder / "oracle")
    asyncio.run(_drag(setting, disk, server, oracle, outcome))
    outcome.expect(server.stop() == 0, "停止时出错 / stopping failed")
    oracle.judge(server.ledger(), outcome)
    code, text = server.audit()
    outcome.expect(code == 0, f"独立审计 / audit: {text[-500:]}")
    outcome.ranking_mismatches += code != 0
    theft = oracle.finds_theft(server.ledger(), setting.folder)
    outcome.control = outcome.control and theft and f"{outcome.control}; {theft}"
    return outcome


async def _drag(setting, disk, server, oracle, outcome):
    # As many halls as fill the queue: each hands in 820 acts at a time.
    load = Load(server.port, server.organiser, oracle, revisions=2)
    pipe = Pipe(server.port)
    halls = [await load.register(pipe, 20) for _ in range(setting.pick(48, 64))]
    organiser = Pipe(server.port, server.organiser)
    for hall in halls:
        await load.starts(pipe, hall)
    tasks = [asyncio.create_task(load.hall(hall)) for hall in halls]
    began, done = time.monotonic(), load.progress
    await asyncio.sleep(setting.pick(2, 10))
    took = time.monotonic() - began
    quick = ((load.progress - done) / took, sum(load.refused.values()) / took)
    refused, done, began = sum(load.refused.values()), load.progress, time.monotonic()
    memory = server.memory()
    disk["delay"] = setting.pick(1_000_000, 2_000_000)
    queue = slowest = 0
    ended = time.monotonic() + setting.pick(6, 120)
    try:
        while time.monotonic() < ended:
            await asyncio.sleep(0.1)
            depth, took = await _depth(organiser)
            queue, slowest = max(queue, depth), max(slowest, took)
            for task in tasks:
                if task.done():
                    task.result()
    except BaseException:
        # Whatever it was, the halls do not go on for ever.
        load.stopped = True
        raise
    took = time.monotonic() - began
    shed = sum(load.refused.values()) - refused
    slow = ((load.progress - done) / took, shed / took)
    grown = server.memory() - memory
    disk["delay"] = 0
    healed, done = time.monotonic(), load.progress
    while load.progress == done and time.monotonic() - healed < 20:
        await asyncio.sleep(0.02)
    healed = time.monotonic() - healed
    load.stopped = True
    await asyncio.gather(*tasks)
    for hall in halls:
        outcome.expect(await load.settle(hall), "重试没有完成 / some retries were never answered")
    outcome.cycles = 1
    outcome.figures.update({
        "最长队列 longest queue, facts": queue, "拒绝 refused": shed,
        "内存增长 memory grown, MiB": round(grown / 2**20),
        "期间 /metrics 最慢 slowest meanwhile, s": round(slowest, 2),
        "恢复用时 serving again after, s": round(healed, 2)})
    outcome.expect(queue <= QUEUE, f"队列 {queue} / the queue")
    outcome.expect(shed > 0, "没有减载 / nothing was refused")
    outcome.expect(grown < 256 << 20, f"内存增长 {grown >> 20} MiB / memory grew")
    outcome.expect(healed < 10, f"{healed:.1f} s 后才恢复 / to serve again")
    told = "每秒确认 {:.0f}、拒绝 {:.0f} acknowledged and refused a second"
    outcome.figures["慢盘 slow"] = told.format(*slow)
    # More halls come than have places at once: some are refused in either case.
    if slow[0] * 4 < quick[0]:
        outcome.control = f"同样的人、不慢的盘 the same people without the delay: {told.format(*quick)}"


async def _depth(organiser):
    """How many facts wait, and how long it took to ask."""
    began = time.monotonic()
    status, text = (await organiser.ask([("GET", "/metrics", b"", None, "")]))[0]
    depth = re.search(rb'^safetyquiz_queued_facts{contest="torture"} (\S+)', text, re.M)
    if depth is None:
        raise AssertionError(f"/metrics: {status} {text[:300]}")
    return int(float(depth.group(1))), time.monotonic() - began
