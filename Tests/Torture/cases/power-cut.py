"""The power goes under load: an ext4 shut down without a flush, mounted again, and again.

What was acknowledged must be there, on the same file system on which a server that only believes
to sync (synchronous=NORMAL) loses.
"""

import asyncio
import random
import time

from disk import Disk, MountedDisk
from harness import Outcome
from load import Load, Pipe
from oracle import Judgement, Oracle


def run(setting):
    outcome = Outcome()
    disk = MountedDisk(setting.folder, 512)
    try:
        server = setting.server(data=disk.path / "data")
        server.log = setting.folder / "server.log"
        server.start()
        server.prepare(track={"paper": {"questions": setting.pick(5, 20)}, "time_limit": "120min"})
        oracle = Oracle(setting.folder / "oracle")
        asyncio.run(_cuts(setting, disk, server, oracle, outcome))
        oracle.judge(server.ledger(), outcome)
        code, text = server.audit()
        outcome.expect(code == 0, f"独立审计 / audit: {text[-500:]}")
        outcome.ranking_mismatches += code != 0
        _control(setting, disk, outcome)
    finally:
        setting.stop()
        disk.unmount()
    return outcome


async def _cuts(setting, disk, server, oracle, outcome):
    chance = random.Random(11)
    load = Load(server.port, server.organiser, oracle, revisions=setting.pick(1, 3))
    pipe = Pipe(server.port)
    halls = [asyncio.create_task(load.hall(await load.register(pipe, 20))) for _ in range(3)]
    halls.append(asyncio.create_task(load.hall(await load.register(pipe, 8), alone=True)))
    ended = time.monotonic() + (setting.minutes * 60 if setting.minutes else float("inf"))
    slowest = 0.0
    while outcome.cycles < setting.pick(4, 100) and time.monotonic() < ended:
        progress = load.progress
        await asyncio.sleep(chance.uniform(0.02, 0.5))
        while load.progress == progress:
            await asyncio.sleep(0.005)
        # The processor stops no later than the disk: nothing can be acknowledged after the cut.
        server.freeze()
        await asyncio.to_thread(disk.cut)
        server.kill()
        for task in halls:
            if task.done():
                task.result()
        disk.unmount()
        disk.mount()
        slowest = max(slowest, await asyncio.to_thread(server.start))
        outcome.cycles += 1
    load.stopped = True
    await asyncio.gather(*halls)
    outcome.expect(await load.settle(load.people), "重试没有完成 / some retries were never answered")
    outcome.expect(slowest <= 5, f"{slowest:.1f} s 才就绪 / until ready")
    outcome.figures["最慢就绪 slowest ready, s"] = round(slowest, 2)
    server.kill()


def _control(setting, disk, outcome):
    """One cut of a server that does not sync its commits."""
    for number in range(5):
        data = disk.path / f"normal-{number}"
        lying = Disk(setting.folder, data, normal=True)
        server = setting.server(data=data, environment=lying.environment)
        server.log = setting.folder / "normal.log"
        server.start()
        server.prepare()
        disk.sync()
        oracle = Oracle(setting.folder / f"normal-oracle-{number}")

        async def load():
            load = Load(server.port, server.organiser, oracle)
            task = asyncio.create_task(load.hall(await load.register(Pipe(server.port), 20)))
            while load.progress < 500:
                await asyncio.sleep(0.005)
            server.freeze()
            disk.cut()
            server.kill()
            load.stopped = True
            await asyncio.wait([task])

        asyncio.run(load())
        disk.unmount()
        disk.mount()
        try:
            lost = sum(1 for _ in Judgement(server.ledger()).lost(oracle.read()[1]))
        except Exception:  # not even a table is left
            lost = oracle.acknowledged
        if lost:
            outcome.control = (f"synchronous=NORMAL 丢失 {lost} / {oracle.acknowledged}: "
                               f"lost {lost} of {oracle.acknowledged}")
            return
