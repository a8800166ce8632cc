#!/usr/bin/env python3
"""Holds live answers of every route against the OpenAPI document that the server serves.

Starts a server on a fresh folder, plays a contest as organiser and participant, asks for every
operation of the document at least once, and validates status, media type and body of each answer
against its schema. A planted violation must be found, or the check shows nothing.

    openapi_live_test.py .build/debug/safetyquiz

Needs jsonschema and referencing from PyPI; scripts/test installs them.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012


class Live:
    def __init__(self, base):
        self.base = base
        self.document = None
        self.seen = set()
        self.faults = []

    def call(self, method, template, body=None, token=None, kind="application/json", headers=None,
             query="", **names):
        path = template
        for name, value in names.items():
            path = path.replace("{" + name + "}", str(value))
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path + query, method=method, data=data)
        if data is not None:
            request.add_header("Content-Type", kind)
        if token:
            request.add_header("Authorization", "Bearer " + token)
        for name, value in (headers or {}).items():
            request.add_header(name, value)
        try:
            answer = urllib.request.urlopen(request, timeout=30)
        except urllib.error.HTTPError as error:
            answer = error
        raw = answer.read()
        media = (answer.headers.get("Content-Type") or "").split(";")[0]
        value = json.loads(raw) if "json" in media and "ndjson" not in media and raw else raw
        if self.document:
            self.check(method, template, answer.status, media, value)
        return answer.status, value, answer.headers

    def watch(self, template, query="", **names):
        """Takes the first event of a stream and hangs up."""
        path = template
        for name, value in names.items():
            path = path.replace("{" + name + "}", str(value))
        with urllib.request.urlopen(self.base + path + query, timeout=30) as answer:
            media = answer.headers["Content-Type"].split(";")[0]
            lines = []
            while not (lines and lines[-1].startswith(b"data:")):
                lines.append(answer.readline())
            self.check("GET", template, answer.status, media, b"")
            event = json.loads(lines[-1][5:])
            if f"id: {event['sequence']}\n".encode() not in lines:
                self.faults.append(f"GET {template}: an event without its sequence: {lines}")

    def check(self, method, template, status, media, value):
        where = f"{method} {template} → {status}"
        operation = self.document["paths"].get(template, {}).get(method.lower())
        if operation is None:
            return self.faults.append(f"{where}: not in the document")
        self.seen.add((method.lower(), template))
        response = operation["responses"].get(str(status))
        if response is None:
            return self.faults.append(f"{where}: status not documented: {str(value)[:120]}")
        pointer = f"#/paths/{template.replace('~', '~0').replace('/', '~1')}/{method.lower()}"
        pointer += f"/responses/{status}"
        if "$ref" in response:
            pointer = response["$ref"]
            for part in pointer[2:].split("/"):
                response = response if part == "" else response
            node = self.document
            for part in pointer[2:].split("/"):
                node = node[part]
            response = node
        content = response.get("content")
        if not content:
            if media and status not in (204, 304):
                self.faults.append(f"{where}: a body of {media} where none is documented")
            return
        if media not in {key.split(";")[0] for key in content}:
            return self.faults.append(f"{where}: media type {media!r} not documented")
        key = next(key for key in content if key.split(";")[0] == media)
        if "json" not in media or "ndjson" in media:
            return
        schema = {"$ref": f"urn:openapi{pointer}/content/{key.replace('/', '~1')}/schema"}
        for error in self.validator(schema).iter_errors(value):
            place = "/".join(map(str, error.absolute_path))
            self.faults.append(f"{where}: {place}: {error.message[:200]}")

    def validator(self, schema):
        resource = Resource(contents=self.document, specification=DRAFT202012)
        registry = Registry().with_resource("urn:openapi", resource)
        return Draft202012Validator(schema, registry=registry)


def bank():
    questions = [{
        "id": f"q-{number}", "type": "single", "stem": f"第 {number} 题选哪一项？",
        "options": [f"甲{number}", f"乙{number}", f"丙{number}", f"丁{number}"],
        "key": "ABCD"[number % 4], "explanation": "说明", "category": "消防安全",
        "knowledge_point": f"知识点 {number}", "difficulty": 2,
        "basis": {"law": "中华人民共和国消防法", "valid_from": "2021-04-29"},
    } for number in range(40)]
    return {"bank": "live", "title": "题库", "published": False, "questions": questions}


def contest(name, **changes):
    day = 86_400
    date = lambda moment: time.strftime("%Y-%m-%d", time.gmtime(moment))
    rules = {
        "contest": name, "title": "竞赛", "bank": "live",
        "opens": date(time.time() - day) + " 00:00", "closes": date(time.time() + 3 * day) + " 00:00",
        "tracks": [{
            "name": "main", "title": "正式", "attempts_per_day": 2,
            "grants": [{"source": "share", "per_day": 1}], "paper": {"questions": 5},
            "time_limit": "150s", "delivery": "one_at_a_time", "feedback": "after_response"}],
        "ranking": {"value": "sum", "time": "summed", "breakers": ["time"]},
        "boards": {"further_measures": ["attempts", "heat"], "heat": {"people": 10, "attempts": 1}},
        "amending": {"self_correction_hours": 24},
    }
    rules.update(changes)
    return rules


def play(live, token):
    c = "/v1/contests/{contest}"
    get = lambda path, token=None, **more: live.call("GET", path, token=token, **more)
    for path in ["/healthz", "/readyz", "/metrics", "/v1/openapi.json", "/v1/contests"]:
        get(path)
    get("/metrics", token)
    _, checked, _ = live.call("PUT", "/v1/banks/{bank}", bank(), token, bank="live")
    for digest in [checked["digest"], "0" * 64]:
        live.call("PUT", "/v1/banks/{bank}", bank(), token, bank="live", query="?digest=" + digest)
    gift = "火警电话是？{=119 ~110 ~120 ~122}".encode()
    for kind in ["gift", "yaml"]:
        live.call("PUT", "/v1/banks/{bank}", gift, token, bank="gift",
                  query="?format=" + kind, kind="application/octet-stream")
    live.call("PUT", "/v1/banks/{bank}", {"bank": "live"}, token, bank="live")
    live.call("PUT", "/v1/banks/{bank}", bank(), None, bank="live")
    live.call("PUT", "/v1/banks/{bank}", b"a: b", token, bank="live", kind="text/yaml")
    get("/v1/banks", token)
    live.call("PUT", c, contest("live"), token, contest="live", query="?dry_run=true")
    live.call("PUT", c, contest("live"), token, contest="live")
    live.call("PUT", c, contest("live", title="新"), token, contest="live", query="?reason=x")
    live.call("PUT", c, contest("live", title="再"), token, contest="live")
    live.call("PUT", c, {"contest": "live"}, token, contest="live")
    regions = "代码,名称,上级代码,人数\n1,市,,\n11,甲县,1,100\n12,乙县,1,\n".encode()
    units = "代码,名称,上级代码,人数\nA,单位,,10\n".encode()
    live.call("PUT", c + "/regions", regions, token, kind="text/csv", contest="live")
    live.call("PUT", c + "/units", units, token, kind="text/csv", contest="live")
    live.call("PUT", c + "/units", b"x", token, kind="text/csv", contest="live")
    act = lambda kind, **more: live.call(
        "POST", c + "/acts", {"kind": kind, "reason_code": "t", "reason": "试", **more}, token,
        contest="live")
    live.call("POST", c + "/participants",
              {"name": "甲", "region": 2, "consent_version": 1}, contest="live",
              headers={"Idempotency-Key": "too-early"})
    act("open")
    act("open")
    act("explode")
    people = []
    for name in ["王小明", "欧阳明", "李"]:
        status, body, _ = live.call(
            "POST", c + "/participants",
            {"name": name, "region": 2, "unit": 1, "consent_version": 1}, contest="live",
            headers={"Idempotency-Key": "key-of-" + str(len(people))})
        people.append(body)
    live.call("POST", c + "/participants", {"name": "", "consent_version": 1}, contest="live",
              headers={"Idempotency-Key": "12345678"})
    live.call("POST", c + "/participants", {"name": "a", "score": 1}, contest="live",
              headers={"Idempotency-Key": "12345678"})
    live.call("POST", c + "/sessions", {"recovery_code": people[0]["recovery_code"]},
              contest="live")
    live.call("POST", c + "/sessions", {"recovery_code": "0"}, contest="live")
    for person in people:
        attempt(live, c, person["session"], token)
    time.sleep(0.6)
    session = people[0]["session"]
    get(c, contest="live")
    get(c, contest="nowhere")
    for path in ["/rules", "/regions", "/units", "/tallies", "/tallies/regions", "/tallies/units"]:
        get(c + path, contest="live")
    get(c + "/boards/{period}", contest="live", period="overall")
    act("publish")
    for period in ["overall", "day", "week", "year"]:
        _, _, headers = get(c + "/boards/{period}", contest="live", period=period)
    _, _, headers = get(c + "/boards/{period}", contest="live", period="overall")
    get(c + "/boards/{period}", contest="live", period="overall",
        headers={"If-None-Match": headers["ETag"]})
    get(c + "/boards/{period}", contest="live", period="overall", query="?limit=1")
    get(c + "/boards/{period}", contest="live", period="overall", query="?cursor=forged")
    get(c + "/boards/{period}/around", session, contest="live", period="overall")
    get(c + "/regions/{id}/board", contest="live", id=2)
    get(c + "/units/{id}/board", contest="live", id=1)
    get(c + "/me", session, contest="live")
    get(c + "/me", contest="live")
    get(c + "/me/attempts", session, contest="live")
    live.call("POST", c + "/me/grants", {"track": "main", "source": "share"}, session,
              contest="live", headers={"Idempotency-Key": "share-0001"})
    extra = {"participant": people[0]["participant"], "track": "main", "reason": "停电"}
    for token_used in [token, session]:
        live.call("POST", c + "/grants", extra, token_used, contest="live",
                  headers={"Idempotency-Key": "grant-0001"})
    live.call("POST", c + "/grants", {**extra, "participant": "0" * 16}, token, contest="live",
              headers={"Idempotency-Key": "grant-0002"})
    for path in ["/standings", "/bank", "/unit-codes", "/audit-view"]:
        get(c + path, token, contest="live")
        get(c + path, session, contest="live")
    get(c + "/standings", token, contest="live", query="?format=csv")
    live.call("POST", c + "/backups", None, token, contest="live")
    boards(live, c, token, session, people)
    amendments(live, c, token, session, people)
    publication(live, c, token, session)
    for token_used in [session, token, token]:
        live.call("DELETE", c + "/participants/{participant}", None, token_used, contest="live",
                  participant=people[2]["participant"])
    act("freeze")
    get(c + "/boards/{period}/around", session, contest="live", period="overall")
    act("unfreeze")
    live.call("DELETE", c + "/me", None, people[2]["session"], contest="live")
    get(c + "/me", people[2]["session"], contest="live")
    live.call("PUT", c, contest("roster", identity="roster"), token, contest="roster")
    roster = "姓名,手机,口令\n王伟,13800000000,135790\n".encode()
    live.call("PUT", c + "/roster", roster, token, kind="text/csv", contest="roster")


def boards(live, c, token, session, people):
    """Questions to boards, past days, industries, and what is watched."""
    families = [("/boards/{period}", {"period": "overall"}), ("/regions/{id}/board", {"id": 2}),
                ("/units/{id}/board", {"id": 1})]
    someone = "?participant=" + people[1]["participant"]
    for path, names in families:
        names = {"contest": "live", **names}
        for query in ["", someone, "?participant=x"]:
            live.call("GET", c + path + "/around", None, session, query=query, **names)
        for query in ["?value=3", "?value=3.5&time_ms=1000", "?value=x"]:
            live.call("GET", c + path + "/place", query=query, **names)
        live.call("GET", c + path + "/percentiles", query="?p=50,99.5", **names)
        live.call("GET", c + path + "/percentiles", query="?p=101", **names)
        live.call("GET", c + path + "/histogram", **names)
        live.call("GET", c + path + "/histogram", query="?step=0", **names)
        live.watch(c + path + "/events", query="?limit=3", **names)
        live.call("GET", c + path + "/events", query="?limit=0", **names)
    today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
    for period in ["day:" + today, "day:2000-01-01", f"{today}..{today}"]:
        for who in [None, token]:
            live.call("GET", c + "/boards/{period}", None, who, contest="live", period=period)
    for path in ["/tallies", "/tallies/regions", "/tallies/units", "/tallies/industries"]:
        for query in ["?period=day:" + today, "?period=never"]:
            live.call("GET", c + path, query=query, contest="live")
    for kind in ["regions", "units"]:
        live.call("GET", c + f"/tallies/{kind}", query="?by=heat", contest="live")
        for query in ["?node=1", "?node=9", ""]:
            live.call("GET", c + f"/tallies/{kind}/around", query=query, contest="live")
        live.watch(c + f"/tallies/{kind}/events", contest="live")
    live.call("GET", c + "/tallies/industries", contest="live")


def amendments(live, c, token, session, people):
    reason = {"reason_code": "test", "reason": "试"}
    one = {"participants": [people[1]["participant"]]}
    post = lambda body, who=token: live.call(
        "POST", c + "/amendments", {**reason, **body}, who, contest="live")
    post({"kind": "disqualify", "dry_run": True, **one})
    _, done, _ = post({"kind": "disqualify", **one})
    post({"kind": "reverse", "amendment": done["sequence"]})
    post({"kind": "reverse", "amendment": 1})
    post({"kind": "withdraw_question", "question": "nothing"})
    post({"kind": "explode"})
    post({"kind": "disqualify", **one}, session)
    for path in ["/amendments", "/proposals"]:
        for who in [token, session]:
            live.call("GET", c + path, None, who, contest="live")
    pair = contest("pair", amending={"approvals": 2})
    live.call("PUT", c, pair, token, contest="pair")
    live.call("POST", c + "/acts", {"kind": "open", **reason}, token, contest="pair")
    _, person, _ = live.call("POST", c + "/participants", {"name": "甲", "consent_version": 1},
                             contest="pair", headers={"Idempotency-Key": "pair-0001"})
    body = {"kind": "disqualify", "participants": [person["participant"]], **reason}
    for _ in range(2):
        _, proposal, _ = live.call("POST", c + "/amendments", body, token, contest="pair")
    names = dict(contest="pair", proposal=proposal["proposal"])
    live.call("POST", c + "/proposals/{proposal}/approve", None, token, **names)
    second = live.second_token
    _, left, _ = live.call("GET", c + "/proposals", None, token, contest="pair")
    live.call("POST", c + "/proposals/{proposal}/approve", None, second, **names)
    for line in left["proposals"]:
        live.call("DELETE", c + "/proposals/{proposal}", None, token, contest="pair",
                  proposal=line["proposal"])


def draws(live, c, token, session):
    draw = {"name": "june", "title": "抽奖", "prizes": [{"name": "一等奖", "count": 1}],
            "alternates": 1, "chances": "people", "source": "某期开奖号码", "not_before_ms": 0,
            "reason": "按规则"}
    names = dict(contest="live", draw="june")
    live.call("POST", c + "/draws", draw, session, contest="live")
    for change in [{"chances": "luck"}, {"exclude": ["0123456789abcdef"]}, {"prizes": []},
                   {"exclude_units": ["nowhere"]}, {"dry_run": True}, {}, {}]:
        live.call("POST", c + "/draws", {**draw, **change}, token, contest="live")
    live.call("POST", c + "/draws/{draw}/outcome", {"randomness": ""}, token, **names)
    live.call("GET", c + "/draws/{draw}/entrants", **names)
    for _ in range(2):
        live.call("POST", c + "/draws/{draw}/outcome", {"randomness": "02 05 11"}, token, **names)
    for who in [None, token]:
        live.call("GET", c + "/draws/{draw}", None, who, **names)
        live.call("GET", c + "/draws", None, who, contest="live")
    for name in ["items", "winners"]:
        live.call("GET", c + "/exports/{export}", None, token, contest="live", export=name)
    for _ in range(2):
        live.call("POST", c + "/draws/{draw}/void", {"reason": "重抽"}, token, **names)
    live.call("GET", c + "/draws/{draw}/entrants", contest="live", draw="july")


def publication(live, c, token, session):
    state = lambda name, who=token: live.call(
        "POST", c + "/announcements", {"state": name, "reason": "试"}, who, contest="live")
    objection = {"about": "question", "text": "答案有误"}
    live.call("POST", c + "/objections", objection, session, contest="live")
    for name in ["final", "preliminary", "notice", "later"]:
        state(name)
    state("notice", session)
    live.call("POST", c + "/objections", objection, session, contest="live")
    live.call("POST", c + "/objections", objection, None, contest="live")
    for who in [token, session]:
        live.call("GET", c + "/objections", None, who, contest="live")
    outcome = {"outcome": "rejected", "reason": "核对无误"}
    for number in [1, 99]:
        live.call("POST", c + "/objections/{number}/outcome", outcome, token, contest="live",
                  number=number)
    live.call("GET", c + "/announcements", contest="live")
    draws(live, c, token, session)
    live.call("PATCH", c + "/me", {"name": "王大明"}, session, contest="live")
    live.call("PATCH", c + "/me", {"score": 1}, session, contest="live")
    for query in ["", "?limit=2", "?limit=0"]:
        live.call("GET", c + "/items", None, token, query=query, contest="live")
    _, history, _ = live.call("GET", c + "/me/attempts", None, session, contest="live")
    names = dict(contest="live", attempt=history["attempts"][0]["attempt"])
    path = c + "/attempts/{attempt}/questions/{position}/report"
    for position, body in [(0, {"code": "typo"}), (0, {"code": "x"}), (99, {"code": "typo"})]:
        live.call("POST", path, body, session, position=position, **names)
    for who in [token, session]:
        live.call("GET", c + "/reports", None, who, contest="live")
    for name in ["standings", "attempts", "tallies"]:
        for form in ["csv", "gb18030", "xlsx", "jsonl", "pdf"]:
            live.call("GET", c + "/exports/{export}", None, token, contest="live", export=name,
                      query="?format=" + form)
    live.call("GET", c + "/exports/{export}", None, session, contest="live", export="people")
    for form in ["html", "xlsx", "json", "text", "pdf"]:
        live.call("GET", c + "/report", None, token, contest="live", query="?format=" + form)
    statements(live, c, token, session)
    live.call("GET", c + "/archive", None, token, contest="live")
    live.call("GET", c + "/extract", None, token, contest="live")


def statements(live, c, token, session):
    """Keys, signed heads and certificates, and what says whether they are genuine."""
    live.call("GET", "/v1/keys")
    _, head, _ = live.call("GET", c + "/head", None, token, contest="live")
    live.call("GET", c + "/head", contest="live")
    json_only = {"Accept": "application/json"}
    for headers in [None, json_only]:
        _, mine, _ = live.call("GET", c + "/me/certificate", None, session, contest="live",
                               headers=headers)
    live.call("GET", c + "/me/certificate", contest="live")
    _, me, _ = live.call("GET", c + "/me", None, session, contest="live")
    live.call("GET", c + "/certificates/{participant}", None, token, contest="live",
              participant=me["participant"])
    for kind in ["units", "regions"]:
        live.call("GET", c + f"/certificates/{kind}/" + "{id}", None, token, contest="live", id=1)
    for statement in [head["statement"], mine["statement"], "x"]:
        _, verdict, _ = live.call("GET", "/v1/verify", query="?c=" + statement, headers=json_only)
        if verdict.get("genuine") is not (statement != "x"):
            live.faults.append(f"/v1/verify: {verdict}")
    live.call("GET", c + "/verify-code", query="?code=x", contest="live", headers=json_only)


def attempt(live, c, session, organiser):
    status, paper, _ = live.call("POST", c + "/attempts", {}, session, contest="live")
    question = paper["questions"][0]
    names = dict(contest="live", attempt=paper["attempt"])
    live.call("GET", c + "/attempts/{attempt}", None, session, **names)
    answer = {"options": [question["options"][0]["token"]]}
    path = c + "/attempts/{attempt}/responses/{position}"
    live.call("PUT", path, {"options": ["00000000"]}, session, position=0, **names)
    live.call("PUT", path, answer, session, position=4, **names)
    while question:
        answer = {"options": [question["options"][0]["token"]]}
        _, receipt, _ = live.call(
            "PUT", path, answer, session, position=question["position"], **names)
        question = receipt["next"]
    live.call("POST", c + "/attempts/{attempt}/submission", None, session, **names)
    batch = json.dumps({"session": session, "attempt": names["attempt"]}).encode()
    live.call("POST", c + "/relay", batch, organiser, "application/x-ndjson", contest=names["contest"])
    live.call("PUT", path, {"options": ["00000000"], "revision": 9}, session, position=0, **names)
    live.call("GET", c + "/attempts/{attempt}", None, session, **names)


def main():
    folder = tempfile.mkdtemp(prefix="safetyquiz-openapi-")
    server = subprocess.Popen(
        [sys.argv[1], "serve", "--port", "0", "--data", folder], stdout=subprocess.PIPE, text=True)
    try:
        base = server.stdout.readline().split()[-1]
        token = subprocess.run(
            [sys.argv[1], "organiser", "token", "--name", "test", "--data", folder],
            capture_output=True, text=True, check=True).stdout.strip()
        second = subprocess.run(
            [sys.argv[1], "organiser", "token", "--name", "second", "--data", folder],
            capture_output=True, text=True, check=True).stdout.strip()
        live = Live(base)
        live.second_token = second
        live.document = live.call("GET", "/v1/openapi.json")[1]
        play(live, token)
        control = Live(base)
        control.document = live.document
        control.check("GET", "/v1/contests", 200, "application/json", {"contests": [], "extra": 1})
    finally:
        server.terminate()
        server.wait()
        shutil.rmtree(folder)
    pages = {"/", "/page.css", "/page.js", "/tools.js"}
    operations = {
        (method, path) for path, item in live.document["paths"].items() if path not in pages
        for method in item if method in ("get", "put", "post", "patch", "delete")}
    live.faults += [f"never asked: {method} {path}" for method, path in operations - live.seen]
    if not control.faults:
        live.faults.append("the planted violation was not found")
    for fault in live.faults:
        print(fault)
    print(f"openapi: {len(live.seen)} passed, {len(live.faults)} failed")
    sys.exit(1 if live.faults else 0)


main()
