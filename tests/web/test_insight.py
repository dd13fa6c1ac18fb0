"""Insight: every number that leads to a list is the number of rows of that list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from network.core.clock import now, today
from network.models import Region, User
from network.models.support_request import RequestState
from tests.factories import (
    make_coordinator,
    make_national,
    make_profile,
    make_region,
    make_request,
    make_special_location,
)
from tests.page import Answer, Page


@pytest.fixture
def filled(region: Region, coordinator: User) -> Region:
    """A region with questions of every state and age, about needs, groups and both; and some of another region."""
    long_ago = now() - timedelta(days=400)
    for state in RequestState:
        if state not in {RequestState.DRAFT, RequestState.SUBMITTED}:
            make_request(region, needs=("agressieregulatie", "weglopen"), state=state)
            make_request(region, needs=("gedrag",), state=state, submitted_at=long_ago)
    make_request(region, needs=("gedrag", "pesten", "angst"))
    for _number in range(27):
        make_request(region, needs=("dyslexie",))
    make_request(region, needs=("dyslexie",), state=RequestState.DRAFT, submitted_at=None)
    make_request(region, needs=("dyslexie",), state=RequestState.WITHDRAWN, submitted_at=None)
    make_request(make_region(), needs=("agressieregulatie", "rekenen"))
    make_profile(region, needs=("agressieregulatie", "weglopen"))
    return region


def count_rows(page: Page, path: str) -> int:
    """The rows of a list, over all its pages."""
    answer = page.get(path)
    assert answer.status == 200
    following = [link.get("href") for link in answer.all(".pager a[rel=next]")]
    return len(answer.all("table.rows tbody tr")) + (count_rows(page, following[0]) if following else 0)


def row_of(answer: Answer, label: str) -> list[str]:
    rows = [row.cssselect("th, td") for row in answer.all("table.rows tbody tr")]
    (row,) = [row for row in rows if row[0].text_content().startswith(label)]
    return [cell.text_content().strip() for cell in row]


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("path", ["/inzicht", "/vandaag"])
def test_every_number_with_a_list_is_the_number_of_its_rows(page: Page, path: str) -> None:
    links = page.get(path).all(".fig b a, td[data-label] a[aria-label]")
    said = {link.get("href"): int(link.text_content()) for link in links}

    assert {path: count_rows(page, path) for path in said} == said
    assert said


@pytest.mark.usefixtures("filled")
def test_both_needs_and_groups_have_their_list(page: Page) -> None:
    answer = page.get("/inzicht")
    lists = {link.get("href") for link in answer.all("td a")}

    for code in ("gedrag", "agressieregulatie", "pesten", "dyslexie"):
        assert {f"/vragen?onderwerp={code}", f"/vragen?status=alle&onderwerp={code}&periode=jaar"} <= lists
    assert not [path for path in lists if "rekenen" in path]


@pytest.mark.usefixtures("filled")
def test_a_group_heads_the_needs_within_it_and_where_expertise_is_short_comes_first(page: Page) -> None:
    answer = page.get("/inzicht")

    groups = [[name.text_content() for name in body.cssselect("th")] for body in answer.all("table.rows tbody")]
    heads = [head.split(",")[0] for head, *_within in groups]
    (behaviour,) = [within for head, *within in groups if head.startswith("Gedrag")]
    assert heads == [name.split(",")[0] for name in answer.texts("th[scope=rowgroup]")]
    gaps = [sum(name.endswith("tekort") for name in within) for _head, *within in groups]
    assert gaps == sorted(gaps, reverse=True)
    short = [head for (head, *_within), gap in zip(groups, gaps, strict=True) if gap]
    assert [head[-len("1 van de onderwerpen: tekort") :] for head in short] == [
        f"{gap} van de onderwerpen: tekort" for gap in gaps if gap
    ]
    assert not [head for (head, *_within), gap in zip(groups, gaps, strict=True) if not gap and head.endswith("tekort")]
    assert behaviour == ["Pesten en sociale veiligheidtekort", "Agressieregulatie", "Weglopen"]


@pytest.mark.usefixtures("filled")
def test_what_is_short_of_expertise_never_folds_and_the_handle_tells_how_many_others_do(page: Page) -> None:
    bodies = page.get("/inzicht").all("tbody")
    (behaviour,) = [body for body in bodies if "Pesten" in body.text_content()]
    (learning,) = [body for body in bodies if "Dyslexie" in body.text_content()]

    folding = [row.cssselect("th")[0].text_content() for row in behaviour.cssselect("tr.may-fold")]

    assert folding == ["Agressieregulatie", "Weglopen"]
    assert [one.text_content() for one in behaviour.cssselect("summary")] == ["Nog 2 onderwerpen: Gedrag"]
    assert not learning.cssselect("details, tr.may-fold")


@pytest.mark.usefixtures("clock")
def test_the_waiting_list_has_its_tile_that_leads_to_it(page: Page, region: Region, coordinator: User) -> None:
    for _number in range(2):
        make_request(region, is_waiting=True, waiting_since=now())
    make_request(make_region(), is_waiting=True, waiting_since=now())

    answer = page.get("/inzicht")

    (tile,) = [one for one in answer.all(".fig") if "op de wachtlijst" in one.text_content()]
    number, definition = tile.cssselect("a")
    assert (number.text_content(), number.get("href")) == ("2", "/vragen/wachtlijst")
    assert definition.get("href").endswith("#waiting-list")
    assert count_rows(page, "/vragen/wachtlijst") == count_rows(page, "/vragen?status=waiting") == 2


@pytest.mark.usefixtures("filled")
def test_a_group_counts_a_question_or_profile_once_and_is_told_from_a_need(page: Page) -> None:
    answer = page.get("/inzicht")

    asked = len(set(RequestState) - {RequestState.DRAFT, RequestState.SUBMITTED}) + 1
    assert row_of(answer, "Gedrag")[0] == "Gedrag, alles samen1 van de onderwerpen: tekort"
    assert [cell.split()[0] for cell in row_of(answer, "Gedrag")[1:4]] == [str(asked), "11", "1"]
    assert row_of(answer, "Agressieregulatie")[0] == "Agressieregulatie"


def test_a_profile_of_a_closed_school_is_no_supply(page: Page, region: Region, coordinator: User) -> None:
    make_profile(region, needs=("pesten",))
    make_profile(location=make_special_location(region=region, closed_on=today()), needs=("pesten", "zml"))

    answer = page.get("/inzicht")

    assert row_of(answer, "Pesten")[3] == "1"
    assert "Zeer moeilijk lerend" not in answer.text


def test_an_old_question_that_is_still_open_is_counted_as_open(page: Page, region: Region, coordinator: User) -> None:
    make_request(region, needs=("rekenen",), submitted_at=now() - timedelta(days=366))

    answer = page.get("/inzicht")

    assert [cell.split()[0] for cell in row_of(answer, "Rekenen")[1:4]] == ["0", "1", "0"]
    assert count_rows(page, "/vragen?status=alle&onderwerp=rekenen&periode=jaar") == 0


def test_national_staff_see_the_supply_of_the_regions_they_look_after(page: Page, region: Region) -> None:
    make_request(region, needs=("dyslexie",))
    make_profile(region, needs=("dyslexie",))
    make_profile(make_coordinator().memberships[0].region, needs=("dyslexie",))
    page.sign_in(make_national())

    answer = page.get("/inzicht")

    _label, _asked, open_now, profiles, *_free = row_of(answer, "Dyslexie")
    assert (open_now, profiles) == ("1", "1")
    assert "jouw regio" not in answer.text
    for path in ("/inzicht", "/vandaag"):
        assert "zonder samenwerkingsverband of zonder coördinator" in page.get(path).texts(".lead-soft")[0]
