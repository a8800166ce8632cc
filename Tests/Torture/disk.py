"""A disk that fails, dawdles and writes down what it is asked: the other side of disk/disk.c.

`Disk` builds the library and is put in front of a server; `Trace` is what it wrote down, and makes
the folders out of it that a power cut could have left.
"""

import contextlib
import ctypes
import dataclasses
import fcntl
import mmap
import os
import pathlib
import shutil
import struct
import subprocess
import time

from harness import Skipped, preloaded

SOURCE = pathlib.Path(__file__).resolve().parent / "disk" / "disk.c"
WRITE, SYNC = 1, 2
FIELDS = ["armed", "counted", "first", "failing", "error", "failed", "delay", "trace", "writes",
          "syncs", "halt"]
OPENED, WRITTEN, TRUNCATED, SYNCED, RENAMED, UNLINKED, MADE_FOLDER, REMOVED_FOLDER = range(1, 9)


class Disk:
    """The library with its control file. `environment` goes to a server on `data`."""

    def __init__(self, folder, data, trace=False, normal=False, reopens=False, trusts=False):
        library = preloaded(folder, SOURCE)
        control = folder / "disk.control"
        control.write_bytes(bytes(8 * len(FIELDS)))
        with open(control, "r+b") as file:
            self.map = mmap.mmap(file.fileno(), 0)
        self.values = (ctypes.c_uint64 * len(FIELDS)).from_buffer(self.map)
        self.environment = {
            "LD_PRELOAD": str(library), "SAFETYQUIZ_DISK_FOLDER": str(data),
            "SAFETYQUIZ_DISK_CONTROL": str(control)}
        if trace:
            self.trace = folder / "disk.trace"
            self.environment["SAFETYQUIZ_DISK_TRACE"] = str(self.trace)
        if reopens:
            self.environment["SAFETYQUIZ_DISK_REOPENS"] = "1"
        if trusts:
            self.environment["SAFETYQUIZ_DISK_TRUSTS"] = "1"
        if normal:
            self.environment["SAFETYQUIZ_DISK_NORMAL"] = "1"

    def __getitem__(self, field):
        return self.values[FIELDS.index(field)]

    def __setitem__(self, field, value):
        self.values[FIELDS.index(field)] = value

    def fail(self, kinds, error, first=1, failing=1 << 60):
        """From the first-th of the next operations of these kinds on, some fail."""
        self["armed"] = 0
        self["counted"] = self["failed"] = 0
        self["first"], self["failing"], self["error"] = first, failing, error
        self["armed"] = kinds

    def heal(self):
        self["armed"] = 0

    def kill(self, server):
        """kill -9 between two changes, so that each that was made has been written down."""
        self["halt"] = 1
        time.sleep(0.1)
        server.kill()
        self["halt"] = 0


class MountedDisk:
    """An ext4 in a file, mounted through a loop device, whose power can be cut.

    Seen by this process and its children only.
    """

    # _IOR('X', 125, __u32), and "do not write the journal first".
    GOING_DOWN, WITHOUT_FLUSH = 0x8004587D, 2

    def __init__(self, folder, megabytes):
        self.image, self.path = folder / "disk.img", folder / "mounted"
        if os.geteuid() != 0:
            raise Skipped("挂载须 root / mounting needs root")
        if shutil.which("mkfs.ext4", path=os.environ.get("PATH", "") + ":/usr/sbin:/sbin") is None:
            raise Skipped("没有 mkfs.ext4 / no mkfs.ext4 (Debian: e2fsprogs)")
        library = ctypes.CDLL(None, use_errno=True)
        if library.unshare(0x00020000) != 0:
            raise Skipped("不能新建挂载空间 / no mount namespace of our own")
        subprocess.run(["mount", "--make-rprivate", "/"], check=False)
        self.path.mkdir()
        with open(self.image, "wb") as file:
            file.truncate(megabytes << 20)
        subprocess.run(["/sbin/mkfs.ext4", "-q", "-F", "-m", "0", self.image], check=True)
        self.mount()

    def mount(self):
        done = subprocess.run(["mount", "-o", "loop", self.image, self.path], capture_output=True,
                              text=True)
        if done.returncode != 0:
            raise Skipped(f"不能挂载 / cannot mount: {done.stderr.strip()}")

    def cut(self):
        """The power goes: what is not on disk now never will be."""
        descriptor = os.open(self.path, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, self.GOING_DOWN, struct.pack("I", self.WITHOUT_FLUSH))
        finally:
            os.close(descriptor)

    def sync(self):
        """What is there now is on disk."""
        descriptor = os.open(self.path, os.O_RDONLY)
        ctypes.CDLL(None).syncfs(descriptor)
        os.close(descriptor)

    def unmount(self):
        subprocess.run(["umount", self.path], check=True)

    def free(self):
        figures = os.statvfs(self.path)
        return figures.f_bavail * figures.f_frsize

    def fill(self, leave=0):
        """Takes all the room but some; returns the file that has it."""
        hog = self.path / "hog"
        with open(hog, "ab", buffering=0) as file:
            for size in (1 << 20, 4096, 512):
                while self.free() - size >= leave:
                    try:
                        if file.write(bytes(size)) < size:
                            break
                    except OSError:
                        break
            os.fsync(file.fileno())
        return hog


@dataclasses.dataclass
class Record:
    operation: int
    succeeded: bool
    inode: int
    offset: int
    name: str
    second: str
    data: bytes
    end: int  # bytes of the trace up to and including it


def records(path, at=0):
    """What the disk wrote down from a place on, in order."""
    with open(path, "rb") as file, contextlib.closing(
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)) as bytes_:
        while at + 32 <= len(bytes_):
            operation, succeeded, name, second, inode, offset, length = struct.unpack_from(
                "<BBHIQQQ", bytes_, at)
            at += 32
            texts = []
            for count in (name, second):
                texts.append(bytes_[at:at + count].decode())
                at += count
            data = bytes_[at:at + length]
            at += length
            yield Record(operation, bool(succeeded), inode, offset, *texts, data, at)


@dataclasses.dataclass
class File:
    durable: bytearray
    pending: list = dataclasses.field(default_factory=list)  # (offset or None, data or size)

    def apply(self, change):
        offset, data = change
        if offset is None:
            del self.durable[data:]
            self.durable.extend(bytes(data - len(self.durable)))
        else:
            if len(self.durable) < offset:
                self.durable.extend(bytes(offset - len(self.durable)))
            self.durable[offset:offset + len(data)] = data


class Model:
    """A folder on a disk of the meanest kind that keeps its word.

    A write is on disk once a later sync of its file has succeeded; before, all, some or none of its
    sectors are. What a *failed* sync covered never gets there, though everybody goes on reading it.
    A name is on disk once its folder was synced; the files of a folder come and go in order.
    """

    def __init__(self, before, root=None, ignore_sync=None):
        """A model of `root`, by default `before`, in which `before` holds what is on disk."""
        self.root = str(root or before)
        self.files = {}  # number: File; an inode's number comes again after its file went
        self.current = {}  # inode: number
        self.names = {}  # path: number, as on disk
        self.live = {}  # path: number, as the programs see it
        self.waiting = []  # changes of names that are not on disk: (path, function)
        self.ignore_sync = ignore_sync  # the planted lie: syncs that are answered and not done
        for path in pathlib.Path(before).rglob("*"):
            if path.is_file() and not path.name.endswith("-shm"):
                number = self.add(path.stat().st_ino, path.read_bytes())
                self.names[str(path)] = self.live[str(path)] = number

    def add(self, inode, bytes_=b""):
        number = self.current[inode] = len(self.files)
        self.files[number] = File(bytearray(bytes_))
        return number

    def step(self, record):
        match record.operation:
            case 1:  # OPENED
                number = self.live.get(record.name)
                if number is None or self.current.get(record.inode) != number:
                    self.name(record.name, self.add(record.inode))
            case 2 | 3:  # WRITTEN, TRUNCATED
                self.files[self.current[record.inode]].pending.append(
                    (record.offset, record.data) if record.operation == 2
                    else (None, record.offset))
            case 4:  # SYNCED
                self.sync(record)
            case 5:  # RENAMED
                number = self.live.pop(record.name, None)
                if number is not None:
                    self.live[record.second] = number
                    self.waiting.append((record.second, lambda names: (
                        names.pop(record.name, None), names.update({record.second: number}))))
            case 6:  # UNLINKED
                self.live.pop(record.name, None)
                self.waiting.append((record.name, lambda names: names.pop(record.name, None)))

    def name(self, path, number):
        self.live[path] = number
        self.waiting.append((path, lambda names: names.update({path: number})))

    def sync(self, record):
        number = self.current.get(record.inode)
        is_file = number is not None and (record.name.endswith(" (deleted)")
                                          or self.live.get(record.name) == number)
        if not is_file:
            if record.succeeded:
                left = []
                for path, change in self.waiting:
                    if os.path.dirname(path) == record.name:
                        change(self.names)
                    else:
                        left.append((path, change))
                self.waiting = left
            return
        file = self.files[number]
        if not record.succeeded:
            file.pending.clear()
        elif self.ignore_sync is None or not self.ignore_sync(record):
            for change in file.pending:
                file.apply(change)
            file.pending.clear()

    def image(self, target, chance, keep_names=0.5, shares=(0.0, 0.5, 0.9, 1.0), tear=0.2):
        """Writes what a power cut at this moment leaves, as `chance` has it.

        Of the writes that were not synced each 512-byte sector may be there or not, in any order; a
        torn write keeps the sectors before or after some place.
        """
        shutil.rmtree(target, ignore_errors=True)
        names = dict(self.names)
        for _, change in self.waiting:
            if chance.random() >= keep_names:
                break  # in order: what follows is missing too
            change(names)
        for path, number in names.items():
            file = self.files[number]
            copy = File(bytearray(file.durable))
            pending = list(file.pending)
            if chance.random() < 0.5:
                chance.shuffle(pending)
            share = chance.choice(shares)
            for offset, data in pending:
                if chance.random() >= share:
                    continue
                if offset is not None and chance.random() < tear and len(data) > 512:
                    cut = 512 * chance.randrange(1, (len(data) + 511) // 512)
                    copy.apply((offset, data[:cut]) if chance.random() < 0.5
                               else (offset + cut, data[cut:]))
                else:
                    copy.apply((offset, data))
            place = pathlib.Path(target) / os.path.relpath(path, self.root)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(copy.durable)
