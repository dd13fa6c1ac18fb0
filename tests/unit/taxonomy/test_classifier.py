"""The model that learned from phrases."""

from __future__ import annotations

from collections import Counter

from network.core.text import words_of
from network.taxonomy.classifier import classifier
from network.taxonomy.phrases import NO_NEED, fingerprint, read_phrases
from network.taxonomy.suggestions import LEAST_CONFIDENCE

ENOUGH_PHRASES = 60


def test_the_shipped_model_was_trained_from_the_shipped_phrases() -> None:
    """When this fails: PYTHONPATH=. .venv/bin/python scripts/train_needs.py"""
    assert classifier().trained_from == fingerprint()


def test_no_need_has_fewer_phrases_than_promised() -> None:
    counts = Counter(code for code, _phrase in read_phrases() if code != NO_NEED)

    assert {code: count for code, count in counts.items() if count < ENOUGH_PHRASES} == {}


def test_hears_a_need_that_is_not_named() -> None:
    words = words_of("Als hij iets moet voorlezen raadt hij de woorden, en b en d haalt hij nog steeds door elkaar.")

    heard = classifier().hear(words)

    assert heard.of("dyslexie")[0] > 0.5
    assert heard.of("rouw-verlies")[0] < 0.1


def test_a_word_that_is_silenced_counts_for_nothing() -> None:
    words = words_of("dyslexie")

    assert classifier().hear(words, silent={0}).of("dyslexie")[0] == 0.0
    assert classifier().hear(words).of("dyslexie")[0] > 0.5


def test_a_need_inside_a_long_text_is_still_heard() -> None:
    long = "Wij zoeken ondersteuning voor een leerling en horen graag van u. " * 12
    told = "Zijn vader is overleden, hij mist hem en huilt om de begrafenis."

    within = classifier().hear(words_of(f"{long} {told} {long}")).of("rouw-verlies")[0]

    assert within > 2 * classifier().hear(words_of(long)).of("rouw-verlies")[0]
    assert within > LEAST_CONFIDENCE


def test_an_empty_text_says_nothing() -> None:
    assert classifier().hear([]).sureness.max() == 0.0
