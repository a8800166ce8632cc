"""Every screen of the participant's page: seen, large, dark, small, and by keyboard."""

import re

from phone import Phone, SETTLE, options


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
    phone = Phone.in_attempt(browser)
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
