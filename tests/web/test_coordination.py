"""The coordinator's queue: filters and cursors in the address, and the export."""

from __future__ import annotations

import pytest

from network.coordination.filters import CHOICES, STATES
from network.core import clock
from network.core.database import unit_of_work
from network.core.pagination import encode_cursor
from network.models import User
from network.models.support_request import RequestState
from network.waves import service as waves
from tests.factories import make_coordinator, make_match, make_request
from tests.page import Page

pytestmark = pytest.mark.usefixtures("clock")


@pytest.fixture
def coordinator(page: Page) -> User:
    user = make_coordinator()
    page.sign_in(user)
    return user


def asked_in(coordinator: User, title: str) -> None:
    region = coordinator.memberships[0].region
    make_request(region, title=title)


def test_a_cursor_from_before_all_times_shows_the_first_page(page: Page, coordinator: User) -> None:
    asked_in(coordinator, "Een leerling leest nog niet")

    answer = page.get(f"/vragen?na={encode_cursor(['0001-01-01T00:00:00+14:00', 1])}")

    assert answer.status == 200
    assert "Een leerling leest nog niet" in answer.text


@pytest.mark.parametrize("beginning", ["=", " =", "\t=", "\r=", "+", "-", "@", "＝", "＋", "－", "＠"])
def test_no_cell_of_the_export_is_a_formula(page: Page, coordinator: User, beginning: str) -> None:
    asked_in(coordinator, f"{beginning}1+1 in groep 3")

    answer = page.get("/vragen.csv")

    assert f"'{beginning}1+1 in groep 3" in answer.text_raw


def test_ordinary_words_are_exported_as_they_are(page: Page, coordinator: User) -> None:
    asked_in(coordinator, "Rekenen: 1+1 in groep 3")

    assert ";Rekenen: 1+1 in groep 3;" in page.get("/vragen.csv").text_raw


def test_the_heads_of_the_queue_are_links_to_its_orders(page: Page, coordinator: User) -> None:
    asked_in(coordinator, "Een leerling leest nog niet")

    answer = page.get("/vragen?status=alle&volgorde=meeste-haast")

    heads = {link.text_content(): link.get("href") for link in answer.all("thead a")}
    assert heads["Haast"] == "/vragen?status=alle&volgorde=minste-haast"
    assert heads["Gesteld op"] == "/vragen?status=alle"
    assert [head.text_content() for head in answer.all("th[aria-sort=descending] a")] == ["Haast"]
    assert not answer.all("th[aria-sort=ascending]")


def test_the_export_and_the_next_page_keep_the_order(page: Page, coordinator: User) -> None:
    for number in range(26):
        asked_in(coordinator, f"Vraag {number}")

    answer = page.get("/vragen?volgorde=nieuwste&periode=jaar")

    links = [link.get("href") for link in answer.all("main a") if "volgorde=nieuwste" in link.get("href")]
    assert [link for link in links if link.startswith("/vragen.csv") and "periode=jaar" in link]
    following = [link for link in links if "na=" in link]
    assert len(page.get(following[0]).all("tbody tr")) == 1


def test_the_filters_fold_and_say_what_is_chosen(page: Page, coordinator: User) -> None:
    usual, chosen = page.get("/vragen"), page.get("/vragen?status=waiting&volgorde=nieuwste&onderwerp=bestaat-niet")

    assert usual.texts(".filters summary") == ["Filters"]
    assert chosen.texts(".filters summary") == ["Filters 2 gekozen: Op de wachtlijst, Nieuwste eerst"]
    assert [one.get("name") for one in usual.all(".filters details select")] == [
        "status",
        "onderwerp",
        "haast",
        "periode",
        "volgorde",
    ]
    assert usual.all(".filters > .field input[name=zoek]")


def test_a_list_says_how_many_it_holds_whatever_was_chosen(page: Page, coordinator: User) -> None:
    asked_in(coordinator, "Een leerling leest nog niet")
    asked_in(coordinator, "Een leerling rekent nog niet")

    assert "2 vragen" in page.get("/vragen").texts("p.lead-soft")
    assert "1 vraag" in page.get("/vragen?zoek=rekent").texts("p.lead-soft")


def test_what_is_wrong_with_a_rule_says_with_which(page: Page, coordinator: User) -> None:
    said = page.submit("/regio", {"wave_size": "99", "widen_x": "", "least_score": "veel"}).texts(".error-summary li")

    assert [one for one in said if one.startswith("Bij “Hoeveel specialisten vragen we tegelijk?”: ")]
    assert all(one.startswith("Bij “") for one in said)


@pytest.mark.parametrize("version", ["", "x", "9" * 5000])
def test_rules_that_were_opened_at_no_known_version_are_refused(page: Page, coordinator: User, version: str) -> None:
    shown = {one.get("name"): one.get("value") for one in page.get("/regio").all("main form input[name]")}
    del shown["triage"], shown["widen"]

    answer = page.submit("/regio", shown | {"version": version})

    assert answer.status == 422
    assert "Een collega wijzigde de afspraken terwijl jij ze open had." in answer.text


def test_no_field_cuts_off_what_is_pasted(page: Page, coordinator: User) -> None:
    answer = page.get("/mensen/uitnodigen")

    assert answer.all("main #email")
    assert not answer.all("main [maxlength]")


@pytest.mark.parametrize(
    ("state", "is_waiting"), [*((one, False) for one in RequestState if one != "draft"), (RequestState.SEARCHING, True)]
)
def test_each_question_is_found_under_what_its_badge_says_and_nowhere_else(
    page: Page, coordinator: User, state: RequestState, is_waiting: bool
) -> None:
    since = clock.now() if is_waiting else None
    make_request(coordinator.memberships[0].region, state=state, is_waiting=is_waiting, waiting_since=since)
    (badge,) = page.get("/vragen?status=alle").texts(".rows .state")

    options = {one.get("value"): one.text_content() for one in page.get("/vragen").all("select[name=status] option")}
    found = [options[one] for one in STATES if page.get(f"/vragen?status={one}").all(".rows tbody tr")]

    assert [label.split(", of ")[0] for label in found] == [badge]
    assert set(options) == CHOICES


@pytest.mark.parametrize(
    ("left", "answering", "said"),
    [
        (0, 0, "Niemand meer te vragen"),
        (2, 1, "De rondes zijn op"),
        (0, 1, "Wacht op 1 antwoord"),
    ],
)
def test_the_export_tells_as_the_screen_does_why_a_question_is_stuck(
    page: Page, coordinator: User, left: int, answering: int, said: str
) -> None:
    question = make_request(coordinator.memberships[0].region, title="Een vraag")
    for _one in range(answering):
        make_match(request=question)
    with unit_of_work():
        waves.mark_stuck(question, left=left)

    assert page.get("/vragen").texts(".rows .state") == [said]
    assert f";Een vraag;{said};" in page.get("/vragen.csv").text_raw


def test_what_is_not_answered_yet_is_called_by_a_name_that_is_true_of_what_waits_for_the_coordinator(
    page: Page, coordinator: User
) -> None:
    make_request(coordinator.memberships[0].region, state=RequestState.IN_TRIAGE)

    shown = page.get("/vragen?status=without_yes")
    assert shown.texts("select[name=status] option[selected]") == ["Nog zonder ja"]
    assert shown.texts(".rows .state") == ["Wacht op de coördinator"]
    assert "Wachten op een ja" not in page.get("/inzicht").text


def test_what_happens_when_all_are_full_is_told_at_the_rule_of_the_waiting_list(page: Page, coordinator: User) -> None:
    answer = page.get("/regio")

    assert answer.texts("#waiting_alert_days-hint") == [
        "Heeft niemand die past ruimte, dan komt een vraag op de wachtlijst."
    ]
    (field,) = answer.all("#waiting_alert_days")
    assert "waiting_alert_days-hint" in field.get("aria-describedby")


def test_a_code_finds_its_question_whatever_became_of_it_and_a_word_only_open_ones(
    page: Page, coordinator: User
) -> None:
    closed = make_request(coordinator.memberships[0].region, code="7K3Q-M2", state=RequestState.CLOSED, title="Druk")

    assert closed.title in page.get("/vragen?status=open&zoek=7k3q m2").text
    assert closed.title not in page.get("/vragen?status=open&zoek=druk").text.split("Gesteld op")[-1]
