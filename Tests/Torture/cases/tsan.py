"""The thread sanitizer over the tests in which things happen at once: engine, store, HTTP.

Builds the tests a second time with --sanitize=thread in a folder of its own (some minutes) and runs
those of the engine's actors, the store, and the server under races and restarts. What the sanitizer
cannot see of Swift's Mutex, tsan/mutex.c tells it. The control is a planted race that must be reported.
"""

import os
import re
import shutil
import subprocess

from harness import ROOT, Outcome, Skipped, preloaded

IN_TESTS = False  # builds everything a second time
SCRATCH = ROOT / ".build-tsan"
MUTEX = ROOT / "Tests" / "Torture" / "tsan" / "mutex.c"
SHORT = "RaceTests"
LONG = SHORT + ("|ContestDayTests|ContestDeadlineTests|ContestRestartTests|WholeContestTests"
                "|RelayTests|LifecycleTests|ConformanceTests|SnapshotTests|BoardWatchTests")


def swift(*words, environment=None):
    return subprocess.run(
        ["swift", *words, "--sanitize=thread", "--scratch-path", SCRATCH], cwd=ROOT,
        env={**os.environ, "TSAN_OPTIONS": "halt_on_error=0:exitcode=66:history_size=4",
             **(environment or {})},
        capture_output=True, text=True, errors="replace")


def reports(output):
    return re.findall(r"WARNING: ThreadSanitizer: (.+?) \(pid", output)


def first(output):
    """The first report, whole."""
    start = output.find("WARNING: ThreadSanitizer")
    return output[start:start + 2_500]


def run(setting):
    if shutil.which("swift") is None:
        raise Skipped("没有 swift / no swift")
    outcome = Outcome()
    built = swift("build", "--build-tests")
    if built.returncode != 0:
        raise RuntimeError("the tests do not build: " + (built.stdout + built.stderr)[-1_500:])
    told = {"LD_PRELOAD": str(preloaded(setting.folder, MUTEX, ["clang"]))}
    done = swift("test", "--skip-build", "--filter", setting.pick(SHORT, LONG), environment=told)
    output = done.stdout + done.stderr
    outcome.cycles = 1
    outcome.attempted = sum(map(int, re.findall(r"Test run with (\d+) tests?", output)))
    outcome.acknowledged = outcome.attempted if done.returncode == 0 else 0
    found = reports(output)
    outcome.figures["tests"] = outcome.attempted
    outcome.figures["reports"] = len(found)
    outcome.expect(outcome.attempted > 0, "no test ran: " + output[-500:])
    outcome.expect(not found, f"{len(found)} reports: " + first(output))
    outcome.expect(done.returncode == 0, f"exit {done.returncode}: {output[-800:]}")
    planted = swift("test", "--skip-build", "--filter", "PlantedRaceTests",
                    environment={**told, "SAFETYQUIZ_PLANTED_RACE": "1"})
    reported = reports(planted.stdout + planted.stderr)
    if reported:
        outcome.control = f"the planted race was reported: {reported[0]}"
    return outcome
