#!/usr/bin/env python3
"""A prize draw by the commands alone, checked on "another machine" by two programs that share nothing.

Plays a contest, prepares a draw, draws it, voids it, draws another, takes the published files and the
extract away, stops the server, and checks them: with `safetyquiz draw check` (list and ledger), with
`safetyquiz audit`, and with draw.py, which also works the entrants out of the extract by SQL. Altered
results and lists must be found. Beside it: exports of past days, items and groups are verified.

    draw_test.py .build/debug/safetyquiz
"""

import csv
import json
import pathlib
import sqlite3
import sys
import time
import zipfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Support"))

import draw as drawing  # noqa: E402
from played import Contest  # noqa: E402


def entrants(path, excluded):
    """The list by SQL alone; right where nothing was amended."""
    rows = sqlite3.connect(path).execute("""
        SELECT pseudonym, sum(lots) FROM submission JOIN attempt ON attempt.sequence = attempt
        JOIN registration USING (participant) WHERE counts GROUP BY participant""")
    listed = [(f"{pseudonym % 2**64:016x}", lots) for pseudonym, lots in rows if lots]
    return "".join(f"{name},{lots}\n" for name, lots in sorted(listed) if name not in excluded)


def main():
    contest = Contest(
        sys.argv[1], "draws",
        {"ranking": {"value": "best", "breakers": ["time"]},
         "tracks": [{"name": "main", "paper": {"questions": 5},
                     "scoring": {"points": 1, "lots": [{"every_right": 1, "most": 3}]}}]},
        units="代码,名称,上级代码,人数\nA,甲厂,,\nA1,一车间,A,\nA2,工会,A,\n")
    run, place = contest.run, contest.place
    with contest:
        to, people = contest.to, []
        for number in range(12):
            person = contest.enter(number, unit=2 + number % 2)
            for _ in range(2):
                contest.attempt(person["session"], number)
            people.append(person["participant"])
        contest.act("close")
        common = ["--contest", "draws", "--title", "抽奖", "--prize", "一等奖=1",
                  "--prize", "二等奖=2", "--alternates", "2", "--source", "某期开奖号码",
                  "--not-before", "2020-01-01T00:00+08:00", "--reason", "按规则", *to]
        staff = ["--exclude-unit", "A2", "--exclusion-reason", "工会工作人员"]
        trial = json.loads(run("draw", "prepare", "--name", "june", *common, *staff, "--dry-run"))
        assert trial["state"] == "trial" and trial["entrants"]["people"] <= 6, trial
        june = ["--contest", "draws", "--name", "june", *to]
        run("draw", "prepare", "--name", "june", *common, *staff)
        run("draw", "run", *june, "--randomness", "02 05 11 17 28 30 + 07")
        run("draw", "void", *june, "--reason", "名单有误")
        run("draw", "prepare", "--name", "july", *common)
        july = ["--contest", "draws", "--name", "july", *to]
        run("draw", "run", *july, "--randomness", "01 03 09 20 22 31 + 11")
        for name, named in [("june", june), ("july", july)]:
            run("draw", "show", *named, "--output", place(name + ".json"))
            run("draw", "entrants", *named, "--output", place(name + ".csv"))
        today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3_600))
        for name, more in [("day", ["--period", f"day:{today}"]), ("unit", ["--unit", "A1"]),
                           ("whole", [])]:
            contest.export("standings", name + "-standings.csv", *more)
        contest.export("items", "items.csv")
        contest.export("winners", "winners.csv")
        for _ in range(100):
            if not contest.call("GET", "")["is_preliminary"]:
                break
            time.sleep(0.05)
        run("archive", "--contest", "draws", "--output", place("archive.zip"), *to)
    with zipfile.ZipFile(place("archive.zip")) as archive:
        archive.extractall(place("archive"))
    extract = place("archive/ledger-extract.sqlite")
    run("audit", extract)
    for name in ["june", "july"]:
        for text in [place(name + ".csv"), place(f"archive/draws/{name}-entrants.csv")]:
            told = run("draw", "check", place(f"archive/draws/{name}.json"), "--entrants", text)
            assert "一致 / equal" in told, told
        run("draw", "check", place(name + ".json"), "--ledger", extract)
        with open(place(name + ".json")) as file:
            draw = json.load(file)
        with open(place(name + ".csv")) as file:
            text = file.read()
        assert drawing.check(draw, text) == [], drawing.check(draw, text)
        assert text == entrants(extract, set(draw["excluded"])), name
        won = [one["participant"] for one in draw["outcome"]["winners"]]
        assert len(set(won)) == 3 and set(won) <= set(people), won
        # What is altered is found by both.
        draw["outcome"]["winners"].reverse()
        with open(place("altered.json"), "w") as file:
            json.dump(draw, file)
        run("draw", "check", place("altered.json"), "--entrants", place(name + ".csv"), expect=1)
        assert drawing.check(draw, text) == ["other winners"]
        with open(place("altered.csv"), "w") as file:
            file.write("".join(text.splitlines(True)[1:]))
        run("draw", "check", place(name + ".json"), "--entrants", place("altered.csv"), expect=1)
    for name in ["day", "unit", "whole"]:
        table = place(name + "-standings.csv")
        assert "一致 / equal" in run("verify", table, "--ledger", extract), name
    with open(place("unit-standings.csv"), encoding="utf-8-sig") as file:
        whole = file.read().replace("仅含单位：一车间", "")
    with open(place("false.csv"), "w") as file:
        file.write(whole)
    run("verify", place("false.csv"), "--ledger", extract, expect=1)
    read = lambda name: list(csv.DictReader(
        open(place(name), encoding="utf-8-sig", newline="").read().splitlines()[1:]))
    winners = read("winners.csv")
    assert [row["奖项"] for row in winners] == ["一等奖", "二等奖", "二等奖", "候补", "候补"], winners
    items = read("items.csv")
    assert sum(int(row["抽中次数"]) for row in items) == 12 * 2 * 5, items
    contest.remove()
    print("draws: two draws equal by list, ledger and Python; 4 forgeries are found")


main()
