"""Plays the participant's page in a real browser, against a running server.

Needs: Python 3.9, `pip install playwright axe-playwright-python`, a Chromium (Debian's package
`chromium`; another path by --browser) and a Chinese font (`fonts-noto-cjk`). No browser is fetched.

    python3 Tests/Web/phone_page_test.py --base-url http://127.0.0.1:8080 --contest demo

The contest must be open to anybody (identity `open`) and start an attempt for a new person. Every
check enters a new person of its own, about fifteen in all, so never point it at a real contest. Two
checks run only when they are given a contest: --paper-contest (delivery whole_paper) and
--short-contest (a time limit of at most 15 s). --screenshots DIR keeps a picture of every screen.
The same values may come from the environment: BASE_URL, CONTEST, PAPER_CONTEST, SHORT_CONTEST.

Exit code 0: every check passed; 1: some failed; each failure is printed with its reason.
"""

import argparse
import json
import os
import re
import sys
import time
import traceback

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

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
SETTLE = 450  # ms: the page ignores taps that come sooner after a new screen

options = None


class Phone:
    """One person's browser, with what it asked and what went wrong in it."""

    def __init__(self, browser, width=360, height=740, **settings):
        self.context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=True, locale="zh-CN", **settings
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(15000)
        self.requests, self.faults = [], []
        self.pictures = 0
        self.page.on("request", lambda request: self.requests.append(request))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("dialog", lambda dialog: (self.faults.append("dialog"), dialog.dismiss()))
        self.page.on("console", self.hear)

    def hear(self, message):
        if "Content Security Policy" in message.text:
            self.faults.append(message.text)

    def open(self, contest):
        self.page.goto(f"{options.base_url}/?contest={contest}")
        self.page.wait_for_selector("main button, main a")

    def tap(self, words):
        self.page.wait_for_timeout(SETTLE)
        self.page.get_by_role("button", name=words).first.click()

    def heading(self, pattern):
        expect(self.page.locator("h1")).to_have_text(re.compile(pattern), timeout=30000)

    def see(self, name):
        """Keeps a picture and holds the screen against the rules of access."""
        self.page.wait_for_timeout(SETTLE)
        if options.screenshots:
            self.pictures += 1
            path = os.path.join(options.screenshots, f"{name}.png")
            self.page.screenshot(path=path, full_page=True)
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{name}: scrolls sideways by {wide} px"
        small = self.page.evaluate(
            """() => [...document.querySelectorAll(
                'button, select, summary, .choice, a.button, input:not([type=checkbox]):not([type=radio])')]
              .filter(e => e.offsetParent && (e.offsetHeight < 48 || e.offsetWidth < 48))
              .map(e => e.outerHTML.slice(0, 80))"""
        )
        assert not small, f"{name}: targets under 48 px: {small}"
        tight = self.page.evaluate(
            """() => [...document.querySelectorAll('body *')].filter(e => e.offsetParent
              && parseFloat(getComputedStyle(e).lineHeight) < 1.5 * parseFloat(getComputedStyle(e).fontSize) - 0.1
              && !/SELECT|OPTION|INPUT/.test(e.tagName)).map(e => e.outerHTML.slice(0, 80))"""
        )
        assert not tight, f"{name}: line height under 1.5: {tight}"
        found = Axe().run(self.page).response["violations"]
        assert not found, f"{name}: axe: " + json.dumps(
            [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in found], ensure_ascii=False
        )

    def register(self, contest, name="王小明"):
        """Enters a new person; gives the recovery code as shown."""
        self.open(contest)
        self.tap("报名参加")
        self.page.get_by_label("姓名").fill(name)
        # Down to a leaf of each tree: the last option of each select opens the next level.
        done = 0
        while done < self.page.locator("main select").count():
            select = self.page.locator("main select").nth(done)
            last = select.locator("option").last.get_attribute("value")
            select.select_option(value=last)
            done += 1
        self.page.get_by_label("我已阅读").check()
        self.tap("提交报名")
        self.heading("找回码")
        code = self.page.locator(".code").inner_text()
        self.tap("我已抄好")
        self.page.get_by_role("button", name=re.compile("开始或继续")).first.wait_for()
        return code

    def begin(self):
        self.tap(re.compile("开始或继续"))
        self.page.wait_for_selector("fieldset")

    def answer(self, option=0):
        """Answers the question on the screen and goes on to what comes after its verdict."""
        self.page.locator(".choice").nth(option).click()
        self.tap("提交答案")
        self.answered()
        if self.page.get_by_role("button", name="下一题").count():
            self.tap("下一题")
            self.page.wait_for_selector("fieldset")

    def answered(self):
        """Waits until the question on the screen is behind."""
        expect(self.page.locator(".choice.picked")).to_have_count(0, timeout=30000)

    def position(self):
        return int(re.search(r"第 (\d+) 题", self.page.locator("h1").inner_text()).group(1))

    def seconds_left(self):
        minutes, seconds = self.page.locator("#clock-text").inner_text().split(":")
        return int(minutes) * 60 + int(seconds)

    def sent(self, method, pattern):
        return [r for r in self.requests if r.method == method and re.search(pattern, r.url)]

    def finish(self):
        """Answers whatever is left, submits, and waits for the result."""
        while self.page.locator("fieldset").count():
            self.answer()
            self.page.wait_for_timeout(50)
        self.tap("交卷，看成绩")
        self.heading("答题结果")

    def close(self):
        outside = [r.url for r in self.requests
                   if not r.url.startswith(options.base_url) and not r.url.startswith("data:")]
        self.context.close()
        assert not outside, f"asked outside: {outside}"
        assert not self.faults, f"faults in the page: {self.faults}"


def check_every_screen(browser, prefix="", width=360, **settings):
    """Plays an attempt and holds every screen against the rules of access."""
    phone = Phone(browser, width=width, **settings)
    phone.page.goto(options.base_url + "/")
    phone.page.wait_for_selector("main a, main button")
    phone.see(prefix + "1-contests")
    phone.open(options.contest)
    phone.see(prefix + "2-home")
    phone.tap("报名参加")
    phone.see(prefix + "3-form")
    phone.tap("提交报名")
    phone.page.wait_for_selector("#problem")
    phone.see(prefix + "4-form-fault")
    phone.register(options.contest)
    for summary in phone.page.locator("summary").all():
        summary.click()
    phone.page.wait_for_load_state("networkidle")
    phone.see(prefix + "5-home-open")
    phone.begin()
    phone.see(prefix + "6-question")
    phone.page.locator(".choice").first.click()
    phone.see(prefix + "7-chosen")
    phone.tap("提交答案")
    phone.page.wait_for_selector("h1:has-text('答')")
    phone.see(prefix + "8-verdict")
    if phone.page.get_by_role("button", name="下一题").count():
        phone.tap("下一题")
    phone.tap("不再答题，交卷")
    phone.heading("没有答")
    phone.see(prefix + "9-unanswered")
    phone.tap("返回")
    phone.page.wait_for_selector("fieldset")
    phone.finish()
    phone.see(prefix + "10-result")
    phone.tap("返回首页")
    phone.tap(re.compile("开始或继续"))
    phone.page.wait_for_timeout(800)
    phone.see(prefix + "11-again")
    phone.close()


def check_large_type(browser):
    """The phone's own type size doubled, on the narrowest screen."""
    large = browser.browser_type.launch(
        executable_path=options.browser,
        args=["--no-sandbox", "--blink-settings=defaultFontSize=32"],
    )
    check_every_screen(large, prefix="large-", width=320)
    large.close()


def check_dark(browser):
    check_every_screen(browser, prefix="dark-", color_scheme="dark")


def check_sizes(browser):
    """大/中/小 change the type, and the choice outlives a reload."""
    phone = Phone(browser)
    phone.open(options.contest)
    measure = lambda: phone.page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)")
    found = []
    for size in ["小", "中", "大"]:
        phone.page.get_by_role("button", name=size, exact=True).click()
        found.append(measure())
    assert found == sorted(set(found)) and found[0] >= 16, found
    phone.page.reload()
    phone.page.wait_for_selector("main button")
    assert measure() == found[2]
    phone.see("type-large")
    phone.close()


def check_keyboard(browser):
    """Tab, space and enter suffice, and the focus can be seen."""
    phone = Phone(browser)
    phone.register(options.contest)
    phone.begin()
    phone.page.wait_for_timeout(SETTLE)
    for _ in range(10):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("document.activeElement.matches('fieldset input')"):
            break
    outline = phone.page.evaluate(
        "getComputedStyle(document.activeElement.closest('.choice')).outlineStyle")
    assert outline == "solid", outline
    phone.page.keyboard.press("Space")
    assert phone.page.locator(".choice.picked").count() == 1
    for _ in range(10):
        phone.page.keyboard.press("Tab")
        if phone.page.evaluate("document.activeElement.textContent") == "提交答案":
            break
    phone.page.keyboard.press("Enter")
    phone.answered()
    assert phone.page.evaluate("document.activeElement.tagName") == "H1"
    phone.close()


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
    phone = Phone(browser)
    phone.register(options.contest)
    phone.begin()
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
    phone = Phone(browser)
    phone.register(options.contest)
    phone.begin()
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
    phone = Phone(browser)
    phone.register(options.contest)
    phone.begin()
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


def check_recovery(browser):
    """The recovery code leads back to the same account from another phone, however it is typed."""
    first = Phone(browser)
    code = first.register(options.contest)
    account = lambda phone: json.loads(phone.page.evaluate(
        f"localStorage.getItem('safetyquiz:{options.contest}')"))
    participant = account(first)["participant"]
    first.begin()
    first.answer()
    first.close()
    second = Phone(browser)
    second.open(options.contest)
    second.tap(re.compile("找回码登录"))
    second.see("recover")
    second.page.get_by_label("找回码").fill("0" * 20)
    second.tap("登录")
    second.page.wait_for_selector("#problem")
    second.page.get_by_label("找回码").fill(code.lower())
    second.tap("登录")
    second.page.get_by_role("button", name=re.compile("开始或继续")).first.wait_for()
    assert account(second)["participant"] == participant
    second.begin()
    assert second.position() == 2
    second.close()


def check_expired_session(browser):
    """A session that has run out is renewed by the code on the phone, unnoticed."""
    phone = Phone(browser)
    phone.register(options.contest)
    phone.begin()
    phone.page.evaluate(f"""() => {{
        const key = 'safetyquiz:{options.contest}';
        const account = JSON.parse(localStorage.getItem(key));
        account.session = '0'.repeat(48);
        localStorage.setItem(key, JSON.stringify(account));
    }}""")
    phone.page.reload()
    phone.page.wait_for_selector("fieldset")
    assert len(phone.sent("POST", "/sessions$")) >= 1
    phone.finish()
    phone.close()


def check_clock(browser):
    """The countdown does not care about the phone's calendar clock, and the server decides the end."""
    phone = Phone(browser)
    phone.page.add_init_script("""
        const real = Date.now; Date.now = () => real() + 3600000;
        const now = performance.now.bind(performance); window.ahead = 0;
        performance.now = () => now() + window.ahead;""")
    phone.register(options.contest)
    phone.begin()
    if not phone.page.locator("#clock").is_visible():
        return phone.close()
    left = phone.seconds_left()
    assert 0 < left < 3600, left
    # The phone's monotonic clock runs ahead: the page asks, and the server still gives time.
    reads = len(phone.sent("GET", "/attempts/[0-9a-f]{48}$"))
    phone.page.evaluate("window.ahead = 86400000")
    phone.page.wait_for_timeout(1500)
    assert len(phone.sent("GET", "/attempts/[0-9a-f]{48}$")) == reads + 1
    assert left - 10 <= phone.seconds_left() <= left
    phone.answer()
    phone.close()


def check_time_out(browser):
    """Time runs out: the page says so and shows what the server made of it."""
    if not options.short_contest:
        return "skipped: no --short-contest"
    phone = Phone(browser)
    phone.register(options.short_contest)
    phone.begin()
    phone.answer()
    phone.heading("答题结果")
    assert "系统自动交卷" in phone.page.locator("main").inner_text()
    assert "答了 1 题" in phone.page.locator("main").inner_text()
    phone.see("time-out")
    # The same without a network at the decisive moment.
    phone.tap("返回首页")
    phone.begin()
    phone.context.set_offline(True)
    phone.heading("时间到")
    phone.context.set_offline(False)
    phone.heading("答题结果")
    phone.close()


def check_whole_paper(browser):
    """A whole paper saves every change, keeps it over a reload, and hands in the latest."""
    if not options.paper_contest:
        return "skipped: no --paper-contest"
    phone = Phone(browser)
    phone.register(options.paper_contest)
    phone.begin()
    sets = phone.page.locator("fieldset")
    total = sets.count()
    assert total > 1
    for index in range(total - 1):
        sets.nth(index).locator(".choice").first.click()
    single = phone.page.locator("fieldset:has(input[type=radio])").first
    for option in [1, 0, 1]:  # a mind changed quickly
        single.locator(".choice").nth(option).click()
    phone.page.get_by_text(f"已保存 {total - 1} 题").wait_for()
    phone.page.wait_for_timeout(1500)
    phone.see("paper")
    chosen = "() => [...document.querySelectorAll('fieldset input')].map(i => i.checked)"
    before = phone.page.evaluate(chosen)
    phone.page.reload()
    phone.page.wait_for_selector("fieldset")
    assert phone.page.evaluate(chosen) == before
    phone.tap("交卷")
    phone.heading("还有 1 题没有答")
    phone.tap("返回")
    phone.page.wait_for_selector("fieldset")
    phone.context.set_offline(True)
    sets.nth(total - 1).locator(".choice").first.click()
    phone.page.get_by_text("网络不通").wait_for()
    phone.tap("交卷")
    phone.context.set_offline(False)
    phone.heading("答题结果")
    assert f"答了 {total} 题" in phone.page.locator("main").inner_text()
    phone.see("paper-result")
    phone.close()


CHECKS = [check_policy, check_every_screen, check_large_type, check_dark, check_sizes, check_keyboard,
          check_double_taps, check_fault_report, check_reload, check_offline, check_lost_answers, check_overload,
          check_scripts, check_recovery, check_expired_session, check_clock, check_time_out,
          check_whole_paper]


def main():
    global options
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    env = os.environ.get
    parser.add_argument("--base-url", default=env("BASE_URL", "http://127.0.0.1:8080"))
    parser.add_argument("--contest", default=env("CONTEST", "demo"))
    parser.add_argument("--paper-contest", default=env("PAPER_CONTEST"))
    parser.add_argument("--short-contest", default=env("SHORT_CONTEST"))
    parser.add_argument("--browser", default=env("BROWSER_PATH", "/usr/bin/chromium"))
    parser.add_argument("--screenshots", metavar="DIR")
    parser.add_argument("--only", help="part of a check's name")
    options = parser.parse_args()
    options.base_url = options.base_url.rstrip("/")
    if options.screenshots:
        os.makedirs(options.screenshots, exist_ok=True)
    failed = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        for check in CHECKS:
            if options.only and options.only not in check.__name__:
                continue
            began = time.monotonic()
            try:
                note = check(browser) or "passed"
            except Exception as error:  # one failure must not hide the others
                failed += 1
                note = "FAILED"
                traceback.print_exception(error, limit=-3)
            print(f"{check.__name__}: {note} ({time.monotonic() - began:.1f} s)", flush=True)
        browser.close()
    print(f"{failed} failed" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
