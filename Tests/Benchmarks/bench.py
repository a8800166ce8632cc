#!/usr/bin/env python3
"""Prints what this program costs, each figure as a ratio to a reference of the same run.

    bench.py PROGRAM BENCH [ROUND…] [--json FILE]    the rounds below; all of them without a name
    bench.py PROGRAM BENCH --steps                   the steps of a submission, in time and share
    bench.py PROGRAM BENCH --scale [--plot FILE]     10⁴ … 10⁷ people

PROGRAM is `safetyquiz`, BENCH the program of this package. Absolute figures drift with the machine
and with whatever else runs on it; the ratios are of one run, and their references are named with
version and command line. What a machine does not have is left out and said.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

import plot  # noqa: E402
import references  # noqa: E402
import steps  # noqa: E402

# What is to be reached: name of the ratio, bound, and whether it is a most or a least.
GOALS = {
    "submission_to_empty_request": (1.40, "most"),
    "hot_codec_to_empty_request": (1.2, "most"),
    "relayed_to_single_submission": (0.12, "most"),
    "committer_to_raw_batches": (0.75, "least"),
    "engine_to_postgresql": (25, "least"),
    "engine_to_redis_pipeline_1": (6, "least"),
    "engine_to_redis_pipeline_16": (3, "least"),
    "redis_zrevrank_to_rank": (10, "least"),
    "redis_zadd_to_update": (5, "least"),
    "attempt_10m_to_100k": (2, "most"),
    "start.clean_to_raw": (3, "most"),
    "start.whole_ledger_to_raw": (3, "most"),
    "month.engine_to_raw": (3, "most"),
    "memory.board_bytes_per_participant": (250, "most"),
}


class Run:
    def __init__(self, arguments):
        self.arguments = arguments
        self.figures = {}
        self.left_out = {}
        self.failed = {}
        self.handle, self.path = tempfile.mkstemp(prefix="safetyquiz-figures-")
        os.close(self.handle)

    def add(self, name, value, unit, note=""):
        self.figures[name] = {"value": value, "unit": unit, "note": note}

    def ratio(self, name, above, below, note=""):
        if above and below:
            self.add(name, round(above / below, 3), "×", note)
            self.show(name)

    def show(self, name):
        figure = self.figures[name]
        goal = GOALS.get(name)
        told = ""
        if goal:
            bound, sense = goal
            met = figure["value"] <= bound if sense == "most" else figure["value"] >= bound
            told = f"  目标 goal {'≤' if sense == 'most' else '≥'} {bound}: " + (
                "达到 met" if met else "未达到 NOT MET")
        print(f"  {name}: {figure['value']:g} {figure['unit']}  {figure['note']}{told}", flush=True)

    def bench(self, *words):
        """Runs a round of BENCH and takes in its figures."""
        open(self.path, "w").close()
        done = subprocess.run([self.arguments.bench, *map(str, words)], stdout=subprocess.DEVNULL,
                              env={**os.environ, "SAFETYQUIZ_FIGURES": self.path})
        if done.returncode:
            raise RuntimeError(f"bench {' '.join(map(str, words))}: {done.returncode}")
        found = {}
        for line in open(self.path):
            figure = json.loads(line)
            found[figure["name"]] = figure["value"]
            self.add(figure["name"], round(figure["value"], 3), figure["unit"],
                     figure.get("note", ""))
        return found


def requests(run):
    """A submission, the hot codec and a relayed submission against an empty request."""
    subprocess.run([sys.executable, HERE / "http_cost.py", run.arguments.program, "--json",
                    run.path], check=True, stdout=subprocess.DEVNULL)
    for line in open(run.path):
        figure = json.loads(line)
        run.add(figure["name"], figure["value"], figure["unit"], figure["note"])
        run.show(figure["name"])
    open(run.path, "w").close()


def committer(run):
    """The engine's committer, 1,024 in flight, against raw SQLite batches."""
    run.bench()
    run.show("committer_to_raw_batches")


def servers(run):
    """Durable scored submissions through the engine against PostgreSQL and Redis."""
    rates = {"engine": [], "postgresql": [], "redis 1": [], "redis 16": []}
    told = {}
    for round_number in range(3):
        rates["engine"].append(run.bench("submissions", 1_024, 100_000)
                               ["engine.submissions_per_second.in_flight_1024"])
        with references.PostgreSQL() as server:
            rate, command = server.submissions(8)
            rates["postgresql"].append(rate)
            told["postgresql"] = f"{server.description}; {command}"
        with references.Redis() as server:
            for pipeline, count in ((1, 60_000), (16, 300_000)):
                rate, _, command = server.submissions(pipeline, count)
                rates[f"redis {pipeline}"].append(rate)
                told[f"redis {pipeline}"] = (f"{server.description}; {command}; the script: "
                                             f"{server.SCRIPT}")
    median = {name: statistics.median(values) for name, values in rates.items()}
    for name, value in median.items():
        run.add(f"submissions_per_second.{name.replace(' ', '_pipeline_')}", round(value), "1/s",
                told.get(name, "1024 in flight, in-process"))
        run.show(f"submissions_per_second.{name.replace(' ', '_pipeline_')}")
    run.ratio("engine_to_postgresql", median["engine"], median["postgresql"])
    run.ratio("engine_to_redis_pipeline_1", median["engine"], median["redis 1"])
    run.ratio("engine_to_redis_pipeline_16", median["engine"], median["redis 16"])


def boards(run):
    """Rank and update at a million people against a sorted set of Redis."""
    own, rank, update = [], [], []
    for _ in range(3):
        own.append(run.bench("boards", 1_000_000))
        with references.Redis() as server:
            server.fill_board(1_000_000)
            rank.append(server.benchmark(64, 1_000_000, "ZREVRANK", "people", "__rand_int__")[1])
            update.append(server.benchmark(64, 300_000, "ZADD", "people", "__rand_int__",
                                           "__rand_int__")[1])
            note = f"{server.description}, pipeline 64, processor time of the server"
    for name, values, key in (("redis_zrevrank_to_rank", rank, "rank_ns"),
                              ("redis_zadd_to_update", update, "update_ns")):
        run.ratio(name, statistics.median(values),
                  statistics.median(found[f"boards.1000000.{key}"] for found in own), note)
    for key in ("rank_ns", "update_ns", "page_50_ns", "around_10_ns", "bytes_per_participant"):
        run.show(f"boards.1000000.{key}")


def watchers(run):
    """A change of a board that ten thousand watch, against ten."""
    open(run.path, "w").close()
    subprocess.run([sys.executable, HERE / "watchers.py", run.arguments.program, "--json", run.path],
                   check=True, stdout=subprocess.DEVNULL)
    for line in open(run.path):
        figure = json.loads(line)
        run.add(figure["name"], figure["value"], figure["unit"], figure["note"])
        run.show(figure["name"])
    open(run.path, "w").close()


def start(run):
    """Opening 1,900,207 submissions against reading the same rows."""
    run.bench("start")
    for name in ("start.clean_seconds", "start.whole_ledger_seconds", "start.clean_to_raw",
                 "start.whole_ledger_to_raw"):
        run.show(name)


def month(run):
    """The county's month through the engine against raw inserts of the same rows."""
    run.bench("month", run.arguments.month)
    for name in ("month.engine_seconds", "month.attempts_per_second", "month.engine_to_raw"):
        run.show(name)


def people(run):
    """A submission's cost and a participant's memory at 100,000 and at 10 million people."""
    sizes = [100_000, 1_000_000] if run.arguments.quick else [100_000, 10_000_000]
    found = {size: run.bench("scale", size) for size in sizes}
    name = "attempt_10m_to_100k" if sizes[1] == 10_000_000 else "attempt_1m_to_100k"
    run.ratio(name, *(found[size][f"scale.{size}.attempt_processor_us"] for size in sizes[::-1]))
    for key, short in (("board_bytes_per_participant", "memory.board_bytes_per_participant"),
                       ("resident_bytes_per_participant",
                        "memory.resident_bytes_per_participant")):
        run.add(short, round(found[sizes[1]][f"scale.{sizes[1]}.{key}"], 1), "B",
                f"{sizes[1]} people, boards of national 2023")
        run.show(short)


def capabilities(run):
    """Tables, items, amendments, exports and reports."""
    os.unlink(run.path)
    subprocess.run([sys.executable, HERE / "workbook.py", run.arguments.program, "--json", run.path],
                   check=True, stdout=subprocess.DEVNULL)
    figures = json.load(open(run.path))
    run.add("workbook.check_seconds", figures["seconds"], "s", f"{figures['questions']} questions")
    run.add("workbook.peak_memory", figures["peak_memory_mib"], "MiB")
    run.ratio("workbook.check_to_openpyxl_reading", figures["seconds"], figures["openpyxl_seconds"])
    for name in ("items", "amend", "exports", "county"):
        for figure in run.bench(name):
            run.show(figure)


ROUNDS = {"requests": requests, "committer": committer, "servers": servers, "boards": boards,
          "watchers": watchers, "start": start, "month": month, "people": people, "capabilities": capabilities}


def scale(run):
    sizes = [10_000, 100_000, 1_000_000] + ([] if run.arguments.quick else [10_000_000])
    table = {}
    for size in sizes:
        print(f"… {size}", file=sys.stderr, flush=True)
        for name, value in run.bench("scale", size).items():
            table.setdefault(name.split(".", 2)[2], {})[size] = value
    print("  " + "operation".ljust(34) + "".join(f"{size:>14,}" for size in sizes))
    for name, values in table.items():
        print("  " + name.ljust(34) + "".join(f"{values[size]:>14.4g}" for size in sizes))
    if run.arguments.plot:
        plot.scale(table, sizes, run.arguments.plot)


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo")
                  if line.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} × {model}, {time.strftime('%Y-%m-%d')}, load {os.getloadavg()[0]:.1f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("bench")
    parser.add_argument("rounds", nargs="*", metavar="ROUND", help=" ".join(ROUNDS))
    parser.add_argument("--json", metavar="FILE", help="every figure under its stable name")
    parser.add_argument("--steps", action="store_true")
    parser.add_argument("--scale", action="store_true")
    parser.add_argument("--plot", metavar="FILE", help="with --scale: an SVG of the table")
    parser.add_argument("--quick", action="store_true", help="up to a million people")
    parser.add_argument("--month", type=int, default=100, metavar="PERCENT",
                        help="how much of the county's month is played (100)")
    arguments = parser.parse_args()
    unknown = [name for name in arguments.rounds if name not in ROUNDS]
    if unknown:
        parser.error(f"没有这一项 / no such round: {' '.join(unknown)}; {' '.join(ROUNDS)}")
    run = Run(arguments)
    print(f"机器 machine: {machine()}")
    try:
        if arguments.steps:
            steps.run(arguments.program, run.add)
        elif arguments.scale:
            scale(run)
        else:
            for name in arguments.rounds or ROUNDS:
                print(f"{name} — {ROUNDS[name].__doc__}", flush=True)
                try:
                    ROUNDS[name](run)
                except references.Missing as reason:
                    run.left_out[name] = str(reason)
                    print(f"  略去 left out: {reason}")
                except (OSError, RuntimeError, ValueError, KeyError, IndexError,
                        subprocess.SubprocessError) as error:
                    # The figures of the other rounds are worth as much as before.
                    run.failed[name] = f"{type(error).__name__}: {error}"
                    print(f"  失败 failed: {run.failed[name]}", flush=True)
    finally:
        pathlib.Path(run.path).unlink(missing_ok=True)
        if arguments.json:
            with open(arguments.json, "w") as file:
                json.dump({"machine": machine(), "figures": run.figures, "left_out": run.left_out,
                           "failed": run.failed}, file, indent=2, ensure_ascii=False)
    sys.exit(1 if run.failed else 0)


main()
