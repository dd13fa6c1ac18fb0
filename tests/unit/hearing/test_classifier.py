"""The model that learned from phrases."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from time import thread_time

import pytest

from network.core.text import words_of
from network.hearing import classifier as classifier_module
from network.hearing.classifier import Classifier, classifier
from network.hearing.phrases import NO_NEED, Sample, fingerprint, read_phrases, read_samples
from network.hearing.suggestions import LEAST_CONFIDENCE, hear_needs
from network.hearing.training import train
from network.hearing.vocabulary import shipped_needs

ENOUGH_PHRASES = 60


def test_the_shipped_model_was_trained_from_the_shipped_phrases() -> None:
    """When this fails: ./run train-needs"""
    assert classifier().trained_from == fingerprint()


def test_no_need_has_fewer_phrases_than_promised() -> None:
    counts = Counter(code for code, _phrase in read_phrases() if code != NO_NEED)

    assert {code: count for code, count in counts.items() if count < ENOUGH_PHRASES} == {}


def test_every_text_to_learn_from_speaks_of_needs_that_exist() -> None:
    known = {entry.code for entry in shipped_needs()}

    assert {code for sample in read_samples() for code in sample.codes} == known
    assert all(len(set(sample.codes)) == len(sample.codes) <= 4 for sample in read_samples())


def test_hears_a_need_that_is_not_named() -> None:
    words = words_of("Als hij iets moet voorlezen raadt hij de woorden, en b en d haalt hij nog steeds door elkaar.")

    heard = classifier().hear(words)

    assert heard.of("dyslexie")[0] > 0.5
    assert heard.of("rouw-verlies")[0] < 0.1


def test_a_word_that_is_silenced_counts_for_nothing() -> None:
    words = words_of("dyslexie")

    assert classifier().hear(words, silent={0}).of("dyslexie")[0] == 0.0
    assert classifier().hear(words).of("dyslexie")[0] > 0.5


def test_a_word_that_counts_more_is_heard_more() -> None:
    words = words_of("Opa is begraven. Ze leest hardop en raadt de woorden.")

    alike, louder = (classifier().hear(words, weights=[weight] * 3 + [1.0] * 7) for weight in (1.0, 2.0))

    assert louder.of("rouw-verlies")[0] > alike.of("rouw-verlies")[0]
    assert louder.of("lezen")[0] < alike.of("lezen")[0]


def test_a_need_brings_along_what_often_stands_beside_it_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    words = words_of("Mag onze dochter na de kerst een groep overslaan?")
    together = classifier().hear(words)

    monkeypatch.setattr(classifier_module, "PART_OF_COMPANY", 0.0)
    alone = classifier().hear(words)

    assert together.of("hoogbegaafdheid")[0] > 2 * alone.of("hoogbegaafdheid")[0]
    assert together.of("hoogbegaafdheid")[0] < together.of("versnellen")[0]
    assert together.of("epilepsie")[0] < 0.01


def test_a_need_inside_a_long_text_is_still_heard() -> None:
    long = "Wij zoeken ondersteuning voor een leerling en horen graag van u. " * 12
    told = "Zijn vader is overleden, hij mist hem en huilt om de begrafenis."

    within = classifier().hear(words_of(f"{long} {told} {long}")).of("rouw-verlies")[0]

    assert within > 2 * classifier().hear(words_of(long)).of("rouw-verlies")[0]
    assert within > LEAST_CONFIDENCE


def test_what_is_learned_from_a_few_texts_is_heard_in_others_and_the_same_every_time(tmp_path: Path) -> None:
    texts = {"angst": "bang voor {} en durft niet naar binnen", "lezen": "leest {} en raadt de woorden"}
    fillers = ("school", "toetsen", "gym", "de klas", "boeken", "verhalen", "zinnen", "hardop")
    samples = [Sample((code,), text.format(one)) for code, text in texts.items() for one in fillers]
    samples += [Sample((), f"Groetjes en tot {day}") for day in fillers]

    train(tmp_path / "one.npz", samples)
    train(tmp_path / "two.npz", samples)

    one, two = Classifier(tmp_path / "one.npz"), Classifier(tmp_path / "two.npz")
    heard = one.hear(words_of("Ze is bang en durft niet mee"))
    assert heard.of("angst")[0] > 0.8 > 0.2 > heard.of("lezen")[0]
    assert heard.sureness.tolist() == two.hear(words_of("Ze is bang en durft niet mee")).sureness.tolist()


def test_two_hundred_words_are_heard_in_twenty_milliseconds() -> None:
    words = " ".join(phrase for _code, phrase in read_phrases()[::20]).split()
    hear_needs(" ".join(words[:200]), shipped_needs())

    seconds = []
    for start in range(0, 4000, 200):
        begun = thread_time()
        hear_needs(" ".join(words[start : start + 200]), shipped_needs())
        seconds.append(thread_time() - begun)

    # Of this thread alone, and the quickest of twenty: the rest tells of the machine.
    assert min(seconds) < 0.020


def test_an_empty_text_says_nothing() -> None:
    assert classifier().hear([]).sureness.max() == 0.0
