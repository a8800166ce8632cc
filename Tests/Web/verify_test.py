#!/usr/bin/env python3
"""Checks a published ranking on "another machine": from the exported files alone.

Plays a contest on a server, exports the standings and the pseudonymous ledger extract, stops the
server, and lets `safetyquiz verify` recompute the ranking. Equal files must be called equal; one
altered line, and one altered answer in the extract, must be found.

    verify_test.py .build/debug/safetyquiz
"""

import pathlib
import shutil
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Support"))

from played import Contest  # noqa: E402


def main():
    contest = Contest(sys.argv[1], "verify", {"ranking": {"value": "best", "breakers": ["time"]},
                                              "tracks": [{"name": "main",
                                                          "paper": {"questions": 5}}]})
    with contest:
        for number in range(9):
            session = contest.enter(number)["session"]
            for _ in range(2):
                contest.attempt(session, number)
        contest.act("close")
        for form in ["csv", "xlsx"]:
            contest.export("standings", "standings." + form, "--format", form)
        contest.run("extract", "--contest", "verify", "--output", contest.place("extract.sqlite"),
                    *contest.to)
    run, place = contest.run, contest.place
    ledger = ["--ledger", place("extract.sqlite")]
    for form in ["csv", "xlsx"]:
        told = run("verify", place("standings." + form), *ledger, "--rules", place("contest.json"))
        assert "一致 / equal" in told and "规则与账本相同" in told, told
    lines = open(place("standings.csv"), encoding="utf-8-sig", newline="").read().split("\r\n")
    head = lines[1].split(",")
    row = lines[3].split(",")
    row[head.index("成绩")] = "99"
    lines[3] = ",".join(row)
    with open(place("altered.csv"), "w", newline="") as file:
        file.write("\r\n".join(lines))
    run("verify", place("altered.csv"), *ledger, expect=1)
    with open(place("short.csv"), "w", newline="") as file:
        file.write("\r\n".join(lines[:2]))
    run("verify", place("short.csv"), *ledger, expect=1)
    shutil.copy(place("extract.sqlite"), place("forged.sqlite"))
    forged = sqlite3.connect(place("forged.sqlite"))
    forged.execute("UPDATE response SET chosen = CASE chosen WHEN 1 THEN 2 ELSE 1 END "
                   "WHERE (attempt, position) IN (SELECT attempt, position FROM response LIMIT 1)")
    forged.commit()
    forged.close()
    run("verify", place("standings.csv"), "--ledger", place("forged.sqlite"), expect=1)
    run("verify", place("bank.json"), *ledger, expect=65)
    contest.remove()
    print("verify: equal files are equal, 3 forgeries are found")


main()
