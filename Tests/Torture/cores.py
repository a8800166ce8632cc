"""Which processors a server and its clients have, and how much of them."""

import contextlib
import os
import pathlib

from harness import Skipped

CORES = sorted(os.sched_getaffinity(0))
PERIOD = 10_000  # microseconds; short, so that waiting for the next one is not what is measured


@contextlib.contextmanager
def apart(server):
    """The server on one core and this process on another meanwhile, where there are two.

    Afterwards this process has all of them again, and so has whatever it starts.
    """
    if len(CORES) > 1:
        os.sched_setaffinity(0, {CORES[-1]})
        for task in os.listdir(f"/proc/{server.process.pid}/task"):
            os.sched_setaffinity(int(task), {CORES[0]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, CORES)


@contextlib.contextmanager
def slowed(server, share):
    """The server has only a share of one processor meanwhile; afterwards it goes on at full speed.

    Works where control groups of processors can be made (root); else the case is skipped.
    """
    version1 = pathlib.Path("/sys/fs/cgroup/cpu")
    parent = version1 if version1.is_dir() else version1.parent
    group = parent / f"safetyquiz-{os.getpid()}-{server.process.pid}"
    quota = int(PERIOD * share)
    try:
        try:
            group.mkdir()
            if version1.is_dir():
                (group / "cpu.cfs_period_us").write_text(str(PERIOD))
                (group / "cpu.cfs_quota_us").write_text(str(quota))
            else:
                (group / "cpu.max").write_text(f"{quota} {PERIOD}")
            (group / "cgroup.procs").write_text(str(server.process.pid))
        except OSError as error:
            raise Skipped("不能限制进程的处理器份额（需要 root 与 cgroup）"
                          f" / cannot limit a process's share of a processor: {error}") from error
        yield
    finally:
        with contextlib.suppress(OSError):
            for process in (group / "cgroup.procs").read_text().split():
                (parent / "cgroup.procs").write_text(process)
        with contextlib.suppress(OSError):
            group.rmdir()
