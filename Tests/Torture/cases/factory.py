"""Three thousand people behind one address, all connected: nobody is refused

Everybody opens a connection from the same address and keeps it; then they answer, as fast as a shift
that begins together. The control is a naive limit of requests for each address.
"""

from crowd import Crowd
from harness import Outcome
from rawhttp import abort, connect

PEOPLE = 3_000


def shift(setting, server, rate, seconds):
    """(what came of it, connections refused)."""
    lines = []
    refused = 0
    for _ in range(PEOPLE):
        line = connect(server.port, patience=10)
        lines.append(line)
        line.sendall(b"GET /v1/contests/torture HTTP/1.1\r\nHost: quiz\r\n\r\n")
    for line in lines:
        try:
            refused += line.recv(65536)[9:12] != b"200"
        except OSError:
            refused += 1
    crowd = Crowd(server)
    crowd.register(setting.pick(300, PEOPLE))
    goodput = crowd.run(seconds, rate=rate)
    for line in lines:
        abort(line)
    crowd.close()
    return crowd, refused, goodput


def run(setting):
    outcome = Outcome()
    server = setting.server()
    server.start()
    server.prepare()
    rate, seconds = setting.pick((40, 3), (100, 30))
    crowd, refused, goodput = shift(setting, server, rate, seconds)
    refusals = refused + crowd.counts(True, 429, 503) + crowd.counts(False, 429, 503)
    outcome.attempted = crowd.came
    outcome.acknowledged = crowd.finished
    outcome.figures = {"people with a connection": PEOPLE, "papers": crowd.finished,
                       "papers a second": round(goodput, 1), "refusals": refusals}
    outcome.expect(refusals == 0, f"{refusals} refusals: {dict(crowd.statuses)}")
    outcome.expect(crowd.finished == crowd.came, f"{crowd.finished} of {crowd.came} finished")

    naive = setting.server(data=setting.folder / "naive",
                           environment={"SAFETYQUIZ_REQUESTS_PER_ADDRESS": "100"})
    naive.start()
    naive.prepare()
    try:
        crowd, refused, _ = shift(setting, naive, rate, 1)
        refusals = refused + crowd.counts(True, 429) + crowd.counts(False, 429)
    except (RuntimeError, OSError) as error:
        refusals = str(error)
    if refusals:
        outcome.control = f"a limit of 100 requests a second an address refuses: {refusals}"
    return outcome
