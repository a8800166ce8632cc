#!/usr/bin/env python3
"""How fast a large workbook of questions is checked, and how much memory that takes.

Writes a workbook of unlike questions with openpyxl, runs `safetyquiz bank check` on it, and prints
questions a second, seconds and the peak of its memory. openpyxl reading the same rows (no judging)
in the same run is the reference.

Usage: workbook.py PROGRAM [--questions 100000] [--json FILE]
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time

import openpyxl


def characters(generator, count):
    return "".join(chr(generator.randrange(0x4E00, 0x9000)) for _ in range(count))


def write(path, count):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("题目")
    sheet.append(["题号", "题型", "题干", "选项A", "选项B", "选项C", "选项D", "正确答案", "解析", "分类",
                  "难度", "法规依据"])
    generator = random.Random(1)
    for number in range(count):
        options = [characters(generator, 8) for _ in range(4)]
        sheet.append([f"q-{number}", "单选题", characters(generator, 24), *options,
                      "ABCD"[number % 4], characters(generator, 30), "消防安全", 1 + number % 5,
                      "《中华人民共和国消防法》（2021年修正）第五条"])
    book.save(path)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--questions", type=int, default=100_000)
    parser.add_argument("--json")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "large.xlsx")
        print(f"  生成 {arguments.questions} 题的工作簿 / writing the workbook", file=sys.stderr)
        write(path, arguments.questions)
        size = os.path.getsize(path)
        began = time.monotonic()
        done = subprocess.run([arguments.program, "bank", "check", path], capture_output=True, text=True)
        seconds = time.monotonic() - began
        memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
        assert done.returncode in (0, 65), done.stderr
        began = time.monotonic()
        rows = sum(1 for _ in openpyxl.load_workbook(path, read_only=True).active.iter_rows())
        reference = time.monotonic() - began
    figures = {
        "questions": arguments.questions, "bytes": size, "seconds": round(seconds, 2),
        "questions_per_second": round(arguments.questions / seconds),
        "peak_memory_mib": round(memory / 1024), "openpyxl_seconds": round(reference, 2),
        "rows_read_by_openpyxl": rows,
    }
    print(f"检查工作簿 / checking a workbook: {figures['questions']} 题 {size >> 20} MiB, "
          f"{figures['seconds']} s ({figures['questions_per_second']} 题/s), "
          f"内存 {figures['peak_memory_mib']} MiB; openpyxl 只读 / merely reading: "
          f"{figures['openpyxl_seconds']} s")
    if arguments.json:
        with open(arguments.json, "w") as file:
            json.dump(figures, file, indent=2)


main()
