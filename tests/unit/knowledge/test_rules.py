"""What becomes of an example, and how much of it stands beside a question."""

from __future__ import annotations

import pytest

from network.knowledge.rules import TRANSITIONS, list_named, may_move, shortened


def test_nothing_is_shared_that_no_coordinator_read() -> None:
    leads_to_published = {state for state in TRANSITIONS if may_move(state, "published")}

    assert leads_to_published == {"in_review", "withdrawn"}
    assert not may_move("draft", "withdrawn")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hij werd boos.", "Hij werd boos."),
        ("Hij werd boos.\n\nNa de pauze nog meer.", "Hij werd boos."),
        ("Werd hij boos? Elke dag weer, zei juf.", "Werd hij boos?"),
        ("Hij werd na de pauze, en ook daarvoor, heel boos", "Hij werd na de pauze, en…"),
        ("onvoorstelbaarlangwoordzonderblanks", "onvoorstelbaarlangwoordz…"),
    ],
)
def test_whole_sentences_are_shown_else_whole_words(text: str, shown: str) -> None:
    assert shortened(text, most=25) == shown


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Zo deed De Brug het.", "De Brug", "De Brug"),
        ("Op de Brug werkt dit.", "De Brug", "Brug"),
        ("Op De Brug werkt dit.", "Openbare Basisschool De Brug", "Brug"),
        ("Zo deed Prinses  Amalia het.", "CBS Prinses Amalia", "Prinses  Amalia"),
        ("Op De Brug werkt dit.", "Katholieke Basisschool De Brug", "Brug"),
        ("Het werkt (Brug, groep 5).", "SBO De Brug", "Brug"),
        ("Best lastig, in het begin.", "Best", ""),
        ("Zo doen ze het in Best.", "Best", "Best"),
        ("Over de brug liep hij liever niet.", "De Brug", ""),
        ("Start met een klus. Start weer.", "Kindcentrum De Start", ""),
        ("Op de Bruggen werkt dit.", "De Brug", ""),
        ("In onze Basisschool werkt dit.", "De Basisschool Noord", ""),
    ],
)
def test_a_school_is_named_however_people_speak_of_it(text: str, name: str, found: str) -> None:
    assert list_named(text, [name]) == ([found] if found else [])


def test_a_school_and_its_place_are_named_together() -> None:
    assert list_named("Op De Brug in Tiel werkt dit.", ["De Brug", "Tiel", "Buren"]) == ["De Brug", "Tiel"]
