"""Load with an oracle outside the server: what was attempted and acknowledged, in files of its own.

A line goes into *attempted*, and on disk, before its request is sent, and into *acknowledged* after
the answer; what is neither is sent again with the same identifiers. Afterwards the ledger is read
with plain SQL: acknowledged ⊆ ledger ⊆ attempted, each once. Lines of both files:

    r KEY [PARTICIPANT]                 a registration
    s PARTICIPANT N [ATTEMPT]           a person's n-th start
    a ATTEMPT POSITION REVISION [SEQ]   an answer
    e ATTEMPT [SEQ]                     a submission
    m NUMBER [SEQ]                      an amendment (never sent again: it may be in the ledger or not)
"""

import asyncio
import collections
import contextlib
import json
import os
import re
import sqlite3

PASSING = {429, 503, 507}
FAILED = (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError)
RECEIPT = re.compile(
    rb'\{"line":(\d+),"status":(\d+)'
    rb'(?:,"receipt":\{"attempt":"[0-9a-f]+"(?:,"position":\d+,"revision":\d+)?,"sequence":(\d+))?')


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


class Pipe:
    """A keep-alive connection on which several requests may be under way."""

    def __init__(self, port, token="", patience=20):
        self.port, self.token, self.patience = port, token, patience
        self.writer = None

    async def ask(self, requests):
        """Sends (method, path, body, token) one after the other; returns (status, body) of each."""
        try:
            return await asyncio.wait_for(self._ask(requests), self.patience)
        except BaseException:
            self.close()
            raise

    async def _ask(self, requests):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection(
                "127.0.0.1", self.port, limit=1 << 22)
        self.writer.write(b"".join(
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{extra}"
            f"Authorization: Bearer {token or self.token}\r\nContent-Length: {len(body)}\r\n\r\n"
            .encode() + body
            for method, path, body, token, extra in requests))
        answers = []
        for _ in requests:
            head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
            at = head.find(b"content-length:")
            if at >= 0:
                length = int(head[at + 15:head.find(b"\r\n", at)])
                body = await self.reader.readexactly(length) if length else b""
            elif b"transfer-encoding: chunked" in head:
                body = await self._chunks()
            else:
                body = b""
            answers.append((int(head[9:12]), body))
        return answers

    async def _chunks(self):
        pieces = []
        while True:
            size = int(await self.reader.readuntil(b"\r\n"), 16)
            pieces.append((await self.reader.readexactly(size + 2))[:-2])
            if size == 0:
                return b"".join(pieces)

    def close(self):
        if self.writer is not None:
            self.writer.close()
            self.writer = None


class Person:
    """Somebody who answers one paper after the other, never two things at a time."""

    def __init__(self, session):
        self.session = session
        self.participant = int(session[2:10], 16)
        self.starts = 0
        self.attempt = None
        self.pending = []  # (line of the oracle, body of the act), in order

    def begin(self, answer, revisions):
        """Takes the paper and plans every act on it."""
        self.attempt = answer["attempt"]
        number = int(self.attempt[2:18], 16)
        done = {question["position"]: question["revision"] for question in answer["questions"]}
        self.pending = [
            (f"a {number} {question['position']} {revision}",
             '"position":%d,"options":["%s"],"revision":%d' % (
                 question["position"],
                 question["options"][(number + revision) % len(question["options"])]["token"],
                 revision))
            for revision in range(1, revisions + 1) for question in answer["questions"]
            if revision > done[question["position"]]]
        self.pending.append((f"e {number}", None))
        return number


class Load:
    """People in halls, each hall a connection with a relay; and people on their own."""

    def __init__(self, port, organiser, oracle, contest="torture", revisions=2, premature=False):
        self.port, self.organiser, self.oracle = port, organiser, oracle
        self.path = f"/v1/contests/{contest}"
        self.revisions = revisions
        self.premature = premature  # the planted bug: acknowledged before the server answers
        self.early = asyncio.Event()  # set when it has done so
        self.stopped = False
        self.refused = collections.Counter()
        self.registrations = 0
        self.people = []
        self.progress = 0

    async def register(self, pipe, count):
        """People with sessions; asked again with the same keys until all are in."""
        keys = [f"torture-{os.urandom(8).hex()}" for _ in range(count)]
        people = {}
        body = '{"name":"王小明","consent_version":1}'.encode()
        while len(people) < count and not self.stopped:
            missing = [key for key in keys if key not in people]
            self.oracle.attempt([f"r {key}" for key in missing])
            try:
                answers = await pipe.ask([
                    ("POST", self.path + "/participants", body, None,
                     f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\n")
                    for key in missing])
            except FAILED:
                await asyncio.sleep(0.01)
                continue
            for key, (status, answer) in zip(missing, answers):
                if status == 201 or status == 200:
                    people[key] = Person(json.loads(answer)["session"])
                    self.oracle.acknowledge([f"r {key} {people[key].participant}"])
                else:
                    self.note(status, answer)
        self.people += people.values()
        return list(people.values())

    def note(self, status, answer):
        self.refused[status] += 1
        if status not in PASSING:
            raise AssertionError(f"{status}: {answer[:300]}")

    async def starts(self, pipe, people):
        idle = [person for person in people if person.attempt is None]
        if not idle:
            return
        lines = [f"s {person.participant} {person.starts}" for person in idle]
        self.oracle.attempt(lines)
        answers = await pipe.ask([("POST", self.path + "/attempts", b"", person.session, "")
                                  for person in idle])
        for person, line, (status, answer) in zip(idle, lines, answers):
            if status == 200:
                number = person.begin(json.loads(answer), self.revisions)
                self.oracle.acknowledge([f"{line} {number}"])
                person.starts += 1
            else:
                self.note(status, answer)

    async def relay(self, pipe, people):
        batch = [(person, line, act) for person in people for line, act in person.pending][:1000]
        if not batch:
            return
        self.oracle.attempt([line for _, line, _ in batch])
        body = "\n".join(
            '{"session":"%s","attempt":"%s"%s}' % (
                person.session, person.attempt, "," + act if act else "")
            for person, _, act in batch).encode()
        if self.premature:
            self.oracle.acknowledge([line for _, line, _ in batch])
            self.early.set()
        status, answer = (await pipe.ask([
            ("POST", self.path + "/relay", body, self.organiser, "")]))[0]
        if status != 200:
            self.note(status, answer)
            return
        done, held = set(), set()
        lines = []
        for number, status, sequence in RECEIPT.findall(answer):
            at = int(number) - 1
            if status == b"200":
                done.add(at)
                lines.append(f"{batch[at][1]} {sequence.decode()}")
            elif batch[at][0] not in held:
                self.note(int(status), batch[at][1].encode() + b": " + answer.split(b"\n")[at])
                # What builds on it is refused too: a second answer before the first.
                held.add(batch[at][0])
        if not self.premature:
            self.oracle.acknowledge(lines)
        self.progress += len(lines)
        left = collections.defaultdict(list)
        for at, (person, line, act) in enumerate(batch):
            if at not in done:
                left[person].append((line, act))
        for person in {person: None for person, _, _ in batch}:
            sent = sum(1 for owner, _, _ in batch if owner is person)
            person.pending = left[person] + person.pending[sent:]
            if not person.pending:
                person.attempt = None

    async def alone(self, pipe, person):
        """One act over the plain routes."""
        if not person.pending:
            return
        line, act = person.pending[0]
        self.oracle.attempt([line])
        if act is None:
            request = ("POST", f"{self.path}/attempts/{person.attempt}/submission", b"")
        else:
            position = act[len('"position":'):act.index(",")]
            request = ("PUT", f"{self.path}/attempts/{person.attempt}/responses/{position}",
                       ("{" + act[act.index(",") + 1:] + "}").encode())
        status, answer = (await pipe.ask([(*request, person.session, "")]))[0]
        if status != 200:
            self.note(status, answer)
            return
        self.oracle.acknowledge([f"{line} {json.loads(answer)['sequence']}"])
        self.progress += 1
        person.pending.pop(0)
        if not person.pending:
            person.attempt = None

    async def hall(self, people, alone=False, pause=0.0):
        """Goes on until stopped; what fails is tried again."""
        pipe = Pipe(self.port)
        while not self.stopped:
            before = self.progress
            try:
                await self.starts(pipe, people)
                if alone:
                    for person in people:
                        await self.alone(pipe, person)
                else:
                    await self.relay(pipe, people)
            except FAILED:
                if self.premature:
                    for person in people:
                        person.attempt, person.pending = None, []
                await asyncio.sleep(0.005)
            if pause or self.progress == before:
                await asyncio.sleep(pause or 0.02)
        pipe.close()

    async def settle(self, people, patience=200):
        """Everything begun is acknowledged to its end: what is neither is sent again."""
        pipe = Pipe(self.port)
        for _ in range(patience):
            if all(person.attempt is None for person in people):
                break
            try:
                await self.relay(pipe, people)
            except FAILED:
                await asyncio.sleep(0.05)
        pipe.close()
        return all(person.attempt is None for person in people)
