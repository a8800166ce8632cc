"""kill -9 under load, again and again: starts, answers, submissions, imports, amendments, exports.

The clients run on through every crash and send again what was not answered. After the last one the
ledger is compared with what they wrote down, and audited.
"""

import asyncio
import json
import random
import shutil
import sqlite3
import time

from harness import BANK, Outcome, rules
from load import FAILED, Load, Pipe
from oracle import Judgement, Oracle


def run(setting):
    outcome = Outcome()
    cycles = setting.pick(5, 1000)
    budget = setting.minutes * 60 if setting.minutes else float("inf")
    server = setting.server()
    server.start()
    server.prepare(track={"paper": {"questions": setting.pick(5, 20)}, "time_limit": "120min"})
    oracle = Oracle(setting.folder / "oracle")
    asyncio.run(_torment(setting, server, oracle, outcome, cycles, budget))
    oracle.judge(server.ledger(), outcome)
    code, text = server.audit()
    outcome.expect(code == 0, f"独立审计 / audit: {text[-500:]}")
    outcome.ranking_mismatches += code != 0
    # An acknowledgement that was planted must be missed, and so must a row that is taken away.
    outcome.control = _taken_away(setting, server, oracle) or None
    premature = _premature(setting)
    if outcome.control and premature:
        outcome.control += "; " + premature
    else:
        outcome.control = None
    return outcome


async def _torment(setting, server, oracle, outcome, cycles, budget):
    chance = random.Random(7)
    load = Load(server.port, server.organiser, oracle, revisions=setting.pick(1, 2))
    pipe = Pipe(server.port)
    halls = []
    for _ in range(3):
        halls.append(asyncio.create_task(
            load.hall(await load.register(pipe, setting.pick(20, 12)))))
    halls.append(asyncio.create_task(load.hall(await load.register(pipe, 8), alone=True)))
    office = Office(load, server, setting)
    halls.append(asyncio.create_task(office.work()))
    ready, ended = 0.0, time.monotonic() + budget
    while outcome.cycles < cycles and time.monotonic() < ended:
        # A kill before anything was done shows little; some come as early as that all the same.
        progress = load.progress
        while load.progress == progress and chance.random() < 0.99:
            await asyncio.sleep(0.005)
        await asyncio.sleep(chance.uniform(0.005, 0.5))
        server.kill()
        for task in halls:
            if task.done():
                task.result()
        took = await asyncio.to_thread(server.start)
        ready = max(ready, took)
        outcome.cycles += 1
    load.stopped = True
    await asyncio.gather(*halls)
    outcome.expect(await load.settle(load.people), "重试没有完成 / some retries were never answered")
    outcome.expect(ready <= 5, f"{ready:.1f} s 才就绪 / until ready")
    outcome.figures["最慢就绪 slowest ready, s"] = round(ready, 2)
    outcome.figures["主办方操作 organisers' acts acknowledged"] = dict(office.done)
    server.kill()
    for name in office.contests:
        outcome.expect((server.data / "contests" / name / "ledger.sqlite").exists(),
                       f"竞赛 {name} 丢失 / the contest is lost")
        outcome.lost += not (server.data / "contests" / name / "ledger.sqlite").exists()


class Office:
    """What organisers do meanwhile: imports, amendments, exports, backups, new contests."""

    def __init__(self, load, server, setting):
        self.load, self.server, self.setting = load, server, setting
        self.pipe = Pipe(server.port, server.organiser, patience=60)
        converted = setting.folder / "bank.json"
        server.command("bank", "convert", BANK, "--to", "json", "--output", converted)
        self.bank = json.loads(converted.read_text())
        self.done = {}
        self.contests = []
        self.amendments = 0

    async def work(self):
        acts = [self.export, self.amend, self.amend, self.import_bank, self.contest, self.register,
                self.export, self.backup]
        number = 0
        while not self.load.stopped:
            act = acts[number % len(acts)]
            number += 1
            try:
                if await act(number):
                    name = act.__name__
                    self.done[name] = self.done.get(name, 0) + 1
            except FAILED:
                await asyncio.sleep(0.05)
            await asyncio.sleep(self.setting.pick(0.02, 0.2))
        self.pipe.close()

    async def ask(self, method, path, body=b"", extra=""):
        status, answer = (await self.pipe.ask([(method, path, body, None, extra)]))[0]
        if status >= 400 and status not in (409, 429, 503):
            raise AssertionError(f"{method} {path}: {status} {answer[:300]}")
        return (status, answer) if status < 400 else None

    async def export(self, _):
        return await self.ask("GET", self.load.path + "/exports/standings")

    async def backup(self, number):
        # The ledger grows with every cycle, and every copy is as long.
        if not self.setting.short and number % 40:
            return None
        for old in (self.server.data / "backups").glob("*"):
            old.unlink()
        return await self.ask("POST", self.load.path + "/backups")

    async def import_bank(self, number):
        text = json.dumps({**self.bank, "title": f"{self.bank['title']} {number}"}).encode()
        checked = await self.ask("PUT", "/v1/banks/safety-month", text,
                                 "Content-Type: application/json\r\n")
        if checked is None:
            return None
        return await self.ask(
            "PUT", f"/v1/banks/safety-month?digest={json.loads(checked[1])['digest']}", text,
            "Content-Type: application/json\r\n")

    async def contest(self, number):
        if len(self.contests) >= 50:
            return None
        name = f"extra-{number}"
        done = await self.ask("PUT", f"/v1/contests/{name}", rules(name).encode(),
                              "Content-Type: application/json\r\n")
        if done:
            self.contests.append(name)
        return done

    async def amend(self, number):
        people = await self.ask("GET", self.load.path + "/standings?limit=1")
        name = _first_participant(people)
        if name is None:
            return None
        self.amendments += 1
        line = f"m {self.amendments}"
        self.load.oracle.attempt([line])
        kind = "disqualify" if number % 2 else "reinstate"
        done = await self.ask("POST", self.load.path + "/amendments", json.dumps({
            "kind": kind, "participants": [name], "reason_code": "torture", "reason": "torture",
            "dry_run": False}).encode(), "Content-Type: application/json\r\n")
        if done is None:
            return None
        answer = json.loads(done[1])
        sequence = answer.get("amendment") or answer.get("sequence")
        self.load.oracle.acknowledge([f"{line} {sequence}"])
        return done

    async def register(self, _):
        await self.load.register(self.pipe, 2)
        return True


def _first_participant(answer):
    if answer is None:
        return None
    found = json.loads(answer[1])
    rows = found.get("rows") or found.get("people") or found.get("entries") or []
    return rows[0].get("participant") if rows else None


def _taken_away(setting, server, oracle):
    """A row taken out of a copy of the ledger must be reported lost."""
    copy = setting.folder / "control.sqlite"
    for suffix in ("", "-wal"):
        source = server.ledger().with_name(server.ledger().name + suffix)
        if source.exists():
            shutil.copy(source, str(copy) + suffix)
    with sqlite3.connect(copy) as database:
        taken = database.execute("SELECT max(attempt) FROM submission WHERE ending = 1").fetchone()[0]
        database.execute("DELETE FROM submission WHERE attempt = ?", (taken,))
    database.close()
    probe = Outcome()
    oracle.judge(copy, probe)
    return f"删去一条后报告丢失 {probe.lost} / a row taken away: {probe.lost} lost" if probe.lost else ""


def _premature(setting):
    """Acknowledging before the server answers must lose something at a kill."""
    probe = Outcome()
    server = setting.server(data=setting.folder / "premature")
    server.start()
    server.prepare()
    oracle = Oracle(setting.folder / "premature-oracle")

    async def cycles():
        load = Load(server.port, server.organiser, oracle, premature=True)
        hall = await load.register(Pipe(server.port), 40)
        task = asyncio.create_task(load.hall(hall))
        for _ in range(10):
            load.early.clear()
            await load.early.wait()
            server.kill()
            # Let those in flight fail before the server is there again.
            await asyncio.sleep(0.05)
            if any(Judgement(server.ledger()).lost(oracle.read()[1])):
                break
            await asyncio.to_thread(server.start)
        load.stopped = True
        await task

    asyncio.run(cycles())
    server.kill()
    oracle.judge(server.ledger(), probe)
    return (f"抢先确认的丢失 {probe.lost} / acknowledged too early: {probe.lost} lost"
            if probe.lost else "")
