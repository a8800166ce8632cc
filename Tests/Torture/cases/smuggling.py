"""Requests that two readers read differently, sent directly and through nginx

Each attack hides a second request in the first one's framing. It passes when exactly one answer comes
back, a 400 and the end of the connection; behind nginx, when nobody else on the same upstream
connection gets an answer that is not theirs. The control is the server without its framing checks.
"""

import shutil
import subprocess
import time

from harness import Outcome, Skipped, free_port
from rawhttp import exchange, statuses

HIDDEN = b"GET /v1/contests/torture?hidden HTTP/1.1\r\nHost: quiz\r\n\r\n"
POST = b"POST /v1/contests/torture/attempts HTTP/1.1\r\nHost: quiz\r\n"
GET = b"GET /v1/contests/torture HTTP/1.1\r\nHost: quiz\r\n"
EMPTY = b"0\r\n\r\n"


def attacks():
    """(name, bytes before the hidden request)."""
    yield "both lengths", POST + b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n" + EMPTY
    yield "both, reversed", POST + b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n" + EMPTY
    for value in [b"5\r\nContent-Length: 6", b"5\r\nContent-Length: 5", b"5, 5", b"+5", b"-1", b"0x5",
                  b"5 5", b"5\x0b", b"18446744073709551621", b"", b"5;", b"\xef\xbc\x95"]:
        yield f"length {value!r}", POST + b"Content-Length: " + value + b"\r\n\r\n{}   "
    for value in [b"xchunked", b"chunked, identity", b"identity, chunked", b"gzip, chunked", b"", b"chunked,",
                  b"\x0bchunked", b"chunked\x0b", b"'chunked'", b"chunked;q=1", b"chunked\r\nTransfer-Encoding: x",
                  b"x\r\nTransfer-Encoding: chunked", b"chunked\r\nTransfer-encoding: chunked", b"identity"]:
        yield f"coding {value!r}", POST + b"Transfer-Encoding: " + value + b"\r\n\r\n" + EMPTY
    for name in [b"Transfer-Encoding ", b" Transfer-Encoding", b"Transfer-Encoding\t", b"Transfer\x00Encoding",
                 b"X: y\nTransfer-Encoding", b"X: y\rTransfer-Encoding", b"Content-Length\r\n"]:
        yield f"name {name!r}", POST + name + b": chunked\r\n\r\n" + EMPTY
    chunked = POST + b"Transfer-Encoding: chunked\r\n\r\n"
    for body in [b"0\n\n", b"1\na\n0\n\n", b"1;x\na\r\n0\r\n\r\n", b"1\r\nab\r\n0\r\n\r\n", b"0x1\r\na\r\n0\r\n\r\n",
                 b"-1\r\na\r\n0\r\n\r\n", b"10000000000000000\r\na\r\n0\r\n\r\n", b" 1\r\na\r\n0\r\n\r\n",
                 b"\r\n0\r\n\r\n", b"1\r\na0\r\n\r\n", b"0\r\nContent-Length: 5\nX: y\r\n\r\n", b"0\r\n X: y\r\n\r\n"]:
        yield f"chunks {body!r}", chunked + body
    yield "bare line feeds", b"GET /v1/contests/torture HTTP/1.1\nHost: quiz\n\n"
    yield "one bare line feed", GET + b"X: y\nX: z\r\n\r\n"
    yield "bare carriage return", GET + b"X: y\rz\r\n\r\n"
    yield "folded line", GET + b"X: y\r\n z\r\n\r\n"
    yield "folded host", b"GET / HTTP/1.1\r\nHost:\r\n quiz\r\n\r\n"
    yield "two hosts", GET + b"Host: other\r\n\r\n"
    yield "no host", b"GET / HTTP/1.1\r\n\r\n"
    yield "space in target", b"GET /v1/contests/torture HTTP/1.1 HTTP/1.1\r\nHost: quiz\r\n\r\n"
    yield "old version", b"GET / HTTP/0.9\r\nHost: quiz\r\n\r\n"
    yield "preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def believed(port, outcome, prefix=b""):
    """Attacks after which more than the one refusal came back."""
    found = []
    for name, data in attacks():
        answer, end = exchange(port, prefix + data + HIDDEN, patience=3)
        outcome.attempted += 1
        codes = statuses(answer)
        good = len(codes) == 1 + (prefix != b"") and codes[-1] in (400, 431, 501) and end != "open"
        if not good:
            found.append(f"{name}: {codes} {end}")
    return found


CONFIGURATION = """
daemon off; worker_processes 1; pid {folder}/nginx.pid; error_log {folder}/nginx.log;
events {{ worker_connections 256; }}
http {{
  access_log off; client_body_temp_path {folder}/a; proxy_temp_path {folder}/b;
  fastcgi_temp_path {folder}/c; uwsgi_temp_path {folder}/d; scgi_temp_path {folder}/e;
  upstream quiz {{ server 127.0.0.1:{upstream}; keepalive 1; }}
  server {{
    listen 127.0.0.1:{port};
    location / {{
      proxy_pass http://quiz; proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; proxy_request_buffering {buffering};
    }}
  }}
}}
"""


def behind_nginx(server, setting, outcome, buffering):
    """Attacks through a proxy with one upstream connection, and an innocent client after each."""
    folder = setting.folder / f"nginx-{buffering}"
    folder.mkdir()
    port = free_port()
    (folder / "nginx.conf").write_text(
        CONFIGURATION.format(folder=folder, upstream=server.port, port=port, buffering=buffering))
    proxy = subprocess.Popen(["nginx", "-p", str(folder), "-c", str(folder / "nginx.conf")],
                             stderr=subprocess.DEVNULL)
    found = []
    try:
        innocent = b"GET /healthz HTTP/1.1\r\nHost: quiz\r\nConnection: close\r\n\r\n"
        for _ in range(100):
            try:
                if b"ok\n" in exchange(port, innocent, patience=1)[0]:
                    break
            except OSError:
                time.sleep(0.05)
        for name, data in attacks():
            exchange(port, data + HIDDEN, patience=1, quiet=0.05)
            outcome.attempted += 1
            for _ in range(2):
                answer, _ = exchange(port, innocent, patience=3)
                if statuses(answer) != [200] or not answer.endswith(b"ok\n"):
                    found.append(f"nginx, {name}: an innocent client got {answer[:80]!r}")
    finally:
        proxy.terminate()
        proxy.wait()
    return found


def run(setting):
    if shutil.which("nginx") is None:
        raise Skipped("nginx is not installed (apt-get install nginx-light)")
    outcome = Outcome()
    server = setting.server()
    server.start()
    server.prepare()
    good = b"GET /healthz HTTP/1.1\r\nHost: quiz\r\n\r\n"
    for _ in range(setting.pick(1, 20)):
        outcome.cycles += 1
        for found in [believed(server.port, outcome), believed(server.port, outcome, prefix=good)]:
            outcome.failures += found
    for buffering in ["on", "off"]:
        outcome.failures += behind_nginx(server, setting, outcome, buffering)
    outcome.expect(server.process.poll() is None, "the server stopped")
    naked = setting.server(data=setting.folder / "naked",
                           environment={"SAFETYQUIZ_TEST_WITHOUT": "framing"})
    naked.start()
    naked.prepare()
    found = believed(naked.port, Outcome())
    if found:
        outcome.control = f"without framing checks {len(found)} attacks pass, such as {found[0]}"
    outcome.figures = {"attacks": len(list(attacks())), "through nginx as well": "yes"}
    return outcome
