"""What is over, was not so after all, or is somebody else's diagnosis, is not suggested."""

from __future__ import annotations

import pytest

from network.hearing.suggestions import hear_needs
from network.hearing.vocabulary import shipped_needs

SET_ASIDE = [
    ("Vorig jaar had hij faalangst, dat is over.", "faalangst"),
    ("Haar faalangst is gelukkig verdwenen.", "faalangst"),
    ("Het pesten is gestopt.", "pesten"),
    ("In groep 3 stotterde hij nog, dat is nu helemaal weg.", "spraak-stotteren"),
    ("Vroeger was hij erg bang, nu niet meer.", "angst"),
    ("Vorig jaar liep hij vaak weg, daar hebben we nu geen last meer van.", "weglopen"),
    ("We dachten eerst aan dyslexie, maar dat is het niet.", "dyslexie"),
    ("Er werd gedacht aan autisme, maar het onderzoek wees dat niet uit.", "autisme"),
    ("De juf dacht dat hij hoogbegaafd was, dat bleek niet zo te zijn.", "hoogbegaafdheid"),
    ("Hij is onderzocht op adhd, dat had hij niet.", "adhd"),
    ("Zijn zusje heeft autisme.", "autisme"),
    ("Moeder heeft zelf dyslexie.", "dyslexie"),
    ("Zijn broer heeft autisme. Zelf is hij vooral vaak te laat en moe.", "autisme"),
    ("Zijn broer heeft tourette.", "emb"),
    ("De juf is ziek.", "langdurig-ziek"),
    ("Haar broer heeft ADHD en haar vader ook, bij haar zien we dat niet.", "adhd"),
]
STANDS = [
    ("Vorig jaar had hij faalangst, dat is nog niet over.", "faalangst"),
    ("Hij dacht dat dyslexie hem dom maakte.", "dyslexie"),
    ("We denken aan autisme, maar dat is nog niet onderzocht.", "autisme"),
    ("We dachten aan autisme, maar dat is niet zeker.", "autisme"),
    ("Zijn broer heeft ook adhd.", "adhd"),
    ("Zijn broer heeft adhd en hij ook.", "adhd"),
    ("Mijn broertje heeft autisme.", "autisme"),
    ("De leerkracht heeft een leerling met autisme in de klas.", "autisme"),
    ("Vader heeft zijn autisme nooit begrepen.", "autisme"),
    ("Haar moeder is verdrietig, ze heeft zelf ook faalangst.", "faalangst"),
    ("Ze staat op en is weg, ze loopt steeds weg.", "weglopen"),
    ("Ze had vriendinnen, nu niet meer.", "sociale-vaardigheden"),
    ("De vakantie is voorbij en hij is bang voor school.", "angst"),
    ("Zijn moeder heeft kanker.", "langdurig-ziek"),
    ("We dachten dat het pesten zou stoppen, maar dat gebeurt niet.", "pesten"),
    ("We dachten dat zijn angst over was, maar dat is niet zo.", "angst"),
    ("We dachten aan dyslexie, dat is niet vreemd want hij leest heel traag.", "dyslexie"),
    ("We dachten al aan dyslexie, maar dat wilden ouders niet horen.", "dyslexie"),
    ("Hij is onderzocht op adhd, dat is niet afgerond.", "adhd"),
    ("De begeleiding voor zijn dyslexie is gestopt.", "dyslexie"),
    ("De medicatie voor zijn ADHD is gestopt.", "adhd"),
    ("Ouders hebben autisme laten vaststellen.", "autisme"),
    ("Moeder heeft adhd laten onderzoeken, de diagnose is gesteld.", "adhd"),
    ("Zijn broer heeft autisme, en bij hem zien we hetzelfde.", "autisme"),
]


def heard(text: str) -> set[str]:
    return {one.code for one in hear_needs(text, shipped_needs())}


@pytest.mark.parametrize(("text", "code"), SET_ASIDE)
def test_what_is_over_or_was_not_so_or_is_somebody_elses_is_not_suggested(text: str, code: str) -> None:
    assert code not in heard(text)


@pytest.mark.parametrize(("text", "code"), STANDS)
def test_what_goes_on_or_may_be_so_or_is_the_pupils_too_stands(text: str, code: str) -> None:
    assert code in heard(text)


def test_what_was_set_aside_leaves_what_else_is_told() -> None:
    found = heard(
        "We dachten eerst aan dyslexie, maar dat is het niet. Hij is bang om naar school te gaan en huilt elke ochtend."
    )

    assert "dyslexie" not in found
    assert "angst" in found
