"""Ten times as many people as the server bears: it refuses early, and serves well whom it lets in

An arrival is a person: a start, twenty responses, a submission. Whoever is not let in goes away; who
is in the middle of a paper tries again when told to. Peak and rush alternate in one run, the server on
a tenth of one core and the crowd on another: a client in Python sends about as much as a whole core
serves, and ten times more is wanted. The control is the same server without admission, under the same
rush: its answers come late or its goodput falls.
"""

import contextlib
import threading
import time

from cores import apart, slowed
from crowd import Crowd, percentile
from harness import Outcome

# Ratios of speed are not for a debug build beside other tests.
IN_TESTS = False
SHARE = 0.1  # of a processor, for the server
WITHOUT = {"SAFETYQUIZ_TEST_WITHOUT": "admission"}


@contextlib.contextmanager
def prepared(setting, name, environment=None):
    """A server with its crowd, slowed for as long as this lasts."""
    server = setting.server(data=setting.folder / name, environment=environment)
    server.start()
    # The published rules of a county: twenty questions, as often as one likes.
    server.prepare(track={"paper": {"questions": 20}})
    crowd = Crowd(server)
    crowd.register(3_900)
    with apart(server), slowed(server, SHARE):
        yield server, crowd
        crowd.close()


def rush(setting, crowd, rate, seconds):
    goodput = crowd.run(seconds, rate=rate)
    return {
        "goodput": goodput,
        "p99": percentile(crowd.times, 0.99) * 1000,
        "starts_refused": crowd.counts(True, 429, 503),
        "starts": crowd.counts(True),
        "later_refused": crowd.counts(False, 429, 503),
        "later": crowd.counts(False),
        "others": sum(count for (_, status), count in crowd.statuses.items()
                      if status not in (200, 429, 503)),
        "broken": crowd.broken, "unanswered": crowd.unanswered,
        "without_retry": crowd.without_retry, "came": crowd.came,
    }


@contextlib.contextmanager
def asked(server):
    """Asks health and an organiser's routes for as long as this lasts: [(path, status, seconds)]."""
    token = {"Authorization": "Bearer " + server.organiser}
    answers, over = [], threading.Event()

    def ask():
        # Seldom and light: on a tenth of a core an export would be the load.
        while not over.wait(0.5):
            for path, headers in (("/healthz", {}), ("/readyz", {}), ("/metrics", token),
                                  ("/v1/contests/torture", token)):
                began = time.perf_counter()
                try:
                    status = server.get(path, headers=headers)[0]
                except OSError as error:
                    status = type(error).__name__
                answers.append((path, status, time.perf_counter() - began))

    asker = threading.Thread(target=ask)
    asker.start()
    try:
        yield answers
    finally:
        over.set()
        asker.join()


def run(setting):
    outcome = Outcome()
    seconds = setting.pick(6, 20)
    # Enough to keep the server busy; more would mostly be in the middle of a paper at the end.
    together = 32
    peaks, rushes = [], []
    health = []
    with prepared(setting, "guarded") as (server, crowd):
        crowd.run(seconds, together=together)  # warm
        for _ in range(setting.pick(2, 5)):
            peaks.append(crowd.run(seconds, together=together))
            outcome.acknowledged += crowd.finished
            # A fresh rush each time, after a moment in which the server finds its limit.
            rate = 10 * peaks[-1]
            with asked(server) as answers:
                rushes.append(rush(setting, crowd, rate, seconds))
            outcome.acknowledged += crowd.finished
            health += answers
    outcome.cycles = len(rushes)
    outcome.attempted = sum(each["came"] for each in rushes)
    median = lambda values: percentile(values, 0.5)
    peak = median(peaks)
    goodput = median([each["goodput"] for each in rushes])
    ratio = median([each["goodput"] / p for each, p in zip(rushes, peaks)])
    p99 = median([each["p99"] for each in rushes])
    starts = sum(each["starts"] for each in rushes)
    refused = sum(each["starts_refused"] for each in rushes)
    later = sum(each["later"] for each in rushes)
    later_refused = sum(each["later_refused"] for each in rushes)
    slow = percentile([took for _, _, took in health], 0.99) * 1000
    outcome.figures = {
        "peak, papers a second": round(peak, 1),
        "goodput at ten times that": f"{goodput:.1f} ({ratio:.0%} of the peak)",
        "admitted p99, ms": round(p99, 1),
        "starts refused": f"{refused} of {starts}",
        "responses and submissions refused": f"{later_refused} of {later}",
        "readiness and organisers during the rush": f"{len(health)} asked, p99 {slow:.0f} ms",
    }
    wrong = [f"{path}: {status}" for path, status, _ in health if status != 200]
    outcome.expect(not wrong, f"during the rush {len(wrong)} of {len(health)}: {wrong[:3]}")
    outcome.expect(len(health) >= 4 * len(rushes), "hardly anybody asked during the rush")
    outcome.expect(ratio >= 0.9, f"goodput is {ratio:.0%} of the peak")
    outcome.expect(p99 <= 500, f"admitted p99 is {p99:.0f} ms")
    outcome.expect(refused > 0, "nothing was refused: this was no overload")
    outcome.expect(later_refused * 100 <= later,
                   "more than one in a hundred requests of papers under way was refused")
    for name in ("others", "broken", "unanswered", "without_retry"):
        count = sum(each[name] for each in rushes)
        outcome.expect(count <= outcome.attempted // 1000, f"{name}: {count}")
    server.stop()
    code, text = server.audit()
    outcome.expect(code == 0, f"the audit found differences: {text[-300:]}")

    with prepared(setting, "naked", WITHOUT) as (naked, control):
        control.run(seconds, together=together)
        worst = rush(setting, control, 10 * peak, seconds)
    naked.kill()
    if worst["p99"] > 500 or worst["goodput"] < 0.9 * peak:
        outcome.control = (f"without admission: p99 {worst['p99']:.0f} ms, goodput "
                           f"{worst['goodput'] / peak:.0%} of the peak, "
                           f"{worst['unanswered']} unanswered")
    return outcome
