"""Why this specialist, why this question, why not this profile: on the page of each reader, in words for that reader."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import Flask

from network.access import links
from network.candidates import ranking
from network.core import clock as time
from network.core.database import db, unit_of_work
from network.models import ExpertiseProfile, FollowUp, Match, SupportRequest
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind
from network.models.match import MatchState
from network.models.support_request import RequestState
from network.notices.kinds.waves import ANSWER
from network.steering import service as steering
from tests.factories import (
    make_coordinator,
    make_engagement,
    make_match,
    make_profile,
    make_request,
    make_special_location,
)
from tests.factories.base import saved
from tests.page import Answer, Page


@pytest.fixture
def question(clock, session) -> SupportRequest:
    return make_request()


def own_profile(question: SupportRequest, **values) -> ExpertiseProfile:
    return make_profile(question.region, **values)


def ranked(question: SupportRequest) -> Match:
    """A candidate, scored as the product does, and asked."""
    profile = own_profile(question)
    with unit_of_work():
        match = ranking.find_or_rank(question, profile)
        match.state, match.invited_at = MatchState.INVITED, question.submitted_at
    return match


def test_who_asked_reads_why_this_specialist_and_not_how_the_score_is_made(
    page: Page, question: SupportRequest
) -> None:
    ranked(question)
    page.sign_in(question.requester)

    answer = page.get(f"/ondersteuningsvragen/{question.code}")

    assert "Dit kunnen zij: agressieregulatie." in answer.text
    assert "Telt voor" not in answer.text
    assert "Hoe berekend" not in answer.text
    assert answer.texts("dl.why dt") == ["Onderwerp", "Soort hulp", "Afstand", "Begin", "Uren"]
    assert set(answer.texts("dl.why .why-number")) <= {"past goed", "past redelijk", "past minder"}
    assert re.search(r"Score: \d+,\d van 100\.", answer.text)
    assert answer.all("a.definition[href='/uitleg/cijfers#score']")


def test_who_is_asked_reads_why_also_from_the_mail_without_signing_in(
    app: Flask, page: Page, question: SupportRequest
) -> None:
    match = ranked(question)
    person = match.profile.people[0].user
    with app.test_request_context():
        token = links.sign(ANSWER, match.public_id, person.public_id)

    by_link = page.get(f"/uitnodigingen/antwoord/{token}")
    page.sign_in(person)
    signed_in = page.get(f"/uitnodigingen/{match.public_id}")

    for answer in (by_link, signed_in):
        assert "Waarom krijgen jullie deze vraag" in answer.texts("h2")
        assert "Dit staat in jullie profiel: agressieregulatie." in answer.text
        assert "Telt voor" not in answer.text
        assert not re.search(r"\d", "".join(answer.texts("dl.why .why-number")))


def test_a_coordinator_reads_every_part_and_can_add_up(page: Page, question: SupportRequest) -> None:
    match = ranked(question)
    page.sign_in(make_coordinator(question.region))
    path = f"/ondersteuningsvragen/{question.code}"

    answers = [page.get(f"{path}/kandidaten"), page.get(path), page.get(f"{path}/waarom/{match.profile.public_id}")]

    for answer in answers:
        assert len(answer.texts(".why-sum .why-words")) == 10
        assert _column(answer, "Telt voor") == pytest.approx(100)
        (total,) = answer.texts(".why-sum tfoot td")
        assert _column(answer, "Punten") == pytest.approx(float(total.replace(",", ".")))
        assert answer.all(".why-sum details:not([open])")
    assert f"score {total}" in answers[0].text
    assert f"score {total}" in answers[2].text


def test_candidates_stand_close_together_each_with_its_main_reason(page: Page, question: SupportRequest) -> None:
    ranked(question)
    page.sign_in(make_coordinator(question.region))

    answer = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten")

    assert answer.texts("article > details:not([open]) > summary") == ["Waarom deze plaats"]
    assert not answer.all("article > details[open]")
    assert "Dit kunnen zij: agressieregulatie." in answer.texts("article > p")


def test_what_follows_on_inviting_is_said_before_it_is_done(page: Page, question: SupportRequest) -> None:
    profile = own_profile(question)
    with unit_of_work():
        ranking.find_or_rank(question, profile)
    page.sign_in(make_coordinator(question.region))
    path = f"/ondersteuningsvragen/{question.code}"
    follows = "Terugnemen kan zolang er geen antwoord is."

    answers = [page.get(f"{path}/kandidaten"), page.get(f"{path}/waarom/{profile.public_id}")]

    for answer in answers:
        assert answer.text.count(follows) == 1
        assert [one for one in answer.texts("main form button") if one.startswith("Nodig nu uit")]
    with unit_of_work():
        question.state = RequestState.CLOSED
    assert follows not in page.get(f"{path}/kandidaten").text


def _column(answer: Answer, name: str) -> float:
    """What a reader gets who adds up a column of the table."""
    shown = answer.texts(f".why-sum tbody td[data-label='{name}']")
    return sum(float(one.removesuffix(" %").replace(",", ".")) for one in shown)


def test_matches_of_long_ago_break_no_page(page: Page, question: SupportRequest) -> None:
    parts = [
        {"code": "words", "score": 0.2, "weight": 0.1, "facts": {"share": 0.2}},
        {"code": "load", "score": 0.6, "weight": 0.1, "facts": {"open": 1, "places": 3}},
        {"code": "text", "score": 0.2, "weight": 0.1, "facts": {"share": 0.2}},
    ]
    match = make_match(request=question, profile=own_profile(question), parts=parts)
    paths = {
        question.requester: f"/ondersteuningsvragen/{question.code}",
        match.profile.people[0].user: f"/uitnodigingen/{match.public_id}",
        make_coordinator(question.region): f"/ondersteuningsvragen/{question.code}/kandidaten",
    }

    for reader, path in paths.items():
        page.sign_in(reader)
        assert page.get(path).status == 200
    assert "1 van de 3 plekken bezet." in page.get(path).text


@pytest.mark.parametrize(
    ("values", "missing"),
    [
        ({"state": ProfileState.PAUSED}, "Het profiel staat op pauze, zonder einddatum."),
        ({"max_open": 0}, "0 trajecten lopen en er zijn 0 plekken."),
        ({"location": None}, "De school ligt buiten het werkgebied. Nodig: de regio {region} in het profiel."),
    ],
)
def test_paused_full_and_far_profiles_are_found_and_assessed(
    page: Page, question: SupportRequest, values: dict, missing: str
) -> None:
    home = make_special_location(region=question.region)
    profile = make_profile(title="Dienst Gezocht", **{"location": home, **values})
    page.sign_in(make_coordinator(question.region))
    path = f"/ondersteuningsvragen/{question.code}/waarom/{profile.public_id}"

    found = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten?profiel=gezocht+dienst")

    assert path in found.text_raw
    assert missing.format(region=question.region.name) in page.get(path).text


def test_drafts_are_assessed_in_the_own_region_only_and_invited_nowhere(page: Page, question: SupportRequest) -> None:
    own = own_profile(question, title="Dienst Concept", state=ProfileState.DRAFT)
    other = make_profile(title="Dienst Concept elders", state=ProfileState.DRAFT)
    page.sign_in(make_coordinator(question.region))
    path = f"/ondersteuningsvragen/{question.code}"

    found = page.get(f"{path}/kandidaten?profiel=concept")

    assert own.public_id in found.text_raw
    assert other.public_id not in found.text_raw
    assert page.get(f"{path}/waarom/{other.public_id}").status == 404
    assert page.submit(f"{path}/uitnodigen/{other.public_id}").status == 404
    assert "Het profiel is nog niet af." in page.get(f"{path}/waarom/{own.public_id}").text
    assert page.submit(f"{path}/uitnodigen/{own.public_id}").status >= 400
    assert db.session.query(Match).count() == 0


def test_it_says_so_when_more_are_found_than_are_shown(page: Page, question: SupportRequest) -> None:
    for _number in range(10):
        make_profile(title="Dienst Veel")
    make_profile(title="Dienst Enkel")
    page.sign_in(make_coordinator(question.region))
    path = f"/ondersteuningsvragen/{question.code}/kandidaten?profiel="

    assert "Dit zijn de eerste 10." in page.get(f"{path}veel").text
    assert "Dit zijn de eerste 10." not in page.get(f"{path}enkel").text


def test_the_list_says_how_many_fit_who_are_not_on_it(
    page: Page, question: SupportRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "kept_of", lambda _request: 2)
    for _number in range(2):
        own_profile(question)
    said = [_list_of(page, question)]
    for _number in range(3):
        own_profile(question)
    own_profile(question, state=ProfileState.PAUSED)

    said.append(_list_of(page, question))

    assert [words for words in said if "niet op deze lijst" in words] == [said[1]]
    assert "Er passen nog 3 profielen die niet op deze lijst staan." in said[1]


def test_who_came_after_the_ranking_is_named_and_the_list_says_of_when_it_is(
    page: Page, question: SupportRequest, clock
) -> None:
    akin = own_profile(question, needs=AKIN)
    asked = make_match(request=question, profile=own_profile(question))
    before = _list_of(page, question)
    clock.shift(timedelta(days=1))
    newcomer = own_profile(question, title="Dienst Nieuw")

    page.sign_in(make_coordinator(question.region))
    answer = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten")

    assert "niet op deze lijst" not in before
    assert "Er past nog 1 profiel dat niet op deze lijst staat. Het best past nu: Dienst Nieuw" in answer.text
    assert "Dat komt nu voor alle anderen die nog niet gevraagd zijn." in answer.text
    assert "De lijst houdt wie het best past." not in answer.text
    assert f"/waarom/{newcomer.public_id}" in answer.text_raw
    cards = answer.texts("article")
    assert [asked.profile.title in cards[0], akin.title in cards[1]] == [True, True]
    assert all("Zoals het was op ma 16 november." in card for card in cards)


def test_who_is_asked_by_hand_has_the_reasons_of_that_moment(page: Page, question: SupportRequest) -> None:
    candidate, coordinator = own_profile(question), make_coordinator(question.region)
    make_match(request=question, profile=candidate, state=MatchState.PROPOSED, invited_at=None, total=0.1)

    with unit_of_work():
        match = steering.invite_by_hand(question, candidate, actor_id=coordinator.id)

    assert match.total > 0.5
    assert match.parts[0]["code"] == "needs"


def _list_of(page: Page, question: SupportRequest) -> str:
    with unit_of_work():
        ranking.refresh(question)
    page.sign_in(make_coordinator(question.region))
    return page.get(f"/ondersteuningsvragen/{question.code}/kandidaten").text


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RequestState.IN_TRIAGE, "Er past 1 profiel. We zetten de kandidaten klaar zodra je de vraag laat doorgaan."),
        (RequestState.SUBMITTED, "Er past 1 profiel. We zetten de kandidaten nu klaar."),
        (RequestState.WITHDRAWN, "Voor deze vraag is niemand gevraagd."),
    ],
)
def test_an_empty_list_does_not_say_that_nobody_fits_when_somebody_does(
    page: Page, question: SupportRequest, state: RequestState, said: str
) -> None:
    own_profile(question)
    question.state = state
    db.session.commit()
    page.sign_in(make_coordinator(question.region))

    answer = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten").text

    assert said in answer
    assert "Er past nu niemand" not in answer


def test_it_says_so_when_nobody_fits_and_who_comes_closest(page: Page, question: SupportRequest) -> None:
    paused = own_profile(question, state=ProfileState.PAUSED)
    page.sign_in(make_coordinator(question.region))

    answer = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten")

    assert "Er past nu niemand" in answer.text
    assert "Het profiel staat op pauze, zonder einddatum. Nodig: het weer openzetten." in answer.text
    assert answer.all(f"main a[href$='/waarom/{paused.public_id}']")


def test_who_said_no_stands_there_with_reason_and_room(page: Page, question: SupportRequest) -> None:
    make_match(request=question, profile=own_profile(question), state=MatchState.DECLINED)

    assert "Zei nee op ma 16 november: nu geen uren. Nu weer plek." in _list_of(page, question)


def why_page(page: Page, question: SupportRequest, profile: ExpertiseProfile) -> str:
    page.sign_in(make_coordinator(question.region))
    return page.get(f"/ondersteuningsvragen/{question.code}/waarom/{profile.public_id}").text


def test_who_fits_and_was_not_asked_yet_reads_when_the_next_are(page: Page, question: SupportRequest) -> None:
    profile = own_profile(question)
    saved(
        FollowUp(
            kind=FollowUpKind.NEXT_WAVE, request=question, due_at=time.now() + timedelta(days=9), dedupe_key="next"
        )
    )

    in_time = why_page(page, question, profile)
    question.wave = question.policy.max_waves
    db.session.commit()
    at_the_end = why_page(page, question, profile)

    assert "Dit profiel staat op plaats 1. We vragen er hoogstens 3 tegelijk." in in_time
    assert "Zegt niemand ja, dan vragen we de volgende uiterlijk wo 25 november." in in_time
    assert (
        "Na deze specialisten vragen we niemand meer vanzelf. Zegt niemand ja, dan kijkt de coördinator, uiterlijk wo 25"
        in at_the_end
    )
    assert "tegelijk" not in at_the_end


AKIN = ("opstandig-gedrag",)


def test_who_is_only_akin_reads_that_others_are_asked_before(page: Page, question: SupportRequest) -> None:
    akin = own_profile(question, needs=AKIN)
    alone = why_page(page, question, akin)
    covering = [own_profile(question) for _ in range(2)]

    after = why_page(page, question, akin)

    assert "Er is nu geen profiel te vragen waarbij het onderwerp past." in alone
    assert "plaats 3 van 3 die kunnen" in after
    assert "Dit profiel staat op plaats 3. We vragen er hoogstens 3 tegelijk. Eerst vragen we de 2 profielen" in after
    assert "Nodig om eerder gevraagd te worden: het onderwerp in het profiel." in after
    assert "verwant Niet in het profiel: agressieregulatie. Wel iets verwants, binnen gedrag." in after
    assert "verwant " not in why_page(page, question, covering[0])
    assert "Eerst vragen we" not in why_page(page, question, covering[0])


def test_whom_the_rounds_do_not_reach_is_promised_no_turn(page: Page, question: SupportRequest) -> None:
    akin = own_profile(question, needs=AKIN)
    for _ in range(2):
        own_profile(question)
    question.wave = question.policy.max_waves - 2
    db.session.commit()

    reached = why_page(page, question, akin)
    question.wave += 1
    db.session.commit()
    not_reached = why_page(page, question, akin)

    assert "Zo ver gaan we niet vanzelf" not in reached
    assert "Dit profiel staat op plaats 3. Zo ver gaan we niet vanzelf:" in not_reached
    assert "tegelijk" not in not_reached


def test_the_list_says_once_why_a_higher_score_stands_lower(page: Page, question: SupportRequest) -> None:
    covering, akin, also_akin = (
        own_profile(question),
        own_profile(question, needs=AKIN),
        own_profile(question, needs=AKIN),
    )
    with unit_of_work():
        ranking.refresh(question)
    page.sign_in(make_coordinator(question.region))

    shown = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten")
    first, *others = shown.texts("article")

    assert covering.title in first and "verwant" not in first
    assert len(others) == 2 and all("verwant" in other for other in others)
    (above,) = shown.texts(".akin-below")
    assert (
        "Wel iets verwants, binnen gedrag. Daarom komen zij na alle profielen waarbij het onderwerp wel past" in above
    )
    assert shown.text.index(covering.title) < shown.text.index(above)
    assert all(shown.text.index(above) < shown.text.index(one.title) for one in (akin, also_akin))


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (RequestState.SUBMITTED, "We vragen er hoogstens 3 tegelijk. De eersten vragen we zo."),
        (RequestState.IN_TRIAGE, "We vragen pas iemand als die hem laat doorgaan."),
        (RequestState.STUCK, "De vraag wacht op de coördinator. Vanzelf vragen we nu niemand."),
        (RequestState.WITHDRAWN, "Voor deze vraag zoeken we nu niemand."),
    ],
)
def test_who_fits_reads_what_the_question_waits_for(
    page: Page, question: SupportRequest, state: RequestState, said: str
) -> None:
    profile, paused = own_profile(question), own_profile(question, state=ProfileState.PAUSED)
    question.state = state
    db.session.commit()

    assert said in why_page(page, question, profile)
    assert said not in why_page(page, question, paused)


def test_who_fits_a_question_on_the_waiting_list_reads_that_it_is_looked_at_daily(
    page: Page, question: SupportRequest
) -> None:
    profile = own_profile(question)
    question.is_waiting, question.waiting_since = True, time.now()
    db.session.commit()

    said = why_page(page, question, profile)

    assert "De vraag staat op de wachtlijst. Elke schooldag kijken we wie er ruimte heeft." in said
    assert "tegelijk" not in said


def test_who_took_on_enough_reads_until_when_to_wait(page: Page, question: SupportRequest) -> None:
    profile = own_profile(question, max_per_30_days=1)
    match = make_match(profile=profile, state=MatchState.ACCEPTED)
    make_engagement(match=match, created_at=time.now() - timedelta(days=14))

    assert "1 is afgesproken. Nodig: wachten tot do 3 december, of meer afspreken." in why_page(page, question, profile)


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (MatchState.INVITED, "Is al gevraagd op ma 16 november; we wachten op antwoord."),
        (MatchState.EXPIRED, "Is gevraagd op ma 16 november en gaf geen antwoord."),
    ],
)
def test_who_was_asked_has_no_place_among_who_can_be_asked(
    page: Page, question: SupportRequest, state: MatchState, said: str
) -> None:
    match = make_match(request=question, profile=own_profile(question), state=state)
    page.sign_in(make_coordinator(question.region))

    answer = page.get(f"/ondersteuningsvragen/{question.code}/waarom/{match.profile.public_id}").text

    assert said in answer
    assert "Dit profiel is al gevraagd, en wordt niet vanzelf nog eens gevraagd." in answer
    assert "ook niemand anders past nu" in answer


def test_beside_nobody_there_is_no_place_to_speak_of(page: Page, question: SupportRequest) -> None:
    only = own_profile(question)
    page.sign_in(make_coordinator(question.region))
    path = f"/ondersteuningsvragen/{question.code}/waarom/{only.public_id}"

    alone = page.get(path).text
    own_profile(question)
    beside = page.get(path).text

    assert "de enige die nu te vragen is" in alone
    assert re.search(r"plaats \d van 2 die kunnen", beside)


def test_the_list_and_the_why_say_of_when_their_score_is_and_both_where_they_differ(
    page: Page, question: SupportRequest, clock
) -> None:
    match = ranked(question)
    before = why_page(page, question, match.profile)
    match.total = 0.25
    db.session.commit()
    clock.shift(timedelta(days=1))

    after = why_page(page, question, match.profile)
    listed = page.get(f"/ondersteuningsvragen/{question.code}/kandidaten").text

    assert "(nu) · " in before
    assert "Op de lijst" not in before
    assert "Op de lijst is de score die van ma 16 november: 25,0; nu is die " in after
    assert "25,0 (toen, op ma 16 november)" in listed
