"""People who come as they like: an open loop of whole attempts over raw sockets, in one process.

An arrival starts an attempt, answers its questions and hands it in, each request as soon as the
answer before is there. When the next person comes does not depend on how the server is doing: that is
what makes the loop open. Sockets and one epoll, since a client with a task per request could not send
ten times what the server bears.
"""

import collections
import concurrent.futures
import heapq
import http.client
import json
import select
import socket
import time


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0


class Line:
    """One connection of the crowd."""

    __slots__ = ("socket", "number", "pending", "visit")

    def __init__(self, address, port):
        self.socket = socket.socket()
        if address:
            self.socket.bind((address, 0))
        self.socket.connect(("127.0.0.1", port))
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.number = self.socket.fileno()
        self.pending = b""
        self.visit = None


class Visit:
    """One person's attempt, as far as it has come."""

    __slots__ = ("account", "step", "attempt", "tokens", "sent")

    def __init__(self, account):
        self.account = account
        self.step = 0


class Crowd:
    """Accounts, connections and what became of every request."""

    def __init__(self, server, contest="torture", addresses=("",)):
        self.server = server
        self.base = f"/v1/contests/{contest}"
        self.addresses = addresses
        self.poll = select.epoll()
        self.lines = {}
        self.free = []
        self.later = []
        self.accounts = collections.deque()
        self.reset()

    def reset(self):
        self.statuses = collections.Counter()  # (is a start, status)
        self.times = []  # of requests that were let in
        self.finished = 0
        self.broken = 0  # connections that ended without an answer
        self.unanswered = 0
        self.without_retry = 0  # refusals that do not say when to come back

    def register(self, count):
        """Registers accounts, over sixteen connections."""
        stamp = time.monotonic_ns()

        def some(first):
            connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60)
            for number in range(first, count, 16):
                while True:
                    connection.request(
                        "POST", self.base + "/participants",
                        json.dumps({"name": f"P{number}", "consent_version": 1}),
                        {"Content-Type": "application/json",
                         "Idempotency-Key": f"{stamp}-{number}"})
                    answer = connection.getresponse()
                    body = answer.read()
                    if answer.status == 201:
                        break
                    if answer.status not in (429, 503):
                        raise RuntimeError(f"{answer.status} {body[:200]}")
                    time.sleep(0.2)
                self.accounts.append(json.loads(body)["session"])
            connection.close()

        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            list(pool.map(some, range(16)))

    def request(self, visit):
        head = (" HTTP/1.1\r\nHost: quiz\r\nAuthorization: Bearer " + visit.account +
                "\r\nContent-Length: ")
        if visit.step == 0:
            return f"POST {self.base}/attempts{head}2\r\n\r\n{{}}".encode()
        path = f"{self.base}/attempts/{visit.attempt}"
        if visit.step <= len(visit.tokens):
            body = f'{{"options":["{visit.tokens[visit.step - 1]}"]}}'
            return f"PUT {path}/responses/{visit.step - 1}{head}{len(body)}\r\n\r\n{body}".encode()
        return f"POST {path}/submission{head}2\r\n\r\n{{}}".encode()

    def arrive(self, at):
        """One more person; False when every account or connection is busy."""
        if not self.accounts:
            return False
        if self.free:
            line = self.free.pop()
        else:
            if len(self.lines) >= 4_000:
                return False
            line = Line(self.addresses[len(self.lines) % len(self.addresses)], self.server.port)
            self.lines[line.number] = line
            self.poll.register(line.number, select.EPOLLIN)
        line.visit = Visit(self.accounts.popleft())
        self.send(line, at)
        return True

    def send(self, line, at):
        line.visit.sent = at
        try:
            line.socket.send(self.request(line.visit))
        except OSError:
            self.lose(line)

    def lose(self, line):
        self.broken += 1
        self.accounts.append(line.visit.account)
        self.drop(line)

    def drop(self, line):
        try:
            self.poll.unregister(line.number)
        except OSError:
            pass
        line.socket.close()
        self.lines.pop(line.number, None)

    def receive(self, number):
        line = self.lines.get(number)
        if line is None:
            return
        try:
            data = line.socket.recv(65536)
        except BlockingIOError:
            return
        except OSError:
            data = b""
        if not data:
            if line.visit is None:
                self.drop(line)
                if line in self.free:
                    self.free.remove(line)
            else:
                self.lose(line)
            return
        if line.pending:
            data = line.pending + data
        end = data.find(b"\r\n\r\n")
        if end >= 0:
            at = data.find(b"ontent-Length: ", 0, end)
            length = int(data[at + 15:data.find(b"\r", at)]) if at >= 0 else 0
            if len(data) >= end + 4 + length:
                line.pending = b""
                return self.answered(line, int(data[9:12]), data, end)
        line.pending = data

    def answered(self, line, status, data, end):
        visit = line.visit
        if visit is None:
            return self.drop(line)
        now = time.perf_counter()
        self.statuses[visit.step == 0, status] += 1
        if status == 200:
            self.times.append(now - visit.sent)
            if visit.step == 0:
                at = data.index(b'"attempt":"') + 11
                visit.attempt = data[at:data.index(b'"', at)].decode()
                visit.tokens = []
                for part in data[end:].split(b'"options":[{"token":"')[1:]:
                    visit.tokens.append(part[:8].decode())
            if visit.step > len(visit.tokens):
                self.finished += 1
            else:
                visit.step += 1
                return self.send(line, now)
        elif status in (429, 503):
            at = data.find(b"Retry-After: ", 0, end)
            if at < 0:
                self.without_retry += 1
            elif visit.step > 0:
                # A paper under way: again, when told to.
                after = int(data[at + 13:data.find(b"\r", at)])
                return heapq.heappush(self.later, (now + after, line.number, line))
        line.visit = None
        self.accounts.append(visit.account)
        if b"onnection: close" in data[:end]:
            self.drop(line)
        else:
            self.free.append(line)

    def run(self, seconds, rate=None, together=None):
        """Open loop at `rate` persons a second, or `together` persons at any time.

        Returns persons who finished a second. The rate is kept whatever happens: who could not come
        because this client had no line left is counted in `unanswered`.
        """
        self.reset()
        began = time.perf_counter()
        came = 0
        while True:
            now = time.perf_counter()
            if now - began >= seconds:
                break
            if rate:
                # A few at a time, so that answers are not left lying while many come.
                due = min(int((now - began) * rate), came + 64)
                while came < due:
                    if not self.arrive(began + came / rate):
                        self.unanswered += 1
                    came += 1
            else:
                while len(self.lines) - len(self.free) < together and self.arrive(now):
                    came += 1
            self.turn(0 if rate and came < int((now - began) * rate) else 0.001)
        elapsed = time.perf_counter() - began
        finished = self.finished
        self.came = came
        # Whoever is under way finishes; nobody new comes.
        until = time.perf_counter() + 20
        while len(self.free) < len(self.lines) and time.perf_counter() < until:
            self.turn(0.05)
        self.unanswered += len(self.lines) - len(self.free)
        return finished / elapsed

    def turn(self, patience):
        """Whatever has come since, and whoever's time it is to try again."""
        for number, _ in self.poll.poll(patience, 4_096):
            self.receive(number)
        now = time.perf_counter()
        while self.later and self.later[0][0] <= now:
            _, number, line = heapq.heappop(self.later)
            if self.lines.get(number) is line:
                self.send(line, now)

    def counts(self, start, *statuses):
        return sum(count for (is_start, status), count in self.statuses.items()
                   if is_start == start and (not statuses or status in statuses))

    def close(self):
        for line in list(self.lines.values()):
            self.drop(line)
        self.free = []
