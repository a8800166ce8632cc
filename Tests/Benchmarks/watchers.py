#!/usr/bin/env python3
"""What ten thousand watchers of a board cost a server, against ten.

Starts a server on a fresh folder, opens so many server-sent event streams of one board, lets people
play one after the other, and measures for each change of the board the server's processor time and how
long it took until the last watcher had the event. The rendering is one for all; what grows with the
watchers is the writing to their connections. Printed: microseconds a watcher and change, KiB a watcher.

Standard library only. Usage: watchers.py PROGRAM [WATCHERS] [--json FILE]
"""

import json
import os
import pathlib
import resource
import select
import socket
import statistics
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Support"))

from played import Contest, questions  # noqa: E402

WATCHERS = int(sys.argv[2]) if len(sys.argv) > 2 and sys.argv[2].isdigit() else 10_000
FIGURES = sys.argv[sys.argv.index("--json") + 1] if "--json" in sys.argv else None
CHANGES = 10
FEW = 10


def processor(pid):
    """The server's processor time in seconds."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid):
    """The server's memory in KiB."""
    return int(open(f"/proc/{pid}/statm").read().split()[1]) * resource.getpagesize() // 1024


class Watchers:
    """Connections that read whatever comes and count the events."""

    def __init__(self, port):
        self.port = port
        self.poll = select.epoll()
        self.sockets = {}
        self.heard = 0
        self.events = {}

    def open(self, count):
        for _ in range(count):
            connection = socket.create_connection(("127.0.0.1", self.port))
            connection.sendall(b"GET /v1/contests/watched/boards/overall/events HTTP/1.1\r\n"
                               b"Host: localhost\r\nAccept: text/event-stream\r\n\r\n")
            connection.setblocking(False)
            self.sockets[connection.fileno()] = connection
            self.events[connection.fileno()] = 0
            self.poll.register(connection.fileno(), select.EPOLLIN)
            self.read(0)

    def read(self, seconds):
        for number, _ in self.poll.poll(seconds):
            data = self.sockets[number].recv(1 << 16)
            if not data:
                raise SystemExit("the server closed a watcher's connection")
            self.events[number] += data.count(b"\ndata:") + data.startswith(b"data:")

    def wait(self, least):
        """Reads until every watcher has so many events; the seconds that took."""
        began = time.monotonic()
        while min(self.events.values()) < least:
            self.read(0.05)
            if time.monotonic() - began > 60:
                raise SystemExit("a watcher waited a minute for an event")
        return time.monotonic() - began


def measure(contest, count, first):
    pid, port = contest.server.pid, int(contest.base.rsplit(":", 1)[1])
    memory = resident(pid)
    watchers = Watchers(port)
    watchers.open(count)
    watchers.wait(1)
    memory = (resident(pid) - memory) / count
    costs, waits = [], []
    for change in range(CHANGES):
        least = max(watchers.events.values()) + 1
        before = processor(pid)
        number = first + change
        contest.attempt(contest.enter(number)["session"], number)
        waits.append(watchers.wait(least))
        costs.append(processor(pid) - before)
    for connection in watchers.sockets.values():
        connection.close()
    return statistics.median(costs), statistics.median(waits), memory


def main():
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    contest = Contest(
        sys.argv[1], "watched",
        {"publication": {"personal_boards": True},
         "tracks": [{"name": "main", "paper": {"questions": 2}}]},
        bank=questions(9, options=2),
        # All of them come from one address, which is let in with half of all connections otherwise.
        settings={"SAFETYQUIZ_CONNECTIONS_PER_ADDRESS": str(WATCHERS + 100)})
    with contest:
        few = measure(contest, FEW, 0)
        many = measure(contest, WATCHERS, CHANGES)
    contest.remove()
    each = (many[0] - few[0]) / (WATCHERS - FEW) * 1e6
    if FIGURES:
        with open(FIGURES, "a") as file:
            for name, value, unit in [("processor_us_per_watcher", each, "µs"),
                                      ("processor_ms", many[0] * 1e3, "ms"),
                                      ("last_watcher_ms", many[1] * 1e3, "ms"),
                                      ("memory_kib_per_watcher", many[2], "KiB")]:
                figure = {"name": f"watchers.{WATCHERS}.{name}", "value": round(value, 1),
                          "unit": unit, "note": f"a change of the board; to {FEW} watchers "
                                                f"{few[0] * 1e3:.0f} ms"}
                file.write(json.dumps(figure) + "\n")
    print(f"榜单一变，推送给 {WATCHERS} 人 / a change to {WATCHERS} watchers: "
          f"{many[0] * 1e3:.0f} ms processor ({few[0] * 1e3:.0f} ms to {FEW}), "
          f"{each:.0f} µs a watcher, last one after {many[1] * 1e3:.0f} ms; "
          f"{many[2]:.1f} KiB a watcher")


main()
