#!/usr/bin/env python3
"""Runs the cases of `scripts/torture` and prints a table of their figures.

A case is a file of `cases/`, named as it is called on the command line. Its docstring's first line
is what `--list` prints; its `run(setting)` returns an `Outcome` (harness.py), or raises `Skipped`
where this machine cannot do what it needs. Adding a case is adding its file. `tests` are the cases
that `scripts/test` runs: all but those whose file says `IN_TESTS = False`, being too long for it.
"""

import argparse
import importlib.util
import json
import pathlib
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from harness import Outcome, Setting, Skipped  # noqa: E402

COLUMNS = ["case", "cycles", "attempted", "acknowledged", "lost", "duplicated",
           "ranking_mismatches", "seconds"]


def cases():
    return sorted(path.stem for path in (HERE / "cases").glob("[a-z]*.py"))


def load(name):
    spec = importlib.util.spec_from_file_location(
        "torture_" + name.replace("-", "_"), HERE / "cases" / (name + ".py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def run(name, arguments):
    setting = Setting(
        program=arguments.program, short=arguments.short, case=name, minutes=arguments.minutes)
    began = time.monotonic()
    try:
        outcome = load(name).run(setting)
        outcome.case = name
    except Skipped as reason:
        outcome = Outcome(case=name, skipped=str(reason))
    except Exception as error:
        traceback.print_exc()
        outcome = Outcome(case=name)
        outcome.fail(f"{type(error).__name__}: {error}")
    finally:
        setting.clean()
    outcome.seconds = round(time.monotonic() - began, 1)
    return outcome


def line(outcome):
    cells = [str(getattr(outcome, column)) for column in COLUMNS]
    return "  ".join(cell.rjust(max(len(column), 8)) if at else cell.ljust(18)
                     for at, (cell, column) in enumerate(zip(cells, COLUMNS)))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("cases", nargs="*", metavar="CASE")
    parser.add_argument("--program", required=True)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--json", metavar="FILE")
    parser.add_argument("--minutes", type=float, help="ends a repeating case after so long")
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    known = cases()
    if arguments.list:
        for name in known:
            print(f"{name:18} {load(name).__doc__.strip().splitlines()[0]}")
        return 0
    wanted = known if "all" in arguments.cases else arguments.cases
    if wanted == ["tests"]:
        wanted = [name for name in known if getattr(load(name), "IN_TESTS", True)]
    unknown = [name for name in wanted if name not in known]
    if unknown or not wanted:
        print(f"没有这样的项目 / no such case: {' '.join(unknown) or '–'}\n"
              f"可用 / cases: all tests {' '.join(known)}", file=sys.stderr)
        return 64
    outcomes = []
    print("  ".join(column.rjust(max(len(column), 8)) if at else column.ljust(18)
                    for at, column in enumerate(COLUMNS)))
    for name in wanted:
        print(f"… {name}", file=sys.stderr, flush=True)
        outcome = run(name, arguments)
        outcomes.append(outcome)
        print(line(outcome) + "  " + outcome.verdict(), flush=True)
        for text in outcome.lines():
            print("    " + text, flush=True)
    if arguments.json:
        with open(arguments.json, "w") as file:
            json.dump([outcome.object() for outcome in outcomes], file, indent=2,
                      ensure_ascii=False)
    failed = [outcome for outcome in outcomes if not outcome.passed and outcome.skipped is None]
    passed = sum(outcome.passed for outcome in outcomes)
    skipped = len(outcomes) - passed - len(failed)
    print(f"{passed} passed, {len(failed)} failed, {skipped} skipped")
    # Nothing that was skipped has passed, and a run of nothing else shows nothing.
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
