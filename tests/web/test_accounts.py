"""Coming in, staying in, and losing one's password."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from network.access import links
from network.accounts import membership
from network.accounts.hashing import hash_password
from network.accounts.rules import is_guessable
from network.core import clock as core_clock
from network.core.database import db, unit_of_work
from network.core.errors import NotFound
from network.models import Invitation, Membership, Notice, User
from network.models.user import Role
from network.notices.kinds.accounts import JOIN, RESET, password_mark
from network.notices.kinds.waves import ANSWER
from network.waves.people import list_answering_people
from tests.factories import (
    make_coordinator,
    make_location,
    make_match,
    make_region,
    make_requester,
    make_school_admin,
    make_special_location,
    make_specialist,
)
from tests.page import Answer, Page

GOOD = "paraplu fietsbel aardappel"


@pytest.fixture
def somebody(page: Page, clock) -> User:
    user = make_requester(email="ina@school.example")
    user.password_hash = hash_password(GOOD)
    db.session.commit()
    return user


def sign_in(page: Page, password: str = GOOD, email: str = "Ina@School.example ", target: str = ""):
    return page.submit(f"/inloggen{target}", {"email": email, "password": password})


def way_on(shown: Answer) -> tuple[str, str]:
    """The words and the address of the main button."""
    (button,) = shown.all("main a.btn-primary")
    return button.text_content(), button.get("href")


@pytest.mark.parametrize("typed", ["Ina School", "ina.school", "ina@"])
def test_what_is_no_address_is_told_beside_its_field_and_stays(page: Page, typed: str) -> None:
    answer = sign_in(page, email=typed)

    assert answer.texts(".field-error") == ["Dit lijkt geen e-mailadres. Een voorbeeld: naam@school.nl."]
    assert answer.all("#email")[0].get("value") == typed


def test_the_right_password_leads_to_ones_first_screen(page: Page, somebody: User) -> None:
    assert sign_in(page).status == 302
    assert page.get("/", follow=True).texts("h1") == ["Onze vragen"]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(page: Page, somebody: User) -> None:
    wrong, unknown = sign_in(page, "niet dit"), sign_in(page, email="niemand@school.example")

    assert wrong.status == unknown.status == 422
    assert wrong.texts(".error-summary li") == unknown.texts(".error-summary li")
    assert wrong.all("#email")[0].get("value") == "Ina@School.example"


@pytest.mark.parametrize("email", ["ina@school.example", "niemand@school.example"])
def test_after_five_wrong_passwords_everybody_waits(page: Page, somebody: User, clock, email: str) -> None:
    for _ in range(5):
        sign_in(page, "fout", email)

    assert "Wacht nog" in sign_in(page, GOOD, email).text
    clock.shift(timedelta(minutes=2))
    assert ("Wacht nog" in sign_in(page, GOOD, email).text) is False


@pytest.mark.parametrize("target", ["https://elders.example/", "//elders.example", "/\\elders.example"])
def test_signing_in_leads_nowhere_else(page: Page, somebody: User, target: str) -> None:
    assert sign_in(page, target=f"?verder={target}").location == "/"


def test_signing_out_ends_the_session_for_good(page: Page, somebody: User) -> None:
    sign_in(page)
    cookie = page.client.get_cookie("naast")

    page.submit("/uitloggen")
    page.client.set_cookie("naast", cookie.value)

    assert page.get("/ondersteuningsvragen").status == 302


def test_a_forgotten_password_is_answered_alike_for_everybody(page: Page, somebody: User) -> None:
    known = page.submit("/wachtwoord-vergeten", {"email": somebody.email})
    unknown = page.submit("/wachtwoord-vergeten", {"email": "niemand@school.example"})

    assert known.text == unknown.text
    assert [link.get("href") for link in known.all("main a")] == ["/inloggen", "/wachtwoord-vergeten"]
    assert db.session.scalars(select(Notice.kind)).all() == ["password_reset"]


def test_a_reset_link_works_once_and_for_an_hour(app, page: Page, somebody: User, clock) -> None:
    with app.test_request_context():
        path = f"/wachtwoord-vergeten/{links.sign(RESET, password_mark(somebody), somebody.public_id)}"

    assert "12 tekens" in page.submit(path, {"password": "kort"}).text
    assert page.submit(path, {"password": "een heel nieuw wachtwoordje dan"}).status == 302
    assert page.get(path).status == 404
    ended = page.get(path)
    assert ended.texts("h1") == ["Deze link werkt niet"]
    assert way_on(ended) == ("Vraag een nieuwe link aan", "/wachtwoord-vergeten")
    clock.shift(timedelta(hours=2))
    assert page.get(path).status == 404


@pytest.mark.parametrize("weak", ["wachtwoord12", "aaaaaaaaaaaaaa", "welkom1234567", "ina-ina-ina-1"])
def test_a_password_that_is_easily_guessed_is_refused(app, page: Page, somebody: User, weak: str) -> None:
    page.sign_in(somebody)

    answer = page.submit("/mijn-gegevens/wachtwoord", {"present": GOOD, "password": weak})

    assert answer.status == 422


@pytest.mark.parametrize(
    ("password", "email", "is_refused"),
    [
        ("nieuw.iemand@demo", "nieuw.iemand@school.example", True),
        ("nieuw1@school.example", "nieuw1@school.example", True),
        ("een regenboog zonder zon", "vera@regenboog.example", False),
        ("vera.lesbrief1234", "vera.lesbrief@school.example", True),
        ("lesbrief-2026-1234", "vera.lesbrief@school.example", True),
        ("nooit meer regen hier", "jan.de.meer@school.example", False),
        ("kX7$-2024-pR!94q2", "m.vos.2024@school.example", False),
        ("4829-Boer-1730-Qx", "de.boer@school.example", False),
    ],
)
def test_the_own_address_in_pieces_is_no_password(password: str, email: str, is_refused: bool) -> None:
    assert is_guessable(password, email) == is_refused


class TestInvitations:
    @pytest.fixture
    def admin(self, page: Page, clock) -> User:
        admin = make_school_admin(make_location())
        page.sign_in(admin)
        return admin

    def invite(self, page: Page, **data: str):
        form = {"email": "nieuw@school.example", "role": "requester", "place": "", "name": ""}
        return page.submit("/mensen/uitnodigen", form | data)

    def link(self, app) -> str:
        with app.test_request_context():
            invitation = db.session.scalars(select(Invitation).order_by(Invitation.id.desc())).first()
            return f"/uitnodiging/{links.sign(JOIN, invitation.public_id, '')}"

    def test_a_newcomer_chooses_a_password_and_is_in(self, app, page: Page, admin: User) -> None:
        place = admin.memberships[0].location
        assert self.invite(page, place=place.code).status == 302

        page.client.delete_cookie("naast")
        answer = page.submit(self.link(app), {"name": "Nieuwe Mens", "password": GOOD}, follow=True)

        assert "Welkom" in answer.text
        member = db.session.scalars(
            select(Membership).join(Membership.user).where(User.email == "nieuw@school.example")
        ).one()
        assert (member.role, member.location) == (Role.REQUESTER, place)

    def test_a_used_link_says_what_to_do(self, app, page: Page, admin: User) -> None:
        self.invite(page, place=admin.memberships[0].location.code)
        path = self.link(app)
        page.submit(path, {"name": "Nieuwe Mens", "password": GOOD})

        used = page.get(path)
        assert "al gebruikt" in used.text
        assert way_on(used) == ("Log in", "/inloggen")

    def test_the_page_says_what_naast_is_and_who_is_signed_in(self, app, page: Page, admin: User) -> None:
        self.invite(page, place=admin.memberships[0].location.code)

        as_admin = page.get(self.link(app)).text
        page.client.delete_cookie("naast")
        as_newcomer = page.get(self.link(app)).text

        assert f"Je bent nu ingelogd als {admin.name}." in as_admin
        assert "Je bent nu ingelogd" not in as_newcomer
        assert "Naast brengt vraag en specialist bij elkaar" in as_newcomer

    def test_after_two_weeks_the_link_has_ended(self, app, page: Page, admin: User, clock) -> None:
        self.invite(page, place=admin.memberships[0].location.code)
        clock.shift(timedelta(days=15))

        assert "verlopen" in page.get(self.link(app)).text

    def test_an_admin_invites_for_the_own_school_only(self, page: Page, admin: User) -> None:
        answer = self.invite(page, place=make_location().code)

        assert answer.status == 422
        own = admin.memberships[0].location
        told = f"Je kunt alleen mensen uitnodigen voor je eigen school, {own.name}. Vul de code in: {own.code}."
        assert answer.texts("#place-error") == [told]
        assert answer.all("#email")[0].get("value") == "nieuw@school.example"

    def test_all_that_is_missing_is_said_at_once(self, page: Page, admin: User) -> None:
        answer = self.invite(page, email="nieuw", place="")

        assert [one.get("href") for one in answer.all(".error-summary a")] == ["#email", "#place"]

    def test_a_coordinator_chooses_the_own_region_of_a_colleague(self, page: Page, clock) -> None:
        own, strange = make_region(), make_region()
        page.sign_in(make_coordinator(own))
        (chosen,) = page.get("/mensen/uitnodigen").all("#region option[selected]")

        assert chosen.text == own.name
        assert self.invite(page, role="coordinator", region=strange.public_id).status == 422
        assert self.invite(page, role="coordinator", region="").status == 422
        assert self.invite(page, role="coordinator", region=own.public_id).status == 302
        assert [one.region for one in db.session.scalars(select(Invitation))] == [own]

    def test_an_admin_cannot_make_a_coordinator(self, page: Page, admin: User) -> None:
        assert self.invite(page, role="coordinator", place="").status == 422

    def test_a_regular_school_has_no_specialists(self, page: Page, admin: User) -> None:
        answer = self.invite(page, role="specialist", place=admin.memberships[0].location.code)

        assert "speciaal onderwijs" in answer.text

    def test_who_finds_nobody_reads_that_and_can_see_everybody(self, page: Page, admin: User) -> None:
        answer = page.get("/mensen?zoek=qqqq")

        assert "Niemand past bij “qqqq”." in answer.text
        assert answer.texts(".empty a") == ["Toon iedereen"]

    def test_a_name_that_fits_several_schools_asks_which(self, page: Page, clock) -> None:
        region = make_region()
        star = make_location(region=region, name="De Ster")
        make_location(region=region, name="De Sterrenwacht")
        make_special_location(name="De Ster elders")
        page.sign_in(make_coordinator(region))

        answer = self.invite(page, place="de st")

        assert "Welke bedoel je" in answer.text
        assert f"De Ster ({star.code})" in answer.text
        assert self.invite(page, place=f"De Ster ({star.code})").status == 302
        assert self.invite(page, place="Het Kompas (Sterrenwacht)").status == 422
        assert "elders" not in answer.text
        assert "Geen school gevonden in je samenwerkingsverband." in self.invite(page, place="De Ster elders").text

    def test_the_last_admin_of_a_school_with_people_stays(self, page: Page, admin: User) -> None:
        make_requester(admin.memberships[0].location)
        path = f"/mensen/{admin.memberships[0].public_id}/beeindigen"

        opened, answer = page.get(path), page.submit(path)

        assert f"{admin.name} is de laatste beheerder" in opened.text
        assert (opened.texts("main form"), opened.texts("main .btn-primary")) == ([], ["Nodig iemand uit"])
        assert answer.texts(".error-summary li") == [
            "Dit is de laatste beheerder van deze school. Wijs eerst iemand anders aan."
        ]
        assert db.session.get(User, admin.id).memberships

    def test_an_admin_who_is_not_the_last_can_go(self, page: Page, admin: User) -> None:
        other = make_school_admin(admin.memberships[0].location)
        own, others = (page.get(f"/mensen/{one.memberships[0].public_id}/beeindigen").text for one in (admin, other))

        assert f"{other.name} is dan geen beheerder meer van {admin.memberships[0].location.name}." in others
        assert "Dit ben jij" not in others
        assert "Dit ben jij: je ziet deze school dan niet meer." in own
        assert "laatste beheerder" not in own
        assert page.submit(f"/mensen/{other.memberships[0].public_id}/beeindigen").status == 302
        assert not db.session.get(User, other.id).memberships


def test_choosing_english_is_remembered_on_the_account(page: Page, somebody: User) -> None:
    page.sign_in(somebody)

    page.submit("/taal", {"language": "en", "verder": "/mijn-gegevens"})

    assert db.session.get(User, somebody.id).language == "en"


def test_who_saves_another_language_reads_so_in_that_language(page: Page, somebody: User) -> None:
    page.sign_in(somebody)

    answer = page.submit("/mijn-gegevens", page.get("/mijn-gegevens").filled_in(language="en"), follow=True)

    assert "Saved." in answer.text
    assert "Bewaard." not in answer.text


def test_an_invitation_that_was_just_taken_makes_no_second_account(page: Page, clock) -> None:
    inviter = make_coordinator()
    invitation = Invitation(
        email="nieuw@school.example",
        role=Role.COORDINATOR,
        region_id=inviter.memberships[0].region_id,
        invited_by_id=inviter.id,
        expires_at=core_clock.now() + timedelta(days=14),
    )
    with unit_of_work():
        db.session.add(invitation)
    answers = {"name": "Nieuw Mens", "job_title": "", "password": GOOD, "language": "nl"}
    with unit_of_work():
        newcomer = membership.accept_new(invitation, **answers)

    with pytest.raises(NotFound, match="al gebruikt"), unit_of_work():
        membership.accept_new(invitation, **answers)
    with pytest.raises(NotFound, match="al gebruikt"), unit_of_work():
        membership.accept_known(invitation, newcomer, GOOD)


def test_whoever_is_no_specialist_any_more_gets_no_questions(app, page: Page, clock) -> None:
    match = make_match()
    (person,) = match.profile.people
    leaver, colleague = person.user, make_specialist(match.profile.location)
    token = links.sign(ANSWER, match.public_id, leaver.public_id)
    assert page.get(f"/uitnodigingen/antwoord/{token}").status == 200

    with unit_of_work():
        membership.end(leaver.memberships[0], actor_id=colleague.id)

    gone = page.get(f"/uitnodigingen/antwoord/{token}")
    assert gone.status == 404
    assert way_on(gone) == ("Log in en bekijk je vragen", "/uitnodigingen")
    assert list_answering_people(match.profile) == [colleague]


def test_a_form_that_is_sent_after_the_session_ended_leads_back_to_itself(page: Page, somebody: User, clock) -> None:
    sign_in(page)
    clock.shift(timedelta(hours=3))

    answer = page.submit("/ondersteuningsvragen/nieuw", {"title": "Een leerling wordt boos"})

    assert answer.location == "/inloggen?verder=/ondersteuningsvragen/nieuw"
    assert "Je bent intussen uitgelogd" in page.get(answer.location).text
    assert sign_in(page, target="?verder=/ondersteuningsvragen/nieuw").location == "/ondersteuningsvragen/nieuw"


def test_a_phone_number_that_is_none_is_told_and_stays(page: Page) -> None:
    page.sign_in(make_requester())
    opened = page.get("/mijn-gegevens")

    refused = page.submit("/mijn-gegevens", opened.filled_in(phone="abc"))
    taken = page.submit("/mijn-gegevens", opened.filled_in(phone="06 12 34 56 78"))

    assert refused.status == 422
    assert [one.get("value") for one in refused.all("#phone")] == ["abc"]
    assert refused.all("#phone-error")
    assert taken.status == 302


def test_who_looks_at_their_own_details_reads_what_they_are_where_and_since_when(page: Page, clock) -> None:
    coordinator = make_coordinator()
    page.sign_in(coordinator)

    shown = page.get("/mijn-gegevens").texts("tbody td")

    assert shown == ["Coördinator", coordinator.memberships[0].region.name, "ma 16 november"]


def test_the_list_says_which_invitations_let_nobody_in_any_more(page: Page, clock) -> None:
    coordinator = make_coordinator()
    place = {"role": Role.COORDINATOR, "region_id": coordinator.memberships[0].region_id}
    with unit_of_work():
        for name, days in (("nieuw", 3), ("oud", -3)):
            until = core_clock.now() + timedelta(days=days)
            db.session.add(Invitation(email=f"{name}@swv.example", expires_at=until, **place))
    page.sign_in(coordinator)

    assert page.get("/mensen").text.count("verlopen op") == 1
