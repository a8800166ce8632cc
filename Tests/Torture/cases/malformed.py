"""Malformed requests by the hundred thousand, from a grammar and by mutation: no 5xx, no restart

Real requests are taken apart and put together wrongly: bytes flipped, lines doubled, lengths that lie,
broken UTF-8, fields without end. Anything may be refused or answered; nothing may be a 5xx, and the
process that was started is the one that runs at the end. Controls: a stub that answers one 500, and a
server that dies; the same check must see both.
"""

import multiprocessing
import random
import select
import socket
import threading
import time

from crowd import Crowd
from harness import Outcome
from rawhttp import abort, statuses

SEED = 2_026
TOGETHER = 48


def templates(token, attempt):
    auth = b"Authorization: Bearer " + token + b"\r\n"
    base = b"/v1/contests/torture"
    body = b'{"options":["00000001"],"revision":1}'
    yield b"GET / HTTP/1.1\r\nHost: quiz\r\n\r\n"
    yield b"GET " + base + b"/boards/overall?limit=10&cursor=abc HTTP/1.1\r\nHost: quiz\r\n" + auth + b"\r\n"
    yield b"GET " + base + b"/me HTTP/1.1\r\nHost: quiz\r\n" + auth + b"Accept-Language: en\r\n\r\n"
    yield (b"PUT " + base + b"/attempts/" + attempt + b"/responses/0 HTTP/1.1\r\nHost: quiz\r\n" + auth
           + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body) + body)
    yield (b"POST " + base + b"/attempts HTTP/1.1\r\nHost: quiz\r\n" + auth + b"Content-Length: 2\r\n\r\n{}")
    yield (b"POST " + base + b"/participants HTTP/1.1\r\nHost: quiz\r\nIdempotency-Key: k-12345678\r\n"
           b"Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
           b'1b\r\n{"name":"\xe5\xbc\xa0","consent_ver\r\n9\r\nsion":1 }\r\n0\r\n\r\n')
    yield (b"PUT /v1/banks/x HTTP/1.1\r\nHost: quiz\r\nAuthorization: Bearer eyJh.eyJi.c\r\n"
           b"Content-Type: text/csv\r\nContent-Length: 4\r\n\r\na,b\n")
    yield b"POST " + base + b"/relay HTTP/1.1\r\nHost: quiz\r\n" + auth + b"Content-Length: 3\r\n\r\n{}\n"


PIECES = [b"\r", b"\n", b"\r\n", b"\r\n\r\n", b"\x00", b"\xff", b"\xc0\x80", b"\xed\xa0\x80", b" ", b"\t", b":",
          b"%00", b"%ff", b"%", b"/../", b"//", b"?", b"#", b"{", b"[[[[", b'"', b"\\u0000", b"1e999", b"-1",
          b"99999999999999999999", b"HTTP/1.1", b"Content-Length: 7\r\n", b"Transfer-Encoding: chunked\r\n",
          b"Expect: 100-continue\r\n", b"Connection: upgrade\r\nUpgrade: h2c\r\n", b"Host: b\r\n", b"0\r\n\r\n",
          b"\xe2\x80\xae", b"Range: bytes=0-\r\n", b"Cookie: " + b"a=b; " * 40 + b"\r\n"]


def mutate(data, chance):
    """One request, made wrong in one to four ways."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        at = chance.randrange(len(data) + 1)
        kind = chance.randrange(10)
        if kind == 0 and data:
            at = min(at, len(data) - 1)
            data = data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1:]
        elif kind <= 3:
            data = data[:at] + chance.choice(PIECES) + data[at:]
        elif kind == 4:
            data = data[:at] + data[at + chance.randrange(1, 12):]
        elif kind == 5:
            lines = data.split(b"\r\n")
            lines.insert(chance.randrange(len(lines)), chance.choice(lines))
            data = b"\r\n".join(lines)
        elif kind == 6:
            lines = data.split(b"\r\n")
            lines.pop(chance.randrange(len(lines)))
            data = b"\r\n".join(lines)
        elif kind == 7:
            data = data[:at] + bytes(chance.randrange(256) for _ in range(chance.randrange(1, 40))) + data[at:]
        elif kind == 8:
            data = data[:at] + chance.choice(PIECES) * chance.choice((2, 50, 3_000)) + data[at:]
        else:
            data = data[:at]
    return data


def send_all(port, count, seed, token, attempt, results):
    """Sends `count` malformed requests, many at once; puts (sent, 5xx with examples, unanswered)."""
    chance = random.Random(seed)
    base = list(templates(token, attempt))
    poll = select.poll()
    lines = {}
    sent = quiet = 0
    bad = []
    codes = {}
    while sent < count or lines:
        while sent < count and len(lines) < TOGETHER:
            data = mutate(chance.choice(base), chance)
            line = socket.socket()
            line.bind((f"127.0.0.{chance.randrange(2, 250)}", 0))
            try:
                line.connect(("127.0.0.1", port))
                line.setblocking(False)
                line.send(data)
                line.shutdown(socket.SHUT_WR)
            except OSError:
                pass
            sent += 1
            lines[line.fileno()] = [line, b"", data, time.monotonic()]
            poll.register(line.fileno(), select.POLLIN | select.POLLHUP)
        for number, _ in poll.poll(100):
            entry = lines[number]
            try:
                part = entry[0].recv(65536)
            except BlockingIOError:
                continue
            except OSError:
                part = b""
            if part:
                entry[1] += part[:2_000]
                continue
            for status in statuses(entry[1]):
                codes[status] = codes.get(status, 0) + 1
                if status >= 500 and len(bad) < 20:
                    bad.append((status, entry[2][:200]))
            poll.unregister(number)
            abort(entry[0])
            del lines[number]
        now = time.monotonic()
        for number in [number for number, entry in lines.items() if now - entry[3] > 40]:
            quiet += 1
            poll.unregister(number)
            abort(lines.pop(number)[0])
    results.put((sent, bad, quiet, codes))


def attack(port, count, token, attempt, workers):
    results = multiprocessing.Queue()
    processes = [multiprocessing.Process(
        target=send_all, args=(port, count // workers, SEED + number, token, attempt, results))
        for number in range(workers)]
    for process in processes:
        process.start()
    gathered = [results.get() for _ in processes]
    for process in processes:
        process.join()
    return gathered


def judge(gathered, alive):
    """What the check finds wrong."""
    failures = [f"{status} for {data!r}" for _, bad, _, _ in gathered for status, data in bad]
    failures += [f"{quiet} connections were left hanging" for _, _, quiet, _ in gathered if quiet]
    if not alive:
        failures.append("the server stopped")
    return failures


def stub(listener):
    """Answers 400, and 500 to every thousandth."""
    count = 0
    while True:
        try:
            line, _ = listener.accept()
        except OSError:
            return
        count += 1
        try:
            line.recv(65536)
            line.sendall(b"HTTP/1.1 %d X\r\nContent-Length: 0\r\n\r\n" % (500 if count == 50 else 400))
        except OSError:
            pass
        line.close()


def run(setting):
    outcome = Outcome()
    server = setting.server()
    server.start()
    server.prepare()
    crowd = Crowd(server)
    crowd.register(16)
    crowd.run(0.5, together=1)
    token = crowd.accounts[0].encode()
    crowd.close()
    status, answer = server.get("/v1/contests/torture/attempts", "POST", b"{}",
                                {"Authorization": "Bearer " + token.decode()})
    attempt = answer.split(b'"attempt":"')[1].split(b'"')[0]
    process = server.process.pid
    count = setting.pick(2_000, 1_000_000)
    began = time.monotonic()
    gathered = attack(server.port, count, token, attempt, 2)
    took = time.monotonic() - began
    outcome.attempted = sum(each[0] for each in gathered)
    alive = server.process.poll() is None and server.process.pid == process
    outcome.failures += judge(gathered, alive)
    outcome.expect(server.get("/readyz")[0] == 200, "not ready afterwards")
    codes = {}
    for _, _, _, some in gathered:
        for status, number in some.items():
            codes[status] = codes.get(status, 0) + number
    outcome.acknowledged = sum(codes.values())
    outcome.figures = {"malformed requests": outcome.attempted, "a second": round(outcome.attempted / took),
                       "answers by status": dict(sorted(codes.items())), "seed": SEED,
                       "5xx": sum(number for status, number in codes.items() if status >= 500),
                       "restarts": 0 if alive else 1}
    server.stop()
    code, text = server.audit()
    outcome.expect(code == 0, f"the audit found differences: {text[-300:]}")

    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    threading.Thread(target=stub, args=(listener,), daemon=True).start()
    seen = judge(attack(listener.getsockname()[1], 400, token, attempt, 1), alive=True)
    listener.close()
    mortal = setting.server(data=setting.folder / "mortal")
    mortal.start()
    killer = threading.Timer(0.3, mortal.kill)
    killer.start()
    gathered = attack(mortal.port, 2_000, token, attempt, 1)
    killer.join()
    died = judge(gathered, alive=mortal.process.poll() is None)
    if seen and "the server stopped" in died:
        outcome.control = f"the check sees a stub's 500 ({seen[0][:40]}…) and a server that dies"
    return outcome
