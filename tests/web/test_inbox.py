"""An inbox of many: what is new can be seen alone, on every page of it, and a question's code stays in one piece."""

from __future__ import annotations

from network.core.database import unit_of_work
from network.models.notice import Category
from network.notices import queries, service
from network.notices.forms import CATEGORIES_OF, CATEGORY_LABELS
from network.notices.kinds.engagements import CheckIn
from tests.factories import make_admin, make_requester, make_specialist
from tests.page import Page

FACTS = {"needs": ["angst"], "profile": "Kompas", "school": "De Brug", "specialist": "Sam"}


def test_what_is_new_can_be_seen_alone(page: Page) -> None:
    reader = make_specialist()
    with unit_of_work():
        for n in range(queries.PAGE_SIZE + 3):
            notice = service.send(CheckIn(reader, key=str(n), path=f"/{n}", code=f"7K3Q-{n:02}", **FACTS))
            if n in {0, 27}:
                service.mark_read(notice)
    page.sign_in(reader)

    first = page.get("/berichten?toon=nieuw")
    second = page.get(first.all(".pager a[rel=next]")[0].get("href"))

    assert first.texts(".chip.on") == ["Alleen nieuwe 26"]
    codes = [
        one.removeprefix("7K3Q-")
        for one in first.texts(".notice-title .text-nowrap") + second.texts(".notice-title .text-nowrap")
    ]
    assert codes == [f"{n:02}" for n in range(26, 0, -1)]


def test_who_has_read_all_sees_that_there_is_nothing_new(page: Page) -> None:
    page.sign_in(make_specialist())

    assert "Niets nieuws" in page.get("/berichten?toon=nieuw").text
    assert "Nog geen berichten" in page.get("/berichten").text


def test_each_reader_chooses_from_the_mail_that_can_reach_them(page: Page) -> None:
    reader = make_requester()
    with unit_of_work():
        service.switch_off(reader, Category.ENGAGEMENTS)
    page.sign_in(reader)

    shown = page.get("/berichten/voorkeuren")

    assert shown.texts("#mail label") == ["Hoe het met onze vragen gaat", "Trajecten: plan, contact en terugblik"]
    assert [one.get("value") for one in shown.all("#mail input[checked]")] == ["progress"]


def test_a_category_that_is_not_offered_is_refused_in_plain_words(page: Page) -> None:
    page.sign_in(make_requester())

    answer = page.submit("/berichten/voorkeuren", {"mail": ["onzin", "progress"]})

    assert (answer.status, answer.texts("#mail-error")) == (422, ["Kies uit de antwoorden die hier staan."])


def test_who_is_only_mailed_about_the_account_is_told_so(page: Page) -> None:
    page.sign_in(make_admin())

    assert "Andere mail is er niet" in page.get("/berichten/voorkeuren").text


def test_every_category_with_a_name_can_reach_somebody() -> None:
    assert set().union(*CATEGORIES_OF.values()) == set(CATEGORY_LABELS)
