"""Chromium, and a click that waits for what it leads to."""

from __future__ import annotations

import os

from playwright.sync_api import Browser, Locator, Page, Playwright


def launch(playwright: Playwright) -> Browser:
    """A browser of somebody who reads Dutch."""
    args = ["--no-sandbox", "--accept-lang=nl"]
    return playwright.chromium.launch(executable_path=os.environ["NAAST_TEST_CHROMIUM"], args=args)


def go_on(page: Page, link_or_button: Locator) -> None:
    """Click, and wait for the next page: a click alone is done while the old page still stands."""
    with page.expect_navigation():
        link_or_button.click()
