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
import os
import sys
import time
import traceback

from playwright.sync_api import sync_playwright

from phone import options
from phone_faults import (
    check_double_taps, check_fault_report, check_lost_answers, check_offline, check_overload,
    check_policy, check_reload, check_scripts)
from phone_journeys import (
    check_clock, check_expired_session, check_recovery, check_time_out, check_whole_paper)
from phone_screens import (
    check_dark, check_every_screen, check_keyboard, check_large_type, check_sizes)

CHECKS = [check_policy, check_every_screen, check_large_type, check_dark, check_sizes, check_keyboard,
          check_double_taps, check_fault_report, check_reload, check_offline, check_lost_answers, check_overload,
          check_scripts, check_recovery, check_expired_session, check_clock, check_time_out,
          check_whole_paper]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    env = os.environ.get
    parser.add_argument("--base-url", default=env("BASE_URL", "http://127.0.0.1:8080"))
    parser.add_argument("--contest", default=env("CONTEST", "demo"))
    parser.add_argument("--paper-contest", default=env("PAPER_CONTEST"))
    parser.add_argument("--short-contest", default=env("SHORT_CONTEST"))
    parser.add_argument("--browser", default=env("BROWSER_PATH", "/usr/bin/chromium"))
    parser.add_argument("--screenshots", metavar="DIR")
    parser.add_argument("--only", help="part of a check's name")
    parser.parse_args(namespace=options)
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
