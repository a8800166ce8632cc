"""Whole contests by seed in one thread: racing clients, midnight, amendments, crashes, two servers.

Runs the simulator of Tests/ContestEngineTests from the debug build, in portions of seeds. What the
figures say is what the simulator says it ran: its own count of seeds is compared with what was asked
for, so that a filter that matches nothing cannot pass. The control is the bugs that the simulator
plants in the engine, each of which its oracle must find.
"""

import os
import re
import shutil
import subprocess
import sys

from harness import ROOT, Outcome, Skipped

IN_TESTS = False  # scripts/test runs the simulator by itself
PORTION = 1_000
PLANTS = ROOT / "Tests/ContestEngineTests/Simulation/Simulation+Plants.swift"


def test(bundle, name, **environment):
    """One run of the test bundle: (exit code, what it printed)."""
    done = subprocess.run(
        [bundle, "--testing-library", "swift-testing", "--filter", name], cwd=ROOT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={**os.environ, **environment})
    return done.returncode, done.stdout


def planted():
    """The names of the bugs, read from where they are declared."""
    text = PLANTS.read_text()
    body = text[text.index("enum PlantedBug"):]
    return re.findall(r"^    case (\w+)$", body[:body.index("\n}")], re.MULTILINE)


def run(setting):
    # What is simulated is the engine as it is now.
    done = subprocess.run(["swift", "build", "--build-tests"], cwd=ROOT, stdout=sys.stderr)
    built = list((ROOT / ".build").glob("*/debug/*.xctest"))
    if done.returncode or not built:
        raise Skipped("测试编译不了 / the tests do not build")
    # A copy: whoever builds meanwhile neither waits for this nor changes what it runs.
    bundle = setting.folder / "tests.xctest"
    shutil.copy(built[0], bundle)
    outcome = Outcome()
    count = setting.pick(200, 10_000)
    figures = {}
    for first in range(1, count + 1, PORTION):
        portion = min(PORTION, count + 1 - first)
        code, text = test(bundle, "SimulationTests/.?whatever", SAFETYQUIZ_SEEDS=str(portion),
                          SAFETYQUIZ_FIRST_SEED=str(first))
        for line in re.findall(r"^simulation seeds=.*$", text, re.MULTILINE):
            for name, value in re.findall(r"(\w+)=(\d+)", line):
                figures[name] = figures.get(name, 0) + int(value)
        for found in re.findall(r"SAFETYQUIZ_SEED=\d+ .*", text):
            outcome.fail(found[:300])
        outcome.expect(code == 0, f"seeds {first}–{first + portion - 1}: the tests gave {code}")
        print(f"  {figures.get('seeds', 0)} seeds", file=sys.stderr, flush=True)
        if outcome.failures:
            break
    outcome.cycles = figures.pop("seeds", 0)
    outcome.acknowledged = figures.pop("acknowledged", 0)
    outcome.attempted = figures.pop("facts", 0)
    outcome.figures = figures
    outcome.expect(outcome.cycles == count, f"{outcome.cycles} of {count} seeds were run")

    code, text = test(bundle, "SimulationTests/.?the.oracle")
    found = dict(re.findall(r"^simulation plant=(\w+) seed=\d+ found: (.*)$", text, re.MULTILINE))
    bugs = planted()
    missed = [bug for bug in bugs if bug not in found]
    outcome.expect(not missed and code == 0, f"planted and not found: {missed}, exit {code}")
    if bugs and not missed:
        outcome.control = f"{len(bugs)} planted bugs, all found: {', '.join(bugs)}"
    return outcome
