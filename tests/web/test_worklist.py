"""The coordinator's list of today, in words that are said once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from network.core.clock import today
from network.core.database import db
from network.models import Region, User
from network.models.match import DeclineReason, MatchState
from network.models.support_request import RequestState
from tests.factories import make_coordinator, make_engagement, make_match, make_request
from tests.page import Page


@pytest.mark.usefixtures("clock", "coordinator")
def test_a_new_question_is_called_new_once(page: Page, region: Region) -> None:
    make_request(region, state=RequestState.IN_TRIAGE)

    row = page.get("/vandaag").texts("tbody tr")[0]

    assert "wacht op jouw blik" in row
    assert row.lower().count("nieuwe vraag") == 1


def test_how_long_a_traject_is_silent_is_an_amount_of_days(page: Page, region: Region, clock) -> None:
    make_engagement(match=make_match(request=make_request(region), state=MatchState.ACCEPTED))
    clock.shift(timedelta(days=40))
    page.sign_in(make_coordinator(region))

    answer = page.get("/vandaag")

    assert "Wacht op jou" in answer.texts("thead th")
    assert "schooldagen geen contact" in answer.text
    assert "sinds" not in answer.texts("tbody tr")[0]


def test_a_silent_traject_says_so_on_its_own_page_too(page: Page, region: Region, clock) -> None:
    engagement = make_engagement(match=make_match(request=make_request(region), state=MatchState.ACCEPTED))
    path = f"/trajecten/{engagement.public_id}"
    clock.shift(timedelta(days=40))
    page.sign_in(make_coordinator(region))

    days = re.search(r"al (\d+) schooldagen geen contact", page.get("/vandaag").text)

    assert days is not None
    assert f"Hier is al {days[1]} schooldagen geen contact genoteerd" in page.get(path).text


def test_a_traject_whose_plan_begins_later_is_not_silent_yet(page: Page, region: Region, clock) -> None:
    begin = today() + timedelta(days=38)
    make_engagement(match=make_match(request=make_request(region), state=MatchState.ACCEPTED), starts_on=begin)
    clock.shift(timedelta(days=40))
    page.sign_in(make_coordinator(region))

    assert "geen contact" not in page.get("/vandaag").text


@pytest.mark.usefixtures("clock", "coordinator")
def test_what_became_of_asking_is_told_by_count(page: Page, region: Region) -> None:
    question = make_request(region, state=RequestState.STUCK)
    for reason in (DeclineReason.NO_HOURS, DeclineReason.NO_HOURS, DeclineReason.TOO_FAR):
        make_match(request=question, state=MatchState.DECLINED, decline_reason=reason)

    assert "3 gevraagd: 2 hadden geen uren, 1 vond het te ver" in page.get("/vandaag").text


@pytest.mark.usefixtures("clock")
def test_groups_are_named_in_the_language_of_the_reader(page: Page, region: Region, coordinator: User) -> None:
    make_request(region, state=RequestState.STUCK)
    coordinator.language = "en"
    db.session.commit()

    row = page.get("/vandaag").texts("tbody tr")[0]

    assert "years 5-6 (age 8-10)" in row
    assert "groep 5-6" not in row


@pytest.mark.usefixtures("clock", "coordinator")
def test_a_list_says_how_many_it_holds_on_every_page(page: Page, region: Region) -> None:
    for _ in range(25):
        make_request(region)
    assert "25 vragen" in page.get("/vragen").text

    make_request(region)
    first = page.get("/vragen")
    second = page.get(first.all(".pager a[rel=next]")[0].get("href"))

    assert "26 vragen" in first.text
    assert "26 vragen" in second.text
