#!/usr/bin/env python3
"""Holds that a load test leaves nothing behind, however it ends.

Starts a load test with a server of its own and ends it by SIGKILL, SIGTERM and SIGINT: each time the
server must be gone soon, and the folder at once or, after SIGKILL, with the next load test. Then the
same with a load test of two processes. The control: a server that was not told to end with its
standard input stays when that is closed.

    leftovers_test.py .build/debug/safetyquiz
"""

import glob
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time

PROGRAM = os.path.abspath(sys.argv[1])
LONG = ["load-test", "--participants", "300", "--attempts", "300000", "--connections", "16"]


def children(pid):
    """{pid: command line} of all that descend from a process."""
    found, level = {}, {pid}
    while level:
        following = set()
        for stat in glob.glob("/proc/[0-9]*/stat"):
            try:
                with open(stat) as file:
                    parent = int(file.read().rpartition(")")[2].split()[1])
                child = int(stat.split("/")[2])
                if parent in level and child not in found:
                    with open(f"/proc/{child}/cmdline") as file:
                        found[child] = file.read().replace("\0", " ").strip()
                    following.add(child)
            except (OSError, ValueError):
                continue
        level = following
    return found


def lives(pid):
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def wait_until(what, condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise SystemExit(f"not within {seconds} s: {what}")
        time.sleep(0.1)


def start(folder, *more):
    """A load test whose attempts have begun, and its children."""
    environment = dict(os.environ, TMPDIR=folder + "/")
    log = open(os.path.join(folder, "log"), "w+")
    process = subprocess.Popen([PROGRAM, *LONG, *more], env=environment, stderr=log, stdout=log,
                               start_new_session=True)

    def begun():
        if process.poll() is not None:
            log.seek(0)
            raise SystemExit("the load test ended early:\n" + log.read())
        with open(log.name) as file:
            return "attempts" in file.read()
    wait_until("attempts begin", begun, 60)
    return process, children(process.pid)


def folders(folder):
    return glob.glob(folder + "/safetyquiz-load-test-*")


def check(number, *more, roles):
    folder = tempfile.mkdtemp()
    try:
        process, family = start(folder, *more)
        for role, count in roles.items():
            found = sum(role in command for command in family.values())
            if found != count:
                raise SystemExit(f"{found} instead of {count} of {role!r}: {family}")
        assert folders(folder), "a folder is there while it runs"
        process.send_signal(number)
        process.wait(60)
        began = time.monotonic()
        for pid, command in family.items():
            wait_until(f"{command} ends after {number.name}", lambda: not lives(pid), 30)
        seconds = time.monotonic() - began
        if number == signal.SIGKILL:
            assert folders(folder), "nobody could remove it"
            for lock in glob.glob(folder + "/*.lock"):
                os.utime(lock, (time.time() - 120,) * 2)
            short = ["load-test", "--participants", "2", "--attempts", "2"]
            subprocess.run([PROGRAM, *short], env=dict(os.environ, TMPDIR=folder + "/"), check=True,
                           capture_output=True)
        else:
            assert process.returncode == 128 + number, f"exit {process.returncode}"
        left = folders(folder)
        if left:
            raise SystemExit(f"left after {number.name}: {left}")
        print(f"{number.name} {' '.join(more)}: {len(family)} children gone after {seconds:.1f} s, "
              "no folder left")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def control():
    """A server of its own standing outlives its standard input."""
    folder = tempfile.mkdtemp()
    server = subprocess.Popen([PROGRAM, "serve", "--port", "0", "--data", folder + "/data"],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    try:
        server.stdout.readline()
        server.stdin.close()
        time.sleep(3)
        assert server.poll() is None, "a server that people started must not end with its input"
        print("control: a server that was started by hand stays")
    finally:
        server.terminate()
        server.wait(30)
        shutil.rmtree(folder, ignore_errors=True)


control()
for number in [signal.SIGKILL, signal.SIGTERM, signal.SIGINT]:
    check(number, roles={" serve ": 1})
check(signal.SIGKILL, "--processes", "2", roles={" serve ": 1, "--shard": 2})
