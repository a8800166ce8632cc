"""libFuzzer over every reader of outside bytes: bank formats, tables, hot JSON, tokens, grading.

Builds Tests/Fuzz with coverage in a folder of its own, runs each target for some seconds (short) or
minutes (SAFETYQUIZ_FUZZ_SECONDS, long), and fails on a trap, a broken promise, a slow input or too
much memory. The control is a planted trap, three bytes deep, that must be found.
"""

import concurrent.futures
import os
import re
import shutil
import subprocess
import time

from harness import ROOT, Outcome, Skipped

IN_TESTS = False  # builds everything a second time
SCRATCH = ROOT / ".build-fuzz"
PROGRAM = SCRATCH / "debug" / "Fuzz"
MEMORY_MB = 1_024
PLANTED = "planted"  # ends as soon as it is found


def build():
    done = subprocess.run(
        ["swift", "build", "--sanitize=fuzzer", "--product", "Fuzz", "--scratch-path", SCRATCH],
        cwd=ROOT, env={**os.environ, "SAFETYQUIZ_FUZZ": "1"}, capture_output=True, text=True)
    if done.returncode != 0:
        raise RuntimeError("the fuzz targets do not build: " + (done.stdout + done.stderr)[-1_500:])


def targets():
    done = subprocess.run([PROGRAM], capture_output=True, text=True)
    return done.stdout.split(":", 1)[1].split()


def fuzz(name, seconds, folder):
    """(exit code, figures, the end of what libFuzzer printed)"""
    corpus, artifacts = folder / name, SCRATCH / "artifacts"
    corpus.mkdir(parents=True)
    artifacts.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [PROGRAM, corpus, f"-max_total_time={seconds}", f"-rss_limit_mb={MEMORY_MB}",
         "-timeout=20", "-max_len=8192", "-print_final_stats=1",
         f"-artifact_prefix={artifacts}/{name}-"],
        capture_output=True, text=True, errors="replace", env={
            **os.environ, "SWIFT_BACKTRACE": "enable=no", "SAFETYQUIZ_FUZZ_TARGET": name,
            "SAFETYQUIZ_FUZZ_SEEDS": str(corpus)})
    figures = {key: int(value) for key, value in re.findall(
        r"stat::(\w+):\s+(\d+)", done.stderr)}
    coverage = re.findall(r"cov: (\d+)", done.stderr)
    figures["coverage"] = int(coverage[-1]) if coverage else 0
    return done.returncode, figures, done.stderr[-1_500:]


def run(setting):
    if shutil.which("swift") is None:
        raise Skipped("没有 swift / no swift")
    outcome = Outcome()
    build()
    seconds = int(os.environ.get("SAFETYQUIZ_FUZZ_SECONDS", setting.pick(3, 180)))
    names = targets()
    began = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(max(1, (os.cpu_count() or 2) // 2)) as pool:
        results = dict(zip(names, pool.map(
            lambda name: fuzz(name, max(seconds, 120) if name == PLANTED else seconds,
                              setting.folder), names)))
    for name, (code, figures, tail) in results.items():
        executed = figures.get("number_of_executed_units", 0)
        if name == PLANTED:
            if code != 0 and "deadly signal" in tail:
                outcome.control = f"the planted trap was found after {executed} inputs"
            continue
        outcome.cycles += 1
        outcome.attempted += executed
        outcome.expect(code == 0, f"{name}: exit {code}: {tail}")
        outcome.expect(executed > 100, f"{name}: only {executed} inputs")
        outcome.figures[name] = (f"{executed} inputs, coverage {figures['coverage']}, "
                                 f"peak {figures.get('peak_rss_mb', 0)} MiB")
    outcome.figures["seconds a target"] = seconds
    outcome.figures["fuzzing seconds"] = round(time.monotonic() - began)
    outcome.acknowledged = outcome.attempted if not outcome.failures else 0
    return outcome
