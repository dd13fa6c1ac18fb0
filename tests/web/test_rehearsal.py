"""The screen of a region's rules shows what they would change, keeps what was typed, and saves nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from network.core.database import db
from network.models import AuditEvent, Match, Region, RegionPolicy
from tests.factories import (
    make_coordinator,
    make_location,
    make_profile,
    make_region,
    make_request,
    make_requester,
    make_special_location,
)
from tests.page import Answer, Page


@pytest.fixture
def region(clock: object, session: object) -> Region:
    region = make_region()
    make_profile(title="Past precies", location=make_special_location(region=region, latitude=53.2))
    make_profile(title="Om de hoek", location=make_special_location(region=region), needs=("gedrag",))
    make_request(region, title="Hij gooit met stoelen")
    return region


def typed(form: Answer, **changed: str) -> dict[str, str]:
    """What a browser would send of the form, with some fields typed anew."""
    found = {
        one.get("name"): one.get("value")
        for one in form.all("#afspraken input[name]")
        if one.get("type") != "checkbox" or one.get("checked") is not None
    }
    chosen = {one.getparent().get("name"): one.get("value") for one in form.all("#afspraken option[selected]")}
    return found | chosen | changed


def rehearse(page: Page, **changed: str) -> Answer:
    form = page.get("/regio")
    (button,) = form.all("#afspraken button[formaction]")
    return page.submit(button.get("formaction"), typed(form, **changed))


def facts(answer: Answer) -> dict[str, str]:
    """What is told of the one question that changes."""
    return dict(zip(answer.texts("details dl dt"), answer.texts("details dl dd"), strict=True))


def test_a_coordinator_sees_who_would_be_asked_instead(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))

    answer = rehearse(page, wave_size="1", weight_needs="0", weight_distance="100")

    assert answer.status == 200
    assert "Bij de ene vraag van deze regio zou de eerste ronde anders zijn" in answer.texts("h2")
    assert "Er is nog niets bewaard." in answer.text
    assert "met de uren en plekken van vandaag" in answer.text
    assert answer.texts("details.fold:not([open]) summary") == ["Hij gooit met stoelen eerste ronde: 1 eruit"]
    assert facts(answer) == {"Valt uit de eerste ronde": "Past precies", "Wie ja zei": "nog niemand"}
    assert answer.texts("td[data-label='Verschil']") == ["1 minder"]


def test_every_figure_has_its_definition(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))

    links = {one.get("href") for one in rehearse(page, wave_size="1").all("a.definition")}

    (path,) = {link.split("#")[0] for link in links}
    anchors = {link.split("#")[1] for link in links}
    assert len(anchors) == 8
    assert anchors <= {one.get("id") for one in page.get(path).all(".phone-fold > [id]")}


def test_nothing_is_saved(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))
    before = db.session.scalar(select(func.count(AuditEvent.id)))

    rehearse(page, wave_size="1")

    assert [db.session.scalar(select(func.count(table.id))) for table in (RegionPolicy, Match)] == [0, 0]
    assert db.session.scalar(select(func.count(AuditEvent.id))) == before


def test_what_was_typed_stays_and_can_be_kept(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))
    neighbour = make_region(name="Buurland")

    shown = rehearse(page, wave_size="1", weight_text="77", triage="y", neighbour_1=neighbour.public_id)

    kept = typed(shown)
    assert (kept["wave_size"], kept["weight_text"], kept["triage"]) == ("1", "77", "y")
    assert kept["neighbour_1"] == neighbour.public_id
    (form,) = shown.all("#afspraken")
    assert page.submit(form.get("action"), kept).status == 302
    assert typed(page.get("/regio"))["weight_text"] == "77"


def test_a_number_that_cannot_be_is_said_and_nothing_is_compared(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))

    answer = rehearse(page, wave_size="99")

    assert answer.status == 422
    assert answer.all("#wave_size-error")
    assert not answer.all("#vooraf")


def test_questions_of_another_region_do_not_appear(page: Page, region: Region) -> None:
    other = make_region()
    make_request(other, title="Van een ander")
    page.sign_in(make_coordinator(region))

    answer = rehearse(page, wave_size="1")

    assert "Van een ander" not in answer.text
    assert page.submit(f"/regio/vooraf?regio={other.public_id}", typed(page.get("/regio"))).status == 404


def test_a_region_without_questions_reads_what_will_stand_there(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(make_region()))

    answer = rehearse(page, wave_size="1")

    assert "Nog geen vragen om mee te vergelijken" in answer.texts("h2")
    assert not answer.all("table")


def test_rules_that_change_nothing_say_so(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))

    answer = rehearse(page)

    assert "Bij de ene vraag van deze regio blijft de eerste ronde gelijk" in answer.texts("h2")
    assert "Voor elk profiel blijft het aantal in de eerste ronde gelijk." in answer.text
    assert answer.texts("#blijft-gelijk:not([open]) summary") == ["Bij 1 vraag verandert niets"]
    assert answer.texts("#blijft-gelijk li a") == ["Hij gooit met stoelen"]


def test_fewer_rounds_and_what_is_not_compared_are_told(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))
    page.submit("/regio", typed(page.get("/regio"), wave_size="1"))
    neighbour = make_region(name="Buurland")

    answer = rehearse(page, max_waves="1", widen="y", neighbour_1=neighbour.public_id)

    assert "Bij 1 vraag verandert wie er in een latere ronde aan de beurt komt." in answer.text
    assert facts(answer)["Niet meer in een latere ronde"] == "Om de hoek"
    assert answer.texts("details.fold summary span") == ["latere rondes: 1 eruit"]
    assert answer.texts("#niet-vergeleken li") == [
        "Is er niemand meer te vragen, vraag dan ook specialisten van buurregio's",
        "Welke buurregio's, en hun volgorde",
    ]
    assert not rehearse(page, max_waves="1").all("#niet-vergeleken")


def test_a_requester_is_refused(page: Page, region: Region) -> None:
    page.sign_in(make_requester(make_location(region=region)))

    assert page.submit("/regio/vooraf", {}).status == 403


def test_the_address_by_itself_leads_to_the_rules(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))

    assert page.get(f"/regio/vooraf?regio={region.public_id}").location.endswith(f"/regio?regio={region.public_id}")


def test_a_score_that_nobody_reaches_leaves_nobody_to_ask(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))

    answer = rehearse(page, least_score="100")

    (row,) = [one for one in answer.texts("tbody tr") if one.startswith("Vragen waarvoor niemand te vragen is")]
    assert row.endswith("01")
    assert answer.texts("#vooraf h2") == ["Let op: voor de ene vraag van deze regio is dan niemand te vragen."]
    page.submit("/regio", typed(answer))
    assert typed(page.get("/regio"))["least_score"] == "100"


WEIGHTS = ("needs", "form", "setting", "text", "distance", "start", "hours", "load", "answers", "continuity")


@pytest.mark.parametrize("path", ["/regio", "/regio/vooraf"])
def test_weights_that_are_all_nought_are_refused_beside_the_first_of_them(
    page: Page, region: Region, path: str
) -> None:
    page.sign_in(make_coordinator(region))
    nothing = dict.fromkeys((f"weight_{code}" for code in WEIGHTS), "0")

    answer = page.submit(path, typed(page.get("/regio"), **nothing, wave_size="7"))

    assert answer.status == 422
    assert answer.all("#weight_needs-error")
    assert (typed(answer)["weight_distance"], typed(answer)["wave_size"]) == ("0", "7")
    assert db.session.scalar(select(func.count(RegionPolicy.id))) == 0
    assert page.submit(path, typed(page.get("/regio"), **{**nothing, "weight_text": "0,5"})).status != 422


def test_a_weight_keeps_its_decimal_and_more_than_one_is_refused(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))

    page.submit("/regio", typed(page.get("/regio"), weight_needs="12,5", least_score="33,3"))
    refused = page.submit("/regio", typed(page.get("/regio"), weight_needs="12,55"))

    kept = typed(page.get("/regio"))
    assert (kept["weight_needs"], kept["least_score"], kept["weight_form"]) == ("12,5", "33,3", "8")
    assert refused.status == 422
    assert refused.all("#weight_needs-error")
    assert typed(refused)["weight_needs"] == "12,55"


@pytest.mark.parametrize(
    "wrong", ["", "veel", "NaN", "sNaN", "Infinity", "1e999", "-1e999", "1e999999999", "-1e999999999", "-1", "100,1"]
)
def test_what_is_no_share_is_refused_and_stays(page: Page, region: Region, wrong: str) -> None:
    page.sign_in(make_coordinator(region))

    answer = page.submit("/regio", typed(page.get("/regio"), weight_needs=wrong, triage="y", widen="y"))

    assert answer.status == 422
    assert len(answer.all("#weight_needs-error")) == 1
    assert typed(answer)["weight_needs"] == wrong
    assert (typed(answer)["triage"], typed(answer)["widen"]) == ("y", "y")


def test_who_was_second_keeps_what_was_typed_takes_what_was_not_and_can_save_it(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))
    opened = page.get("/regio")
    page.submit("/regio", typed(opened, wave_size="5", weight_text="20,5", weight_needs="12,5"))
    mine = typed(opened, wave_size="2", triage="y", weight_text="12,0")

    refused = page.submit("/regio", mine)

    assert refused.status == 422
    assert refused.texts("#gewijzigd [data-merged=both] li") == ["Hoeveel specialisten vragen we tegelijk?"]
    assert refused.texts("#wave_size-now .story-text") == ["5"]
    assert refused.texts("#gewijzigd [data-merged=taken] li") == ["Onderwerp", "Tekst"]
    assert page.submit("/regio", typed(refused)).status == 302
    kept = typed(page.get("/regio"))
    assert (kept["wave_size"], kept["weight_text"], kept["triage"]) == ("2", "20,5", "y")
    assert kept["weight_needs"] == "12,5"


def test_what_was_read_in_another_language_is_still_known_as_untouched(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))
    page.submit("/regio", typed(page.get("/regio"), weight_text="20,5"))
    page.submit("/taal", {"language": "en"})
    english = typed(page.get("/regio"))
    page.submit("/taal", {"language": "nl"})
    page.submit("/regio", typed(page.get("/regio"), wave_size="5", triage="y"))

    refused = page.submit("/regio", english)

    assert english["weight_text"] == "20.5"
    assert refused.texts("#gewijzigd [data-merged] li") == [
        "De coördinator kijkt eerst mee voordat we zoeken",
        "Hoeveel specialisten vragen we tegelijk?",
    ]


def test_who_rehearses_rules_that_a_colleague_changed_meanwhile_is_still_refused_to_save_unseen(
    page: Page, region: Region
) -> None:
    page.sign_in(make_coordinator(region))
    opened = page.get("/regio")
    page.submit("/regio", typed(opened, wave_size="5"))

    rehearsed = page.submit(f"/regio/vooraf?regio={region.public_id}", typed(opened, wave_size="2"))

    assert page.submit("/regio", typed(rehearsed)).status == 422


def test_an_error_on_saving_from_the_rehearsal_loses_nothing_that_was_typed(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))
    neighbour = make_region(name="Buurland")
    shown = rehearse(page, wave_size="2", triage="y", widen="y", neighbour_1=neighbour.public_id)

    answer = page.submit("/regio", typed(shown, weight_text="12,55", max_waves="veel"))

    kept = typed(answer)
    assert answer.status == 422
    assert (kept["wave_size"], kept["triage"], kept["widen"], kept["neighbour_1"]) == (
        "2",
        "y",
        "y",
        neighbour.public_id,
    )
    assert (kept["weight_text"], kept["max_waves"]) == ("12,55", "veel")


def test_every_number_of_the_rules_has_its_unit_after_it_and_is_read_with_it(page: Page, region: Region) -> None:
    page.sign_in(make_coordinator(region))

    refused = page.submit("/regio", typed(page.get("/regio"), max_waves="veel", wave_size="2"))

    units = {one.get("id").removesuffix("-unit"): one.text_content() for one in refused.all(".input-group-text")}
    assert units["next_wave_days"] == "schooldagen"
    assert units["max_waves"] == "rondes"
    assert units["least_score"] == "van 100"
    numbers = {one.get("name"): one.get("aria-describedby", "").split() for one in refused.all("[inputmode]")}
    assert set(numbers) - set(units) == {f"weight_{code}" for code in WEIGHTS}
    assert all(f"{name}-unit" in numbers[name] for name in units)
    assert numbers["max_waves"] == ["max_waves-hint", "max_waves-unit", "max_waves-error"]
