"""Every page of the demo as every role, on a wide screen and on a phone: nothing broken, nothing axe objects to."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.story.browsing import go_on, launch
from tests.story.demo_states import list_missing
from tests.story.installation import Installation

EVERYBODY = ("coordinates", "helps", "runs a school", "national staff", "operator", "asks questions", "nobody")
PHONE_WIDTH = 390
# Eight times the height of a phone: nobody scrolls further to choose from a list.
LONGEST_ON_PHONE = 7000
# The height of the menu on a wide screen.
ONE_LINE = 70
# For who builds: every component, and whatever the demo mailed.
MAY_BE_LONG = {"/onderdelen", "/mailbox"}
# What passes is not listed: naming every part of a page that is fine takes as long as looking at it.
AXE_OPTIONS = {"resultTypes": ["violations"]}
# All between header and footer, without the values of hidden fields, which are others in every session.
MIDDLE = "location.pathname + document.querySelector('main').outerHTML.replace(/ value=\"[^\"]*\"/g, '')"

# The headings of parts of a page that lie over another part.
COVERED = """() => {
  const sheets = [...document.querySelectorAll("main .sheet")].map(one => [one, one.getBoundingClientRect()]);
  const overlap = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  return sheets.flatMap(([one, place], n) => sheets.slice(n + 1)
    .filter(([other, there]) => !one.contains(other) && overlap(place, there))
    .map(([other]) => other.querySelector("h2")?.textContent));
}"""

# The fields whose focus is not the outline that all have.
PALE_FOCUS = """() => [...document.querySelectorAll("main .form-control, main .form-select, main .form-check-input")]
  .filter(one => one.checkVisibility() && !one.disabled)
  .filter(one => { one.focus(); return getComputedStyle(one).outline !== "rgb(11, 79, 92) solid 3px"; })
  .map(one => one.name)"""

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif("NAAST_TEST_CHROMIUM" not in os.environ, reason="Chromium is not installed here"),
]


@pytest.fixture(scope="module")
def naast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("pages"))
    installation.environment["NAAST_DEMO"] = "1"
    installation.start()
    yield installation
    installation.stop()


def test_the_demo_fills_every_screen(naast: Installation) -> None:
    with sqlite3.connect(naast.folder / "naast.db") as connection:
        (questions,) = connection.execute("SELECT count(*) FROM support_request").fetchone()
        (regions,) = connection.execute("SELECT count(*) FROM region").fetchone()

    assert (questions, regions) == (82, 2)
    assert list_missing(f"sqlite:///{naast.folder / 'naast.db'}") == []


class Walk(NamedTuple):
    """What somebody saw who followed every link: what was wrong, and which sorts of page there are."""

    problems: list[object]
    seen: set[str]


@pytest.fixture(scope="module")
def walks(naast: Installation) -> dict[str, Walk]:
    """A walk of each role. Three go at once, each in a browser of its own: server and browser wait for each other."""
    looked_at: set[str] = set()
    with ThreadPoolExecutor(3) as pool:
        return dict(zip(EVERYBODY, pool.map(lambda role: walk(naast, role, looked_at), EVERYBODY), strict=True))


def walk(naast: Installation, role: str, looked_at: set[str]) -> Walk:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        return Walk(*crawl(naast, sign_in(naast, browser.new_context(), role), looked_at))


@pytest.mark.parametrize("role", EVERYBODY)
def test_every_page_is_whole_and_accessible(walks: dict[str, Walk], role: str) -> None:
    assert walks[role].problems == []
    assert len(walks[role].seen) >= (8 if role == "nobody" else 18)


def test_what_was_typed_comes_back_after_signing_in_again(naast: Installation, browser: Browser) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    page.fill("#title", "Een leerling wordt snel boos")
    page.fill("#story", "Bij elke tegenslag gooit een leerling met spullen.")
    page.context.clear_cookies()

    go_on(page, page.get_by_role("button", name="Verder", exact=True))
    go_on(page, page.get_by_role("link", name="Open het formulier opnieuw"))
    fill_in_login(naast, page, "asks questions")

    assert page.url.startswith(f"{naast.url}/ondersteuningsvragen/nieuw/")
    expect(page.locator("#title")).to_have_value("Een leerling wordt snel boos")
    expect(page.locator("#story")).to_have_value("Bij elke tegenslag gooit een leerling met spullen.")


def test_what_was_typed_stays_when_the_language_changes(naast: Installation, browser: Browser) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    page.fill("#title", "Een leerling zegt niets")
    page.fill("#story", "Te kort.")
    go_on(page, page.get_by_role("button", name="Verder", exact=True))

    go_on(page, page.get_by_role("button", name="English"))

    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    expect(page.locator("#title")).to_have_value("Een leerling zegt niets")
    expect(page.get_by_text("It has not been saved yet.")).to_be_visible()
    go_on(page, page.get_by_role("button", name="Nederlands"))
    expect(page.get_by_role("button", name="Verder", exact=True)).to_be_visible()


def test_what_a_colleague_changed_is_not_forgotten_when_the_language_changes(
    naast: Installation, browser: Browser
) -> None:
    page = sign_in(naast, browser.new_context(), "helps")
    page.goto(f"{naast.url}/onze-expertise")
    go_on(page, page.locator("main h2 a").first)
    go_on(page, page.locator("main a[href$='/wat']"))
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("#description", "Dit schreef een collega.")
    go_on(other, other.get_by_role("button", name="Bewaar"))
    page.fill("#description", "Dit schreef ik.")
    go_on(page, page.get_by_role("button", name="Bewaar"))
    expect(page.locator("#description-now")).to_contain_text("Dit schreef een collega.")

    go_on(page, page.get_by_role("button", name="English"))

    expect(page.locator("#description")).to_have_value("Dit schreef ik.")
    go_on(page, page.get_by_role("button", name="Nederlands"))
    expect(page.get_by_text("Het is nog niet bewaard. Er is intussen iets gewijzigd.")).to_be_visible()
    go_on(page, page.get_by_role("button", name="Bewaar"))
    expect(page.locator("#description-now")).to_contain_text("Dit schreef een collega.")


def test_where_nothing_was_typed_nothing_is_said_to_be_back(naast: Installation, browser: Browser) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")

    go_on(page, page.get_by_role("button", name="English"))

    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    expect(page.get_by_text("has not been saved yet")).to_have_count(0)
    go_on(page, page.get_by_role("button", name="Nederlands"))
    expect(page.get_by_role("button", name="Verder", exact=True)).to_be_visible()


def test_a_choice_from_a_list_counts_as_filled_in(naast: Installation, browser: Browser) -> None:
    page = sign_in(naast, browser.new_context(), "runs a school")
    page.goto(f"{naast.url}/mensen/uitnodigen")
    page.select_option("#role", index=1)
    chosen = page.input_value("#role")

    go_on(page, page.get_by_role("button", name="English"))

    expect(page.get_by_text("It has not been saved yet.")).to_be_visible()
    expect(page.locator("#role")).to_have_value(chosen)
    go_on(page, page.get_by_role("button", name="Nederlands"))


def test_what_was_typed_beside_names_that_are_no_pupils_stays_too(naast: Installation, browser: Browser) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    page.fill("#title", "Een leerling zegt niets")
    page.fill("#story", "Juf Anja en meester Willem weten niet wat ze met een leerling aan moeten.")
    go_on(page, page.get_by_role("button", name="Verder", exact=True))
    for _name in range(2):
        go_on(page, page.get_by_role("button", name="Dit is geen naam").first)
    denied = page.locator("input[name=not_a_name]")
    expect(denied).to_have_count(2)
    names = {one.input_value() for one in denied.all()}

    go_on(page, page.get_by_role("button", name="English"))

    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    expect(page.locator("#title")).to_have_value("Een leerling zegt niets")
    assert {one.input_value() for one in denied.all()} == names
    go_on(page, page.get_by_role("button", name="Nederlands"))
    go_on(page, page.get_by_role("button", name="Verder", exact=True))
    page.wait_for_url("**/wat-speelt-er*")


def test_what_was_typed_stays_when_another_window_made_the_draft(naast: Installation, browser: Browser) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    other = page.context.new_page()
    other.goto(page.url)
    other.fill("#title", "Een leerling slaapt in de klas")
    other.fill("#story", "Een leerling valt elke middag in slaap, ook tijdens het voorlezen.")
    go_on(other, other.get_by_role("button", name="Verder", exact=True))
    other.wait_for_url("**/wat-speelt-er*")
    page.fill("#title", "Zo staat het in dit venster")

    go_on(page, page.get_by_role("button", name="English"))

    expect(page.get_by_role("button", name="Next", exact=True)).to_be_visible()
    expect(page.locator("#title")).to_have_value("Zo staat het in dit venster")
    go_on(page, page.get_by_role("button", name="Nederlands"))


def test_what_arrived_is_not_filled_in_again(naast: Installation, browser: Browser) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    page.fill("#title", "Een andere leerling wordt snel boos")
    page.fill("#story", "Bij elke tegenslag gooit een leerling met spullen.")
    go_on(page, page.get_by_role("button", name="Verder", exact=True))

    page.wait_for_url("**/wat-speelt-er*")

    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw", wait_until="networkidle")

    expect(page.locator("#title")).to_have_value("")


def test_what_was_not_sent_yet_is_there_after_reloading_and_after_going_back(
    naast: Installation, browser: Browser
) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    page.fill("#story", "Bij elke tegenslag gooit een leerling met spullen.")

    for _time in range(2):
        page.reload()
        expect(page.locator("#story")).to_have_value("Bij elke tegenslag gooit een leerling met spullen.")
    page.goto(f"{naast.url}/uitleg")
    page.go_back()
    expect(page.locator("#story")).to_have_value("Bij elke tegenslag gooit een leerling met spullen.")

    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    expect(page.locator("#story")).to_have_value("")


def test_going_back_to_what_was_refused_or_reloading_it_sends_nothing_again(
    naast: Installation, browser: Browser
) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    page.fill("#title", "Een leerling wordt weer boos")
    page.fill("#story", "Onze leerling Jan Jansen gooit bij elke tegenslag met spullen.")
    go_on(page, page.get_by_role("button", name="Verder", exact=True))
    expect(page.locator(".guard")).to_be_visible()

    page.reload()
    expect(page.locator("#story")).to_have_value("Onze leerling Jan Jansen gooit bij elke tegenslag met spullen.")
    go_on(page, page.get_by_role("button", name="Verder", exact=True))
    page.fill("#story", "Een leerling gooit bij elke tegenslag met spullen.")
    go_on(page, page.get_by_role("button", name="Verder", exact=True))
    page.wait_for_url("**/wat-speelt-er*")
    page.go_back()

    expect(page.locator("#story")).to_have_value("Een leerling gooit bij elke tegenslag met spullen.")


def test_what_was_not_sent_yet_is_forgotten_when_one_signs_out(naast: Installation, browser: Browser) -> None:
    page = sign_in(naast, browser.new_context(), "asks questions")
    page.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    page.fill("#story", "Bij elke tegenslag gooit een leerling met spullen.")

    page.evaluate("document.getElementById('uitloggen').requestSubmit()")
    page.wait_for_load_state("networkidle")

    assert page.evaluate("Object.values(sessionStorage).join()").count("tegenslag") == 0


def test_one_answer_keeps_every_tab_signed_in(naast: Installation, browser: Browser) -> None:
    page, other = two_tabs(naast, browser)
    page.clock.fast_forward("24:30")
    for tab in (page, other):
        expect(tab.get_by_role("alertdialog")).to_have_count(0)
    page.clock.fast_forward("00:40")
    for tab in (page, other):
        expect(tab.get_by_role("alertdialog", name="Ben je er nog?")).to_be_visible()
    assert Axe().run(page, options=AXE_OPTIONS).response["violations"] == []
    expect(page.get_by_role("button", name="Ik ben er nog")).to_be_focused()

    page.keyboard.press("Enter")

    for tab in (page, other):
        expect(tab.get_by_role("alertdialog")).to_have_count(0)


def test_typing_keeps_one_signed_in_with_few_requests(naast: Installation, browser: Browser) -> None:
    page, _other = two_tabs(naast, browser)
    kept: list[str] = []
    page.on("request", lambda sent: kept.append(sent.url) if sent.url.endswith("/ingelogd-blijven") else None)

    for _minute in range(32):
        page.locator("#story").press_sequentially("woord ")
        page.clock.run_for("01:00")

    expect(page.get_by_role("alertdialog")).to_have_count(0)
    assert 8 <= len(kept) <= 11


def test_after_the_end_one_comes_back_to_what_was_typed(naast: Installation, browser: Browser) -> None:
    page, _other = two_tabs(naast, browser)
    page.fill("#story", "Bij elke tegenslag gooit een leerling met spullen.")
    page.context.clear_cookies()
    page.clock.fast_forward("31:00")

    go_on(page, page.get_by_role("link", name="Log opnieuw in"))
    fill_in_login(naast, page, "asks questions")

    assert page.url.startswith(f"{naast.url}/ondersteuningsvragen/nieuw")
    expect(page.locator("#story")).to_have_value("Bij elke tegenslag gooit een leerling met spullen.")


def two_tabs(naast: Installation, browser: Browser) -> tuple[Page, Page]:
    """The same form twice in one browser, with one clock that the test moves."""
    page = sign_in(naast, browser.new_context(), "asks questions")
    tabs = page, page.context.new_page()
    page.clock.install()
    for tab in tabs:
        tab.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    return tabs


def sign_in(naast: Installation, context: BrowserContext, role: str) -> Page:
    page = context.new_page()
    page.goto(f"{naast.url}/")
    if role == "nobody":
        return page
    page.goto(f"{naast.url}/inloggen")
    fill_in_login(naast, page, role)
    return page


def fill_in_login(naast: Installation, page: Page, role: str) -> None:
    logins = (naast.folder / "demo-logins.txt").read_text().splitlines()
    password = logins[0].split(": ")[1]
    address = next(line.split()[-1] for line in logins if line.strip().startswith(role))
    page.fill("#email", address)
    page.fill("#password", password)
    go_on(page, page.locator("main button[type=submit]"))


def crawl(naast: Installation, page: Page, looked_at: set[str]) -> tuple[list[object], set[str]]:
    """Follow every link to every sort of page once; what another role saw just so is not looked at again."""
    problems: list[object] = []
    page.on("console", lambda message: problems.append((page.url, message.text)) if message.type == "error" else None)
    waiting, seen = [f"{naast.url}/", f"{naast.url}/onderdelen", f"{naast.url}/mailbox"], set()
    while waiting:
        url = waiting.pop(0)
        if (sort := sort_of(url.removeprefix(naast.url))) in seen:
            continue
        seen.add(sort)
        answer = page.goto(url)
        if answer is None or answer.status >= 400:
            problems.append((url, answer and answer.status))
            continue
        if sort == "/" or is_new(page, looked_at):
            problems += look_at(page, sort)
        if sort.startswith("/mailbox/"):
            continue  # what a mail leads to is for its reader alone
        waiting += [
            link.split("#")[0]
            for link in page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
            if link.startswith(naast.url) and ".csv" not in link
        ]
    return problems, seen


def is_new(page: Page, looked_at: set[str]) -> bool:
    """Whether nobody saw the middle of this page just so; what stands around it is on each page of a role."""
    middle = page.evaluate(MIDDLE)
    if middle in looked_at:
        return False
    looked_at.add(middle)
    return True


def look_at(page: Page, sort: str) -> list[object]:
    """What axe objects to, what lies over something else, where the focus is hardly seen, and what does not fit."""
    page.set_viewport_size({"width": 1280, "height": 900})
    top = page.locator("header.top").bounding_box()
    found: list[object] = (
        [] if top and top["height"] <= ONE_LINE else [(sort, "its menu takes more than one line", top)]
    )
    found += [
        (sort, violation["id"], violation["nodes"][0]["html"][:200])
        for violation in Axe().run(page, options=AXE_OPTIONS).response["violations"]
    ]
    found += [(sort, "lies over another part", heading) for heading in page.evaluate(COVERED)]
    found += [(sort, "its focus is hardly seen", name) for name in page.evaluate(PALE_FOCUS)]
    page.set_viewport_size({"width": PHONE_WIDTH, "height": 844})
    width, height = page.evaluate("(one => [one.scrollWidth, one.scrollHeight])(document.documentElement)")
    found += [(sort, "wider than a phone", width)] if width > PHONE_WIDTH + 1 else []
    is_too_long = height > LONGEST_ON_PHONE and sort not in MAY_BE_LONG
    return found + ([(sort, "too long for a phone", height)] if is_too_long else [])


def sort_of(path: str) -> str:
    """The path without its ids and filters."""
    path = path.split("?")[0].split("#")[0]
    return re.sub(r"/([0-9a-z]{16,32}|[0-9A-Z]{4}-[0-9A-Z]{2}|\d+)(?=/|$)", "/_", path)
