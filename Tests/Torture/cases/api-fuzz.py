"""schemathesis over the served OpenAPI document with real state: 0 5xx, 0 answers off the schema.

Every operation gets requests that fit its description and requests that do not, most of them with a
live session, a started attempt and true option tokens. Each answer's status, media type, headers and
body are held against the document. The control is a document that a true answer violates.
"""

import copy
import json
import os
import random
import subprocess
import sys
import time

from harness import Outcome, Skipped

VERSION = "schemathesis==4.32.5"
# What can end a contest or a person is asked of a contest of its own.
DESTRUCTIVE = {"act", "putContest", "putRegions", "putUnits", "putRoster", "eraseMe",
               "eraseParticipant", "amend", "announce", "discardProposal", "approveProposal"}


def install():
    try:
        import schemathesis  # noqa: F401
    except ImportError:
        done = subprocess.run([sys.executable, "-m", "pip", "install", "-q", VERSION])
        if done.returncode != 0:
            raise Skipped("装不上 schemathesis / schemathesis cannot be installed")


def teach():
    """How schemathesis sends a line-by-line body, which it does not know."""
    import schemathesis

    @schemathesis.serializer("application/x-ndjson")
    def lines(_, value):
        return value if isinstance(value, bytes) else json.dumps(value).encode()


class Fuzzer:
    def __init__(self, document, server, state, seed):
        import schemathesis
        self.base = f"http://127.0.0.1:{server.port}"
        self.document = document
        self.schema = schemathesis.openapi.from_dict(document)
        self.state = state
        self.random = random.Random(seed)
        self.seed = seed
        self.requests = 0
        self.statuses = {}
        self.violations = {}

    def operations(self):
        for result in self.schema.get_all_operations():
            yield result.ok()

    def run(self, operation, examples):
        """Some requests that fit the operation's description, and some that do not."""
        import hypothesis
        from schemathesis import GenerationMode
        identifier = operation.definition.raw["operationId"]
        person = self.state.wreck() if identifier in DESTRUCTIVE else self.state.refresh()
        for mode in [GenerationMode.POSITIVE, GenerationMode.NEGATIVE]:
            def ask(case):
                self.ask(case, operation, identifier, person)

            test = hypothesis.given(operation.as_strategy(generation_mode=mode))(ask)
            test = hypothesis.settings(
                max_examples=examples, deadline=None, database=None,
                phases=[hypothesis.Phase.generate],
                suppress_health_check=list(hypothesis.HealthCheck))(test)
            try:
                hypothesis.seed(self.seed)(test)()
            except (hypothesis.errors.Unsatisfiable, hypothesis.errors.InvalidArgument):
                pass  # nothing can be wrong about a request without parameters

    def ask(self, case, operation, identifier, person):
        import requests
        self.dress(case, operation, identifier, person)
        headers = {}
        token = self.token(operation, identifier, person)
        if token:
            headers["Authorization"] = "Bearer " + token
        try:
            if identifier.startswith("watch"):
                return self.watch(case, operation, headers)
            answer = case.call(base_url=self.base, headers=headers, timeout=15)
        except requests.exceptions.RequestException as error:
            silent = requests.exceptions.ConnectionError, requests.exceptions.Timeout
            if isinstance(error, silent):
                self.note(operation.label, f"no answer: {error}")
            return  # a request that the client itself will not send
        self.count(answer.status_code)
        self.check(case, answer, operation.label)

    def count(self, status):
        self.requests += 1
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def watch(self, case, operation, headers):
        """A stream goes on for ever: its head is looked at, openapi_live_test.py reads events."""
        import requests
        words = case.as_transport_kwargs(base_url=self.base, headers=headers)
        with requests.request(**words, stream=True, timeout=15) as answer:
            self.count(answer.status_code)
            documented = operation.definition.raw["responses"]
            if str(answer.status_code) not in documented or answer.status_code >= 500:
                self.note(operation.label, f"status {answer.status_code} | {answer.url}")

    def check(self, case, answer, label):
        from schemathesis import checks
        from schemathesis.core.failures import Failure, FailureGroup
        wanted = [checks.not_a_server_error, checks.status_code_conformance,
                  checks.content_type_conformance, checks.response_headers_conformance,
                  checks.response_schema_conformance]
        try:
            case.validate_response(answer, checks=wanted)
        except (FailureGroup, Failure) as failure:
            for one in getattr(failure, "exceptions", [failure]):
                self.note(label, f"{type(one).__name__}: {one} | {answer.status_code} | "
                          f"{case.as_curl_command()[:400]} | {answer.text[:300]}")

    def note(self, label, text):
        self.violations.setdefault((label, text.split("|")[0][:120]), text)

    def token(self, operation, identifier, person):
        """Mostly the right one, sometimes another's, none, or nonsense."""
        kinds = {name for need in operation.definition.raw.get("security", []) for name in need}
        chance = self.random.random()
        if not kinds or chance < 0.05:
            return None
        if chance < 0.1:
            return person["session"][::-1]
        if chance < 0.15:
            return self.random.choice(self.state.people)["session"]
        if identifier == "relay":
            return self.state.relay
        kind = self.random.choice(sorted(kinds))
        return person["session"] if kind == "participant" else self.state.organiser

    def dress(self, case, operation, identifier, person):
        """Puts what is real in place of what was made up, three times out of four."""
        real = {"contest": person["contest"], "participant": person["participant"],
                "attempt": self.random.choice([person["running"], person["ended"]]),
                "position": 0, "id": self.random.choice([1, 2]), "bank": "safety-month",
                "period": self.random.choice(["overall", "day", "week"]), "number": 1}
        for name in case.path_parameters or {}:
            if name in real and (name == "contest" or self.random.random() < 0.75):
                case.path_parameters[name] = real[name]
        if self.random.random() < 0.5:
            return
        body = case.body
        if identifier == "respond":
            case.body = {"options": self.random.sample(person["options"], 1)}
        elif identifier == "start":
            case.body = {"track": "main"}
        elif identifier == "signIn":
            case.body = {"recovery_code": person["recovery_code"]}
        elif identifier == "relay":
            line = {"session": person["session"], "attempt": person["running"], "position": 0,
                    "options": person["options"][:1]}
            case.body = (json.dumps(line) + "\n").encode()
        elif isinstance(body, dict) and "participants" in body:
            body["participants"] = [person["participant"]]
        elif isinstance(body, dict) and "participant" in body:
            body["participant"] = person["participant"]


def altered(document):
    """The same document, but a list of contests must have a member that it has not."""
    document = copy.deepcopy(document)
    answer = document["paths"]["/v1/contests"]["get"]["responses"]["200"]
    schema = next(iter(answer["content"].values()))["schema"]
    while "$ref" in schema:
        target = document
        for part in schema["$ref"][2:].split("/"):
            target = target[part]
        schema = target
    schema.setdefault("required", []).append("planted")
    schema.setdefault("properties", {})["planted"] = {"type": "string"}
    return document


def run(setting):
    install()
    teach()
    from api_state import State
    outcome = Outcome()
    seed = int(os.environ.get("SAFETYQUIZ_FUZZ_SEED", time.time_ns() % 2**32))
    server = setting.server()
    server.start()
    state = State(server, seed)
    document = json.loads(server.get("/v1/openapi.json")[1])
    fuzzer = Fuzzer(document, server, state, seed)
    examples = int(os.environ.get("SAFETYQUIZ_FUZZ_EXAMPLES", setting.pick(3, 150)))
    for operation in fuzzer.operations():
        fuzzer.run(operation, examples)
        outcome.cycles += 1
    outcome.attempted = fuzzer.requests
    outcome.acknowledged = sum(count for status, count in fuzzer.statuses.items() if status < 300)
    outcome.figures["operations"] = outcome.cycles
    outcome.figures["seed"] = seed
    outcome.figures["answers by status"] = dict(sorted(fuzzer.statuses.items()))
    outcome.figures["5xx"] = sum(n for status, n in fuzzer.statuses.items() if status >= 500)
    outcome.figures["off the schema"] = len(fuzzer.violations)
    for (label, _), text in fuzzer.violations.items():
        outcome.fail(f"{label}: {text}")
    outcome.expect(server.get("/healthz")[0] == 200, "the server does not answer any more")
    outcome.expect(fuzzer.requests > outcome.cycles, "hardly anything was asked")
    outcome.expect(server.process.poll() is None, "the server stopped")
    planted = Fuzzer(altered(document), server, state, seed)
    for operation in planted.operations():
        if operation.definition.raw["operationId"] == "listContests":
            planted.run(operation, 5)
    if planted.violations:
        outcome.control = "an answer off the altered document was found"
    return outcome
