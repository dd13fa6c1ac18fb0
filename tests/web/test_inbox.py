"""An inbox of many: what is new can be seen alone, on every page of it, and a question's code stays in one piece."""

from __future__ import annotations

from network.core.database import unit_of_work
from network.notices import queries, service
from network.notices.kinds.engagements import CheckIn
from tests.factories import make_specialist
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
