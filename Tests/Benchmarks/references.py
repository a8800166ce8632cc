"""The servers that this program is measured against: PostgreSQL and Redis, each started for the
round on a folder of its own and stopped after it.

What stands here is what is measured: versions, settings and command lines are printed with every
figure. Where a server cannot be had, `Missing` says so and its ratios are left out.
"""

import os
import pathlib
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time


class Missing(Exception):
    """A reference that is not to be had here."""


def install(command, package):
    """Installs a Debian package when its command is missing."""
    if not shutil.which(command):
        root = [] if os.geteuid() == 0 else ["sudo"]
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run([*root, "apt-get", "update", "-qq"], capture_output=True)
        subprocess.run([*root, "apt-get", "install", "-y", "-qq", "--no-install-recommends", package],
                       capture_output=True, env=environment)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Redis:
    """Redis with every write on disk before its answer: `appendonly yes`, `appendfsync always`."""

    # A submission: kept once, then the person's points and attempts move.
    SCRIPT = ("if redis.call('HSETNX',KEYS[1],ARGV[1],ARGV[2])==1 then "
              "redis.call('ZINCRBY',KEYS[2],ARGV[3],ARGV[4]) "
              "redis.call('HINCRBY',KEYS[3],ARGV[4],1) return 1 end return 0")

    def __init__(self):
        install("redis-server", "redis-server")
        if not shutil.which("redis-server"):
            raise Missing("redis-server")

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="safetyquiz-redis-")
        self.port = free_port()
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", "127.0.0.1", "--dir", self.folder,
             "--appendonly", "yes", "--appendfsync", "always", "--save", "",
             "--auto-aof-rewrite-percentage", "0"], stdout=subprocess.DEVNULL)
        for _ in range(200):
            if self.cli("PING") == "PONG":
                return self
            time.sleep(0.05)
        raise Missing("redis-server does not answer")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def description(self):
        version = re.search(r"v=([\d.]+)", subprocess.run(
            ["redis-server", "--version"], capture_output=True, text=True).stdout)
        return f"Redis {version[1] if version else '?'}, appendonly yes, appendfsync always"

    def cli(self, *words):
        return subprocess.run(["redis-cli", "-p", str(self.port), *words], capture_output=True,
                              text=True).stdout.strip()

    def benchmark(self, pipeline, count, *words):
        """(requests a second, processor time of the server in ns a request, the command line)."""
        command = ["redis-benchmark", "-p", str(self.port), "-c", "64", "-P", str(pipeline),
                   "-n", str(count), "-r", "1000000", "--csv", *words]
        before = self.processor_seconds()
        done = subprocess.run(command, capture_output=True, text=True)
        spent = self.processor_seconds() - before
        rates = re.findall(r'"([\d.]+)"', done.stdout.strip().splitlines()[-1])
        return float(rates[0]), spent / count * 1e9, shlex.join(command)

    def processor_seconds(self):
        fields = open(f"/proc/{self.process.pid}/stat").read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def submissions(self, pipeline, count):
        digest = self.cli("SCRIPT", "LOAD", self.SCRIPT)
        return self.benchmark(
            pipeline, count, "EVALSHA", digest, "3", "submissions", "board", "attempts",
            "__rand_int____rand_int__", "row", "3", "__rand_int__")

    def fill_board(self, members):
        """One sorted set of so many members, by a script in slices."""
        script = ("for i=ARGV[1],ARGV[2] do redis.call('ZADD',KEYS[1],(i*7919)%15100,"
                  "string.format('%012d',i)) end return 1")
        for start in range(0, members, 10_000):
            self.cli("EVAL", script, "1", "people", str(start),
                     str(min(start + 10_000, members) - 1))


class PostgreSQL:
    """PostgreSQL with `synchronous_commit=on`, everything else as it comes."""

    SCHEMA = """
        CREATE SEQUENCE ledger;
        CREATE TABLE submission (
          attempt bigint PRIMARY KEY, sequence bigint NOT NULL, at_ms bigint NOT NULL,
          ended_ms bigint NOT NULL, elapsed_ms bigint NOT NULL, ending smallint NOT NULL,
          region int NOT NULL, unit int NOT NULL, drawn smallint NOT NULL,
          answered smallint NOT NULL, "right" smallint NOT NULL, points int NOT NULL,
          lots smallint NOT NULL, counts boolean NOT NULL, key_revision int NOT NULL);
        CREATE TABLE standing (
          participant int PRIMARY KEY, points bigint NOT NULL, attempts int NOT NULL);
    """

    # One statement: the row once, and the person's standing.
    SCRIPT = """\\set person random(1, 87628)
WITH s AS (
  INSERT INTO submission SELECT n, n, 1, 1, 60000, 0, 4, 17, 5, 5, 3, 300, 0, true, 0
  FROM nextval('ledger') AS n ON CONFLICT DO NOTHING RETURNING points)
INSERT INTO standing AS t SELECT :person, points, 1 FROM s
ON CONFLICT (participant) DO UPDATE SET points = t.points + excluded.points,
  attempts = t.attempts + 1;
"""

    def __init__(self):
        install("pg_ctlcluster", "postgresql-15")
        found = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin/postgres"))
        if not found or not found[-1].with_name("pgbench").exists():
            raise Missing("postgresql-15")
        self.bin = found[-1].parent

    def as_owner(self, *words, **options):
        words = [str(word) for word in words]
        if os.geteuid() == 0:
            words = ["runuser", "-u", "postgres", "--", *words]
        return subprocess.run(words, capture_output=True, text=True, cwd="/", **options)

    def __enter__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="safetyquiz-postgres-"))
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres")
        self.port = free_port()
        data = self.folder / "data"
        self.as_owner(self.bin / "initdb", "-D", data, "-A", "trust", "-U", "postgres")
        self.data = data
        started = self.as_owner(
            self.bin / "pg_ctl", "-D", data, "-w", "-l", self.folder / "log", "-o",
            f"-p {self.port} -c listen_addresses='' -c unix_socket_directories={self.folder} "
            "-c synchronous_commit=on -c fsync=on", "start", timeout=60)
        if started.returncode:
            raise Missing("postgresql-15 does not start")
        self.sql(self.SCHEMA)
        self.script = self.folder / "submission.sql"
        self.script.write_text(self.SCRIPT)
        self.script.chmod(0o644)
        return self

    def __exit__(self, *_):
        self.as_owner(self.bin / "pg_ctl", "-D", self.data, "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def description(self):
        version = subprocess.run([self.bin / "postgres", "--version"], capture_output=True,
                                 text=True).stdout.split()
        return f"PostgreSQL {version[2] if len(version) > 2 else '?'}, synchronous_commit=on"

    def sql(self, text):
        return self.as_owner(self.bin / "psql", "-h", self.folder, "-p", self.port, "-U",
                             "postgres", "-c", text)

    def submissions(self, seconds):
        """(transactions a second, the command line): 64 clients, one prepared statement each."""
        words = ["-h", self.folder, "-p", self.port, "-U", "postgres", "-M", "prepared", "-c", "64",
                 "-j", "2", "-T", seconds, "-n", "-f", self.script, "postgres"]
        done = self.as_owner(self.bin / "pgbench", *words)
        rate = re.search(r"tps = ([\d.]+)", done.stdout)
        if not rate:
            raise Missing("pgbench: " + done.stderr[-200:])
        told = shlex.join(map(str, words)).replace(str(self.folder), "FOLDER")
        return float(rate[1]), f"pgbench {told}, FILE: {' '.join(self.SCRIPT.split())}"
