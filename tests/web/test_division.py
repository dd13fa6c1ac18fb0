"""Dividing scarce hours on screen: a proposal beside each on its own, changed, sent once, and closed to others."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from network.core.database import db
from network.models import Division, Match, Region, SupportRequest
from network.models.division import DivisionState
from network.models.match import MatchState
from network.models.support_request import RequestState, Urgency
from tests.factories import (
    make_coordinator,
    make_division,
    make_location,
    make_match,
    make_profile,
    make_region,
    make_request,
    make_requester,
    make_special_location,
)
from tests.page import Page
from workers import work

HOW = {"most_per_profile": "1", "first_after_days": "9", "protects_small": "y"}
PATH = "/coordinatie/verdeling"


@pytest.fixture
def questions(region: Region) -> list[SupportRequest]:
    """Two questions for one place; the younger one is urgent and goes first."""
    school = make_location(region=region)
    old = make_request(location=school, title="De oude vraag")
    urgent = make_request(location=school, title="De dringende vraag", urgency=Urgency.URGENT)
    make_profile(region, title="Dienst Zuid", max_per_30_days=1)
    return [old, urgent]


def propose(page: Page, region: Region, **changes) -> str:
    """The address of the new proposal."""
    return page.submit(PATH, HOW | {"regions": [region.public_id]} | changes).location


def invitations() -> list[Match]:
    return list(db.session.scalars(select(Match).where(Match.state == MatchState.INVITED)))


def version_on(page: Page, path: str) -> str:
    return page.get(f"{path}/verzenden").all("input[name=version]")[0].get("value")


@pytest.mark.usefixtures("coordinator")
class TestProposal:
    def test_the_worklist_leads_to_it(self, page: Page, questions) -> None:
        assert PATH in [link.get("href") for link in page.get("/vandaag").all("main a")]

    def test_says_what_takes_part_and_what_does_not(self, page: Page, region: Region, questions) -> None:
        make_match(request=make_request(region))

        text = page.get(PATH).text

        assert "Er zijn 2 vragen om te verdelen." in text
        assert "Eén vraag doet niet mee" in text

    def test_shows_who_gets_whom_and_who_waits_and_why(self, page: Page, region: Region, questions) -> None:
        answer = page.get(propose(page, region))

        old, urgent = (answer.texts(f"#{question.code} td") for question in questions)
        assert answer.status == 200
        assert "Gaat voor" in urgent[0]
        assert "Dienst Zuid" in urgent[1]
        assert "De uren van wie past, gaan naar vragen die voorgaan" in old[1]
        assert not invitations()

    def test_a_question_that_nobody_looked_at_yet_is_marked(self, page: Page, region: Region, questions) -> None:
        seen, unseen = questions
        unseen.state = RequestState.IN_TRIAGE
        db.session.commit()
        path = propose(page, region)

        answer = page.get(path)

        assert answer.texts(f"#{unseen.code} .state") == ["Gaat voor", "Nog niet nagekeken"]
        assert answer.texts(f"#{seen.code} .state") == []
        sending = page.get(f"{path}/verzenden")
        assert sending.texts(".state") == ["Nog niet nagekeken"]
        assert "Gaat naar “Dienst Zuid”" in sending.text
        assert sending.texts("main form button") == ["Verstuur de uitnodiging"]

    def test_says_that_who_fits_is_full_as_the_waiting_list_does(self, page: Page, region: Region) -> None:
        full, alone = make_request(region), make_request(region, needs=("faalangst",))
        make_profile(region, max_open=0)

        answer = page.get(propose(page, region))

        assert "Iedereen die past, zit nu vol." in answer.texts(f"#{full.code} td")[1]
        assert "Er is nu geen profiel dat past en gevraagd mag worden." in answer.texts(f"#{alone.code} td")[1]

    def test_says_who_gives_way_and_for_whom(self, page: Page, region: Region) -> None:
        """The older one could do with either; the younger one only with the first."""
        school = make_location(region=region)
        either = make_request(location=school, title="De een", needs=("agressieregulatie", "faalangst"))
        only = make_request(location=school, title="De ander", needs=("agressieregulatie",))
        both = {"location": make_special_location(region=region), "needs": ("agressieregulatie", "faalangst")}
        make_profile(title="Dienst Breed", **both)
        make_profile(region, title="Dienst Smal", needs=("faalangst",))

        answer = page.get(propose(page, region))

        first, second = (answer.texts(f"#{question.code} td") for question in (either, only))
        assert "Dienst Smal" in first[1]
        assert "Maakt plaats: Dienst Breed gaat naar “De ander”." in first[1]
        assert "Dienst Breed" in first[2]
        assert "Krijgt alleen iemand als je samen verdeelt." in second[1]
        assert "Samen verdelen helpt één vraag meer" in answer.text
        assert answer.texts("main .btn-primary") == ["Bekijk wat je verstuurt"]

    def test_a_proposal_that_brings_nothing_more_does_not_urge_to_send_it(self, page: Page, region: Region) -> None:
        make_request(region)
        make_profile(region)

        answer = page.get(propose(page, region))

        assert "Samen verdelen levert nu niet meer op dan elke vraag apart." in answer.text
        assert answer.texts("main .btn-quiet") == ["Bekijk wat je verstuurt"]
        assert not answer.all("main .btn-primary")

    def test_a_form_that_is_wrong_is_shown_again(self, page: Page, region: Region, questions) -> None:
        answer = page.submit(PATH, HOW | {"regions": [region.public_id], "most_per_profile": "99"})

        assert answer.status == 422
        assert answer.texts("#most_per_profile-error") == ["Vul een getal in tussen 1 en 10."]

    def test_without_questions_it_says_so(self, page: Page, region: Region) -> None:
        answer = page.submit(PATH, HOW | {"regions": [region.public_id]})

        assert answer.status == 422
        assert "Er is nu geen vraag om te verdelen." in answer.text

    def test_a_region_of_somebody_else_is_no_choice(self, page: Page, questions) -> None:
        assert page.submit(PATH, HOW | {"regions": [make_region().public_id]}).status == 422


@pytest.mark.usefixtures("coordinator")
class TestChange:
    def test_the_coordinator_gives_the_place_to_the_other(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)
        old, urgent = questions
        choice = f"{path}/vragen/{old.code}"
        dienst = page.get(choice).all("input[name=profile]")[1].get("value")

        refused = page.submit(choice, {"profile": dienst})
        page.submit(f"{path}/vragen/{urgent.code}", {"profile": "niemand"})
        page.submit(choice, {"profile": dienst})

        assert "Dienst Zuid heeft in deze verdeling geen plek of uren meer." in refused.text
        assert "Met de hand gekozen; het voorstel was: Dienst Zuid." in page.get(path).texts(f"#{urgent.code} td")[1]
        assert "Dienst Zuid" in page.get(path).texts(f"#{old.code} td")[1]

    def test_of_who_is_only_akin_to_the_question_it_says_so(self, page: Page, region: Region, questions) -> None:
        make_profile(region, title="Dienst Noord", needs=("opstandig-gedrag",))
        path = propose(page, region)

        _nobody, south, north = page.get(f"{path}/vragen/{questions[0].code}").texts("form label")

        assert "Dienst Noord" in north
        assert "alleen een verwant onderwerp" in north
        assert "alleen een verwant onderwerp" not in south

    def test_one_that_went_first_and_now_waits_is_told(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)
        old, urgent = questions
        waits = "ging voor, maar wacht nu."

        answer = page.submit(f"{path}/vragen/{urgent.code}", {"profile": "niemand"}, follow=True)

        assert f"De vraag “De dringende vraag” {waits}" in answer.text
        assert f"Deze vraag {waits}" in answer.texts(f"#{urgent.code} td")[1]
        assert waits not in answer.texts(f"#{old.code} td")[1]
        assert answer.texts("main section.next h2") == ["Met wat je zelf koos, wacht één vraag die voorgaat."]

    def test_one_that_does_not_go_first_simply_waits(self, page: Page, region: Region) -> None:
        calm = make_request(region)
        make_profile(region)
        path = propose(page, region)

        answer = page.submit(f"{path}/vragen/{calm.code}", {"profile": "niemand"}, follow=True)

        assert "De verdeling is aangepast." in answer.text
        assert "ging voor" not in answer.text

    def test_what_the_coordinator_chose_is_not_said_to_come_of_dividing(self, page: Page, region: Region) -> None:
        calm = make_request(region)
        make_profile(region)
        path = propose(page, region)

        answer = page.submit(f"{path}/vragen/{calm.code}", {"profile": "niemand"}, follow=True)

        assert answer.texts("main section.next h2") == [
            "Met wat je zelf koos, krijgt één vraag minder iemand dan apart."
        ]
        assert "Er is nu niets te versturen: bij geen enkele vraag staat iemand." in answer.text

    def test_with_one_candidate_the_choice_is_to_ask_or_not(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)
        one = "Voor deze vraag is er één kandidaat."

        assert page.get(path).texts(f"#{questions[0].code} td:last-child") == ["Wel of niet vragen: De oude vraag"]
        assert one in page.get(f"{path}/vragen/{questions[0].code}").text
        make_profile(region, title="Dienst Noord")
        path = propose(page, region)
        assert page.get(path).texts(f"#{questions[0].code} td:last-child") == ["Kies anders: De oude vraag"]
        assert one not in page.get(f"{path}/vragen/{questions[0].code}").text

    def test_a_proposal_that_was_sent_meanwhile_is_not_changed(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)
        page.submit(f"{path}/verzenden", {"version": version_on(page, path)})

        answer = page.submit(f"{path}/vragen/{questions[1].code}", {"profile": "niemand"})

        assert answer.status == 422
        assert "Deze verdeling is al verstuurd." in answer.text

    def test_nothing_chosen_is_asked_again(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)

        assert page.submit(f"{path}/vragen/{questions[0].code}", {"profile": "onzin"}).status == 422

    def test_a_proposal_can_be_laid_aside(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)

        assert "Dit voorstel wegleggen?" in page.get(f"{path}/wegleggen").text
        page.submit(f"{path}/wegleggen")

        assert db.session.scalars(select(Division.state)).one() is DivisionState.DROPPED
        assert not page.get(path).all("main a.btn-primary")


@pytest.mark.usefixtures("coordinator")
class TestSending:
    def test_asks_first_and_then_sends_once(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)
        seen = version_on(page, path)
        assert not invitations()

        for _n in range(2):
            answer = page.submit(f"{path}/verzenden", {"version": seen}, follow=True)

        assert "Verstuurd: 0 van de 1." in answer.text
        assert "Wordt verstuurd" in answer.texts(f"#{questions[1].code} td")[0]
        work.sweep()
        assert "is één uitnodiging verstuurd" in page.get(path).text
        assert [match.request_id for match in invitations()] == [questions[1].id]
        assert "Uitnodiging verstuurd" in page.get(path).texts(f"#{questions[1].code} td")[0]

    def test_what_was_skipped_is_said(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)
        seen = version_on(page, path)
        questions[1].title = "Een andere vraag"
        db.session.commit()

        page.submit(f"{path}/verzenden", {"version": seen})
        work.sweep()
        answer = page.get(path)

        assert "Eén regel konden we niet versturen:" in answer.text
        assert "Overgeslagen: de vraag is na het voorstel gewijzigd." in answer.text
        assert not invitations()
        assert answer.texts("h1") == ["Verdeling"]
        assert answer.texts(".next h2") == ["0 van de 1 uitnodigingen verstuurd"]
        assert "Deels verstuurd" in answer.text
        assert answer.all(f"#{questions[1].code} a[href$='/kandidaten']")
        assert answer.texts("main a.btn-primary") == ["Maak een nieuw voorstel"]

    def test_what_was_opened_at_no_known_version_is_looked_at_first(
        self, page: Page, region: Region, questions
    ) -> None:
        path = propose(page, region)

        answer = page.submit(f"{path}/verzenden", {"version": "9" * 5000}, follow=True)

        assert "Een collega wijzigde deze verdeling net." in answer.text

    def test_what_a_colleague_changed_is_looked_at_first(self, page: Page, region: Region, questions) -> None:
        path = propose(page, region)
        seen = version_on(page, path)
        page.submit(f"{path}/vragen/{questions[1].code}", {"profile": "niemand"})

        answer = page.submit(f"{path}/verzenden", {"version": seen}, follow=True)

        assert "Een collega wijzigde deze verdeling net." in answer.text
        assert not invitations()


class TestOthers:
    @pytest.fixture
    def path(self, region: Region, questions) -> str:
        division = make_division(region=region, user=make_coordinator(region), lines=dict.fromkeys(questions))
        return f"{PATH}/{division.public_id}"

    @pytest.mark.parametrize("end", ["", "/verzenden", "/wegleggen"])
    def test_another_coordinator_finds_nothing(self, page: Page, path: str, end: str) -> None:
        page.sign_in(make_coordinator())

        assert page.get(path + end).status == 404
        assert path not in page.get(PATH).text_raw

    def test_who_coordinates_only_one_of_the_regions_neither(self, page: Page, path: str) -> None:
        division = db.session.scalars(select(Division)).one()
        other = make_region()
        division.regions.append(other)
        db.session.commit()
        page.sign_in(make_coordinator(other))

        assert page.get(path).status == 404
        assert path not in page.get(PATH).text_raw

    def test_a_school_may_not(self, page: Page, path: str) -> None:
        page.sign_in(make_requester())

        assert page.get(path).status == 403
        assert page.submit(f"{path}/verzenden").status == 403
