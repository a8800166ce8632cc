"""One person's browser on the participant's page, with what it asked and what went wrong in it."""

import argparse
import json
import os
import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

SETTLE = 450  # ms: the page ignores taps that come sooner after a new screen

# What was asked for on the command line of phone_page_test.py.
options = argparse.Namespace()


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

    @classmethod
    def in_attempt(cls, browser, contest=None):
        """A new person at the first question of an attempt."""
        phone = cls(browser)
        phone.register(contest or options.contest)
        phone.begin()
        return phone

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
