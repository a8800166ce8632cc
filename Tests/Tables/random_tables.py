#!/usr/bin/env python3
"""Makes random tables and says how Python reads them, for DifferentialTests.

    python3 random_tables.py FOLDER SEED COUNT

Prints JSON: file name to rows of [sheet or null, row number or null, [[column, text] …]]. The escape
_x0041_ is left out: openpyxl takes it for text, Excel for A.
"""

import csv
import datetime
import io
import json
import os
import random
import sys

import openpyxl

PIECES = ["安全", "生产", "𠮷", "é", "=1+1", "a", " ", "'", "\"", ",", ";", "\t", "\n", "\r\n", "1.0", "007",
          "《法》", "<b>", "&amp;", "_x_", "√", "×", "—", "Ａ", "ΑΒ", "１"]


def text(generator):
    return "".join(generator.choice(PIECES) for _ in range(generator.randint(0, 5)))


def plain(value):
    return value.replace("\r\n", "\n").replace("\r", "\n")


def make_csv(path, generator):
    width = generator.randint(2, 6)
    rows = [["列%d" % column for column in range(width)]]
    rows += [[text(generator) for _ in range(generator.randint(1, width))]
             for _ in range(generator.randint(0, 12))]
    out = io.StringIO()
    end = generator.choice(["\n", "\r\n"])
    csv.writer(out, delimiter=generator.choice(",;\t"), lineterminator=end).writerows(rows)
    encoding = generator.choice(["utf-8", "utf-8-sig", "utf-16", "gb18030"])
    with open(path, "wb") as file:
        file.write(out.getvalue().encode(encoding))
    return encoding


def read_csv(path, encoding):
    with open(path, encoding=encoding, newline="") as file:
        content = file.read()
    first = content.split("\n")[0]
    delimiter = max(",;\t", key=first.count)
    return [[None, None, [[column + 1, plain(field)] for column, field in enumerate(row)]]
            for row in csv.reader(io.StringIO(content, newline=""), delimiter=delimiter) if row]


def value(generator):
    kind = generator.randint(0, 9)
    if kind == 0:
        return generator.randint(-10**6, 10**14)
    if kind == 1:
        return round(generator.uniform(-1000, 1000), generator.randint(1, 4))
    if kind == 2:
        return generator.random() < 0.5
    if kind == 3:
        return datetime.date(1950, 1, 1) + datetime.timedelta(days=generator.randint(0, 60000))
    if kind == 4:
        return (datetime.datetime(1950, 1, 1)
                + datetime.timedelta(seconds=generator.randint(0, 4 * 10**9)))
    if kind == 5:
        return None
    content = text(generator)
    # openpyxl takes these for formulas; what they show was never calculated.
    return "x" + content if content.startswith("=") else content


def make_xlsx(path, generator):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number in range(generator.randint(1, 3)):
        sheet = book.create_sheet("表 %d" % number)
        for _ in range(generator.randint(0, 30)):
            cell = sheet.cell(generator.randint(1, 40), generator.randint(1, 30))
            # A date's format would stay on a number that takes its cell.
            if cell.value is None:
                cell.value = value(generator)
    book.save(path)


def shown(content):
    if isinstance(content, bool):
        return "TRUE" if content else "FALSE"
    if isinstance(content, datetime.datetime):
        day = content.strftime("%Y-%m-%d")
        return day if content.time() == datetime.time() else content.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(content, float):
        return str(int(content)) if content.is_integer() else repr(content)
    return plain(str(content))


def read_xlsx(path):
    rows = []
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for cells in sheet.iter_rows():
            kept = [[cell.column, shown(cell.value)] for cell in cells
                    if cell.value is not None and cell.value != ""]
            if kept:
                rows.append([sheet.title, cells[0].row, kept])
    return rows


def main():
    folder, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    generator = random.Random(seed)
    expected = {}
    for number in range(count):
        name = "%d.csv" % number
        encoding = make_csv(os.path.join(folder, name), generator)
        expected[name] = read_csv(os.path.join(folder, name), encoding)
        name = "%d.xlsx" % number
        make_xlsx(os.path.join(folder, name), generator)
        expected[name] = read_xlsx(os.path.join(folder, name))
    json.dump(expected, sys.stdout)


main()
