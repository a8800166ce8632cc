#!/usr/bin/env python3
"""Holds a server's boards against a second implementation: a recomputation in Python and SQL.

Plays a contest with the load test, takes the pseudonymous extract, works every rank out from its
tables with nothing but sqlite3 and a sort, and compares the exported standings (every line), the rows
around people, pages, where scores would stand, percentiles and the histogram over HTTP.

    oracle_test.py .build/release/safetyquiz 100000             a hundred thousand people
    oracle_test.py .build/debug/safetyquiz 300                  the short size, as scripts/test runs it
    oracle_test.py .build/release/safetyquiz 100000 --redis     beside it the PyPI package leaderboard
                                                                on a Redis server of its own
"""

import bisect
import csv
import math
import os
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Support"))

from played import Contest, questions  # noqa: E402

PEOPLE = int(sys.argv[2]) if len(sys.argv) > 2 else 300
SAMPLE = 500


def standings(path):
    """[(rank, pseudonym, value in hundredths)] by SQL and a sort, equals in order of registration."""
    ledger = sqlite3.connect(path)
    rows = ledger.execute("""
        SELECT registration.participant, registration.pseudonym, sum(points)
        FROM submission JOIN attempt ON attempt.sequence = submission.attempt
        JOIN registration ON registration.participant = attempt.participant
        WHERE counts GROUP BY registration.participant""").fetchall()
    rows.sort(key=lambda row: (-row[2], row[0]))
    listed, rank = [], 0
    for position, (_, pseudonym, value) in enumerate(rows):
        if position == 0 or value != rows[position - 1][2]:
            rank = position + 1
        listed.append((rank, f"{pseudonym % 2**64:016x}", value))
    return listed


def hundredths(value):
    return round(float(value) * 100)


def compare(what, found, expected):
    if found != expected:
        raise SystemExit(f"{what} differs\n  server {found}\n  oracle {expected}")


def check_redis(listed, positions):
    """The ranks, and the rows around people, of the PyPI package `leaderboard` 3.7 (with redis below 3) on a Redis.

    Redis orders equals by the member's name, from the last: the names begin with a number that falls.
    """
    import redis
    from leaderboard.competition_ranking_leaderboard import CompetitionRankingLeaderboard
    folder = tempfile.mkdtemp(prefix="safetyquiz-redis-")
    path = os.path.join(folder, "redis.sock")
    server = subprocess.Popen(["redis-server", "--port", "0", "--unixsocket", path, "--save", ""],
                              stdout=subprocess.DEVNULL)
    try:
        while not os.path.exists(path):
            if server.poll() is not None:
                raise SystemExit("redis-server did not start")
            time.sleep(0.05)
        board = CompetitionRankingLeaderboard(
            "oracle", connection=redis.Redis(unix_socket_path=path, decode_responses=True))
        members = [f"{10**8 - index}:{name}" for index, (_, name, _) in enumerate(listed)]
        board.rank_members([part for member, (_, _, value) in zip(members, listed)
                            for part in (member, value)])
        compare("Redis: people", board.total_members(), len(listed))
        for member, (rank, _, _) in zip(members, listed):
            compare(f"Redis: rank of {member}", board.rank_for(member), rank)
        for position in positions:
            if position < 5:
                continue
            rows = board.around_me(members[position], page_size=11)
            found = [(row["rank"], row["member"].split(":")[1], int(row["score"])) for row in rows]
            compare(f"Redis: around {position}", found, listed[position - 5:position + 6])
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)


def main():
    contest = Contest(
        sys.argv[1], "oracle",
        {"ranking": {"value": "sum", "method": "standard"},
         "tracks": [{"name": "main", "paper": {"questions": 5}, "attempts_per_day": 3,
                     "scoring": {"points": 1}}]},
        bank=questions(60))
    place = contest.place
    get = lambda path: contest.call("GET", "/boards/overall" + path, token=contest.token)
    with contest:
        contest.run("load-test", "--url", contest.base, "--token", contest.token, "--contest",
                    "oracle", "--participants", str(PEOPLE), "--attempts", str(PEOPLE * 3 // 2),
                    "--counts-for-real")
        contest.act("close")
        contest.export("standings", "standings.csv")
        contest.run("extract", "--contest", "oracle", "--output", place("extract.sqlite"),
                    *contest.to)
        listed = standings(place("extract.sqlite"))
        with open(place("standings.csv"), encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))[1:]
        column = {name: index for index, name in enumerate(lines[0])}
        exported = [(int(line[column["名次"]]), line[column["编号"]],
                     hundredths(line[column["成绩"]])) for line in lines[1:]]
        compare("number of people", len(exported), len(listed))
        for found, expected in zip(exported, listed):
            compare("an exported line", found, expected)
        brief = lambda body: [(row["rank"], row["participant"], hundredths(row["value"]))
                              for row in body["rows"]]
        chance = random.Random(1)
        positions = chance.sample(range(len(listed)), min(SAMPLE, len(listed)))
        for position in positions + [0, len(listed) - 1]:
            body = get(f"/around?participant={listed[position][1]}&radius=5")
            compare(f"around position {position}", brief(body),
                    listed[max(0, position - 5):position + 6])
            compare("own rank", body["person"]["rank"], listed[position][0])
        first = get("?limit=50")
        compare("the first page", brief(first), listed[:50])
        compare("the second page", brief(get("?limit=50&cursor=" + first["next"])), listed[50:100])
        values = [value for _, _, value in listed]
        ascending = values[::-1]
        for value in sorted(set(values)) + [50, 100_000]:
            body = get(f"/place?value={value / 100:g}")
            ahead = len(values) - bisect.bisect_right(ascending, value)
            level = bisect.bisect_right(ascending, value) - bisect.bisect_left(ascending, value)
            compare(f"place of {value}", (body["ahead"], body["level"], body["rank"]),
                    (ahead, level, ahead + 1))
        shares = [0, 1, 5, 25, 33.33, 50, 75, 90, 99, 100]
        body = get("/percentiles?p=" + ",".join(f"{share:g}" for share in shares))
        compare("percentiles", [hundredths(line["value"]) for line in body["percentiles"]],
                [ascending[max(1, math.ceil(round(share * 100) * len(values) / 10_000)) - 1]
                 for share in shares])
        body = get("/histogram?step=1")
        low = min(values) // 100
        bins = [sum(1 for value in values if value // 100 == low + index)
                for index in range(max(values) // 100 - low + 1)]
        compare("histogram", [line["people"] for line in body["bins"]], bins)
        if "--redis" in sys.argv:
            check_redis(listed, positions)
    contest.remove()
    redis = ", Redis agrees" if "--redis" in sys.argv else ""
    print(f"oracle: {len(listed)} people, every rank, {len(positions) + 2} views around people, "
          f"places, percentiles and histogram equal{redis}")


main()
