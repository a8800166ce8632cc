"""The write-ahead log stays short, and says so when a reader keeps it from being copied.

Another process holds a read transaction on the ledger, as a copy or a long query would. The log
grows, the metric shows it; once the reader has gone the log begins anew.
"""

import asyncio
import re
import sqlite3

from harness import Outcome
from load import Load, Pipe
from oracle import Oracle

IN_TESTS = False  # half a minute in a debug build

BOUND = (8_000 + 3_000) * 4_120  # pages between two checkpoints, and what one batch may add


def run(setting):
    outcome = Outcome()
    server = setting.server()
    server.start()
    server.prepare(track={"paper": {"questions": 5}, "time_limit": "120min"})
    oracle = Oracle(setting.folder / "oracle")
    asyncio.run(_grow(setting, server, oracle, outcome))
    outcome.expect(server.stop() == 0, "停止时出错 / stopping failed")
    left = server.ledger().with_name("ledger.sqlite-wal")
    outcome.expect(not left.exists() or left.stat().st_size == 0, "停止后日志不空 / log not empty")
    oracle.judge(server.ledger(), outcome)
    code, text = server.audit()
    outcome.expect(code == 0, f"独立审计 / audit: {text[-500:]}")
    outcome.ranking_mismatches += code != 0
    return outcome


async def _grow(setting, server, oracle, outcome):
    load = Load(server.port, server.organiser, oracle, revisions=2)
    pipe, organiser = Pipe(server.port), Pipe(server.port, server.organiser)
    halls = [await load.register(pipe, 16) for _ in range(4)]
    # A while without a reader, as long as the log takes to come round.
    longest, unfinished, wrapped = await _write(load, halls, organiser, BOUND * 3,
                                                lambda f: f["wrapped"])
    outcome.expect(wrapped, "日志没有重新开始 / the log never began anew")
    outcome.expect(longest <= BOUND, f"{longest} 字节 / bytes without a reader")
    outcome.figures["无读者时最长 longest without a reader, MiB"] = round(longest / 2**20, 1)
    reader = sqlite3.connect(f"file:{server.ledger()}?mode=ro", uri=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM batch").fetchone()
    goal = setting.pick(BOUND + (4 << 20), 150 << 20)
    longest, unfinished, _ = await _write(load, halls, organiser, goal, lambda f: f["log"] >= goal)
    outcome.figures["读者在时最长 longest with a reader, MiB"] = round(longest / 2**20, 1)
    outcome.expect(unfinished > 0, "指标没有显示 / the metric does not show it")
    if longest > BOUND:
        outcome.control = ("同样的写入，有读者时超过上限，指标为 "
                           f"{unfinished} / with a reader the bound does not hold, and it shows")
    if not setting.short:
        outcome.expect("write-ahead log grows" in server.log.read_text(),
                       "日志没有提醒 / nothing in the server's log")
    reader.execute("COMMIT")
    reader.close()
    await _write(load, halls, organiser, BOUND * 3, lambda f: f["log"] < BOUND)
    figures = await _figures(organiser)
    outcome.expect(figures["log"] <= BOUND, f"读者走后 / after the reader: {figures}")
    outcome.expect(figures["unfinished"] == 0, f"读者走后 / after the reader: {figures}")
    for hall in halls:
        outcome.expect(await load.settle(hall), "重试没有完成 / some retries were never answered")
    outcome.cycles = 3


async def _write(load, halls, organiser, most, enough):
    """Writes in small batches until it is enough: (longest log, unfinished checkpoints, wrapped)."""
    load.stopped = False
    tasks = [asyncio.create_task(load.hall(hall, alone=True)) for hall in halls]
    longest = unfinished = written = last = 0
    wrapped = False
    while written < most * 2:
        await asyncio.sleep(0.05)
        figures = await _figures(organiser)
        longest = max(longest, figures["log"])
        unfinished = max(unfinished, figures["unfinished"])
        wrapped = wrapped or figures["log"] < last
        written += max(0, figures["log"] - last) if figures["log"] >= last else figures["log"]
        last = figures["log"]
        if enough({**figures, "wrapped": wrapped}):
            break
    load.stopped = True
    await asyncio.gather(*tasks)
    return longest, unfinished, wrapped


async def _figures(organiser):
    status, text = (await organiser.ask([("GET", "/metrics", b"", None, "")]))[0]
    value = lambda name: float(re.search(
        rf'^{name}{{contest="torture"}} (\S+)', text.decode(), re.M).group(1))
    return {"log": int(value("safetyquiz_log_bytes")),
            "unfinished": int(value("safetyquiz_unfinished_checkpoints"))}
