"""A wall clock that jumps an hour forward or back, live and while the server is down (wall.c).

Live: no deadline is judged early or late, the server says that it is not ready, ledger time never goes
back. While down: with the clock before the last fact the server refuses to start and says why. Control:
with the monotonic clock faked too, a live jump must judge deadlines early.
"""

import asyncio
import json
import mmap
import pathlib
import sqlite3
import struct
import time

from harness import Outcome, preloaded
from load import FAILED, Pipe

SOURCE = pathlib.Path(__file__).resolve().parents[1] / "wall" / "wall.c"
LIMIT = 10  # seconds of an attempt


def run(setting):
    outcome = Outcome()
    for number, step in enumerate(setting.pick([3600], [3600, -3600, 60, -60])):
        _jump(setting, outcome, f"live-{number}", step, monotonic=False)
        outcome.cycles += 1
    _down(setting, outcome)
    probe = Outcome()
    _jump(setting, probe, "control", 3600, monotonic=True)
    judged = [failure for failure in probe.failures if "作答" in failure]
    if judged:
        outcome.control = f"单调钟也被拨动时 / with the monotonic clock faked too: {judged[0]}"
    return outcome


class Wall:
    """A wall clock that one server sees; `monotonic`: its other clocks move along."""

    def __init__(self, setting, name, monotonic=False):
        control = setting.folder / f"{name}.clock"
        control.write_bytes(bytes(16))
        self.monotonic = monotonic
        with open(control, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 16)
        self.server = setting.server(data=setting.folder / name, environment={
            "LD_PRELOAD": str(preloaded(setting.folder, SOURCE)),
            "SAFETYQUIZ_WALL_CONTROL": str(control)})

    def move(self, seconds):
        """So far from the right time."""
        self.map[:] = struct.pack("=qq", seconds, seconds if self.monotonic else 0)


def _jump(setting, outcome, name, step, monotonic):
    wall = Wall(setting, name, monotonic)
    server = wall.server
    server.start()
    server.prepare(track={"time_limit": f"{LIMIT}s"})
    asyncio.run(_play(server, wall, step, outcome))
    server.kill()
    _check_ledger(server, outcome)


async def _play(server, wall, step, outcome):
    pipe = Pipe(server.port)
    people = [await _enter(pipe, number) for number in range(9)]
    began = time.monotonic()
    papers = [json.loads((await pipe.ask([_start(session)]))[0][1]) for session in people]
    wall.move(step)
    await asyncio.sleep(LIMIT / 2)
    ready = server.get("/readyz")
    divergence = json.loads(ready[1])["contests"][0]["clock_divergence_ms"]
    outcome.expect(ready[0] == 503 and abs(divergence - step * 1000) < 2000,
                   f"拨了 {step} s，readyz 说 {ready[0]} {divergence} ms")
    # A third answers in the middle, a third just before the end, a third too late.
    early, late, beyond = papers[0::3], papers[1::3], papers[2::3]
    sessions = {id(paper): session for paper, session in zip(papers, people)}

    async def answer(paper, expected, when):
        request = _answer(paper, sessions[id(paper)])
        try:
            status, body = (await pipe.ask([request]))[0]
        except FAILED:
            # The control's jump may have closed an idle connection: it opens another.
            status, body = (await pipe.ask([request]))[0]
        outcome.attempted += 1
        outcome.acknowledged += status == 200
        outcome.expect((status == 200) == expected,
                       f"{when} 的作答得到 {status} {body[:160].decode()}")

    for paper in early:
        await answer(paper, True, "时限一半 / half-way")
    await asyncio.sleep(max(0, began + LIMIT - 2 - time.monotonic()))
    for paper in late:
        await answer(paper, True, "时限前 2 s / 2 s before the end")
    await asyncio.sleep(max(0, began + LIMIT + 2 - time.monotonic()))
    for paper in beyond:
        await answer(paper, False, "时限后 2 s / 2 s after the end")
    wall.move(0)
    for _ in range(100):
        if server.get("/readyz")[0] == 200:
            break
        await asyncio.sleep(0.1)
    else:
        outcome.fail("时钟拨回后仍未就绪 / not ready after the clock was set right")
    pipe.close()


async def _enter(pipe, number):
    body = '{"name":"王小明","consent_version":1}'.encode()
    status, answer = (await pipe.ask([(
        "POST", "/v1/contests/torture/participants", body, None,
        f"Idempotency-Key: clock-{number:04}\r\nContent-Type: application/json\r\n")]))[0]
    assert status == 201, answer
    return json.loads(answer)["session"]


def _start(session):
    return "POST", "/v1/contests/torture/attempts", b"", session, ""


def _answer(paper, session):
    question = paper["questions"][0]
    body = json.dumps({"options": [question["options"][0]["token"]]}).encode()
    return ("PUT", f"/v1/contests/torture/attempts/{paper['attempt']}/responses/"
            f"{question['position']}", body, session, "")


def _check_ledger(server, outcome):
    """Ledger time only rises; what the sweeper ended, ended at its deadline."""
    database = sqlite3.connect(server.ledger())
    tables = ["registration", "attempt", "response", "submission", "amendment"]
    times = database.execute(
        " UNION ALL ".join(f"SELECT sequence, at_ms FROM {table}" for table in tables)
        + " ORDER BY 1").fetchall()
    back = sum(right[1] < left[1] for left, right in zip(times, times[1:]))
    outcome.expect(back == 0, f"账本时间倒退 {back} 次 / ledger time went back")
    off = database.execute(
        "SELECT count(*) FROM submission JOIN attempt ON attempt.sequence = submission.attempt "
        "WHERE ending = 2 AND ended_ms <> deadline_ms").fetchone()[0]
    swept = database.execute("SELECT count(*) FROM submission WHERE ending = 2").fetchone()[0]
    database.close()
    outcome.expect(off == 0, f"{off} 份不在时限处结束 / ended elsewhere than at the deadline")
    outcome.expect(swept == 9, f"到时交卷 {swept} 份，应为 9 / swept at the deadline")
    code, text = server.audit()
    outcome.ranking_mismatches += code != 0


def _down(setting, outcome):
    wall = Wall(setting, "down")
    server = wall.server
    server.start()
    server.prepare()
    server.kill()
    wall.move(-3600)
    try:
        server.start()
        outcome.fail("时钟慢一小时也启动了 / started with the clock an hour behind")
    except RuntimeError as refused:
        outcome.expect("时钟" in str(refused), f"没有说是时钟 / no word of the clock: {refused}")
    outcome.expect(server.process.poll() == 73, f"退出码 exit code {server.process.poll()}")
    wall.move(0)
    server.start()
    server.stop()
    # A clock that ran ahead while facts were written: back at the right time, it is before them.
    wall.move(3600)
    server.start()
    asyncio.run(_one(server))
    server.stop()
    wall.move(0)
    try:
        server.start()
        outcome.fail("账本时间会倒退 / ledger time would go back")
    except RuntimeError as refused:
        outcome.expect("时钟" in str(refused), f"没有说是时钟 / no word of the clock: {refused}")
    outcome.cycles += 1


async def _one(server):
    pipe = Pipe(server.port)
    await _enter(pipe, 77)
    pipe.close()
