#!/usr/bin/env python3
"""Checks a published ranking on "another machine": from the exported files alone.

Plays a contest on a server, exports the standings and the pseudonymous ledger extract, stops the
server, and lets `safetyquiz verify` recompute the ranking. Equal files must be called equal; one
altered line, and one altered answer in the extract, must be found.

    verify_test.py .build/debug/safetyquiz
"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
import urllib.request

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
        "contest": "verify", "title": "核验", "bank": "verify", "opens": date(-2) + " 00:00",
        "closes": date(3) + " 00:00", "tracks": [{"name": "main", "paper": {"questions": 5}}],
        "ranking": {"value": "best", "breakers": ["time"]}}, ensure_ascii=False)


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
    c = "/v1/contests/verify"
    person = call("POST", c + "/participants", {"name": f"人{number}", "consent_version": 1},
                  Idempotency_Key=f"verify-key-{number}")
    session = person["session"]
    for _ in range(2):
        paper = call("POST", c + "/attempts", {}, session)
        path = c + "/attempts/" + paper["attempt"]
        for question in paper["questions"]:
            option = question["options"][(number + question["position"]) % 4]["token"]
            call("PUT", f"{path}/responses/{question['position']}", {"options": [option]}, session)
        call("POST", path + "/submission", None, session)


def main():
    folder = tempfile.mkdtemp(prefix="safetyquiz-verify-")
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
        with open(place("bank.json"), "w") as file:
            json.dump({"bank": "verify", "title": "题库", "questions": questions}, file)
        with open(place("contest.json"), "w") as file:
            file.write(contest_file())
        run("bank", "import", place("bank.json"), *to)
        run("contest", "apply", place("contest.json"), *to)
        run("contest", "act", "verify", "open", "--reason", "开", *to)
        for number in range(9):
            play(base, number)
        run("contest", "act", "verify", "close", "--reason", "完", *to)
        for form in ["csv", "xlsx"]:
            run("export", "standings", "--contest", "verify", "--format", form, "--output",
                place("standings." + form), *to)
        run("extract", "--contest", "verify", "--output", place("extract.sqlite"), *to)
    finally:
        server.terminate()
        server.wait()
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
    shutil.rmtree(folder)
    print("verify: equal files are equal, 3 forgeries are found")


main()
