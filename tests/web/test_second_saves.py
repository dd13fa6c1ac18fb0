"""Who saves second is refused, sees what now stands beside what was typed, and can then save it all the same."""

from __future__ import annotations

import pytest

from network.models import ExpertiseProfile
from network.models.taxonomy import Facet
from tests.factories import (
    make_profile,
    make_specialist,
)
from tests.page import Answer, Page


@pytest.fixture
def profile(page: Page, session: object, clock: object) -> ExpertiseProfile:
    """A profile of the school of the reader."""
    profile = make_profile(title="Rust in de klas", description="Wij kijken mee.", max_open=3, lead_days=5)
    page.sign_in(make_specialist(profile.location))
    return profile


def version_on(page: Page, path: str) -> dict[str, str]:
    """The version that the form on this page was opened with."""
    return {"version": page.get(path).all("main input[name=version]")[0].get("value")}


def standing_on(refused: Answer) -> list[str]:
    """What the page of a refusal says that now stands."""
    assert refused.status == 422, refused.text
    return refused.texts("#nu-geldt li")


def saved_again(page: Page, path: str, typed: dict[str, object], refused: Answer) -> bool:
    """Whether what was typed is kept when it is sent once more from the page of the refusal."""
    shown = refused.all("main input[name=version]")[0].get("value")
    return page.submit(path, typed | {"version": shown}).status == 302


def test_a_profile_shows_the_text_that_a_colleague_saved_meanwhile(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/wat"
    chosen = {facet: [one.code for one in profile.terms_of(facet)] for facet in (Facet.NEED, Facet.FORM)}
    words = {"title": profile.title, "needs": chosen[Facet.NEED], "forms": chosen[Facet.FORM]}
    words |= version_on(page, path)
    page.submit(path, words | {"description": "Wat een collega schreef.\n\nEn meer.", "forms": ["observatie"]})
    mine = words | {"description": "Wat ik schreef.", "forms": ["co-teaching"]}

    refused = page.submit(path, mine)

    assert standing_on(refused) == [
        "Wat doen jullie, en hoe?: Wat een collega schreef. En meer.",
        "Welke hulp bieden jullie?: Observatie",
    ]
    assert refused.texts("textarea") == ["Wat ik schreef."]
    assert saved_again(page, path, mine, refused)
    assert profile.description == "Wat ik schreef."


def test_for_whom_a_profile_is_shows_what_a_colleague_chose_meanwhile(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/voor-wie"
    mine = {"ages": ["groep-5-6"], "school_types": ["bo"], "reach": "national", "reach_km": ""} | version_on(page, path)
    page.submit(path, mine | {"reach": "kilometres", "reach_km": "40", "leaves_out_own_board": "y"})

    refused = page.submit(path, mine)

    assert standing_on(refused) == [
        "Hoe ver gaan jullie?: Tot een aantal kilometers van onze school",
        "Hoeveel kilometer?: 40",
        "Vraag ons niet voor scholen van ons eigen bestuur: ja",
    ]
    assert saved_again(page, path, mine, refused)


def test_who_typed_what_a_colleague_saved_reads_that_it_stands(page: Page, profile: ExpertiseProfile) -> None:
    path = f"/onze-expertise/{profile.public_id}/voor-wie"
    mine = {"ages": ["groep-5-6"], "school_types": ["bo"], "reach": "national", "reach_km": ""} | version_on(page, path)
    page.submit(path, mine)

    refused = page.submit(path, mine)

    assert standing_on(refused) == []
    assert "Wat jij hieronder invulde, geldt nu al." in refused.text
