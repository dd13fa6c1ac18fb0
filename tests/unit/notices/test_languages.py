"""Whoever reads a notice reads it in one language, whatever was spoken when it was sent: each kind, from a real subject."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from flask_babel import get_translations
from sqlalchemy import select

from network.accounts import membership, passwords
from network.core import clock
from network.core.database import db, unit_of_work
from network.core.formatting import _DAYS, _MONTHS
from network.core.i18n import in_language
from network.engagements import messages as engagement_messages
from network.expertise import messages as profile_messages
from network.knowledge import messages as example_messages
from network.models import (
    Delivery,
    Engagement,
    Evaluation,
    Location,
    Match,
    Notice,
    PracticeExample,
    SupportOffer,
    Term,
    User,
)
from network.models.engagement import EvaluationMoment, Side
from network.models.user import Role
from network.notices import service
from network.notices.kind import KINDS
from network.notices.kinds.engagements import CheckIn
from network.notices.kinds.installation import WorkGivenUp
from network.notices.rendering import build_message, headline_of
from network.offers import messages as offer_messages
from network.support_requests import service as questions
from network.waves import invitation_messages, messages
from tests.factories import (
    make_admin,
    make_coordinator,
    make_engagement,
    make_location,
    make_match,
    make_offer,
    make_profile,
    make_region,
    make_request,
    make_sign_up,
    make_special_location,
    make_specialist,
    make_user,
)

pytestmark = pytest.mark.usefixtures("session", "clock")

NEEDS = ("agressieregulatie", "faalangst")
TOLD_EN, TOLD_NL = "aggression regulation and fear of failure", "agressieregulatie, en faalangst en perfectionisme"


def send_all() -> None:
    """One notice at least of every kind, as the slices send them."""
    region = make_region(name="Samenwerkingsverband Avalon")
    school = make_location(name="Waterval", region=region)
    special = make_special_location(name="Zonnehoek", region=region)
    make_coordinator(region, name="Merel Wierda")
    request = make_request(location=school, needs=NEEDS, waiting_since=clock.now(), coordinator_looks_until=clock.now())
    match = make_match(request=request, profile=make_profile(location=special, title="Kompas"), answered_at=clock.now())
    elsewhere = make_match(request=request, profile=make_profile(title="Noorderlicht"), via_region=make_region())
    engagement = make_engagement(match=match)
    colleague = make_specialist(special, name="Jildou Hiemstra")
    admin = make_admin()
    offer = make_sign_up(make_offer(special, title="Marjolein")).offer
    with unit_of_work():
        send_of_search(match, colleague)
        invitation_messages.invite(elsewhere)
        send_of_traject(engagement)
        send_of_profile(match)
        send_of_example(engagement)
        send_of_accounts(admin, special)
        send_of_offer(offer)


def send_of_search(match: Match, colleague: User) -> None:
    request, specialist = match.request, match.profile.people[0].user
    messages.tell_accepted(match, specialist)
    word = questions.promise_next_word(request)
    messages.tell_still_searching(request, next_word=word)
    messages.tell_stuck(request, left=1)
    messages.tell_to_look_at(request)
    messages.tell_waiting(request, next_word=word)
    messages.tell_waits_long(request)
    messages.tell_suggested(request, match.profile, by=specialist)
    invitation_messages.invite(match)
    invitation_messages.remind(match, times=1)
    invitation_messages.tell_passed_on(match, colleague, by=specialist)
    invitation_messages.tell_expired(match)
    invitation_messages.end_invitation(match)


def send_of_traject(engagement: Engagement) -> None:
    engagement_messages.tell_planned(engagement, by=0)
    engagement_messages.tell_closed(engagement, by=0)
    engagement_messages.tell_given_back(engagement)
    engagement_messages.check_in(engagement)
    engagement_messages.tell_silent(engagement)
    evaluation = Evaluation(engagement=engagement, side=Side.REQUESTER, moment=EvaluationMoment.EFFECT)
    db.session.add(evaluation)
    db.session.flush()
    engagement_messages.ask_to_look_back(evaluation)


def send_of_profile(match: Match) -> None:
    profile_messages.tell_submitted(match.profile)
    profile_messages.tell_published(match.profile)
    profile_messages.tell_sent_back(match.profile)
    profile_messages.ask_freshness(match.profile)
    profile_messages.tell_resumed(match.profile)


def send_of_example(engagement: Engagement) -> None:
    example = PracticeExample(
        title="Qwertz",
        engagement=engagement,
        region_id=engagement.request.region_id,
        author=engagement.specialist,
    )
    db.session.add(example)
    db.session.flush()
    example_messages.tell_submitted(example)
    example_messages.tell_published(example)
    example_messages.tell_sent_back(example)


def send_of_offer(offer: SupportOffer) -> None:
    offer_messages.tell_moved(offer)
    offer_messages.tell_cancelled(offer)


def send_of_accounts(admin: User, place: Location) -> None:
    membership.invite("nieuw@school.example", Role.SPECIALIST, place=place, inviter=None)
    passwords.ask_reset(admin.email)
    passwords.reset(admin, "samen naast de leraar")
    service.send(WorkGivenUp(admin, key="x", path="/beheer/status", count=2))


def said_in(language: str) -> Iterator[tuple[Notice, str]]:
    """Each notice with its line in the inbox and its mail, for a reader of this language."""
    for user in db.session.scalars(select(User)):
        user.language = language
    for delivery in db.session.scalars(select(Delivery)):
        notice = delivery.notice
        with in_language(language):
            line = headline_of(notice).words
        mail = build_message(delivery)
        text = mail.get_body(("plain",)).get_content()
        # An address or a code may hold what is a Dutch word ("MFXS-JE").
        yield notice, re.sub(r"https?:\S+|\b[0-9A-Z]{4}-[0-9A-Z]{2}\b", "", f"{line}\n{mail['Subject']}\n{text}")


def words_of(texts) -> set[str]:
    return {word for text in texts for word in re.findall(r"[^\W\d_]{2,}", re.sub(r"%\(\w+\)s", "", text.lower()))}


def dutch_words() -> set[str]:
    """The words of the product and of its taxonomy that are no English too."""
    with in_language("en"):
        texts = {key[0] if isinstance(key, tuple) else key: text for key, text in get_translations()._catalog.items()}
    terms = db.session.scalars(select(Term)).all()
    english = words_of([*texts.values(), *(t.label_en for t in terms), *_DAYS["en"], *_MONTHS["en"]])
    return words_of([*texts, *(t.label_nl for t in terms), *_DAYS["nl"], *_MONTHS["nl"]]) - english


def test_a_notice_of_any_kind_is_read_in_the_language_of_its_reader() -> None:
    send_all()

    dutch, about = dutch_words(), {}
    for notice, said in said_in("en"):
        about[notice.kind] = notice
        if notice.recipient:
            assert words_of([said]) & dutch == set(), said
            assert (TOLD_EN in said) == ("needs" in notice.params), said
    assert set(about) == set(KINDS)

    for notice, said in said_in("nl"):
        assert (TOLD_NL in said) == ("needs" in notice.params), said


OLD = {"code": "7K3Q-M2", "needs": "angst en rekenen", "profile": "Kompas", "specialist": "Merel Wierda", "school": "X"}


def test_what_was_sent_when_words_were_kept_is_not_said_half_in_another_language() -> None:
    with unit_of_work():
        notice = service.send(CheckIn(make_user(language="nl"), key="x", path="/x", **OLD))
    notice.recipient.language = "en"

    with in_language("en"):
        assert headline_of(notice) == ("Hoe gaat het met de vraag over angst en rekenen (7K3Q-M2)?", "nl")
    mail = build_message(db.session.scalars(select(Delivery)).one())
    assert "helpt nu een tijdje bij de vraag over angst en rekenen (7K3Q-M2)" in mail.get_body(("plain",)).get_content()
