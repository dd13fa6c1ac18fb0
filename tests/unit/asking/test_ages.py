"""The group or class that a story names."""

from __future__ import annotations

import pytest

from network.asking.ages import find_named_age


@pytest.mark.parametrize(
    ("story", "code", "words"),
    [
        ("Een jongen in groep 5 gooit met stoelen.", "groep-5-6", "groep 5"),
        ("Twee leerlingen uit Groep 7/8.", "groep-7-8", "Groep 7/8"),
        ("Sinds groep 3 gaat het mis, en nu in groep 6 is het op.", "groep-5-6", "groep 6"),
        ("Een jongen uit de klas van groep 5 loopt weg.", "groep-5-6", "groep 5"),
        ("Een kleuter zegt niets in de kring.", "groep-1-2", "kleuter"),
    ],
)
def test_a_primary_school_names_its_group(story: str, code: str, words: str) -> None:
    named = find_named_age(story, is_secondary=False)

    assert named is not None
    assert (named.code, named.words) == (code, words)


@pytest.mark.parametrize(
    ("story", "code"),
    [
        ("Havo 3 is een klas die docenten liever niet hebben.", "vo-onderbouw"),
        ("Een meisje uit vmbo-kader 3 komt niet meer.", "vo-bovenbouw"),
        ("Een jongen in 5 vwo slaapt in de les.", "vo-bovenbouw"),
        ("In de brugklas valt hij stil.", "vo-onderbouw"),
    ],
)
def test_a_secondary_school_names_its_class(story: str, code: str) -> None:
    named = find_named_age(story, is_secondary=True)

    assert named is not None
    assert named.code == code


@pytest.mark.parametrize(
    ("story", "is_secondary"),
    [
        ("Een groep van 5 kinderen loopt weg.", False),
        ("De overgang naar groep 7 is spannend.", False),
        ("Broertjes in groep 4 en groep 6.", False),
        ("Een combinatie van groep 4 en 5.", False),
        ("In groep 5, 6, 7 en 8 is het onrustig.", False),
        ("Groep 3 t/m 6 en groep 3 tot en met 8.", False),
        ("De klas groep 3/4/5 is druk.", False),
        ("Een groep 5-jarigen en een groep 5 leerlingen.", False),
        ("Hij bleef zitten in groep 4 en is nu tien.", False),
        ("Hij deed als kleuter al zo.", False),
        ("Vorig jaar in groep 3 ging het nog goed.", False),
        ("Sinds de brugklas gaat het mis.", True),
        ("In groep 8 ging het nog goed.", True),
        ("Havo 3 en havo 5 hebben er last van.", True),
        ("Hij gaat volgend jaar naar havo 4.", True),
    ],
)
def test_what_names_none_several_or_another_time_chooses_nothing(story: str, is_secondary: bool) -> None:
    assert find_named_age(story, is_secondary=is_secondary) is None
