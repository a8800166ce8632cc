"""Fast fingers, a lost connection, a busy server, a hostile one: nothing of an attempt is lost."""

import json
import re
import time

from playwright.sync_api import expect

from phone import Phone, SETTLE, options

EVIL = [
    "<script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    '"><svg/onload=window.hacked=1>',
    "<iframe srcdoc='<script>parent.hacked=1</script>'></iframe>",
    "<a href=javascript:window.hacked=1 autofocus onfocus=window.hacked=1>x</a>",
    "</legend></fieldset><style>*{display:none}</style>",
    "{{constructor.constructor('window.hacked=1')()}}",
    "\u202e\u0000</textarea><details open ontoggle=window.hacked=1>",
]


def check_double_taps(browser):
    """Every button tapped three times at once does its work once, and no screen is jumped over."""
    phone = Phone(browser)
    triple = lambda words: phone.page.get_by_role("button", name=words).first.evaluate(
        "b => { b.click(); b.click(); b.click(); }")
    phone.register(options.contest)
    assert len(phone.sent("POST", "/participants$")) == 1
    phone.page.wait_for_timeout(SETTLE)
    triple(re.compile("开始或继续"))
    phone.page.wait_for_selector("fieldset")
    assert len(phone.sent("POST", "/attempts$")) == 1
    phone.page.locator(".choice").first.click()
    phone.page.wait_for_timeout(SETTLE)
    button = phone.page.get_by_role("button", name="提交答案")
    box = button.bounding_box()
    at = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    phone.page.mouse.dblclick(*at)
    phone.page.mouse.dblclick(*at)
    phone.answered()
    puts = phone.sent("PUT", "/responses/")
    assert len(puts) == 1, [r.url for r in puts]
    if phone.page.get_by_role("button", name="下一题").count():
        assert phone.position() == 1
        phone.tap("下一题")
    phone.page.wait_for_selector("fieldset")
    assert phone.position() == 2
    while phone.page.locator("fieldset").count():
        phone.answer()
        phone.page.wait_for_timeout(50)
    phone.page.wait_for_timeout(SETTLE)
    triple("交卷，看成绩")
    phone.heading("答题结果")
    assert len(phone.sent("POST", "/submission$")) == 1
    phone.close()


def check_fault_report(browser):
    """本题有误 is closed at first, reaches the server once a tap, and can be said again."""
    phone = Phone.in_attempt(browser)
    phone.page.locator(".choice").first.click()
    phone.tap("提交答案")
    phone.answered()
    for place in ["verdict", "result"]:
        if place == "result":
            if phone.page.get_by_role("button", name="下一题").count():
                phone.tap("下一题")
            phone.page.wait_for_timeout(SETTLE)
            phone.finish()
        summary = phone.page.locator("summary", has_text="本题有误").first
        if not summary.count():
            continue  # a contest that shows no verdicts
        assert not phone.page.get_by_label("什么问题").count()
        summary.click()
        phone.page.get_by_label("什么问题").select_option("unclear")
        phone.page.get_by_label("说明").fill("两个答案都对")
        phone.see("report-" + place)
        phone.tap("提交反映")
        phone.page.get_by_text("已收到").wait_for()
    sent = phone.sent("POST", "/questions/0/report$")
    assert len(sent) == 2, [r.url for r in sent]
    assert all(r.response().status == 200 for r in sent)
    body = json.loads(sent[0].post_data)
    assert body == {"code": "unclear", "text": "两个答案都对"}, body
    phone.close()


def check_reload(browser):
    """A reload in the middle goes back to the same question, with the time that is left."""
    phone = Phone.in_attempt(browser)
    phone.answer()
    before, attempts = phone.position(), len(phone.sent("POST", "/attempts$"))
    left = phone.seconds_left() if phone.page.locator("#clock").is_visible() else None
    phone.page.reload()
    phone.page.wait_for_selector("fieldset")
    assert phone.position() == before == 2
    assert len(phone.sent("POST", "/attempts$")) == attempts == 1
    if left is not None:
        assert left - 5 <= phone.seconds_left() <= left
    phone.finish()
    phone.page.reload()  # the result is still there
    phone.heading("答题结果")
    phone.close()


def check_offline(browser):
    """Without a network the page says so and repeats the same request until it is through."""
    phone = Phone.in_attempt(browser)
    phone.page.locator(".choice").first.click()
    phone.context.set_offline(True)
    phone.tap("提交答案")
    phone.page.get_by_text("网络不通").wait_for()
    phone.page.wait_for_timeout(3500)
    phone.see("offline")
    phone.context.set_offline(False)
    phone.answered()
    expect(phone.page.locator("#network")).to_be_hidden()
    puts = phone.sent("PUT", "/responses/0")
    assert len(puts) >= 3 and len({(r.url, r.post_data) for r in puts}) == 1
    phone.close()


def check_lost_answers(browser):
    """Requests that are carried out but whose answers are lost: repeated, and nothing is doubled."""
    phone = Phone(browser)
    lost = {}

    def lose(route):
        request = route.request
        key = (request.method, request.url)
        lost[key] = lost.get(key, 0) + 1
        if lost[key] <= 2:
            route.fetch()
            route.abort("connectionreset")
        else:
            route.continue_()

    writes = re.compile(r"/(participants|attempts|responses/\d+|submission)$")
    phone.page.route(writes, lose)
    phone.register(options.contest)
    registrations = phone.sent("POST", "/participants$")
    keys = {r.headers["idempotency-key"] for r in registrations}
    assert len(registrations) == 3 and len(keys) == 1, keys
    assert 8 <= len(keys.pop()) <= 128
    phone.begin()
    phone.finish()
    text = phone.page.locator("main").inner_text()
    answered = re.search(r"答了 (\d+) 题，共 (\d+) 题", text)
    assert answered.group(1) == answered.group(2), text
    assert all(count == 3 for count in lost.values()), lost
    phone.close()


def check_overload(browser):
    """429 and 503 are waited out, not before Retry-After."""
    phone = Phone(browser)
    phone.register(options.contest)
    times = []

    def refuse(route):
        times.append(time.monotonic())
        if len(times) <= 2:
            route.fulfill(status=[429, 503][len(times) - 1], headers={"Retry-After": "2"},
                          content_type="application/problem+json",
                          body='{"type":"urn:safetyquiz:problem:overloaded","title":"","status":503,"detail":"忙"}')
        else:
            route.continue_()

    phone.page.route(re.compile("/attempts$"), refuse)
    phone.begin()
    assert len(times) == 3 and all(b - a >= 1.95 for a, b in zip(times, times[1:])), times
    phone.close()


def check_scripts(browser):
    """Markup in every text that the server sends stays text."""
    phone = Phone(browser)
    count = [0]

    def poison(value, key=""):
        if isinstance(value, dict):
            return {k: poison(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [poison(v, key) for v in value]
        texts = ("stem", "text", "name", "title", "organiser", "explanation", "detail", "basis")
        if isinstance(value, str) and key in texts and value != "main":
            count[0] += 1
            return value + "".join(EVIL)
        return value

    def meddle(route):
        response = route.fetch()
        if "json" not in response.headers.get("content-type", ""):
            return route.fulfill(response=response)
        body = response.json()
        names = [t.get("name") for t in body.get("tracks", [])] if isinstance(body, dict) else []
        body = poison(body)
        for track, name in zip(body.get("tracks", []), names):
            track["name"] = name
        route.fulfill(response=response, json=body)

    phone.page.route(re.compile("/v1/"), meddle)
    phone.register(options.contest, name=EVIL[1][:40])
    for summary in phone.page.locator("summary").all():
        summary.click()
    phone.page.wait_for_timeout(1000)
    phone.begin()
    phone.finish()
    phone.tap("返回首页")
    phone.tap(re.compile("开始或继续"))
    phone.page.wait_for_timeout(1000)
    assert count[0] > 20, count
    assert phone.page.evaluate("window.hacked") is None
    inside = phone.page.locator(
        "main img, main script, main iframe, main svg, main style, main textarea").count()
    assert inside == 0
    phone.close()


def check_policy(browser):
    """The strict policy is really sent, and the page needs nothing that it forbids."""
    phone = Phone(browser)
    response = phone.page.goto(options.base_url + "/")
    policy = response.headers.get("content-security-policy", "")
    for part in ["default-src 'none'", "script-src 'self'", "style-src 'self'",
                 "frame-ancestors 'none'", "base-uri 'none'", "form-action 'none'"]:
        assert part in policy, policy
    assert "unsafe" not in policy, policy
    phone.close()
