"""Where two texts differ."""

from __future__ import annotations

from time import perf_counter

from hypothesis import given
from hypothesis import strategies as st

from network.core.differing import Passage, passages

TEXTS = st.lists(st.sampled_from(["de", "klas", "is", "rustig", "na", "pauze"]), max_size=30).map(" ".join)
STORY = (
    "Na de gymles loopt het vaak uit de hand. Daarna duurt het lang voor hij weer aan het werk is, en de klas wacht."
)


def test_one_changed_word_in_a_long_text_is_shown_with_its_place() -> None:
    assert passages(STORY, STORY.replace("gymles", "pauze")) == [
        Passage(before="Na de", mine="gymles", theirs="pauze", after="loopt het vaak uit de …")
    ]


def test_what_was_added_at_the_end_is_shown_behind_the_last_words() -> None:
    (found,) = passages(STORY, STORY + " Ouders weten ervan.")

    assert (found.before, found.mine, found.theirs) == ("… is, en de klas wacht.", "", "Ouders weten ervan.")


def test_changes_that_lie_close_together_are_one_passage() -> None:
    changed = STORY.replace("vaak uit de hand", "soms uit de klauwen")

    assert [(one.mine, one.theirs) for one in passages(STORY, changed)] == [
        ("vaak uit de hand.", "soms uit de klauwen.")
    ]


def test_white_space_is_no_difference() -> None:
    assert passages("Een  dag\r\nlater", "Een dag\nlater") == []


def test_one_changed_word_is_found_among_sentences_that_are_said_again() -> None:
    theirs = " ".join([STORY] * 12 + [STORY.replace("gymles", "pauze")] + [STORY] * 12)

    (found,) = passages(" ".join([STORY] * 25), theirs)

    assert (found.mine, found.theirs) == ("gymles", "pauze")


def test_few_words_said_over_and_over_take_no_minutes() -> None:
    begun = perf_counter()

    assert len(passages("a b " * 1500, "b a a " * 1000)) == 1
    assert perf_counter() - begun < 5


@given(TEXTS, TEXTS)
def test_each_passage_stands_in_the_text_that_it_is_of(mine: str, theirs: str) -> None:
    found = passages(mine, theirs)

    assert all(one.mine in mine and one.theirs in theirs for one in found)
    assert (found == []) == (mine.split() == theirs.split())
    assert all(one.mine != one.theirs for one in found)
