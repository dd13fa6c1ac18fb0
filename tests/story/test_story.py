"""The main job from the first import to the last look back, in a real browser against real processes."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, TimeoutError

from tests import real_data
from tests.story.browsing import go_on
from tests.story.installation import Installation

PASSWORD = "paraplu fietsbel aardappel"

COORDINATOR = "coordinator@swv.example"
REQUESTER = "ib@school.example"
SPECIALIST, COLLEAGUE = "specialist@so.example", "collega@so.example"

POSTGRESQL = os.environ.get("NAAST_TEST_DATABASE_URL", "")

SPECIAL_SCHOOL = """\
SOORT PRIMAIR ONDERWIJS;PROVINCIE;BEVOEGD GEZAG NUMMER;INSTELLINGSCODE;VESTIGINGSCODE;VESTIGINGSNAAM;STRAATNAAM;\
HUISNUMMER-TOEVOEGING;POSTCODE;PLAATSNAAM;GEMEENTENAAM;CLUSTER;ONDERWIJS;VAKANTIEREGIO
(V)SO;Gelderland;98765;98ZZ;98ZZ00;SO De Proefvlinder;Proefweg;1;4001 AB;TIEL;TIEL;4;SO ZMOK;Midden
"""

pytestmark = pytest.mark.skipif("NAAST_TEST_CHROMIUM" not in os.environ, reason="Chromium is not installed here")


@pytest.fixture(scope="class")
def naast(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    installation = Installation(tmp_path_factory.mktemp("naast"), server=request.cls.server)
    installation.start()
    yield installation
    installation.stop()


def open_page(browser: Browser) -> Page:
    """A browser of one's own, without JavaScript: every page works so."""
    page = browser.new_context(locale="nl-NL", java_script_enabled=False).new_page()
    page.set_default_timeout(15_000)
    return page


def press(page: Page, words: str) -> None:
    go_on(page, page.locator("main").get_by_role("button", name=words, exact=False).first)


def follow(page: Page, words: str) -> None:
    go_on(page, page.locator("main").get_by_role("link", name=words, exact=False).first)


def tick(page: Page, name: str, *values: str) -> None:
    for value in values:
        box = page.locator(f'input[name="{name}"][value="{value}"]')
        if not box.is_visible():
            page.locator("details", has=box).first.locator("summary").first.click()
        box.check()


def says(page: Page, words: str | re.Pattern[str]) -> None:
    try:
        page.locator("main").get_by_text(words).first.wait_for(timeout=15_000)
    except TimeoutError:
        pytest.fail(f"{words!r} does not stand on {page.url}: {page.inner_text('main')}")


def join(browser: Browser, link: str, name: str) -> Page:
    """Take an invitation with a new account."""
    page = open_page(browser)
    page.goto(link)
    page.fill("#name", name)
    page.fill("#password", PASSWORD)
    press(page, "Begin")
    says(page, "Welkom")
    return page


def invite(naast: Installation, coordinator: Page, email: str, role: str, school: str) -> str:
    """Invite somebody; the link of the mail."""
    coordinator.goto(f"{naast.url}/mensen/uitnodigen")
    coordinator.fill("#email", email)
    coordinator.select_option("#role", role)
    coordinator.fill("#place", school)
    press(coordinator, "Stuur de uitnodiging")
    says(coordinator, "onderweg")
    return naast.link_to(email, "Uitnodiging", urgent=True)


def make_profile(naast: Installation, specialist: Page, title: str, *, name: str) -> None:
    """Fill in a profile on its four pages, of somebody with this name, and send it in."""
    specialist.goto(f"{naast.url}/onze-expertise/nieuw")
    specialist.fill("#title", title)
    press(specialist, "Verder")
    specialist.fill("#description", "Wij kijken mee in de klas als gedrag vastloopt, en helpen de leraar verder.")
    tick(specialist, "needs", "agressieregulatie", "opstandig-gedrag")
    tick(specialist, "forms", "observatie", "coaching-leerkracht")
    press(specialist, "Bewaar")
    follow(specialist, "Wijzig voor wie")
    tick(specialist, "ages", "groep-5-6", "groep-7-8")
    tick(specialist, "school_types", "bo")
    press(specialist, "Bewaar")
    follow(specialist, "Wijzig de mensen")
    specialist.fill("#name", name)
    specialist.select_option("#user", label=name)
    press(specialist, "Zet erbij")
    specialist.goto(specialist.url.replace("/mensen", "/uren"))
    specialist.fill("#hours_per_week", "8")
    press(specialist, "Voeg deze uren toe")
    specialist.goto(specialist.url.replace("/uren", ""))
    press(specialist, "Stuur het profiel in")
    says(specialist, "ingestuurd")


def publish(naast: Installation, coordinator: Page, title: str) -> None:
    """Look at the profile from the worklist and publish it."""
    coordinator.goto(f"{naast.url}/vandaag")
    follow(coordinator, title)
    press(coordinator, "Publiceer het profiel")
    says(coordinator, "gepubliceerd")


def ask(naast: Installation, requester: Page, title: str) -> str:
    """Ask a question in three steps, with a name in it at first; its address."""
    requester.goto(f"{naast.url}/ondersteuningsvragen/nieuw")
    requester.fill("#title", title)
    requester.fill("#story", "Onze leerling Jan wordt snel boos en gooit met stoelen. De leraar weet het niet meer.")
    press(requester, "Verder")
    says(requester, "Dit lijkt een naam")
    press(requester, "Haal dit weg")
    assert "Jan" not in requester.input_value("#story")
    press(requester, "Verder")
    says(requester, "Gaat het hierover?")
    tick(requester, "needs", "agressieregulatie")
    press(requester, "Verder")
    tick(requester, "forms", "observatie")
    tick(requester, "setting", "pupil")
    requester.select_option("#age_group", "groep-5-6")
    requester.fill("#estimated_hours", "6")
    press(requester, "Verder")
    press(requester, "Verstuur de vraag")
    says(requester, "Je vraag is verstuurd")
    return requester.url.split("#")[0]


class TestOnSqlite:
    server = ""

    def test_the_main_job_from_import_to_looking_back(
        self, naast: Installation, browser: Browser, tmp_path: Path
    ) -> None:
        somebody_helps(naast, browser, tmp_path)


@pytest.mark.skipif(not POSTGRESQL, reason="no PostgreSQL server is given")
class TestOnPostgresql:
    server = POSTGRESQL

    def test_the_main_job_from_import_to_looking_back(
        self, naast: Installation, browser: Browser, tmp_path: Path
    ) -> None:
        somebody_helps(naast, browser, tmp_path)


def somebody_helps(naast: Installation, browser: Browser, folder: Path) -> None:
    """Schools and people come in, a question is asked, answered, worked on and closed, and both look back; a second
    question is not answered."""
    school = bring_in_schools(naast, folder)

    # People come in by invitation.
    naast.run("people", "invite", COORDINATOR, "--role", "coordinator", "--region", "PO9901")
    coordinator = join(browser, naast.link_to(COORDINATOR, "Uitnodiging", urgent=True), "Cor Coördinator")
    requester = join(browser, invite(naast, coordinator, REQUESTER, "requester", school), "Ina Begeleider")
    specialist = join(browser, invite(naast, coordinator, SPECIALIST, "specialist", "98ZZ00"), "Sam Specialist")

    # A profile is made, looked at and published.
    make_profile(naast, specialist, "Dienst gedrag", name="Sam Specialist")
    publish(naast, coordinator, "Dienst gedrag")

    # A question is asked and answered from the mail, without signing in.
    question = ask(naast, requester, "Een leerling gooit met stoelen")
    answer = open_page(browser)
    answer.goto(naast.link_to(SPECIALIST, "Een vraag die bij jullie past"))
    says(answer, "Agressieregulatie")
    press(answer, "Ja, wij denken mee")
    says(answer, "Dank je wel")
    requester.goto(question)
    says(requester, "“Dienst gedrag” zegt ja.")

    # The two work together and close.
    specialist.goto(f"{naast.url}/trajecten")
    follow(specialist, "Een leerling gooit met stoelen")
    follow(specialist, "Maak een plan")
    specialist.fill("#goal", "De leraar weet wat te doen.")
    specialist.fill("#starts_on", f"{date.today():%Y-%m-%d}")
    specialist.fill("#ends_on", f"{date.today() + timedelta(days=30):%Y-%m-%d}")
    press(specialist, "Leg het plan vast")
    follow(specialist, "Noteer contact")
    tick(specialist, "kind", "observation")
    specialist.fill("#hours", "2,5")
    press(specialist, "Noteer het contact")
    says(specialist, "2,5 van 6 uur")
    follow(specialist, "Rond het traject af")
    tick(specialist, "outcome", "resolved")
    press(specialist, "Rond het traject af")
    says(specialist, "Afgerond")

    # Some weeks later both look back.
    naast.sweep(45)
    for page, address in ((requester, REQUESTER), (specialist, SPECIALIST)):
        page.goto(naast.link_to(address, "Terugkijken"))
        tick(page, "score", "5")
        press(page, "Verstuur je terugblik")
        says(page, "Dank je wel")

    colleague = join(browser, invite(naast, coordinator, COLLEAGUE, "specialist", "98ZZ00"), "Cato Collega")
    nobody_answers(naast, coordinator, requester, colleague)


def nobody_answers(naast: Installation, coordinator: Page, requester: Page, colleague: Page) -> None:
    """A second question is reminded, goes to the next wave, and ends on the coordinator's worklist."""
    make_profile(naast, colleague, "Tweede dienst", name="Cato Collega")
    publish(naast, coordinator, "Tweede dienst")
    coordinator.goto(f"{naast.url}/regio")
    coordinator.fill("#wave_size", "1")
    press(coordinator, "Bewaar de afspraken")
    says(coordinator, "nieuwe afspraken")
    ask(naast, requester, "Een leerling loopt de klas uit")

    days = iter((0, 5, 9, 14, 18, 24, 32, 40, 50, 60))
    move_until(naast, days, lambda: count_mails(naast, "Herinnering") >= 1, "no reminder")
    move_until(naast, days, lambda: count_mails(naast, "Een vraag die bij jullie past") >= 3, "no next wave")
    move_until(naast, days, lambda: naast.was_mailed(REQUESTER, "coördinator zoekt mee"), "not stuck")

    coordinator.goto(f"{naast.url}/vandaag")
    says(coordinator, "Een leerling loopt de klas uit")
    # The last one who was asked may have some days left.
    says(coordinator, re.compile("Niemand meer te vragen|Wacht op 1 antwoord"))


def count_mails(naast: Installation, subject: str) -> int:
    """How many mails with these words in their subject came to both specialists."""
    mails = [*naast.mails_to(SPECIALIST), *naast.mails_to(COLLEAGUE)]
    return sum(subject in mail["Subject"] for mail in mails)


def move_until(naast: Installation, days: Iterator[int], holds: Callable[[], bool], otherwise: str) -> None:
    """Move time on, to the next of these days from now and the next, until it holds."""
    while not holds():
        day = next(days, None)
        assert day is not None, otherwise
        naast.sweep(day)


def bring_in_schools(naast: Installation, folder: Path) -> str:
    """Import DUO's schools, a special school and the region of Tiel; the code of a school in Tiel."""
    real = real_data.find("duo_vestigingen_bo.csv")
    report = naast.run("import", "locations", str(real or real_data.SAMPLE))
    assert ("6122 new" if real else "200 new") in report
    special = folder / "special.csv"
    special.write_text(SPECIAL_SCHOOL)
    naast.run("import", "locations", str(special))
    regions = folder / "regions.csv"
    regions.write_text("pc4,swv_po,swv_vo\n" + "".join(f"{pc4},PO-99-01,VO 99.01\n" for pc4 in range(4001, 4008)))
    naast.run("import", "regions", str(regions))
    lines = (real or real_data.SAMPLE).read_text("cp1252").splitlines()
    header = lines[0].split(";")
    place, code = header.index("PLAATSNAAM"), header.index("VESTIGINGSCODE")
    return next(row[code] for row in (line.split(";") for line in lines[1:]) if row[place] == "TIEL")
