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
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request
import zipfile

import draw as drawing

PROGRAM = sys.argv[1]


def run(*arguments, expect=0):
    result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if result.returncode != expect:
        raise SystemExit(f"{arguments}: exit {result.returncode}, not {expect}\n"
                         f"{result.stdout}{result.stderr}")
    return result.stdout


def contest_file():
    date = lambda days: time.strftime("%Y-%m-%d", time.gmtime(time.time() + days * 86_400))
    return json.dumps({
        "contest": "draws", "title": "抽奖", "bank": "draws", "opens": date(-2) + " 00:00",
        "closes": date(3) + " 00:00", "ranking": {"value": "best", "breakers": ["time"]},
        "tracks": [{"name": "main", "paper": {"questions": 5},
                    "scoring": {"points": 1, "lots": [{"every_right": 1, "most": 3}]}}]},
        ensure_ascii=False)


def play(base, number):
    def call(method, path, body=None, token=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(base + path, method=method, data=data)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", "Bearer " + token)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        return json.loads(urllib.request.urlopen(request, timeout=30).read())
    c = "/v1/contests/draws"
    person = call("POST", c + "/participants",
                  {"name": f"人{number}", "consent_version": 1, "unit": 2 + number % 2},
                  Idempotency_Key=f"draws-key-{number}")
    session = person["session"]
    for _ in range(2):
        paper = call("POST", c + "/attempts", {}, session)
        path = c + "/attempts/" + paper["attempt"]
        for question in paper["questions"]:
            option = question["options"][(number + question["position"]) % 4]["token"]
            call("PUT", f"{path}/responses/{question['position']}", {"options": [option]}, session)
        call("POST", path + "/submission", None, session)
    return person["participant"]


def entrants(path, excluded):
    """The list by SQL alone; right where nothing was amended."""
    rows = sqlite3.connect(path).execute("""
        SELECT pseudonym, sum(lots) FROM submission JOIN attempt ON attempt.sequence = attempt
        JOIN registration USING (participant) WHERE counts GROUP BY participant""")
    listed = [(f"{pseudonym % 2**64:016x}", lots) for pseudonym, lots in rows if lots]
    return "".join(f"{name},{lots}\n" for name, lots in sorted(listed) if name not in excluded)


def main():
    folder = tempfile.mkdtemp(prefix="safetyquiz-draws-")
    place = lambda name: os.path.join(folder, name)
    server = subprocess.Popen([PROGRAM, "serve", "--port", "0", "--data", place("data")],
                              stdout=subprocess.PIPE, text=True)
    try:
        base = server.stdout.readline().split()[-1]
        token = run("organiser", "token", "--name", "t", "--data", place("data")).strip()
        to = ["--url", base, "--token", token]
        questions = [{"id": f"q-{n}", "type": "single", "stem": f"第 {n} 题选哪一项？",
                      "options": [f"甲{n}", f"乙{n}", f"丙{n}", f"丁{n}"], "key": "ABCD"[n % 4],
                      "explanation": "说明", "category": "消防安全"} for n in range(30)]
        files = {"bank.json": json.dumps({"bank": "draws", "title": "题库", "questions": questions}),
                 "contest.json": contest_file(),
                 "units.csv": "代码,名称,上级代码,人数\nA,甲厂,,\nA1,一车间,A,\nA2,工会,A,\n"}
        for name, text in files.items():
            with open(place(name), "w") as file:
                file.write(text)
        run("bank", "import", place("bank.json"), *to)
        run("contest", "apply", place("contest.json"), "--units", place("units.csv"), *to)
        run("contest", "act", "draws", "open", "--reason", "开", *to)
        people = [play(base, number) for number in range(12)]
        run("contest", "act", "draws", "close", "--reason", "完", *to)
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
            run("export", "standings", "--contest", "draws", *more, "--output",
                place(name + "-standings.csv"), *to)
        run("export", "items", "--contest", "draws", "--output", place("items.csv"), *to)
        run("export", "winners", "--contest", "draws", "--output", place("winners.csv"), *to)
        for _ in range(100):
            answer = urllib.request.urlopen(base + "/v1/contests/draws").read()
            if not json.loads(answer)["is_preliminary"]:
                break
            time.sleep(0.05)
        run("archive", "--contest", "draws", "--output", place("archive.zip"), *to)
    finally:
        server.terminate()
        server.wait()
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
    shutil.rmtree(folder)
    print("draws: two draws equal by list, ledger and Python; 4 forgeries are found")


main()
