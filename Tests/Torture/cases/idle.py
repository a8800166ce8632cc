"""Thousands of connections that say nothing: what each costs, and what happens past the cap

Every connection has asked once and stays. Past the cap a newcomer is told so and when to come back;
as soon as somebody leaves, the next one is let in. Controls: a server with a higher cap refuses nobody,
and connections that each keep half a body cost more than the limit.
"""

import time

from harness import Outcome
from rawhttp import abort, connect, exchange, resident, statuses

ASK = b"GET /healthz HTTP/1.1\r\nHost: quiz\r\n\r\n"


def fill(server, count, said=ASK, answered=True):
    lines = []
    for number in range(count):
        line = connect(server.port, source=f"127.0.0.{2 + number % 8}", patience=20)
        line.sendall(said)
        lines.append(line)
    for line in lines if answered else []:
        if line.recv(4096)[9:12] != b"200":
            raise RuntimeError("a connection under the cap was not answered")
    return lines


def overflow(server, count=100):
    """What newcomers get: (clean refusals, answers)."""
    clean = answered = 0
    for number in range(count):
        answer, end = exchange(server.port, ASK, source=f"127.0.0.{2 + number % 8}", quiet=0.1)
        if statuses(answer) == [503] and b"Retry-After: " in answer and end == "closed":
            clean += 1
        answered += statuses(answer) == [200]
    return clean, answered


def run(setting):
    outcome = Outcome()
    count = setting.pick(1_000, 15_000)
    server = setting.server(environment={"SAFETYQUIZ_CONNECTIONS": str(count)})
    server.start()
    server.prepare()
    for line in fill(server, 100):
        abort(line)
    time.sleep(1)
    before = resident(server.process)
    began = time.monotonic()
    lines = fill(server, count)
    took = time.monotonic() - began
    each = (resident(server.process) - before) / count
    clean, answered = overflow(server)
    for line in lines[:200]:
        abort(line)
    again = 0
    until = time.monotonic() + 5
    while again < 100 and time.monotonic() < until:
        # A refused connection on its way out still counts for a moment.
        answer, _ = exchange(server.port, ASK, quiet=0.01)
        again = again + 1 if statuses(answer) == [200] else 0
    for line in lines:
        abort(line)
    outcome.attempted = outcome.acknowledged = count
    outcome.cycles = 1
    outcome.figures = {"connections": count, "KiB each": round(each, 1),
                       "seconds to open": round(took, 1),
                       "past the cap": f"{clean} of 100 refused cleanly, {answered} answered",
                       "let in afterwards": f"{again} of 100"}
    limit = setting.pick(40, 20)  # a debug build is larger
    outcome.expect(each <= limit, f"{each:.1f} KiB for each connection")
    outcome.expect(clean == 100 and answered == 0, "newcomers past the cap were not refused cleanly")
    outcome.expect(again == 100, f"only {again} of 100 were let in after others had left")
    outcome.expect(server.get("/readyz")[0] == 200, "not ready afterwards")
    server.kill()

    wide = setting.server(data=setting.folder / "wide")
    wide.start()
    wide.prepare()
    lines = fill(wide, setting.pick(1_000, 15_000))
    clean, _ = overflow(wide, 10)
    for line in lines:
        abort(line)
    time.sleep(1)
    before = resident(wide.process)
    half = b"PUT /v1/contests/torture/attempts/a/responses/0 HTTP/1.1\r\nHost: quiz\r\n"
    half += b"Content-Length: 60000\r\n\r\n" + b" " * 59_000
    heavy_count = setting.pick(500, 4_000)
    lines = fill(wide, heavy_count, half, answered=False)
    time.sleep(1)
    heavy = (resident(wide.process) - before) / heavy_count
    for line in lines:
        abort(line)
    if clean == 0 and heavy > limit:
        outcome.control = (f"a higher cap refuses {clean} of 10; half a body each costs "
                           f"{heavy:.1f} KiB")
    return outcome
