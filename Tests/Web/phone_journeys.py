"""Coming back, another phone's clock, time that runs out, a whole paper at once."""

import json
import re

from phone import Phone, options


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
    phone = Phone.in_attempt(browser)
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
    phone = Phone.in_attempt(browser, options.short_contest)
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
    phone = Phone.in_attempt(browser, options.paper_contest)
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
