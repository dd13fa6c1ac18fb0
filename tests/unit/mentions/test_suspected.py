"""Which diagnoses a text only suspects: heard, but never ticked unasked."""

from __future__ import annotations

import pytest

from network.hearing.suggestions import suggest_needs
from network.hearing.vocabulary import shipped_needs
from network.mentions.lexicon import Place, Text


def suspected(text: str) -> list[str]:
    said = Text(text)
    return [word for at, word in enumerate(said.words) if said.is_suspected(Place(at, at))]


@pytest.mark.parametrize(
    ("text", "diagnoses"),
    [
        ("Wij denken aan autisme of ADHD.", ["autisme", "adhd"]),
        ("De arts dacht dat hij epilepsie heeft.", ["epilepsie"]),
        ("Er is een vermoeden van ADHD, dyslexie en DCD.", ["adhd", "dyslexie", "dcd"]),
        ("Misschien heeft ze TOS.", ["tos"]),
        ("Dit lijkt op dyslexie.", ["dyslexie"]),
        ("Zijn gedrag past bij autisme.", ["autisme"]),
        ("Zou ze hoogbegaafd zijn?", ["hoogbegaafd"]),
        ("Heeft hij dyscalculie?", ["dyscalculie"]),
        ("Ouders vragen zich af, of het ODD is.", ["odd"]),
        ("Hij is nooit onderzocht op ADHD.", ["adhd"]),
        ("Hij heeft vast dyslexie, maar dat is nog niet onderzocht.", ["dyslexie"]),
        ("Ze heeft autisme, zonder diagnose.", ["autisme"]),
        ("Dyslexie wordt vermoed.", ["dyslexie"]),
        ("Autisme is niet uitgesloten.", ["autisme"]),
        ("De juf heeft hem op autisme laten testen.", ["autisme"]),
        ("De leraar heeft het idee dat hij autisme heeft.", ["autisme"]),
        ("Hij heeft autistische trekken.", ["autistische"]),
        ("We vroegen een dyslexieonderzoek aan.", ["dyslexieonderzoek"]),
        ("Hij heeft ADHD en misschien ook autisme.", ["autisme"]),
        ("Het lijkt op ADHD. Zijn autisme kennen we al.", ["adhd"]),
    ],
)
def test_a_diagnosis_that_nobody_found_is_suspected(text: str, diagnoses: list[str]) -> None:
    assert suspected(text) == diagnoses


@pytest.mark.parametrize(
    "text",
    [
        "Ze heeft de diagnose ASS.",
        "Hij heeft een dyslexieverklaring.",
        "Uit onderzoek bleek dat hij ADHD heeft.",
        "We dachten aan autisme en dat is nu vastgesteld.",
        "We denken dat hij door zijn autisme snel moe is.",
        "Wat zou kunnen helpen bij een meisje met autisme?",
        "Hij heeft ADHD. Zijn ogen zijn nooit onderzocht.",
        "Hij heeft ADHD en misschien moet hij anders zitten.",
        "We denken aan pesten.",
        "Zijn dyslexie laat zich zien bij het dictee.",
        "Een leerling met dyslexie laat op de test een achterstand zien.",
    ],
)
def test_what_was_found_or_is_no_diagnosis_is_not_suspected(text: str) -> None:
    assert suspected(text) == []


@pytest.mark.parametrize(
    ("text", "code", "is_sure"),
    [
        ("Hij is beweeglijk, snel afgeleid en vergeet alles, wij denken aan ADHD.", "adhd", False),
        ("We denken aan autisme, maar dat is nooit onderzogt.", "autisme", False),
        ("Ze heeft de diagnose ASS.", "autisme", True),
        ("Zijn moeder dacht aan ADHD, en nu is ADHD vastgesteld.", "adhd", True),
        ("Misschien een depressie: ze is somber, huilt veel en trekt zich terug.", "somberheid", True),
    ],
)
def test_a_suspected_diagnosis_is_offered_but_not_ticked(text: str, code: str, is_sure: bool) -> None:
    found = {one.code: one for one in suggest_needs(text, entries=shipped_needs())}

    assert found[code].is_sure is is_sure
