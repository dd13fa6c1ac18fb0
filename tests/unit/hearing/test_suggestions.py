"""From a teacher's words to needs."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from network.hearing.classifier import classifier
from network.hearing.suggestions import hear_needs, list_needs, suggest_needs
from network.hearing.vocabulary import shipped_needs

pytestmark = pytest.mark.usefixtures("session")


def codes(text: str) -> list[str]:
    return [one.code for one in suggest_needs(text)]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("een jongen in groep 5 gooit met stoelen en de leerkracht weet het niet meer", "agressieregulatie"),
        ("Hij wordt bij de kleinste tegenslag boos en rent de gang op.", "weglopen"),
        ("Ze doet een faalangsttraining maar klapt nog steeds dicht", "faalangst"),
        ("Veel gedragsproblemen in de klas", "gedrag"),
        ("Ze zit nu al zes weken thuis", "thuiszitten"),
        ("Een leerling met ADHD", "adhd"),
        ("HSP en NT2, maar ook TOS?", "prikkelverwerking"),
        ("HSP en NT2, maar ook TOS?", "nt2"),
        ("HSP en NT2, maar ook TOS?", "tos"),
    ],
)
def test_finds_the_need_behind_the_words(text: str, code: str) -> None:
    assert code in codes(text)


def test_shows_the_words_that_led_to_it() -> None:
    (found,) = [one for one in suggest_needs("Hij gooit elke dag met stoelen.") if one.code == "agressieregulatie"]

    assert "gooit elke dag met stoelen" in found.evidence


def test_what_is_denied_is_not_suggested() -> None:
    assert "dyslexie" not in codes("Er is geen dyslexie vastgesteld.")
    assert "dyslexie" in codes("Er is dyslexie vastgesteld.")


def test_more_evidence_is_surer() -> None:
    little = suggest_needs("Hij is boos.")[0]
    much = suggest_needs("Hij is boos, slaat, schopt en bijt.")[0]

    assert much.confidence > little.confidence


def test_a_text_about_nothing_suggests_nothing() -> None:
    assert codes("Wij willen graag overleggen.") == []


def test_a_slip_of_the_pen_is_understood() -> None:
    assert "selectief-mutisme" in codes("Op school is er sprake van selectief mutsime.")


def test_hears_what_is_not_named_and_shows_in_which_words() -> None:
    found = {one.code: one for one in suggest_needs("Sinds opa is begraven staart ze voor zich uit en huilt om hem.")}

    assert "begraven" in found["rouw-verlies"].evidence


AUTUMN = "Sinds de herfst komt hij niet meer naar school. Hij ligt in bed en heeft hoofdpijn, leerplicht weet ervan."


def test_when_it_began_is_no_reason_and_what_tells_most_of_the_need_comes_first() -> None:
    found = {one.code: one.evidence for one in suggest_needs(AUTUMN)}

    assert found["somberheid"] == ("bed",)
    assert found["schoolweigering"][0] == "leerplicht"


def test_a_word_that_speaks_for_other_needs_as_well_tells_less_of_each() -> None:
    heard = classifier().hear(["hij", "ligt", "in", "bed", "en", "leerplicht", "weet", "ervan"])
    told, worth = heard.told_of("langdurig-ziek"), heard.of("langdurig-ziek")[1] / heard.length

    bed, truancy_law = 3, 5
    assert 0 < told[bed] < worth[bed]
    assert told[truancy_law] < worth[truancy_law]


def test_where_no_word_is_a_reason_by_itself_the_suggestion_says_so() -> None:
    text = "In klas 2 vroeg een jongen of ik wel bevoegd was. Als ik iets zeg, gaat hij lachen en zegt hij dat het beter moet."

    told = {one.code: one.is_told for one in suggest_needs(text)}

    assert not all(told.values())
    assert all(one.evidence for one in suggest_needs(text))
    assert suggest_needs("Een leerling met ADHD")[0].is_told


@pytest.mark.parametrize(
    "text",
    [
        "hij",
        "school",
        "geen",
        "Hij heeft geen dyslexie.",
        "Deze week, zodra het kan.",
        "Dit is het kleinste kind van de klas.",
        "Het grootste deel is nooit onderzogt.",
        "Geboren.",
        "Nummer elf.",
        "Het bord.",
        "advies",
    ],
)
def test_without_words_that_tell_nothing_is_suggested(text: str) -> None:
    assert suggest_needs(text) == []


def test_a_bare_word_of_the_label_or_one_in_a_sentence_is_enough() -> None:
    assert suggest_needs("rekenen")[0].code == suggest_needs("Ze kan niet rekenen")[0].code == "rekenen"


def test_a_list_of_the_best_goes_on_below_what_is_shown_but_not_where_nothing_is_heard() -> None:
    text = "Sinds opa is begraven staart ze voor zich uit en huilt om hem."

    assert len(list_needs(text)) > len(suggest_needs(text))
    assert list_needs("hallo") == []


def test_few_telling_words_are_trusted_less_unless_they_name_the_need() -> None:
    assert (
        suggest_needs("Opa is begraven")[0].confidence
        < suggest_needs("Opa is begraven, hij huilt en mist hem")[0].confidence
    )
    assert suggest_needs("dyslexie")[0].confidence > 0.9


@pytest.mark.parametrize(
    ("passing", "code"),
    [("Ze heeft ook HSP.", "prikkelverwerking"), ("Ook klassenmanagement is lastig.", "klassenmanagement")],
)
def test_what_is_named_in_passing_is_told_after_what_the_story_is_about(passing: str, code: str) -> None:
    story = "Sinds opa is begraven staart ze voor zich uit, huilt om hem in de kring, praat over de hemel en wil niet spelen."

    found = codes(f"{story} {passing}")

    assert found[0] == "rouw-verlies"
    assert code in found
    assert code not in codes(story)


def test_what_the_text_says_in_so_many_words_is_shown_beside_what_it_is_about() -> None:
    found = codes("Haar vader is overleden in mei, ze huilt veel en nu wil zij niet naar school.")

    assert found[0] == "rouw-verlies"
    assert "schoolweigering" in found


def test_where_there_is_no_room_for_all_what_is_named_goes_before_what_is_hardly_heard() -> None:
    text = "Sinds opa is begraven huilt ze en slaat ze kinderen op het plein. Ook haar EF vallen op."

    shown, fewer, one = ([found.code for found in suggest_needs(text, limit=limit)] for limit in (20, 2, 1))

    assert shown[0] == "rouw-verlies" and shown[-1] == "executieve-functies" and len(shown) > 2
    assert fewer == ["rouw-verlies", "executieve-functies"]
    assert one == ["rouw-verlies"]


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("Na 1½ uur klapt ze dicht door faalangst", "faalangst", "faalangst"),
        ("Al e\u0301e\u0301n jaar last van faalangst", "faalangst", "faalangst"),
        ("OPA'S dood, rouw en verdriet", "rouw-verlies", "rouw"),
        ("Een leerling met TOS", "tos", "TOS"),
        ("Hij heeft disleksie", "dyslexie", "disleksie"),
        ("Misschien diskalkulie", "dyscalculie", "diskalkulie"),
    ],
)
def test_the_evidence_is_what_stands_in_the_text(text: str, code: str, word: str) -> None:
    (found,) = [one for one in suggest_needs(text) if one.code == code]

    assert word in found.evidence
    assert found.confidence > 0.5
    assert all(piece in text for piece in found.evidence)


@pytest.mark.parametrize(
    ("text", "code", "word"),
    [
        ("AD(H)D", "adhd", "AD(H)D"),
        ("AD/HD", "adhd", "AD/HD"),
        ("A.D.H.D.", "adhd", "A.D.H.D"),
        ("A.S.S.", "autisme", "A.S.S"),
        ("t.o.s.", "tos", "t.o.s"),
        ("N.T.2", "nt2", "N.T.2"),
        ("adhd'er", "adhd", "adhd'er"),
        ("Hij is een ADHD’er.", "adhd", "ADHD’er"),
        ("Een AD(H)D'er in de klas", "adhd", "AD(H)D'er"),
        ("Twee AD/HD leerlingen in de klas", "adhd", "AD/HD"),
        ("N.T.2-leerling in groep 6", "nt2", "N.T.2"),
        ("HB'ers", "hoogbegaafdheid", "HB'ers"),
        ("MCDD", "neuro", "MCDD"),
        ("FAS", "neuro", "FAS"),
        ("NLD", "leren", "NLD"),
        ("KOPP-kinderen", "thuissituatie", "KOPP"),
        ("hoogbegaafdheid", "hoogbegaafdheid", "hoogbegaafdheid"),
    ],
)
def test_a_short_name_is_known_however_it_is_written(text: str, code: str, word: str) -> None:
    (found,) = [one for one in suggest_needs(text) if one.code == code]

    assert found.confidence > 0.8
    assert word in found.evidence


@pytest.mark.parametrize("text", ["Geen A.D.H.D. of t.o.s. vastgesteld.", "Geen AD(H)D'er.", "Geen FAS of adhd."])
def test_a_short_name_is_denied_however_it_is_written(text: str) -> None:
    assert not {"adhd", "tos", "neuro"} & set(codes(text))


@pytest.mark.parametrize(
    "text", ["De laatste fase begint.", "Er zijn koppen.", "A.D. Hendriks belde.", "I.v.m. z.o.z."]
)
def test_what_only_looks_like_a_short_name_is_not_taken_for_one(text: str) -> None:
    assert not {"adhd", "neuro", "thuissituatie"} & set(codes(text))


def test_a_last_dot_that_ends_the_sentence_ends_what_is_denied() -> None:
    assert "autisme" in codes("Geen A.D.H.D. Autisme is vastgesteld.")


@given(st.text())
@example("½ ⅓ № faalangst")
@example("½ A.D.H.D. ﬁ AD(H)D'er İ t.o.s.")
@example("OPA'S dood, rouw")
def test_any_text_is_heard_and_its_evidence_stands_in_it(text: str) -> None:
    assert all(piece in text for one in hear_needs(text, shipped_needs()) for piece in one.evidence)


def test_fillers_are_no_evidence() -> None:
    found = suggest_needs("Vandaag en de volgende dag, zodra deze jongen iets moet lezen, raadt hij de woorden.")

    fillers = {"vandaag", "volgende", "zodra", "deze"}
    assert found
    assert not fillers & {piece.casefold() for one in found for piece in one.evidence}


def test_a_very_long_word_or_text_is_heard_in_a_moment() -> None:
    begun = perf_counter()

    hear_needs("a" * 200_000, shipped_needs())
    found = hear_needs("Hij heeft dyslexie. " + "Wij willen graag overleggen. " * 30_000, shipped_needs())

    assert perf_counter() - begun < 5
    assert found[0].code == "dyslexie"
