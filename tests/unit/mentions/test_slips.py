"""What a misspelt word is meant to be."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from network.core.text import stem_of, words_of
from network.hearing.evidence import frequent_stems, usual_stems
from network.hearing.phrases import NO_NEED, read_phrases
from network.hearing.suggestions import hear_needs
from network.hearing.vocabulary import shipped_needs
from network.mentions.lexicon import long_stems, single_stems
from network.mentions.slips import Spelling

SPELLING = Spelling(long_stems(shipped_needs()), usual_stems(), frequent_stems(), single_stems(shipped_needs()))
LONG = 7
SHARE_BROUGHT_BACK = 0.75


def swap(word: str, at: int) -> str:
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def omit(word: str, at: int) -> str:
    return word[:at] + word[at + 1 :]


def double(word: str, at: int) -> str:
    return word[:at] + word[at] + word[at:]


def first_need(text: str) -> str:
    return next((one.code for one in hear_needs(text, shipped_needs())), "")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("gepets", "gepest"),
        ("onderwijsasistent", "onderwijsassistent"),
        ("consentratie", "concentratie"),
        ("verdrit", "verdriet"),
        ("leerkragt", "leerkracht"),
        ("disleksie", "dyslexie"),
    ],
)
def test_a_misspelt_word_that_is_often_said_is_heard_as_what_is_meant(written: str, meant: str) -> None:
    assert SPELLING.meant(written) == stem_of(meant)


def test_a_verb_written_with_a_d_is_heard_as_with_its_t() -> None:
    spelling = Spelling(usual=frozenset({stem_of("fladdert")}))

    assert spelling.meant("fladderd") == spelling.meant("fladderdt") == stem_of("fladdert")


@pytest.mark.parametrize(
    "word", ["zwabber", "busjes", "samengaat", "Eritrea", "wossen", "ruzei", "aanhalen", "bemerkt", "verkiesbaar"]
)
def test_a_word_that_is_not_near_enough_to_a_frequent_one_stays_as_it_is(word: str) -> None:
    assert SPELLING.meant(word.lower()) == stem_of(word.lower())


def test_a_compound_or_the_small_form_of_known_words_is_no_slip() -> None:
    spelling = Spelling(usual=frozenset({"bus", "samen", "gat"}), frequent=frozenset({"buisjes", "samenvat"}))

    assert spelling.meant("busjes") == stem_of("busjes")
    assert spelling.meant("samengat") == stem_of("samengat")


def test_a_word_that_is_known_is_never_changed() -> None:
    known = {
        word for _code, phrase in read_phrases()[::7] for word in words_of(phrase) if stem_of(word) in usual_stems()
    }

    assert [word for word in known if SPELLING.meant(word) != stem_of(word)] == []


@pytest.mark.parametrize("slip", [swap, omit, double])
def test_most_slips_in_a_long_word_that_is_often_said_are_brought_back(slip: Callable[[str, int], str]) -> None:
    said = {word for _code, phrase in read_phrases()[::5] for word in words_of(phrase)}
    long = sorted(word for word in said if len(word) >= LONG and word.isalpha() and stem_of(word) in frequent_stems())

    back = [word for word in long if SPELLING.meant(slip(word, len(word) // 2)) == stem_of(word)]

    assert len(long) > 500
    assert len(back) > SHARE_BROUGHT_BACK * len(long)


@pytest.mark.parametrize("slip", [swap, omit, double])
def test_a_slip_in_a_long_word_hardly_ever_leads_to_another_first_need(slip: Callable[[str, int], str]) -> None:
    # So many that it hardly matters which they are: with every new phrase others are drawn.
    phrases = [phrase.casefold() for code, phrase in read_phrases()[::31] if code != NO_NEED]
    longest = {phrase: max(words_of(phrase), key=len) for phrase in phrases if phrase.isascii()}
    written = {
        phrase: phrase.replace(word, slip(word, len(word) // 2))
        for phrase, word in longest.items()
        if len(word) >= LONG and word.isalpha() and first_need(phrase)
    }

    kept = sum(first_need(phrase) == first_need(slipped) for phrase, slipped in written.items())

    assert len(written) > 200
    assert kept >= 0.95 * len(written)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Hij wordt elke dag gepets.", "pesten"),
        ("Ze is agresief en slaat.", "agressieregulatie"),
        ("Geen consentratie bij de uitleg.", "werkhouding"),
    ],
)
def test_a_need_is_heard_in_a_misspelt_word(text: str, code: str) -> None:
    assert code in {one.code for one in hear_needs(text, shipped_needs())}


@pytest.mark.parametrize(
    ("compound", "code"), [("pestgedrag", "pesten"), ("pestproblematiek", "pesten"), ("angstgedrag", "angst")]
)
def test_a_compound_of_a_trouble_is_heard_as_what_the_trouble_is(compound: str, code: str) -> None:
    assert first_need(f"We zien {compound}.") == code


def test_a_compound_of_something_else_keeps_its_last_part() -> None:
    assert first_need("We zien moeilijk probleemgedrag.") == "gedrag"
