"""What each step of a submission costs inside the running server: `bench.py … --steps`.

The server plays the same load as http_cost.py's; `perf record` samples its user time with call
stacks, and each sample goes to the innermost step that its stack names. Where the machine counts
instructions they are sampled too; elsewhere that column is left out and said.
"""

import os
import re
import shutil
import subprocess
import tempfile
import time

import http_cost

# Innermost first: the first whose pattern a frame matches, walking from the leaf, has the sample.
STEPS = [
    ("authenticate", r"SessionToken|SealedBytes|AttemptID\.init|KeyedMAC|\.participant\("),
    ("chain", r"LedgerChain|writeCanonicalBytes"),
    ("commit", r"LedgerWriter|FactStatements|SQLiteStore|SerializedDatabase|sqlite3"),
    ("grade", r"Grader"),
    ("apply", r"ContestMachine\.apply|ContestFold|GroupBoards|RankNode|PeopleBoard"),
    ("encode", r"JSONWriter|FrontHandler\.answer|ContestServer\.answer"),
    ("decode", r"HotRoute|RespondBody|StartBody|FlatJSON|ContestServer\.act\("),
    ("admit", r"ContestMachine\.(submit|respond|start|end)|Contest\.decide"),
    ("hand in, hop", r"ActInbox|readInbox|carryOut|ReplyLane|FrontExchange|FrontHandler"),
    ("HTTP in", r"readable|HTTPDecoder|ByteToMessage|HTTP1ToHTTP.*channelRead|llhttp"),
    ("HTTP out", r"HTTPResponseEncoder|writeAndFlush|HTTP1ToHTTP.*write|PendingStreamWrites|flush"),
    ("event loop", r"SelectableEventLoop|Selector"),
    ("tasks", r"swift_job_run|_dispatch_|swift::"),
]


class Sampler:
    """A meter of http_cost that records samples of the server while jobs run."""

    unit = "user processor time"

    def __init__(self, event, folder):
        self.event = event
        self.folder = folder
        self.rounds = []

    def begin(self, pid):
        self.path = os.path.join(self.folder, f"{len(self.rounds)}.data")
        self.perf = subprocess.Popen(
            ["perf", "record", "-e", self.event, "-F", "4000", "-g", "-o", self.path, "-p", str(pid)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.time = http_cost.ProcessorTime()
        time.sleep(0.4)  # until perf has attached
        self.time.begin(pid)

    def end(self, pid):
        spent = self.time.end(pid)
        self.perf.send_signal(2)
        self.perf.wait()
        self.rounds.append((self.path, spent))
        return spent


def attribute(path):
    """Samples by step."""
    script = subprocess.run(["perf", "script", "-i", path, "-F", "ip,sym"], capture_output=True,
                            text=True).stdout
    script = subprocess.run(["swift", "demangle", "--simplified"], input=script,
                            capture_output=True, text=True).stdout
    patterns = [(name, re.compile(pattern)) for name, pattern in STEPS]
    counts = {}
    for stack in script.split("\n\n"):
        frames = [line.strip().split(" ", 1)[-1] for line in stack.splitlines() if line.strip()]
        if not frames:
            continue
        step = next((name for frame in frames for name, pattern in patterns
                     if pattern.search(frame)), "other")
        counts[step] = counts.get(step, 0) + 1
    return counts


def run(program, add):
    """Prints the table, and adds each of its figures under a stable name."""
    if not shutil.which("perf"):
        print("  略去 left out: perf（Debian: linux-perf）")
        return
    folder = tempfile.mkdtemp(prefix="safetyquiz-steps-")
    try:
        sampler = Sampler("cpu-clock:u", folder)
        figures = http_cost.serve(program, sampler, rounds=1)
        names = ["response", "submission", "empty", "relayed"]
        people = figures["people"]
        # Rounds come in the order of http_cost.measure; the first warms up.
        rounds = dict(zip(names, sampler.rounds[len(names):]))
        table = {}
        for name in ("submission", "empty", "relayed"):
            path, spent = rounds[name]
            counts = attribute(path)
            total = sum(counts.values()) or 1
            for step, count in counts.items():
                table.setdefault(step, {})[name] = count / total * spent / people * 1e9
        print("  每次 ns each".ljust(24) + "".join(name.rjust(14) for name in
                                                 ("submission", "empty", "relayed")))
        order = [name for name, _ in STEPS] + ["other"]
        for step in order:
            row = table.get(step, {})
            print("  " + step.ljust(22) + "".join(
                f"{row.get(name, 0):>14,.0f}" for name in ("submission", "empty", "relayed")))
        print("  " + "total".ljust(22) + "".join(
            f"{sum(row.get(name, 0) for row in table.values()):>14,.0f}"
            for name in ("submission", "empty", "relayed")))
        for step, row in table.items():
            for name, value in row.items():
                key = re.sub(r"\W+", "_", step).lower()
                add(f"steps.{name}.{key}_ns", round(value), "ns")
        if not http_cost.Perf.works():
            print("  指令数 instructions: 这台机器不能计数 / this machine does not count them")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
