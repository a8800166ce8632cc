#!/usr/bin/env python3
"""Holds live answers of every route against the OpenAPI document that the server serves.

Starts a server on a fresh folder, plays a contest as organiser and participant, asks for every
operation of the document at least once, and validates status, media type and body of each answer
against its schema. A planted violation must be found, or the check shows nothing.

    openapi_live_test.py .build/debug/safetyquiz

Needs jsonschema and referencing from PyPI; scripts/test installs them.
"""

import shutil
import subprocess
import sys
import tempfile
import time

from live_acts import amendments, attempt, bank, boards, contest, publication
from live_api import Live


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
