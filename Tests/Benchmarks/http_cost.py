#!/usr/bin/env python3
"""What a scored, durable submission over HTTP costs the server, as a multiple of an empty request.

Starts a server on a fresh folder, registers people, lets each start and answer a whole paper, and
then sends, in rounds that alternate and over 256 keep-alive connections, as many

    empty requests        GET /healthz, without authentication
    submissions           authenticated, graded, committed with synchronous=FULL, ranked
    repeated responses    the hot codec and authentication without a commit: answered from memory
    relayed submissions   the same as submissions, 1,000 in one request of NDJSON

The cost is the server's: user instructions where `perf stat` can count them, else user processor
time of /proc/PID/stat. Printed: the median of the rounds' ratios.

Standard library only. Usage: http_cost.py PROGRAM [--rounds 5] [--meter M] [--json FILE]
"""

import argparse
import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

CONNECTIONS = 256


class Connection:
    """One keep-alive HTTP/1.1 connection; requests are bytes, answers (status, body)."""

    def __init__(self, port):
        self.port = port

    async def open(self):
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return self

    async def send(self, request):
        self.writer.write(request)
        head = await self.reader.readuntil(b"\r\n\r\n")
        lower = head.lower()
        at = lower.find(b"content-length:")
        length = int(lower[at + 15 : lower.find(b"\r\n", at)]) if at >= 0 else 0
        body = await self.reader.readexactly(length) if length else b""
        return int(head[9:12]), body


def request(method, path, body=b"", token="", extra=""):
    authorization = f"Authorization: Bearer {token}\r\n" if token else ""
    return (
        f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}{extra}"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode() + body


async def spread(connections, jobs):
    """Sends all jobs, one after the other on each connection; returns the answers in order."""
    answers = [None] * len(jobs)
    next_job = iter(range(len(jobs)))

    async def work(connection):
        for index in next_job:
            answers[index] = await connection.send(jobs[index])
            while answers[index][0] in (429, 503):  # the door asks starts to come again
                await asyncio.sleep(0.02)
                answers[index] = await connection.send(jobs[index])

    await asyncio.gather(*(work(connection) for connection in connections))
    return answers


class Perf:
    """User instructions by the processor's own counters."""

    unit = "user instructions, perf"

    @staticmethod
    def works():
        if not shutil.which("perf"):
            return False
        probe = subprocess.run(
            ["perf", "stat", "-x,", "-e", "instructions:u", "true"], capture_output=True, text=True)
        return probe.returncode == 0 and "not supported" not in probe.stderr

    def begin(self, pid):
        self.perf = subprocess.Popen(
            ["perf", "stat", "-x,", "-e", "instructions:u", "-p", str(pid)],
            stderr=subprocess.PIPE, text=True)
        time.sleep(0.5)

    def end(self, pid):
        self.perf.send_signal(2)
        return float(self.perf.communicate()[1].split(",")[0])


class ProcessorTime:
    """User processor time: rough, and moved by whatever else runs."""

    unit = "user processor time"

    @staticmethod
    def works():
        return True

    def begin(self, pid):
        self.start = self.seconds(pid)

    def end(self, pid):
        return self.seconds(pid) - self.start

    def seconds(self, pid):
        fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
        return int(fields[11]) / os.sysconf("SC_CLK_TCK")


def rules(attempts):
    day = 86400
    date = lambda moment: time.strftime("%Y-%m-%d", time.gmtime(moment))
    now = time.time()
    return json.dumps({
        "contest": "bench", "title": "bench", "bank": "safety-month",
        "opens": f"{date(now - day)} 00:00", "closes": f"{date(now + 2 * day)} 00:00",
        "tracks": [{
            "name": "main", "title": "main", "attempts_per_day": attempts,
            "paper": {"questions": 5}, "time_limit": "20h", "delivery": "whole_paper",
            "feedback": "after_submission"}],
        "ranking": {"value": "sum", "breakers": ["time"], "time": "summed"},
    }).encode()


async def measure(arguments, port, pid, token, meter):
    first = await Connection(port).open()
    json_type = "Content-Type: application/json\r\n"
    contest = "/v1/contests/bench"
    for step in [
        request("PUT", contest, rules(2 * arguments.rounds + 4), token, json_type),
        request("POST", contest + "/acts", b'{"kind":"open","reason_code":"b","reason":"b"}', token),
    ]:
        status, body = await first.send(step)
        assert status == 200, (status, body)
    connections = [await Connection(port).open() for _ in range(CONNECTIONS)]
    people = await spread(connections, [
        request("POST", contest + "/participants",
                b'{"name":"bench","consent_version":1}', "", f"Idempotency-Key: bench-{n:08}\r\n")
        for n in range(arguments.people)])
    assert all(status == 201 for status, _ in people)
    sessions = [json.loads(body)["session"] for _, body in people]
    empty = [request("GET", "/healthz")] * arguments.people
    costs = {name: [] for name in ("empty", "submission", "response", "relayed")}

    async def cost(name, jobs, count):
        meter.begin(pid)
        done = await spread(connections, jobs)
        spent = meter.end(pid) / count
        assert all(status == 200 for status, _ in done), (name, [d for d in done if d[0] != 200][0])
        return name, spent

    async def begin():
        """Everybody starts and answers; the papers, and the last answer of each once more."""
        starts = await spread(connections, [
            request("POST", contest + "/attempts", b"{}", session) for session in sessions])
        papers = [json.loads(body) for status, body in starts]
        answers = [
            request("PUT", f"{contest}/attempts/{paper['attempt']}/responses/{question['position']}",
                    json.dumps({"options": [question["options"][0]["token"]],
                                "revision": 1}).encode(), session)
            for session, paper in zip(sessions, papers) for question in paper["questions"]]
        assert all(status == 200 for status, _ in await spread(connections, answers))
        return papers, answers[4::5]

    for round_number in range(arguments.rounds + 1):
        papers, again = await begin()
        submissions = [
            request("POST", f"{contest}/attempts/{paper['attempt']}/submission", b"", session)
            for session, paper in zip(sessions, papers)]
        found = [await cost("response", again, len(again)),
                 await cost("submission", submissions, len(submissions)),
                 await cost("empty", empty, len(empty))]
        papers, _ = await begin()
        lines = [json.dumps({"session": session, "attempt": paper["attempt"]}).encode()
                 for session, paper in zip(sessions, papers)]
        batches = [request("POST", contest + "/relay", b"\n".join(lines[at:at + 1_000]), token,
                           "Content-Type: application/x-ndjson\r\n")
                   for at in range(0, len(lines), 1_000)]
        found.append(await cost("relayed", batches, len(lines)))
        if round_number:  # the first round warms up
            for name, spent in found:
                costs[name].append(spent)
            print("  round %d: " % round_number + ", ".join(
                f"{name} {spent:.3g}" for name, spent in found) + f" {meter.unit} each",
                file=sys.stderr)

    def ratio(above, below):
        return round(statistics.median(
            a / b for a, b in zip(costs[above], costs[below])), 3)

    return {
        "submission_to_empty_request": ratio("submission", "empty"),
        "hot_codec_to_empty_request": ratio("response", "empty"),
        "relayed_to_single_submission": ratio("relayed", "submission"),
    }


METERS = [Perf, ProcessorTime]


def serve(program, meter, rounds=5, people=12_288, bank="QuestionBanks/safety-month.yaml"):
    """Runs all of it against a server of its own; the ratios by name."""
    folder = tempfile.mkdtemp(prefix="safetyquiz-bench-")
    server = subprocess.Popen(
        [program, "serve", "--port", "0", "--data", folder], stdout=subprocess.PIPE, text=True)
    try:
        port = int(server.stdout.readline().rsplit(":", 1)[1])
        token = subprocess.run(
            [program, "organiser", "token", "--name", "bench", "--data", folder],
            capture_output=True, text=True, check=True).stdout.strip()
        subprocess.run(
            [program, "bank", "import", bank, "--token", token,
             "--url", f"http://127.0.0.1:{port}"], check=True, stdout=subprocess.DEVNULL)
        plan = argparse.Namespace(rounds=rounds, people=people)
        return {**asyncio.run(measure(plan, port, server.pid, token, meter)), "people": people}
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)


NOTES = {
    "submission_to_empty_request": "提交一次（鉴权、评分、落盘、上榜）÷ 空请求",
    "hot_codec_to_empty_request": "答题路由的编码与鉴权（不落盘）÷ 空请求",
    "relayed_to_single_submission": "批量中转的一次提交 ÷ 单独的一次提交",
}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("--people", type=int, default=12_288)
    parser.add_argument("--meter", default="", help="Perf or ProcessorTime")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", help="a line a ratio is added to this file")
    arguments = parser.parse_args()
    meter = next(kind for kind in METERS if kind.works() and arguments.meter in ("", kind.__name__))()
    figures = serve(arguments.program, meter, arguments.rounds, arguments.people)
    told = f"{meter.unit}, median of {arguments.rounds}, 256 connections"
    for name, note in NOTES.items():
        print(f"  {name}: {figures[name]} ×  ({note}; {told})")
    if arguments.json:
        with open(arguments.json, "a") as file:
            for name, note in NOTES.items():
                file.write(json.dumps({"name": name, "value": figures[name], "unit": "×",
                                       "note": f"{note}; {told}"}) + "\n")


if __name__ == "__main__":
    main()
