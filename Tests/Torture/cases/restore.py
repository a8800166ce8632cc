"""Restore drills under load: a backup and a folder of segments, rebuilt elsewhere and audited.

Each cycle backs up in the middle of the load and kills the server. The backup must give the ledger up
to the sequence number that it told, and base and segments together all but the last seconds, with the
chain of the original. Controls: an altered byte of either is found, and a segment taken away is named.
"""

import asyncio
import re
import shutil
import sqlite3
import time

from harness import Outcome
from load import Load, Pipe
from oracle import Oracle

TABLES = ["contest_version", "bank_version", "tree_version", "registration", "link", "grant_",
          "attempt", "response", "submission", "draw", "amendment"]
THROUGH = re.compile(r"到账本序号 (\d+)")


def run(setting):
    outcome = Outcome()
    copies = setting.folder / "copies"
    server = setting.server(options=["--segments-to", str(copies), "--backup-every", "10s",
                                     "--backup-keep", "3"])
    server.start()
    server.prepare(track={"time_limit": "120min"})
    oracle = Oracle(setting.folder / "oracle")
    asyncio.run(_drills(setting, server, oracle, copies / "torture", outcome))
    # What was acknowledged through all the kills is in the ledger, too.
    oracle.judge(server.ledger(), outcome)
    kept = len(list((server.data / "backups").glob("torture-*-auto.sqlite")))
    outcome.expect(kept <= 3, f"自动备份留了 {kept} 份 / scheduled backups kept")
    outcome.expect(not setting.short or outcome.cycles == 2, "没有做完 / unfinished")
    outcome.control = _controls(setting, server, copies / "torture", outcome)
    return outcome


async def _drills(setting, server, oracle, segments, outcome):
    load = Load(server.port, server.organiser, oracle, revisions=2)
    pipe = Pipe(server.port)
    halls = [asyncio.create_task(load.hall(await load.register(pipe, setting.pick(20, 60))))
             for _ in range(2)]
    windows = []
    for cycle in range(setting.pick(2, 20)):
        await asyncio.sleep(setting.pick(2, 15))
        made = await asyncio.to_thread(server.command, "backup", "torture")
        through = int(THROUGH.search(made.stdout).group(1))
        backup = re.search(r"服务器上的 (\S+?)，", made.stdout).group(1)
        await asyncio.sleep(setting.pick(2, 5))
        server.kill()
        original = _copied(setting, server.ledger())
        drill = Drill(setting, server, original, outcome)
        await asyncio.to_thread(drill.restore, f"backup-{cycle}", through, backup)
        reached = await asyncio.to_thread(
            drill.restore, f"segments-{cycle}", None, "--segments", segments)
        outcome.expect(reached >= through,
                       f"分段只到 {reached}，备份到 {through} / segments end before the backup")
        windows.append(_window(original, reached))
        outcome.cycles += 1
        await asyncio.to_thread(server.start)
        for task in halls:
            if task.done():
                task.result()
    load.stopped = True
    await asyncio.gather(*halls)
    seconds, facts = max(windows)
    outcome.figures["备份之后只有分段救得回来的窗口 lost after kill -9 with segments, s"] = seconds
    outcome.figures["其中的记录 facts in it"] = facts
    outcome.expect(seconds <= 5, f"丢失窗口 {seconds} s / the window is too long")
    server.stop()


class Drill:
    """Restores into a folder of its own and compares with the original, row by row."""

    def __init__(self, setting, server, original, outcome):
        self.setting, self.server, self.original, self.outcome = setting, server, original, outcome

    def restore(self, name, through, *source):
        data = self.setting.folder / name
        data.mkdir()
        shutil.copy(self.server.data / "secret", data / "secret")
        began = time.monotonic()
        done = self.server.command("restore", "--contest", "torture", "--data", data, *source)
        self.outcome.figures["最慢恢复 slowest restore, s"] = max(
            round(time.monotonic() - began, 1),
            self.outcome.figures.get("最慢恢复 slowest restore, s", 0))
        reached = int(THROUGH.search(done.stdout).group(1))
        self.outcome.expect(through in (None, reached), f"{name}: {reached}, 备份时说 {through}")
        restored = data / "contests" / "torture" / "ledger.sqlite"
        self.outcome.lost += _missing(self.original, restored, reached)
        audit = self.server.command("audit", restored, check=False)
        self.outcome.ranking_mismatches += audit.returncode != 0
        shutil.rmtree(data)
        return reached


def _copied(setting, ledger):
    """A killed server's ledger with its write-ahead log, so that nothing opens the original."""
    copy = setting.folder / "original.sqlite"
    for suffix in ("", "-wal"):
        source = ledger.with_name(ledger.name + suffix)
        target = copy.with_name(copy.name + suffix)
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copy(source, target)
    return copy


def _missing(original, restored, through):
    """Rows up to a sequence number that differ, in either direction, and a chain that does."""
    database = sqlite3.connect(original)
    database.execute("ATTACH ? AS restored", (str(restored),))
    count = 0
    for table in TABLES:
        for left, right in (("main", "restored"), ("restored", "main")):
            count += database.execute(
                f"SELECT count(*) FROM (SELECT * FROM {left}.{table} WHERE sequence <= ?1 EXCEPT "
                f"SELECT * FROM {right}.{table} WHERE sequence <= ?1)", (through,)).fetchone()[0]
    chain = "SELECT chain FROM {}.batch WHERE last_sequence = ?"
    chains = [database.execute(chain.format(side), (through,)).fetchone()
              for side in ("main", "restored")]
    ends = database.execute("SELECT max(last_sequence) FROM restored.batch").fetchone()[0]
    database.close()
    return count + (chains[0] is None or chains[0] != chains[1]) + (ends != through)


def _window(original, reached):
    """How many seconds, and how many facts, lie between the copies' end and the crash."""
    database = sqlite3.connect(original)
    rows = database.execute("SELECT last_sequence, at_ms FROM batch WHERE last_sequence >= ? "
                            "ORDER BY last_sequence", (reached,)).fetchall()
    database.close()
    return (rows[-1][1] - rows[0][1]) / 1000, rows[-1][0] - rows[0][0]


def _controls(setting, server, segments, outcome):
    def refused(name, *source):
        data = setting.folder / f"control-{name}"
        data.mkdir()
        shutil.copy(server.data / "secret", data / "secret")
        done = server.command(
            "restore", "--contest", "torture", "--data", data, *source, check=False)
        outcome.expect(not (data / "contests" / "torture").exists() or done.returncode == 0,
                       f"{name}: 拒绝了却留下东西 / refused and yet installed")
        return done.returncode == 1, done.stderr + done.stdout

    made = server.data / "backups"
    backup = sorted(made.glob("torture-*.sqlite"))[-1]
    altered = setting.folder / "altered.sqlite"
    shutil.copy(backup, altered)
    database = sqlite3.connect(altered)
    database.execute("UPDATE response SET chosen = (chosen | 1) - (chosen & 1) "
                     "WHERE sequence = (SELECT max(sequence) FROM response)")
    database.commit()
    database.close()
    found = [refused("backup", altered)]

    copy = setting.folder / "altered-segments"
    shutil.copytree(segments, copy)
    base, largest = _longest_run(copy)
    content = bytearray(largest.read_bytes())
    content[len(content) // 2] ^= 1
    largest.write_bytes(content)
    found.append(refused("segment", "--segments", copy, base))
    outcome.expect(largest.name in found[-1][1], f"没有指出文件 / not named: {found[-1][1][-300:]}")

    shutil.rmtree(copy)
    shutil.copytree(segments, copy)
    taken = copy / largest.name
    taken.unlink()
    found.append(refused("gap", "--segments", copy, base))
    outcome.expect(taken.name in found[-1][1], f"没有指出文件 / not named: {found[-1][1][-300:]}")
    for was, text in found:
        outcome.expect(was, f"没有发现 / not found: {text[-300:]}")
    if all(was for was, _ in found):
        return "改动的备份、改动的分段、缺少的分段都被发现 / altered and missing files were found"
    return None


def _longest_run(folder):
    """The base with the most segments of its own, and the largest of these but the last: a server that
    was killed goes on from a base of its own, and what lies before it joins no earlier base."""
    runs = []
    for path in sorted(folder.iterdir()):
        if path.name.endswith("-base.sqlite"):
            runs.append((path, []))
        elif path.suffix == ".segment" and runs:
            runs[-1][1].append(path)
    base, segments = max(runs, key=lambda run: len(run[1]))
    return base, max(segments[:-1] or segments, key=lambda path: path.stat().st_size)
