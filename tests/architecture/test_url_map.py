"""Every address of the site: guarded, typed, in kebab-case, in the navigation or named here; and closed to strangers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update
from werkzeug.routing import Rule

from network.access import links
from network.access.permissions import Permission
from network.core import clock
from network.core.database import db
from network.core.ids import new_public_id
from network.models import ContactMoment, Evaluation, Invitation, Notice, RequestNote, SchoolHoliday, Term, User
from network.models.engagement import ContactKind, EngagementState, EvaluationMoment, Outcome, Side
from network.models.match import MatchState
from network.models.notice import Category
from network.models.support_offer import OfferState
from network.models.support_request import NoteKind
from network.models.user import Role
from network.notices.kinds.accounts import JOIN
from network.notices.kinds.waves import ANSWER
from network.notices.rendering import _serializer
from tests.factories import (
    make_admin,
    make_coordinator,
    make_division,
    make_engagement,
    make_example,
    make_location,
    make_match,
    make_national,
    make_offer,
    make_profile,
    make_region,
    make_request,
    make_requester,
    make_special_location,
    make_specialist,
    make_user,
)
from tests.factories.base import saved
from tests.factories.taxonomy import need
from tests.page import Page

FROM_LIBRARIES = {"static", "bootstrap.static"}

# Open to whoever signed in, because they show nothing of anybody else.
FOR_EVERYBODY = {
    Permission.USE_ACCOUNT,
    Permission.SEE_TODAY,
    Permission.SEE_SCHOOLS,
    Permission.SEE_EXAMPLES,
    Permission.SEE_OFFERS,
}

CLOSED = {"state": EngagementState.CLOSED, "outcome": Outcome.PARTLY}


def rules(app: Flask) -> list[Rule]:
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint not in FROM_LIBRARIES]


def access_of(app: Flask, rule: Rule) -> dict[str, Permission | None]:
    return getattr(app.view_functions[rule.endpoint], "__naast_access__", {})


def test_every_view_says_who_may_see_it(app: Flask) -> None:
    bare = [rule.endpoint for rule in rules(app) if not access_of(app, rule)]

    assert bare == []


def test_paths_are_kebab_case_with_typed_ids(app: Flask) -> None:
    plain = re.compile(r"(/([a-z0-9-]+(\.csv)?|<(pid|code|string\(length=32\)):[a-z_]+>|<token>))*/?")

    assert [rule.rule for rule in rules(app) if not plain.fullmatch(rule.rule)] == []


def test_endpoints_are_a_verb_with_a_noun(app: Flask) -> None:
    single = {"web.home", "web.help", "web.figures", "web.privacy", "web.accessibility", "web.gallery"}
    names = [r.endpoint for r in rules(app) if r.endpoint not in single]

    assert [name for name in names if not re.fullmatch(r"[a-z_]+\.[a-z]+_[a-z_]+", name)] == []


class World:
    """One of everything, and a person for each role; `stranger` has an account and nothing else."""

    def __init__(self) -> None:
        region = make_region(code="PO3101")
        school, special = make_location(region=region), make_special_location(region=region)
        self.requester, self.specialist = make_requester(school), make_specialist(special)
        self.coordinator, self.national, self.admin = make_coordinator(region), make_national(), make_admin()
        self.stranger = make_user()
        self.other_requester, self.other_specialist = make_requester(), make_specialist()
        self.other_coordinator = make_coordinator()
        profile = make_profile(location=special, user=self.specialist)
        request = make_request(location=school, requester=self.requester)
        match = make_match(request=request, profile=profile)
        saved(RequestNote(request=request, kind=NoteKind.ADDITION, author=self.requester, text="Nog iets."))
        other = make_match(
            request=make_request(location=school, requester=self.requester), profile=profile, state=MatchState.ACCEPTED
        )
        engagement = make_engagement(match=other, specialist=self.specialist)
        contact = saved(
            ContactMoment(
                engagement=engagement, kind=ContactKind.CALL, held_on=clock.today(), hours=1, author=self.specialist
            )
        )
        division = make_division(region=region, user=self.coordinator, lines={request: profile})
        evaluation = saved(Evaluation(engagement=engagement, side=Side.REQUESTER, moment=EvaluationMoment.CLOSING))
        offer = make_offer(special, state=OfferState.DRAFT, published_at=None)
        notice = saved(
            Notice(
                kind="check_in",
                category=Category.ENGAGEMENTS,
                recipient=self.requester,
                dedupe_key="x",
                subject="Hoe gaat het?",
                path="/",
            )
        )
        invitation = saved(
            Invitation(
                email="nieuw@school.example",
                role=Role.REQUESTER,
                location=school,
                expires_at=clock.now() + timedelta(days=3),
            )
        )
        holiday = saved(
            SchoolHoliday(
                holiday_region="midden",
                name="Voorbeeldvakantie",
                school_year="2026-2027",
                starts_on=date(2027, 2, 20),
                ends_on=date(2027, 2, 28),
            )
        )
        self.values: dict[str, Any] = {
            "code": request.code,
            "match_id": match.public_id,
            "profile_id": profile.public_id,
            "engagement_id": engagement.public_id,
            "contact_id": contact.public_id,
            "example_id": make_example(make_engagement(match=other, specialist=self.specialist, **CLOSED)).public_id,
            "division_id": division.public_id,
            "evaluation_id": evaluation.public_id,
            "offer_id": offer.public_id,
            "notice_id": notice.public_id,
            "invitation_id": invitation.public_id,
            "membership_id": self.requester.memberships[0].public_id,
            "location_id": school.public_id,
            "region_id": region.public_id,
            "holiday_id": holiday.public_id,
            "term_id": need("faalangst").public_id,
            "person_id": profile.people[0].public_id,
            "period_id": profile.capacity[0].public_id,
            "absence_id": new_public_id(),
            "synonym_id": new_public_id(),
            "entry_id": new_public_id(),
            "draft_id": new_public_id(),
            "name": "0" * 32,
            "filename": "x",
        }
        self.tokens = {
            "answering": links.sign(ANSWER, match.public_id, self.specialist.public_id),
            "notices": _serializer().dumps([self.requester.public_id, "progress"]),
            "accounts": links.sign(JOIN, invitation.public_id, ""),
        }

    def path_of(self, rule: Rule) -> str:
        values = self.values | {"token": self.tokens.get(rule.endpoint.split(".")[0], "x")}
        return re.sub(r"<(?:[^:>]+:)?([a-z_]+)>", lambda found: str(values[found.group(1)]), rule.rule)


@pytest.fixture
def world(app: Flask, session: object) -> Iterator[World]:
    with app.test_request_context():
        world = World()
    yield world
    # The taxonomy outlives the test: what was pressed there is put back.
    db.session.execute(update(Term).values(is_retired=False))
    db.session.commit()


def fetch(page: Page, path: str, method: str) -> int:
    answer = page.get(path) if method == "GET" else page.submit(path)
    if answer.status == 302 and "/inloggen" in answer.location:
        return 401
    return answer.status


def methods_of(rule: Rule) -> list[str]:
    return [method for method in ("GET", "POST") if method in (rule.methods or ())]


def test_whoever_is_not_signed_in_is_sent_to_sign_in(app: Flask, page: Page, world: World) -> None:
    wrong = []
    for rule in rules(app):
        for method in methods_of(rule):
            is_public = access_of(app, rule).get(method, access_of(app, rule).get("*")) is None
            status = fetch(page, world.path_of(rule), method)
            if is_public == (status == 401) or status >= 500:
                wrong.append((rule.endpoint, method, status))

    assert wrong == []


@pytest.mark.parametrize("who", ["stranger", "other_requester", "other_specialist", "other_coordinator"])
def test_nobody_reaches_what_belongs_to_others(app: Flask, page: Page, world: World, who: str) -> None:
    person: User = getattr(world, who)
    page.sign_in(person)
    open_doors = []
    for rule in rules(app):
        for method in methods_of(rule):
            needed = access_of(app, rule).get(method, access_of(app, rule).get("*"))
            # The id of a draft leads whoever did not write it to an empty form of their own (tests/web/test_drafts.py).
            is_about_somebody = bool(rule.arguments - {"location_id", "region_id", "draft_id"})
            if needed is None or (needed in FOR_EVERYBODY and not is_about_somebody):
                continue
            if who != "stranger" and not is_about_somebody:
                continue
            if needed in FOR_EVERYBODY and rule.endpoint.startswith("schools."):
                continue
            status = fetch(page, world.path_of(rule), method)
            if status not in {403, 404}:
                open_doors.append((rule.endpoint, method, status))

    assert open_doors == []


@pytest.mark.parametrize("who", ["requester", "specialist", "coordinator", "national", "admin"])
def test_every_page_of_a_role_opens_without_an_error(app: Flask, page: Page, world: World, who: str) -> None:
    person: User = getattr(world, who)
    page.sign_in(person)
    broken, opened = [], 0
    for rule in rules(app):
        if "GET" in methods_of(rule):
            status = fetch(page, world.path_of(rule), "GET")
            opened += status == 200
            if status >= 500 or status == 401:
                broken.append((rule.endpoint, status))

    assert broken == []
    assert opened >= 15


@pytest.mark.parametrize("who", ["requester", "specialist", "coordinator", "national", "admin"])
def test_every_form_sent_empty_is_answered_with_what_is_wrong(app: Flask, page: Page, world: World, who: str) -> None:
    page.sign_in(getattr(world, who))
    broken = []
    for rule in rules(app):
        if "POST" in methods_of(rule) and rule.endpoint not in {"accounts.sign_out", "status.retry_entry"}:
            status = fetch(page, world.path_of(rule), "POST")
            if status >= 500:
                broken.append((rule.endpoint, status))

    assert broken == []
