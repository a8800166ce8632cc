#!/usr/bin/env python3
"""Makes a small data folder of a schema version, to be opened by every later program.

    make_folder.py PROGRAM OUTPUT             a folder as PROGRAM writes it
    make_folder.py PROGRAM OUTPUT --first     the same, led back to schema version 1

Each released schema version keeps the folder that a program of that version wrote; UpgradeTests opens
them all. Version 1 had every table but `note`; its folder is made of the same rows in its tables.
`expected.json` says what an audit of it found on the day it was made.
"""

import argparse
import json
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "Tests" / "Torture"))

from harness import Server  # noqa: E402


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--first", action="store_true")
    arguments = parser.parse_args()
    server = Server(arguments.program, data=arguments.output.resolve())
    server.start()
    try:
        fill(server)
    finally:
        server.stop()
    for name in ("lock", "organisers.log", "banks.sqlite"):
        (server.data / name).unlink(missing_ok=True)
    for name in ("backups",):
        shutil.rmtree(server.data / name, ignore_errors=True)
    ledger = server.ledger("kept")
    if arguments.first:
        lead_back(ledger)
    compact(ledger)
    audit = subprocess.run([arguments.program, "audit", str(ledger), "--json"],
                           capture_output=True, text=True, check=True)
    report = json.loads(audit.stdout)
    ledger.with_name("ledger.sqlite-wal").unlink(missing_ok=True)
    ledger.with_name("ledger.sqlite-shm").unlink(missing_ok=True)
    (server.data / "expected.json").write_text(json.dumps(report, indent=1, ensure_ascii=False))
    server.log.unlink()


def fill(server):
    """A bank, a contest, and what six people did in it."""
    server.organiser = server.command(
        "organiser", "token", "--name", "folder", "--data", server.data).stdout.strip()
    bank = {"bank": "safety-month", "title": "题库", "questions": [
        {"id": f"q{n}", "type": "single", "stem": f"第 {n} 题", "options": ["对", "错", "也错"],
         "key": "A"} for n in range(12)]}
    checked = ask(server, "PUT", "/v1/banks/safety-month", bank)
    ask(server, "PUT", f"/v1/banks/safety-month?digest={checked['digest']}", bank)
    ask(server, "PUT", "/v1/contests/kept", {
        "contest": "kept", "title": "保留", "bank": "safety-month",
        "opens": "2026-06-01 00:00", "closes": "2033-06-30 24:00",
        "publication": {"personal_boards": True},
        "tracks": [{"name": "main", "title": "正式", "paper": {"questions": 5},
                    "time_limit": "10min"}]})
    ask(server, "POST", "/v1/contests/kept/acts",
        {"kind": "open", "reason_code": "t", "reason": "t"})
    for number in range(6):
        play(server, number)


def ask(server, method, path, body=None, token=None, key=None):
    request = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", method=method)
    request.add_header("Authorization", "Bearer " + (token or server.organiser))
    request.add_header("Content-Type", "application/json")
    if key:
        request.add_header("Idempotency-Key", key)
    data = json.dumps(body).encode() if body is not None else b""
    try:
        with urllib.request.urlopen(request, data) as answer:
            return json.loads(answer.read() or b"null")
    except urllib.error.HTTPError as error:
        raise RuntimeError(f"{method} {path}: {error.code} {error.read().decode()}") from error


def play(server, number):
    """A person registers and plays twice, the better the higher the number."""
    base = "/v1/contests/kept"
    account = ask(server, "POST", base + "/participants",
                  {"name": f"选手{number}", "consent_version": 1}, key=f"folder-{number:04}")
    for _ in range(2):
        paper = ask(server, "POST", base + "/attempts", {}, token=account["session"])
        for question in paper["questions"]:
            right = [o["token"] for o in question["options"] if o["text"] == "对"]
            wrong = [o["token"] for o in question["options"] if o["text"] != "对"]
            chosen = right if question["position"] < number else wrong[:1]
            ask(server, "PUT",
                f"{base}/attempts/{paper['attempt']}/responses/{question['position']}",
                {"options": chosen}, token=account["session"])
        ask(server, "POST", f"{base}/attempts/{paper['attempt']}/submission",
            token=account["session"])


def lead_back(ledger):
    """The rows in the tables of schema version 1, as `Schema.tables` has kept them ever since."""
    source = (ROOT / "Sources" / "SQLiteStore" / "Schema.swift").read_text()
    tables = re.search(r'static let tables = """\n(.*?)"""', source, re.S).group(1)
    older = ledger.with_name("older.sqlite")
    database = sqlite3.connect(older)
    database.execute("PRAGMA journal_mode = WAL")
    database.executescript(tables)
    database.execute("ATTACH ? AS newer", (str(ledger),))
    names = [row[0] for row in database.execute("SELECT name FROM main.sqlite_schema "
                                                "WHERE type = 'table'")]
    for name in names:
        database.execute(f"INSERT INTO main.{name} SELECT * FROM newer.{name}")
    database.commit()
    database.execute("PRAGMA application_id = 1397840460")
    database.execute("PRAGMA user_version = 1")
    database.commit()
    database.execute("DETACH newer")
    database.close()
    older.replace(ledger)


def compact(ledger):
    database = sqlite3.connect(ledger)
    database.execute("VACUUM")
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


if __name__ == "__main__":
    main()
