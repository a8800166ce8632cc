"""What was attempted and acknowledged, in files outside the server, and the judgement over its ledger.

A line goes into *attempted*, and on disk, before its request is sent, and into *acknowledged* after
the answer; what is neither is sent again with the same identifiers. Afterwards the ledger is read
with plain SQL: acknowledged ⊆ ledger ⊆ attempted, each once. Lines of both files:

    r KEY [PARTICIPANT]                 a registration
    s PARTICIPANT N [ATTEMPT]           a person's n-th start
    a ATTEMPT POSITION REVISION [SEQ]   an answer
    e ATTEMPT [SEQ]                     a submission
    m NUMBER [SEQ]                      an amendment (never sent again: it may be in the ledger or not)
"""

import collections
import contextlib
import os
import shutil
import sqlite3


class Oracle:
    """The two files, and the judgement over a ledger."""

    def __init__(self, folder):
        folder.mkdir(parents=True, exist_ok=True)
        self.paths = folder / "attempted", folder / "acknowledged"
        self.attempted_file, self.acknowledged_file = (open(path, "a") for path in self.paths)
        self.attempted = self.acknowledged = 0
        self.marks = None  # called after each acknowledgement, where a case needs to know when

    def attempt(self, lines):
        self.attempted += len(lines)
        self.attempted_file.write("".join(line + "\n" for line in lines))
        self.attempted_file.flush()
        os.fdatasync(self.attempted_file.fileno())

    def acknowledge(self, lines):
        self.acknowledged += len(lines)
        self.acknowledged_file.write("".join(line + "\n" for line in lines))
        if self.marks:
            self.marks(lines)

    def close(self):
        self.attempted_file.close()
        self.acknowledged_file.close()

    def read(self):
        """The lines of both files, split, one after the other."""
        self.attempted_file.flush()
        self.acknowledged_file.flush()
        return [map(str.split, open(path)) for path in self.paths]

    def judge(self, ledger, outcome):
        """Adds what is lost, doubled or made up to an outcome."""
        attempted, acknowledged = self.read()
        Judgement(ledger).judge(attempted, acknowledged, outcome)
        outcome.attempted += self.attempted
        outcome.acknowledged += self.acknowledged


    def finds_theft(self, ledger, folder):
        """The control of `judge`: whether it misses the last response and the last registration when
        they are taken out of a copy of the ledger; says what it found, or None."""
        copy = folder / "robbed.sqlite"
        for suffix in ("", "-wal"):
            source = ledger.with_name(ledger.name + suffix)
            copy.with_name(copy.name + suffix).unlink(missing_ok=True)
            if source.exists():
                shutil.copy(source, copy.with_name(copy.name + suffix))
        with contextlib.closing(sqlite3.connect(copy)) as database:
            for table in ("response", "registration"):
                database.execute(f"DELETE FROM {table} WHERE sequence = "
                                 f"(SELECT max(sequence) FROM {table})")
            database.commit()
        lost = sum(1 for _ in Judgement(copy).lost(self.read()[1]))
        copy.unlink()
        return (f"拿走的 {lost} 件被发现 / {lost} taken out of a copy were missed"
                if lost >= 2 else None)


class Judgement:
    """Plain SQL over a ledger that no server has open, compared with the oracle's lines."""

    def __init__(self, ledger):
        with contextlib.closing(sqlite3.connect(ledger)) as database:
            rows = lambda sql: database.execute(sql).fetchall()
            self.people = dict(rows("SELECT participant, sequence FROM registration"))
            self.starts = dict(rows("SELECT sequence, participant FROM attempt"))
            self.answers = {(a, p, r): s for a, p, r, s in rows(
                "SELECT attempt, position, revision, sequence FROM response")}
            self.ends = dict(rows("SELECT attempt, sequence FROM submission WHERE ending = 1"))
            self.amendments = {row[0] for row in rows("SELECT sequence FROM amendment")}
            self.keys = rows("SELECT count(*), count(DISTINCT idempotency_key) FROM registration")[0]

    def is_there(self, line):
        """Whether an acknowledged line is in the ledger as it was acknowledged."""
        kind, *rest = line
        match kind:
            case "r":
                return int(rest[1]) in self.people
            case "s":
                return self.starts.get(int(rest[2])) == int(rest[0])
            case "a":
                known = self.answers.get(tuple(map(int, rest[:3])))
                return known is not None and (len(rest) < 4 or known == int(rest[3]))
            case "e":
                known = self.ends.get(int(rest[0]))
                return known is not None and (len(rest) < 2 or known == int(rest[1]))
            case "m":
                return int(rest[1]) in self.amendments

    def lost(self, acknowledged):
        """The acknowledged lines that are not there."""
        return (line for line in acknowledged if not self.is_there(line))

    def judge(self, attempted, acknowledged, outcome):
        # One identifier, one receipt.
        receipts = {}
        for line in acknowledged:
            if not self.is_there(line):
                outcome.lost += 1
                if outcome.lost <= 5:
                    outcome.fail(f"已确认却不在账本中 / lost: {' '.join(line)}")
            width = {"r": 2, "s": 3, "a": 4, "e": 2, "m": 2}[line[0]]
            key, receipt = " ".join(line[:width]), " ".join(line[width:])
            outcome.duplicated += receipts.setdefault(key, receipt) != receipt
        del receipts
        # Made up: in the ledger without having been asked for. Twice: more than were asked for.
        starts, answers, ends, keys = collections.defaultdict(set), set(), set(), set()
        for line in attempted:
            match line[0]:
                case "s":
                    starts[int(line[1])].add(int(line[2]))
                case "a":
                    answers.add(tuple(map(int, line[1:4])))
                case "e":
                    ends.add(int(line[1]))
                case "r":
                    keys.add(line[1])
        for participant, count in collections.Counter(self.starts.values()).items():
            outcome.duplicated += max(0, count - len(starts[participant]))
        made_up = (sum(key not in answers for key in self.answers)
                   + sum(attempt not in ends for attempt in self.ends)
                   + max(0, len(self.people) - len(keys)))
        outcome.expect(made_up == 0, f"{made_up} 条没有人送过 / in the ledger, never attempted")
        outcome.duplicated += self.keys[0] - self.keys[1]
