"""What the cases of torture.py share: outcomes, a server of their own, a contest on it, a client.

Standard library only. Nothing here looks into the server: it is started, killed, and asked over
HTTP, and its ledger is judged by `safetyquiz audit`, which shares no code with the engine.
"""

import asyncio
import dataclasses
import http.client
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
BANK = ROOT / "QuestionBanks" / "safety-month.yaml"


class Skipped(Exception):
    """This machine cannot do what the case needs; the message says what."""


@dataclasses.dataclass
class Outcome:
    """The figures of one case. It passes when nothing failed and its control failed as it must."""

    case: str = ""
    cycles: int = 0
    attempted: int = 0
    acknowledged: int = 0
    lost: int = 0
    duplicated: int = 0
    ranking_mismatches: int = 0
    seconds: float = 0
    skipped: str = None
    control: str = None  # what the control showed; None while it has not failed as it must
    figures: dict = dataclasses.field(default_factory=dict)  # further figures, by name
    failures: list = dataclasses.field(default_factory=list)

    def fail(self, why):
        self.failures.append(why)

    def expect(self, holds, why):
        if not holds:
            self.fail(why)

    @property
    def passed(self):
        return (self.skipped is None and not self.failures and self.control is not None
                and self.lost == self.duplicated == self.ranking_mismatches == 0)

    def verdict(self):
        if self.skipped is not None:
            return f"跳过 skipped: {self.skipped}"
        return "通过 passed" if self.passed else "未通过 FAILED"

    def lines(self):
        for name, value in self.figures.items():
            yield f"{name}: {value}"
        if self.control is not None:
            yield f"对照 control: {self.control}"
        elif self.skipped is None:
            yield "对照没有失败，不算数 / the control did not fail, so this shows nothing"
        yield from self.failures[:20]

    def object(self):
        plain = dataclasses.asdict(self)
        plain["passed"] = self.passed
        return plain


@dataclasses.dataclass
class Setting:
    """What a case is given: the program, its size, and a folder that is removed afterwards."""

    program: str
    short: bool
    case: str
    minutes: float = None  # ends a repeating case after so long, if set

    def __post_init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix=f"safetyquiz-{self.case}-"))
        self.servers = []

    def pick(self, short, long):
        return short if self.short else long

    def server(self, **options):
        server = Server(self.program, **{"data": self.folder / "data", **options})
        self.servers.append(server)
        return server

    def stop(self):
        """Kills every server of the case."""
        for server in self.servers:
            server.kill()

    def clean(self):
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def rules(contest, **changes):
    """A contest around the present day, as JSON text of a contest file."""
    date = lambda days: time.strftime("%Y-%m-%d", time.gmtime(time.time() + days * 86400))
    track = {"name": "main", "title": "main", "attempts_per_day": 100_000,
             "paper": {"questions": 5}, "time_limit": "10min", "delivery": "whole_paper",
             "feedback": "after_submission", **changes.pop("track", {})}
    return json.dumps({
        "contest": contest, "title": contest, "bank": "safety-month",
        "opens": f"{date(-1)} 00:00", "closes": f"{date(3)} 00:00", "tracks": [track],
        "ranking": {"value": "sum", "breakers": ["time"], "time": "summed"}, **changes})


def preloaded(folder, source, compilers=("cc", "clang", "gcc")):
    """The library made of a C file, to be put in front of a program with LD_PRELOAD."""
    compiler = next(filter(None, map(shutil.which, compilers)), None)
    if compiler is None:
        raise Skipped("没有 C 编译器 / no C compiler")
    library = folder / f"{source.stem}.so"
    if not library.exists():
        subprocess.run([compiler, "-shared", "-fPIC", "-O2", "-o", library, source, "-ldl",
                        "-lpthread"], check=True)
    return library


class Server:
    """One `safetyquiz serve` process on a data folder; it may be killed and started again."""

    def __init__(self, program, data, port=0, wrapper=(), options=(), environment=None):
        self.program = program
        self.data = pathlib.Path(data)
        self.port = port or free_port()
        self.wrapper = list(wrapper)  # a command in front, such as strace or faketime
        self.options = list(options)
        self.environment = environment
        self.process = None
        self.log = self.data.parent / f"{self.data.name}.log"

    def start(self, patience=60):
        """Starts and waits until it is ready; returns the seconds that took."""
        self.data.mkdir(parents=True, exist_ok=True)
        began = time.monotonic()
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*self.wrapper, self.program, "serve", "--data", str(self.data),
                 "--port", str(self.port), *self.options],
                stdout=log, stderr=log, env={**os.environ, **(self.environment or {})})
        while time.monotonic() - began < patience:
            if self.process.poll() is not None:
                raise RuntimeError(f"the server stopped: {self.tail()}")
            try:
                if self.get("/readyz")[0] == 200:
                    return time.monotonic() - began
            except OSError:
                pass
            time.sleep(0.01)
        raise RuntimeError(f"not ready in {patience} s: {self.tail()}")

    def tail(self):
        return self.log.read_text(errors="replace")[-600:] if self.log.exists() else ""

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()

    def freeze(self):
        """Stops every thread where it is, until the process is killed."""
        self.process.send_signal(signal.SIGSTOP)
        tasks = pathlib.Path(f"/proc/{self.process.pid}/task")
        for _ in range(1000):
            states = [(task / "stat").read_text().rsplit(")", 1)[1].split()[0]
                      for task in tasks.iterdir()]
            # D: in the kernel, waiting for the disk; it goes no further than to its return.
            if all(state in "TDt" for state in states):
                return
            time.sleep(0.001)

    def stop(self, patience=30):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(patience)

    def memory(self):
        """The process' resident memory, in bytes."""
        for line in open(f"/proc/{self.process.pid}/status"):
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) << 10
        return 0

    def get(self, path, method="GET", body=None, headers=None, patience=30):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=patience)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read()
        except http.client.HTTPException as error:
            raise OSError(str(error)) from error
        finally:
            connection.close()

    def command(self, *words, check=True):
        """A command of the program, with the server's address and an organiser's token."""
        environment = {**os.environ, "SAFETYQUIZ_URL": f"http://127.0.0.1:{self.port}"}
        if getattr(self, "organiser", None):
            environment["SAFETYQUIZ_TOKEN"] = self.organiser
        done = subprocess.run([self.program, *map(str, words)], capture_output=True, text=True,
                              env=environment)
        if check and done.returncode != 0:
            raise RuntimeError(f"{words}: {done.returncode} {done.stdout}{done.stderr}")
        return done

    def prepare(self, contest="torture", **changes):
        """Imports the demo bank, applies a contest of `rules`, and opens it."""
        self.organiser = self.command(
            "organiser", "token", "--name", "torture", "--data", self.data).stdout.strip()
        self.command("bank", "import", BANK)
        authorization = {"Authorization": "Bearer " + self.organiser,
                         "Content-Type": "application/json"}
        for method, path, body in [
            ("PUT", f"/v1/contests/{contest}", rules(contest, **changes)),
            ("POST", f"/v1/contests/{contest}/acts",
             '{"kind":"open","reason_code":"torture","reason":"torture"}'),
        ]:
            status, answer = self.get(path, method, body.encode(), authorization)
            if status != 200:
                raise RuntimeError(f"{method} {path}: {status} {answer[:300]}")

    def ledger(self, contest="torture"):
        return self.data / "contests" / contest / "ledger.sqlite"

    def audit(self, contest="torture"):
        """Audits the stopped folder's ledger: (exit code, what it printed)."""
        done = self.command("audit", self.ledger(contest), check=False)
        return done.returncode, done.stdout + done.stderr


class Connection:
    """One keep-alive HTTP/1.1 connection of asyncio, opened anew after a failure."""

    def __init__(self, port):
        self.port = port
        self.writer = None

    async def send(self, method, path, body=b"", token="", headers="", patience=30):
        """(status, body); OSError or asyncio errors where the server did not answer."""
        try:
            return await asyncio.wait_for(
                self._send(method, path, body, token, headers), patience)
        except BaseException:
            self.close()
            raise

    async def _send(self, method, path, body, token, headers):
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        authorization = f"Authorization: Bearer {token}\r\n" if token else ""
        self.writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{authorization}{headers}"
            f"Content-Length: {len(body)}\r\n\r\n".encode() + body)
        head = await self.reader.readuntil(b"\r\n\r\n")
        lower = head.lower()
        at = lower.find(b"content-length:")
        length = int(lower[at + 15:lower.find(b"\r\n", at)]) if at >= 0 else 0
        body = await self.reader.readexactly(length) if length else b""
        if b"connection: close" in lower:
            self.close()
        return int(head[9:12]), body

    def close(self):
        if self.writer is not None:
            self.writer.close()
            self.writer = None
