"""How much each word counts for what is heard."""

from __future__ import annotations

from network.hearing.weights import COUNTS_MORE, weights_of
from network.mentions.lexicon import Text


def test_what_is_said_of_the_pupil_and_how_a_story_begins_count_more() -> None:
    said = Text("Vraag over groep 4. Zijn zus zit op ballet. Hij bijt! Wij zoeken raad")

    assert weights_of(said) == [COUNTS_MORE] * 4 + [1.0] * 5 + [COUNTS_MORE] * 2 + [1.0] * 3


def test_a_story_that_begins_with_the_pupil_has_both() -> None:
    assert weights_of(Text("Ze bijt.")) == [COUNTS_MORE**2] * 2
    assert weights_of(Text("")) == []
