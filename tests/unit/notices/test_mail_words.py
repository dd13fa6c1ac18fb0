"""What mails say and how: text and page alike, nothing twice, questions by what they are about, titles in quotes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2.runtime import Macro
from lxml import html
from sqlalchemy import select

from network.accounts import membership
from network.core.database import db, unit_of_work
from network.core.formatting import day_words
from network.core.i18n import in_language
from network.models import Delivery, FollowUp, Notice
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.user import Role
from network.notices.kind import KINDS
from network.notices.rendering import build_message, headline_of
from network.notices.words import in_words, keeps_words
from network.waves import invitation_messages
from network.waves import service as waves
from tests.factories import make_location, make_match, make_profile, make_region, make_request, make_special_location
from tests.unit.notices.test_mails import PARAMS, send

pytestmark = pytest.mark.usefixtures("session", "clock")

QUESTION = "de vraag over agressieregulatie (7K3Q-M2)"
ABOUT_A_QUESTION = {
    "check_in",
    "engagement_closed",
    "engagement_given_back",
    "engagement_planned",
    "evaluation_asked",
    "invitation_ended",
    "invitation_expired",
    "profile_suggested",
    "question_accepted",
    "question_needs_coordinator",
    "question_stuck",
    "question_to_look_at",
    "question_waiting",
    "question_waits_long",
    "silent_engagement",
    "still_searching",
}


class Hostile(dict[str, object]):
    """What a notice tells, where every word that is not given is a tag."""

    def __missing__(self, name: str) -> object:
        return "<b>"

    def get(self, name: str, default: object = None) -> object:
        return self[name]


def text_of(delivery: Delivery) -> str:
    return build_message(delivery).get_body(("plain",)).get_content()


def page_of(delivery: Delivery) -> html.HtmlElement:
    return html.fromstring(build_message(delivery).get_body(("html",)).get_content())


def the_notice(kind: str) -> Notice:
    return db.session.scalars(select(Notice).where(Notice.kind == kind)).one()


def the_mail(kind: str) -> str:
    return text_of(db.session.scalars(select(Delivery).join(Delivery.notice).where(Notice.kind == kind)).one())


@pytest.mark.parametrize("kind", ["still_searching", "question_needs_coordinator"])
@pytest.mark.parametrize("declined", [0, 2])
def test_who_said_no_can_be_read_after_signing_in_where_somebody_did(kind: str, declined: int) -> None:
    delivery = send(kind, declined=declined)

    for said in (text_of(delivery), page_of(delivery).text_content()):
        assert ("Log in om te zien wie" in said) == bool(declined)


@pytest.mark.parametrize("asked", [0, 2])
def test_a_coordinator_reads_in_words_that_nobody_could_be_asked(asked: int) -> None:
    delivery = send("question_needs_coordinator", asked=asked)

    for said in (text_of(delivery), page_of(delivery).text_content()):
        assert ("Er kon nog niemand gevraagd worden." in said) == ("Gevraagd: 2;" not in said) == (asked == 0)


@pytest.mark.parametrize("kind", ["question_invitation", "invitation_reminder"])
def test_a_band_of_groups_stays_on_one_line_of_the_mail(kind: str) -> None:
    page = page_of(send(kind, age="groep 3-4 (6-8 jr)"))

    assert [one.text for one in page.cssselect(".text-nowrap")] == ["groep 3-4", "(6-8 jr)"]


@pytest.mark.parametrize(
    ("room_on", "said"), [("2026-12-07", "verwachting vrij op ma 7 december"), ("", "weten we niet")]
)
@pytest.mark.parametrize("kind", ["question_waiting", "still_searching"])
def test_a_school_that_waits_reads_when_room_is_expected_and_when_it_hears_more(
    kind: str, room_on: str, said: str
) -> None:
    delivery = send(kind, is_waiting=True, room_on=room_on, next_word_on="2026-11-27")

    for told in (text_of(delivery), " ".join(page_of(delivery).text_content().split())):
        assert "op de wachtlijst" in told
        assert said in told
        assert "Uiterlijk vr 27 november hoor je hoe het ervoor staat. Je hoeft nu niets te doen." in told
        assert ("naar verwachting" in told) == bool(room_on)
        assert ("De coördinator ziet de wachtlijst ook." in told) == (kind == "still_searching")


@pytest.mark.parametrize("was_anew", [False, True])
def test_who_asked_reads_that_searching_anew_found_nobody_and_by_when_the_coordinator_looks(was_anew: bool) -> None:
    delivery = send("still_searching", is_stuck=True, was_anew=was_anew)

    assert delivery.notice.subject.startswith("Nog geen specialist voor") == was_anew
    for told in (text_of(delivery), " ".join(page_of(delivery).text_content().split())):
        assert ("We zochten opnieuw en vonden nog niemand" in told) == was_anew
        assert ("Uiterlijk wo 25 november kijkt de coördinator wie toch kan" in told) == was_anew
        assert ("We zoeken verder." in told) != was_anew


@pytest.mark.parametrize("known", [{}, {"was_anew": False}])
def test_what_html_mails_share_is_escaped_in_them(app: Flask, known: dict[str, object]) -> None:
    params = Hostile(known | {"asked": 2, "declined": 1})
    mails = [path.read_text("utf-8") for path in Path(app.template_folder).glob("email/*/body.html")]
    shared = {name for mail in mails for name in re.findall(r'{% (?:from|import) "([^"]+)"', mail)}

    macros = [one for name in shared for one in vars(app.jinja_env.get_template(name).module).values()]
    said = "".join(str(macro(params)) for macro in macros if isinstance(macro, Macro))

    assert "&lt;b&gt;" in said
    assert "<" not in said


@pytest.mark.parametrize("kind_name", sorted(KINDS))
def test_text_and_page_say_the_same_with_room_between_and_nothing_twice(kind_name: str) -> None:
    delivery = send(kind_name)

    said = text_of(delivery).split("--\nNaast")[0].strip().split("\n\n")
    shown = [" ".join(one.text_content().split()) for one in page_of(delivery).cssselect(".sheet > *")]

    assert shown[:-1] == said[:-1]
    assert said[-1].split("\n") == [f"{shown[-1]}:", page_of(delivery).cssselect(".sheet .button")[0].get("href")]
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("kind_name", sorted(ABOUT_A_QUESTION))
def test_a_question_is_named_by_what_it_is_about(kind_name: str) -> None:
    delivery = send(kind_name)

    assert QUESTION in delivery.notice.subject
    assert "vraag 7K3Q" not in text_of(delivery)


@pytest.mark.parametrize("kind_name", sorted(ABOUT_A_QUESTION))
def test_what_was_written_before_the_needs_were_told_still_reads(
    kind_name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(PARAMS, "needs")
    delivery = send(kind_name)

    assert "vraag 7K3Q-M2" in headline_of(delivery.notice).words
    assert text_of(delivery)


def test_where_the_code_may_not_be_known_the_needs_alone_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARAMS, "code", "")

    assert "op de vraag over agressieregulatie." in text_of(send("invitation_ended"))


@pytest.mark.parametrize("kind_name", ["question_invitation", "invitation_reminder", "invitation_passed_on"])
def test_invitations_for_two_questions_about_the_same_are_told_apart(kind_name: str) -> None:
    assert "agressieregulatie (7K3Q-M2)" in send(kind_name).notice.subject


def test_an_invitation_from_elsewhere_does_not_tell_the_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARAMS, "code", "")

    assert send("question_invitation").notice.subject == "Een vraag die bij jullie past: agressieregulatie"


@pytest.mark.parametrize("kind_name", sorted(KINDS))
def test_the_title_of_a_profile_stands_in_quotation_marks(kind_name: str) -> None:
    delivery = send(kind_name)
    said = delivery.notice.subject + text_of(delivery)

    assert said.count(PARAMS["profile"]) == said.count(f"“{PARAMS['profile']}”")


@pytest.mark.parametrize(("moment", "asks"), [("closing", "Wil je terugkijken?"), ("effect", "Helpt het nog?")])
def test_each_look_back_asks_what_it_is_about(moment: str, asks: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PARAMS, "moment", moment)

    assert asks in text_of(send("evaluation_asked"))


def test_a_link_below_the_mail_is_of_the_theme() -> None:
    assert "#0b4f5c" in page_of(send()).cssselect(".foot a")[0].get("style")


@pytest.mark.parametrize(
    ("role", "purpose"),
    [
        (Role.REQUESTER, "Je kunt er vragen stellen voor De Brug."),
        (Role.SPECIALIST, "Je kunt er als specialist van De Brug andere scholen helpen."),
        (Role.SCHOOL_ADMIN, "Je kunt er regelen wie er voor De Brug op Naast werkt."),
        (Role.ADMIN, "Je kunt er het technische beheer doen."),
    ],
)
def test_an_invitation_says_what_its_role_can_do(role: Role, purpose: str) -> None:
    place = None if role is Role.ADMIN else make_special_location(name="De Brug")
    with unit_of_work():
        membership.invite("nieuw@school.example", role, place=place, inviter=None)

    said = the_mail("account_invitation")
    assert f"Je bent uitgenodigd voor Naast. {purpose}" in said
    assert the_notice("account_invitation").subject.endswith("Naast" if place is None else "De Brug")


def test_a_reminder_says_until_when_an_answer_can_be_given() -> None:
    match = make_match(state=MatchState.PROPOSED, invited_at=None, wave=None)
    with unit_of_work():
        waves.send_invitation(match, wave=1)
        invitation_messages.remind(match, times=1)

    ends_at = db.session.scalars(select(FollowUp.due_at).where(FollowUp.kind == FollowUpKind.INVITATION_EXPIRY)).one()
    assert f"Antwoorden kan tot {day_words(ends_at)}, maar liefst eerder." in the_mail("invitation_reminder")


@pytest.mark.parametrize(
    ("wave", "others", "is_said"), [(2, 1, True), (3, 1, False), (2, 0, False)], ids=["so", "last wave", "nobody left"]
)
def test_a_reminder_says_when_others_are_asked_too(wave: int, others: int, is_said: bool) -> None:
    question = make_request(wave=wave)
    match = make_match(request=question)
    for _ in range(others):
        make_profile(question.region)
    with unit_of_work():
        waves.promise_next_wave(question, [match])
        waves.send_invitation(match, wave=wave)
        invitation_messages.remind(match, times=1)

    others_asked_on = db.session.scalars(select(FollowUp.due_at).where(FollowUp.kind == FollowUpKind.NEXT_WAVE)).one()
    words = f"Laat het liefst weten voor {day_words(others_asked_on)}: daarna"
    assert (words in the_mail("invitation_reminder")) is is_said


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Samenwerkingsverband Rivierenland", "in het samenwerkingsverband Rivierenland"),
        ("Passend Onderwijs Betuwe", "in het samenwerkingsverband Passend Onderwijs Betuwe"),
        ("SWV Betuwe", "in SWV Betuwe"),
        ("Stichting Samenwerkingsverband Betuwe", "in Stichting Samenwerkingsverband Betuwe"),
    ],
)
def test_the_region_of_a_question_from_elsewhere_reads_in_its_sentence(name: str, place: str) -> None:
    school = make_location(region=make_region(name=name))
    nearby = make_region()
    match = make_match(request=make_request(location=school), profile=make_profile(nearby), via_region=nearby)
    with unit_of_work():
        invitation_messages.invite(match)

    assert f", {place}. Gevraagd:" in the_mail("question_invitation")


def test_codes_and_days_of_a_notice_are_put_into_words_and_what_was_words_already_stays() -> None:
    kept = {"needs": ["angst", "faalangst", "autisme"], "age": ["groep-5-6"], "forms": [], "until": "2026-11-25"}
    told = {
        "needs": "angst en taal",
        "age": "groep 5-6 (8-10 jr)",
        "forms": "observatie",
        "until": "wo 25 november",
        "looks_by": "",
    }

    with in_language("nl"):
        assert in_words(kept) == {
            "needs": "angst, faalangst en perfectionisme, en autisme (ASS)",
            "age": "groep 5-6 (8-10 jr)",
            "forms": "een voorstel welke hulp past",
            "until": "wo 25 november",
        }
        assert in_words(told) == told
    assert (keeps_words(kept), keeps_words(told)) == (False, True)


@pytest.mark.parametrize("kind", ["invitation_passed_on", "invitation_reminder"])
@pytest.mark.parametrize("is_other", [True, False])
def test_who_is_asked_again_or_by_a_colleague_reads_that_it_is_something_else_from_elsewhere(kind, is_other) -> None:
    mail = build_message(send(kind, is_akin=is_other, is_nearby=is_other))

    for part in ("plain", "html"):
        said = " ".join(mail.get_body((part,)).get_content().split())
        assert ("Het is net iets anders dan jullie doen" in said) == is_other
        assert ("De vraag komt uit een andere regio." in said) == is_other
