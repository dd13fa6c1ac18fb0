"""What of a text is sure enough to be ticked unasked."""

from __future__ import annotations

import pytest

from network.hearing import classifier
from network.hearing.suggestions import SURE, Suggestion, suggest_needs
from network.hearing.vocabulary import shipped_needs

ORDINARY = [
    "Het was een rommeltje in de kring vandaag.",
    "Hij was nog niet goed wakker.",
    "Hij liep met een paraplu over het plein.",
    "Er is een ruit ingegooid door de storm.",
    "Na de lunch keken we naar het jeugdjournaal.",
    "Zij wil later kapster of piloot worden.",
    "Het was weer een drukte van belang bij de fietsenstalling.",
    "De gangen zijn geveegd en de vuilnis staat buiten.",
    "Tijdens het overblijven at ze haar appel op.",
    "Ze heeft haar arm in de verf laten vallen.",
    "Het kopieerapparaat is weer stuk en de toner is op.",
    "Ze tekende een mooi huis met een rode deur.",
]
BRIDGE = (
    "Ze gaat van speciaal onderwijs naar onze brugklas. Ze is bang voor de grote school en haar rekenen is nog zwak."
)
WORRIES = (
    "Sinds een paar weken is ze bang om naar school te gaan, thuis is er veel ruzie en ze wordt om het minste boos. "
    "Het lezen gaat ook achteruit."
)


def suggested(text: str) -> dict[str, Suggestion]:
    return {one.code: one for one in suggest_needs(text, entries=shipped_needs())}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_sentence_ticks_nothing(text: str) -> None:
    assert [one.code for one in suggested(text).values() if one.is_sure] == []


def test_a_sentence_with_a_few_words_of_which_the_model_makes_much_is_offered_but_not_ticked() -> None:
    found = suggested("Er is een ruit ingegooid door de storm.")["normoverschrijdend"]

    assert found.confidence >= SURE
    assert not found.is_sure


def test_one_ordinary_word_in_a_story_is_offered_but_not_ticked() -> None:
    found = suggested(BRIDGE)["overgang-po-vo"]

    assert found.confidence >= SURE
    assert found.evidence == ("brugklas",)
    assert not found.is_sure


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Een leerling met ADHD", "adhd"),
        ("Zij trekt zich terug en heeft nergens zin in.", "somberheid"),
        ("Hij is overal afgeleid, wiebelt, praat door de uitleg heen en vergeet zijn spullen.", "adhd"),
    ],
)
def test_a_sure_name_or_two_words_of_a_story_are_ticked(text: str, code: str) -> None:
    assert suggested(text)[code].is_sure


@pytest.mark.parametrize("words", [("ADHD", "autisme", "dyslexie"), ("TOS", "autisme", "epilepsie"), ("DCD", "ADHD")])
def test_each_diagnosis_that_was_found_is_ticked_however_the_model_divides_them(words: tuple[str, ...]) -> None:
    found = suggested(f"Een leerling in groep 6 heeft {' en '.join(words)}.")
    codes = {"DCD": "motoriek"}

    assert all(found[codes.get(word, word.casefold())].is_sure for word in words)


def test_a_diagnosis_that_is_only_thought_of_is_not() -> None:
    assert not suggested("We denken aan ADHD, autisme of dyslexie.")["adhd"].is_sure


def test_what_is_heard_faintly_is_not_ticked_whatever_it_rests_on() -> None:
    assert all(one.confidence >= SURE for one in suggested(BRIDGE).values() if one.is_sure)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("In de pauze gaat het mis.", "vrije-situaties"),
        ("Thuis is er veel ruzie.", "thuissituatie"),
        ("Ze wordt om het minste boos.", "agressieregulatie"),
    ],
)
def test_a_worry_told_in_a_few_plain_words_is_heard(text: str, code: str) -> None:
    assert code in suggested(text)


def test_each_worry_of_a_story_of_several_is_heard_beside_the_loudest(monkeypatch: pytest.MonkeyPatch) -> None:
    others = {"angst", "thuissituatie", "agressieregulatie", "schoolweigering", "lezen"}
    together = suggested(WORRIES)

    monkeypatch.setattr(classifier, "PART_OF_STRETCHES", 0.0)
    as_one = suggested(WORRIES)

    assert others < together.keys()
    assert all(together[code].confidence > as_one[code].confidence for code in others)
