"""Mixed load for a long time: do memory or descriptors grow?

Every few seconds the server's resident memory and open descriptors are read. A line is laid through the
later two thirds (least squares); its slope must stay below a bound. The control is a real leak: clients
that connect and never leave must show in both series, above the same bounds.
"""

import asyncio
import os
import resource
import shutil
import subprocess
import time

from harness import Outcome
from load import FAILED, Load, Pipe
from oracle import Oracle


def run(setting):
    outcome = Outcome()
    seconds = (setting.minutes or setting.pick(20 / 60, 60)) * 60
    # A short run is mostly warming up: it can only see a flood.
    bound = setting.pick(2 << 20, 32 << 10)  # bytes a second
    server = setting.server(options=["--segments-to", str(setting.folder / "copies"),
                                     "--backup-every", "5m", "--backup-keep", "2"])
    server.start()
    server.prepare(track={"time_limit": "120min"})
    oracle = Oracle(setting.folder / "oracle")
    series = asyncio.run(_soak(setting, server, oracle, seconds, outcome))
    leaking = asyncio.run(_leaky_clients(server, setting.pick(400, 100)))
    server.stop()
    oracle.judge(server.ledger(), outcome)
    code, text = server.audit()
    outcome.expect(code == 0, text[-300:])
    outcome.ranking_mismatches += code != 0
    memory, descriptors = (_slope([(at, row[place]) for at, *row in series]) for place in (0, 1))
    outcome.figures.update({
        "秒 seconds": round(series[-1][0]),
        "内存 memory, MiB, first, last": [series[0][1] >> 20, series[-1][1] >> 20],
        "内存斜率 slope of memory, KiB/s": round(memory / 1024, 2),
        "描述符 descriptors, first, last": [series[0][2], series[-1][2]],
        "描述符斜率 slope of descriptors, 1/s": round(descriptors, 4)})
    outcome.expect(memory <= bound, f"内存每秒增长 {memory / 1024:.0f} KiB / memory grows")
    outcome.expect(descriptors <= 0.2, f"描述符每秒增长 {descriptors:.2f} / descriptors grow")
    grown, held = (_slope([(at, row[place]) for at, *row in leaking]) for place in (0, 1))
    if grown > bound and held > 0.2:
        outcome.control = (f"不走的客户端：内存 {grown / 1024:.0f} KiB/s，描述符 {held:.0f} 个/s "
                           "/ clients that never leave were seen in both")
    return outcome


async def _soak(setting, server, oracle, seconds, outcome):
    load = Load(server.port, server.organiser, oracle, revisions=1)
    pipe = Pipe(server.port)
    pause = setting.pick(0.05, 0.2)
    tasks = [asyncio.create_task(load.hall(await load.register(pipe, 40), pause=pause))
             for _ in range(2)]
    tasks.append(asyncio.create_task(load.hall(await load.register(pipe, 5), alone=True)))
    tasks.append(asyncio.create_task(_readers(server, load)))
    series, began = [], time.monotonic()
    interval = setting.pick(0.5, 5)
    while time.monotonic() - began < seconds:
        await asyncio.sleep(interval)
        series.append((time.monotonic() - began, server.memory(), _descriptors(server)))
        for task in tasks:
            if task.done():
                task.result()
    _check_metrics(server, outcome)
    load.stopped = True
    await asyncio.gather(*tasks)
    outcome.expect(await load.settle(load.people), "有请求没有完成 / some were never answered")
    outcome.cycles = load.progress
    pipe.close()
    return series


async def _readers(server, load):
    """Boards, exports, metrics, readiness: what is read while others play."""
    pipe = Pipe(server.port, server.organiser)
    paths = ["/v1/contests/torture", "/v1/contests/torture/tallies", "/metrics", "/readyz",
             "/v1/contests/torture/standings?limit=50", "/v1/contests/torture/exports/standings"]
    number = 0
    while not load.stopped:
        try:
            await pipe.ask([("GET", paths[number % len(paths)], b"", None, "")])
        except FAILED:
            pass
        number += 1
        await asyncio.sleep(0.1)
    pipe.close()


async def _leaky_clients(server, together):
    """Clients that connect and never leave: what they take of the server, over a few seconds."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    held, series, began = [], [], time.monotonic()
    for _ in range(20):
        for number in range(together):
            held.append(await asyncio.open_connection(
                "127.0.0.1", server.port, local_addr=(f"127.0.0.{2 + number % 8}", 0)))
        await asyncio.sleep(0.1)
        series.append((time.monotonic() - began, server.memory(), _descriptors(server)))
    for _, writer in held:
        writer.close()
    return series


def _check_metrics(server, outcome):
    """Prometheus' own reader over the text, where it is installed."""
    status, text = server.get("/metrics", headers={"Authorization": "Bearer " + server.organiser})
    outcome.expect(status == 200, f"/metrics: {status}")
    if shutil.which("promtool"):
        checked = subprocess.run(["promtool", "check", "metrics"], input=text, capture_output=True)
        outcome.expect(checked.returncode == 0, "promtool: " + checked.stderr.decode()[:300])
        outcome.figures["promtool check metrics"] = checked.returncode


def _descriptors(server):
    return len(os.listdir(f"/proc/{server.process.pid}/fd"))


def _slope(points):
    """The least-squares slope of the later two thirds."""
    points = points[len(points) // 3:]
    count = len(points)
    time_mean = sum(at for at, _ in points) / count
    value_mean = sum(value for _, value in points) / count
    spread = sum((at - time_mean) ** 2 for at, _ in points)
    return sum((at - time_mean) * (value - value_mean) for at, value in points) / spread
