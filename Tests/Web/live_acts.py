"""What organisers and participants ask for once a contest is under way: every operation."""

import json
import time


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
