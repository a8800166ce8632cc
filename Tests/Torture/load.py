"""Load on a server: people who register, begin, answer and submit, alone or relayed, and retry.

What they attempt and what is acknowledged goes into an `Oracle` (oracle.py).
"""

import asyncio
import collections
import json
import os
import re

PASSING = {429, 503, 507}
FAILED = (OSError, asyncio.IncompleteReadError, asyncio.TimeoutError, ValueError)
RECEIPT = re.compile(
    rb'\{"line":(\d+),"status":(\d+)'
    rb'(?:,"receipt":\{"attempt":"[0-9a-f]+"(?:,"position":\d+,"revision":\d+)?,"sequence":(\d+))?')


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
