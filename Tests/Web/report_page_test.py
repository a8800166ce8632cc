"""Looks at a contest's report in a real browser: a phone, a desk, paper.

Needs what phone_page_test.py needs. The page is a file, as `safetyquiz report --output` writes it:

    safetyquiz report --contest demo --output report.html
    python3 Tests/Web/report_page_test.py report.html --screenshots pictures

Exit code 0: it fits every width, runs and loads nothing, and axe finds nothing against it.
"""

import argparse
import os
import sys

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

SIZES = [("phone", 360, 740), ("small-phone", 320, 600), ("desk", 1000, 900)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page")
    parser.add_argument("--browser", default=os.environ.get("BROWSER_PATH", "/usr/bin/chromium"))
    parser.add_argument("--screenshots", metavar="DIR")
    options = parser.parse_args()
    if options.screenshots:
        os.makedirs(options.screenshots, exist_ok=True)
    failures = []

    def check(passed, what):
        print(("ok      " if passed else "FAILED  ") + what)
        if not passed:
            failures.append(what)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.browser, args=["--no-sandbox"])
        for name, width, height in SIZES:
            page = browser.new_page(viewport={"width": width, "height": height})
            requests = []
            page.on("request", lambda request: requests.append(request.url))
            page.goto("file://" + os.path.abspath(options.page))
            wide = page.evaluate("document.documentElement.scrollWidth")
            check(wide <= width, f"{name}: {wide} of {width} px wide")
            check(len(requests) == 1, f"{name}: {len(requests)} requests")
            check(page.locator("script, iframe, object, embed, img, link").count() == 0,
                  f"{name}: nothing that runs or loads")
            small = page.evaluate("""() => [...document.querySelectorAll('svg text')].map(text =>
                parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a)""")
            check(not small or min(small) >= 8, f"{name}: smallest letters {min(small or [0]):.1f} px")
            violations = Axe().run(page).response["violations"]
            check(not violations, f"{name}: axe {[v['id'] for v in violations]}")
            if options.screenshots:
                page.screenshot(path=f"{options.screenshots}/{name}.png", full_page=True)
            page.close()
        page = browser.new_page()
        page.goto("file://" + os.path.abspath(options.page))
        paper = page.pdf(format="A4", prefer_css_page_size=True)
        check(paper.startswith(b"%PDF"), f"A4: {paper.count(b'/Type /Page') - 1} pages")
        if options.screenshots:
            with open(f"{options.screenshots}/report.pdf", "wb") as file:
                file.write(paper)
        browser.close()
    print(f"{len(failures)} failed" if failures else "all passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
