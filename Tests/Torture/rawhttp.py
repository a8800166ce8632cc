"""Raw sockets: many connections that say what they like, and what comes back, without an HTTP library."""

import select
import socket
import struct
import time


def connect(port, source="", patience=5.0):
    line = socket.socket()
    line.settimeout(patience)
    if source:
        line.bind((source, 0))
    line.connect(("127.0.0.1", port))
    return line


def abort(line):
    """Closes with a reset, so that no port waits for a minute."""
    try:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    except OSError:
        pass
    line.close()


def exchange(port, data, half=False, patience=3.0, source="", quiet=0.3):
    """Sends bytes and reads until the server ends the connection or says nothing for a while.

    Returns (bytes, how it ended): "closed", "reset" or "open".
    """
    line = connect(port, source, patience)
    out = b""
    try:
        try:
            line.sendall(data)
            if half:
                line.shutdown(socket.SHUT_WR)
        except OSError:
            pass
        until = time.monotonic() + patience
        while True:
            # Once something has come, silence is the end of it.
            line.settimeout(max(0.01, min(until - time.monotonic(), quiet if out else patience)))
            part = line.recv(65536)
            if not part:
                return out, "closed"
            out += part
    except TimeoutError:
        return out, "open"
    except OSError:
        return out, "reset"
    finally:
        abort(line)


def statuses(data):
    """The status of every answer in a stream of answers."""
    return [int(part[:3]) for part in data.split(b"HTTP/1.1 ")[1:] if part[:3].isdigit()]


def resident(process):
    """Resident KiB of a process."""
    with open(f"/proc/{process.pid}/status") as file:
        for line in file:
            if line.startswith("VmRSS:"):
                return int(line.split()[1])
    return 0


def wait_for_ends(lines, patience):
    """When each of the sockets was ended by the server: {socket: seconds}, those that were."""
    poll = select.poll()
    numbers = {}
    for line in lines:
        line.setblocking(False)
        numbers[line.fileno()] = line
        poll.register(line.fileno(), select.POLLIN | select.POLLRDHUP | select.POLLHUP)
    began = time.monotonic()
    ends = {}
    while numbers and time.monotonic() - began < patience:
        for number, event in poll.poll(200):
            line = numbers[number]
            try:
                ended = line.recv(65536) == b""
            except BlockingIOError:
                ended = False
            except OSError:
                ended = True
            if ended:
                ends[line] = time.monotonic() - began
                poll.unregister(number)
                del numbers[number]
    return ends
