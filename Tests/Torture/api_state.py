"""What a fuzzed request needs to get anywhere: contests, people, attempts, tokens that are real."""

import json
import random

from harness import BANK, rules

REGIONS = "代码,名称,上级代码,人数\n1,市,,\n11,甲县,1,100\n12,乙县,1,\n"
UNITS = "代码,名称,上级代码,人数,行业\nA,单位,,10,化工\n"


class State:
    """Contests under way on a server of its own, and what their people hold.

    `fuzz` keeps going; `wreck` is for what may end a contest, and is made anew each time.
    """

    def __init__(self, server, seed):
        self.server = server
        self.random = random.Random(seed)
        self.organiser = server.command(
            "organiser", "token", "--name", "fuzz", "--data", server.data).stdout.strip()
        self.relay = server.command("organiser", "token", "--name", "hall", "--role", "relay",
                                    "--data", server.data).stdout.strip()
        server.organiser = self.organiser
        server.command("bank", "import", BANK)
        self.count = 0
        self.seconds = {}  # further tokens by role
        self.hold("fuzz")
        self.acts(["publish"], "fuzz")
        self.people = []
        self.refresh()

    def ask(self, method, path, body=None, token=None, kind="application/json", **headers):
        data = body.encode() if isinstance(body, str) else (
            None if body is None else json.dumps(body).encode())
        heads = {"Content-Type": kind, **headers}
        if token:
            heads["Authorization"] = "Bearer " + token
        status, answer = self.server.get(path, method, data, heads)
        if status >= 300:
            raise RuntimeError(f"{method} {path}: {status} {answer[:300]}")
        return json.loads(answer) if answer else None

    def hold(self, name):
        path = f"/v1/contests/{name}"
        changes = {
            "title": name, "amending": {"self_correction_hours": 24},
            "boards": {"further_measures": ["attempts", "heat"],
                       "heat": {"people": 10, "attempts": 1}},
            "track": {"grants": [{"source": "share", "per_day": 1}], "delivery": "one_at_a_time",
                      "feedback": "after_response"}}
        self.ask("PUT", path, rules(name, **changes), self.organiser)
        self.ask("PUT", path + "/regions", REGIONS, self.organiser, "text/csv")
        self.ask("PUT", path + "/units", UNITS, self.organiser, "text/csv")
        self.acts(["open"], name)

    def acts(self, kinds, name):
        for kind in kinds:
            self.ask("POST", f"/v1/contests/{name}/acts",
                     {"kind": kind, "reason_code": "t", "reason": "试"}, self.organiser)

    def refresh(self, contest="fuzz"):
        """One more person with an attempt under way and one handed in; the oldest is forgotten."""
        self.count += 1
        c = f"/v1/contests/{contest}"
        person = self.ask(
            "POST", c + "/participants",
            {"name": f"人{self.count}", "region": 2, "unit": 1, "consent_version": 1},
            **{"Idempotency-Key": f"person-{contest}-{self.count}"})
        session = person["session"]
        ended = self.ask("POST", c + "/attempts", {}, session)
        question = ended["questions"][0]
        self.ask("PUT", f"{c}/attempts/{ended['attempt']}/responses/0",
                 {"options": [question["options"][0]["token"]]}, session)
        self.ask("POST", f"{c}/attempts/{ended['attempt']}/submission", None, session)
        running = self.ask("POST", c + "/attempts", {}, session)
        person.update(contest=contest, ended=ended["attempt"], running=running["attempt"],
                      options=[line["token"] for line in running["questions"][0]["options"]])
        self.people.append(person)
        del self.people[:-8]
        return person

    def wreck(self):
        """A contest that may be closed, frozen, amended, and its only person."""
        name = f"wreck-{self.count}"
        self.hold(name)
        return self.refresh(name)
