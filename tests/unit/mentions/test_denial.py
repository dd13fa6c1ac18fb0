"""What a text denies is not suggested; what it only lacks, is."""

from __future__ import annotations

import pytest

from network.hearing.suggestions import LEAST_CONFIDENCE, Suggestion, hear_needs
from network.hearing.vocabulary import shipped_needs

DENIED = [
    ("Er is sprake van dyslexie, niet van adhd.", "adhd"),
    ("Er is geen sprake van dyslexie.", "dyslexie"),
    ("Geen vastgestelde dyslexie", "dyslexie"),
    ("Hij heeft geen adhd of autisme.", "adhd"),
    ("Hij heeft geen adhd of autisme.", "autisme"),
    ("noch dyslexie noch dyscalculie", "dyslexie"),
    ("noch dyslexie noch dyscalculie", "dyscalculie"),
    ("Dyslexie is uitgesloten.", "dyslexie"),
    ("Hij is nooit agressief.", "agressieregulatie"),
    ("Het is niet zo dat hij agressief is.", "agressieregulatie"),
    ("vermoeden dyslexie niet", "dyslexie"),
    ("Geen ADHD, wel heel druk", "adhd"),
    ("Hij heeft geen dyslexie.", "dyslexie"),
    ("Dyslexie: nee.", "dyslexie"),
    ("Heeft hij autisme? Nee, dat is onderzocht.", "autisme"),
    ("Autisme en ADHD zijn uitgesloten.", "autisme"),
    ("Autisme en ADHD zijn uitgesloten.", "adhd"),
    ("Autisme is niet vastgesteld.", "autisme"),
    ("Van dyslexie is geen sprake.", "dyslexie"),
    ("ADHD speelt geen rol.", "adhd"),
    ("Agressief is hij gelukkig niet.", "agressieregulatie"),
    ("Hij slaat niet.", "agressieregulatie"),
    ("We denken niet dat het autisme is.", "autisme"),
    ("Er zijn geen aanwijzingen voor dyscalculie.", "dyscalculie"),
    ("Zonder angst stapt ze de klas in.", "angst"),
    ("Hij is niet hoogbegaafd.", "hoogbegaafdheid"),
    ("Geen adhd, autisme of dyslexie.", "autisme"),
    ("Geen adhd, autisme of dyslexie.", "dyslexie"),
    ("Ze heeft geen angstklachten.", "angst"),
    ("Agressief gedrag is niet aan de orde.", "agressieregulatie"),
    ("Ze wordt niet gepest.", "pesten"),
    ("Epilepsie is na onderzoek niet gebleken.", "epilepsie"),
    ("Geen tics.", "tics-tourette"),
    ("Ze stottert niet meer.", "spraak-stotteren"),
    ("Er is geen aanwijzing voor dyslexie.", "dyslexie"),
    ("Er is geen reden om aan autisme te denken.", "autisme"),
    ("Ze heeft geen last van faalangst.", "faalangst"),
    ("Geen autisme, adhd of dyslexie.", "adhd"),
    ("Epilepsie is uitgesloten.", "epilepsie"),
    ("Er zijn geen problemen met het gedrag.", "gedrag"),
    ("geen problemen met rekenen", "rekenen"),
    ("geen problemen met rekenen", "dyscalculie"),
    ("geen problemen met rekenen, maar wel met lezen", "rekenen"),
    ("Geen problemen met lezen, schrijven en rekenen.", "lezen"),
    ("Geen problemen met lezen, schrijven en rekenen.", "rekenen"),
    ("geen zorgen over het lezen", "lezen"),
    ("Er is geen enkel probleem met lezen.", "lezen"),
    ("Hij heeft geen moeite om te lezen.", "lezen"),
    ("We zien geen signalen van faalangst.", "faalangst"),
    ("Een leerling zonder problemen met lezen.", "lezen"),
    ("Er is niets mis met zijn gedrag.", "gedrag"),
    ("Niks aan de hand met het rekenen.", "rekenen"),
    ("Met rekenen heeft zij geen moeite.", "rekenen"),
    ("Over haar gedrag hebben we geen zorgen.", "gedrag"),
    ("We denken niet aan autisme.", "autisme"),
    ("Er wordt niet aan autisme gedacht.", "autisme"),
    ("Aan autisme denken we niet.", "autisme"),
    ("Niks met autisme te maken", "autisme"),
    ("Het heeft niets te maken met autisme.", "autisme"),
    ("Met autisme heeft het niets te maken.", "autisme"),
    ("Het heeft met autisme niets te maken.", "autisme"),
    ("Autisme is onderzocht en niet gevonden.", "autisme"),
    ("Autisme is onderzocht en niet gevonden.", "neuro"),
    ("Autisme is onderzocht, maar niet gevonden.", "autisme"),
    ("ADHD is uitgesloten door de kinderarts.", "adhd"),
    ("Dyslexie is uitgesloten na onderzoek.", "dyslexie"),
    ("Dyslexie is uitgesloten.", "pesten"),
    ("Er is geen sprake van agressie.", "agressieregulatie"),
    ("Er is nooit sprake geweest van agressie of pesten.", "agressieregulatie"),
    ("Er is geen agressie.", "agressieregulatie"),
    ("Er zijn geen vechtpartijen.", "schorsing-verwijdering"),
    ("Er is geen mutisme.", "selectief-mutisme"),
    ("Er zijn geen motivatieproblemen.", "motivatie"),
    ("Het gaat niet om gedrag maar om lezen.", "gedrag"),
    ("Het gaat niet zozeer om zijn gedrag.", "gedrag"),
    ("Niet dat hij druk is, integendeel.", "adhd"),
]
STANDS = [
    ("Het gaat niet om gedrag maar om lezen.", "lezen"),
    ("Er is geen sprake van zelfvertrouwen.", "zelfbeeld"),
    ("Ze wordt uitgesloten door de klas.", "pesten"),
    ("Er is sprake van dyslexie, niet van adhd.", "dyslexie"),
    ("Hij heeft geen adhd, hij is agressief.", "agressieregulatie"),
    ("Nooit eerder was hij zo agressief.", "agressieregulatie"),
    ("Ze durft niet voor de klas te spreken door haar faalangst.", "faalangst"),
    ("Niet alleen dyslexie maar ook faalangst speelt mee.", "dyslexie"),
    ("Niet alleen dyslexie maar ook faalangst speelt mee.", "faalangst"),
    ("Er is geen twijfel dat het dyslexie is.", "dyslexie"),
    ("Hij weet niet wat hij met zijn dyslexie moet.", "dyslexie"),
    ("Door haar angst komt ze niet.", "angst"),
    ("Met zijn autisme kan hij niet plannen.", "autisme"),
    ("Hij kan niet plannen.", "executieve-functies"),
    ("Ze heeft geen zelfvertrouwen.", "zelfbeeld"),
    ("Hij heeft geen motivatie.", "motivatie"),
    ("Zonder structuur loopt hij vast.", "autisme"),
    ("Wij hebben geen kennis van autisme in huis.", "autisme"),
    ("Geen adhd maar dyslexie.", "dyslexie"),
    ("Geen dyslexie, wel dyscalculie.", "dyscalculie"),
    ("Geen dyslexie wel dyscalculie", "dyscalculie"),
    ("We weten niet of het autisme is.", "autisme"),
    ("Dyslexie is niet uitgesloten.", "dyslexie"),
    ("Ze kan niet goed tegen drukte.", "prikkelverwerking"),
    ("Hij kan niet zonder koptelefoon.", "prikkelverwerking"),
    ("Ze heeft nog geen dyslexieverklaring.", "dyslexie"),
    ("Ze krijgt geen faalangsttraining.", "faalangst"),
    ("Hij is niet zindelijk, een kleuter nog.", "jonge-kind"),
    ("Hij heeft geen vrienden.", "sociale-vaardigheden"),
    ("Hij heeft geen zin.", "motivatie"),
    ("Geen dag zonder ruzie.", "sociale-vaardigheden"),
    ("Niet-aangeboren hersenletsel", "nah"),
    ("Hij luistert niet en heeft ADHD.", "adhd"),
    ("Hij is bang en durft niet.", "angst"),
    ("Hij heeft geen adhd-medicatie.", "adhd"),
    ("Het lukt niet door zijn dyslexie.", "dyslexie"),
    ("Hij kan zich niet concentreren vanwege adhd.", "adhd"),
    ("Geen concentratie.", "werkhouding"),
    ("Nog geen diagnose autisme.", "autisme"),
    ("Geen diagnose, wel kenmerken van autisme.", "autisme"),
    ("Hij wordt gepest en is uitgesloten.", "pesten"),
    ("Ze praat niet over haar angst.", "angst"),
    ("Hij slaat niet alleen, hij schopt ook.", "agressieregulatie"),
    ("Hij leest niet.", "lezen"),
    ("Gepest? Ja. Hij komt niet.", "pesten"),
    ("Het lukt hem niet. Dyslexie is vastgesteld.", "dyslexie"),
    ("Ze snapt niet dat haar autisme anders is.", "autisme"),
    ("Hij heeft geen ervaring met adhd.", "adhd"),
    ("Voor leerlingen met dyslexie, niet ouder dan twaalf.", "dyslexie"),
    ("Ze kan niet rekenen", "rekenen"),
    ("Het team kan geen functie van het gedrag ontdekken.", "gedrag"),
    ("Ze weten niet van haar epilepsie.", "epilepsie"),
    ("Ze wil geen dyslexie hebben.", "dyslexie"),
    ("Niet-vloeiende spraak, stotteren.", "spraak-stotteren"),
    ("Met of zonder diagnose.", "neuro"),
    ("We hebben geen aanpak voor hoogbegaafdheid.", "hoogbegaafdheid"),
    ("We krijgen geen vat op zijn gedrag.", "gedrag"),
    ("Er is geen protocol voor pesten.", "pesten"),
    ("We hebben geen specialist voor dyslexie.", "dyslexie"),
    ("Er is geen materiaal voor dyslexie.", "dyslexie"),
    ("Hij wordt zonder aanleiding agressief.", "agressieregulatie"),
    ("Zonder structuur loopt hij weg.", "weglopen"),
    ("Het lukt ons niet, autisme of adhd zit in de weg.", "autisme"),
    ("Het lukt ons niet, autisme of adhd zit in de weg.", "adhd"),
    ("Hij luistert niet, vloekt of gooit met stoelen.", "agressieregulatie"),
    ("Een leerling die stottert wordt uitgesloten.", "spraak-stotteren"),
    ("Hij accepteert zijn dyslexie niet.", "dyslexie"),
    ("Haar vader erkent haar autisme niet.", "autisme"),
    ("De klas snapt zijn adhd niet.", "adhd"),
    ("Niet iedereen snapt adhd.", "adhd"),
    ("Niet alle dyslexie is hetzelfde.", "dyslexie"),
    ("Niet elke driftbui is te voorspellen.", "agressieregulatie"),
    ("Hij was nooit eerder agressief.", "agressieregulatie"),
    ("geen problemen met rekenen, maar wel met lezen", "lezen"),
    ("Ze heeft geen problemen met rekenen en is vaak boos.", "agressieregulatie"),
    ("Hij heeft geen moeite om ruzie te maken.", "sociale-vaardigheden"),
    ("Hij heeft geen moeite met zijn dyslexie.", "dyslexie"),
    ("Hij doet geen moeite met rekenen.", "rekenen"),
    ("Hij stelt geen vragen over het rekenen.", "rekenen"),
    ("Er zijn nog geen problemen met rekenen.", "rekenen"),
    ("Ouders zien geen problemen met zijn gedrag.", "gedrag"),
    ("Thuis zijn er geen problemen met het gedrag.", "gedrag"),
    ("Er zijn geen problemen met zijn gedrag thuis.", "gedrag"),
    ("Vorig jaar waren er geen problemen met het gedrag.", "gedrag"),
    ("Er is geen oplossing voor problemen met gedrag.", "gedrag"),
    ("Met een koptelefoon heeft hij geen problemen.", "prikkelverwerking"),
    ("We hadden nog niet aan autisme gedacht.", "autisme"),
    ("Hij denkt niet aan zijn huiswerk.", "executieve-functies"),
    ("Wij hebben nog nooit met autisme te maken gehad.", "autisme"),
    ("Hij wil niets te maken met school, hij spijbelt.", "verzuim"),
    ("Een leerling met autisme is uitgesloten door de klas.", "autisme"),
    ("Autisme is onderzocht en vastgesteld.", "autisme"),
]


def heard(text: str) -> dict[str, Suggestion]:
    return {one.code: one for one in hear_needs(text, shipped_needs())}


@pytest.mark.parametrize(("text", "code"), DENIED)
def test_what_is_denied_is_not_suggested(text: str, code: str) -> None:
    assert code not in heard(text)


@pytest.mark.parametrize(("text", "code"), STANDS)
def test_what_is_not_denied_or_what_lacks_stays_with_its_evidence(text: str, code: str) -> None:
    found = heard(text)[code]

    assert found.confidence > 3 * LEAST_CONFIDENCE
    assert found.evidence


def test_a_denied_diagnosis_that_is_named_again_stands() -> None:
    assert "adhd" in heard("Geen officiële diagnose ADHD, maar hij heeft alle kenmerken van ADHD.")
    assert "adhd" not in heard("Geen officiële diagnose ADHD, maar hij heeft veel energie.")


def test_a_denied_word_leaves_what_else_is_told_of_the_need() -> None:
    found = heard("Hij is niet boos, maar gooit elke dag met stoelen, slaat en schopt.")["agressieregulatie"]

    assert found.confidence > 0.5
    assert "boos" not in found.evidence


def test_a_diagnosis_that_was_ruled_out_is_no_evidence_beside_what_is_told() -> None:
    found = heard("ADHD is uitgesloten door de kinderarts, toch zit hij nooit stil en is hij snel afgeleid.")

    assert all("ADHD" not in one.evidence for one in found.values())


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("Geen tekenen van dyslexie.", "rekenen", "tekenen"),
        ("Er zijn geen signalen van mishandeling.", "thuissituatie", "signalen"),
        ("Epilepsie: nee.", "opstandig-gedrag", "nee"),
        ("Hij heeft noch adhd noch autisme.", "motivatie", "noch"),
    ],
)
def test_the_denial_itself_tells_of_no_other_need(text: str, code: str, word: str) -> None:
    found = heard(text).get(code)

    assert found is None or word not in found.evidence


def test_who_says_no_to_everything_is_heard() -> None:
    assert "zegt overal nee" in heard("Hij zegt overal nee.")["opstandig-gedrag"].evidence
