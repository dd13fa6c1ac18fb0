"""Dates on which something happened are left alone; those by which a pupil can be known are not, whatever is told around them."""

from __future__ import annotations

import pytest

from network.privacy.denials import may_be_denied
from network.privacy.findings import FindingKind
from network.privacy.guard import check

pytestmark = pytest.mark.usefixtures("clock")

EVENTS = [
    "Laatste MDO: 3 februari 2021",
    "tussen 1 september 2019 en 1 februari 2020",
    "Verzuim: 12-01-2021, 14-01-2021 en 22-01-2021",
    "Rapport logopedie 14 maart 2021",
    "Na 12 mei 2021 ging het beter. Voor 1 maart 2019 was dat anders.",
    "Het incident van 4 april 2021",
    "Periode 1-9-2019 t/m 1-2-2020",
    "HGPD 12-05-2020",
    "In het OPP (15-11-2021) staat het.",
    "De intake was 3 juni 2021, hij kwam 12 januari 2020 hier.",
    "* 12 mei 2021 gesprek\n  * 14 mei 2021 mail",
    "12-11-2021: MDO met leerplicht",
    "De groep is 12-03-2016 gesplitst.",
    "10-02-2024 is hij 3 dagen geschorst, 9 januari 2025 wordt hij 2 lessen apart gezet.",
    "Leerling: 12-3-2024 besproken",
    "Zorgplan van 4 mei 2020, groeidocument (12-05-2021), uithuisplaatsing 12-05-2020",
    "Verhuisd: 1 mei 2020",
    "Getekend door ouders 12-05-2021",
    "Bezocht op 4, 11 en 18 november 2021",
    "Evaluatiegesprekken 12-05-2021",
]
RECENT = ["Groep 4, 17 augustus 2024, veel ziek.", "03-11-2023 weg, 1 augustus 2023 terug"]
ASKED = [
    ("Groep 4, 31 juli 2023, start na de zomer.", "31 juli 2023"),
    ("* 12-03-2016", "12-03-2016"),
    ("* 3 mei 2019, jongen, groep 4", "3 mei 2019"),
    ("De verjaardag van deze leerling was 3 mei 2015.", "3 mei 2015"),
    ("geb.datum leerling was 12-03-2020", "12-03-2020"),
    ("Aanmelding: 12-03-2019, jongen", "12-03-2019"),
    ("Mdo: 12-03-2019, meisje", "12-03-2019"),
    ("Leerling: 12-3-2018 besproken", "12-3-2018"),
    ("Hij wordt veel gepest (14-02-2017).", "14-02-2017"),
    ("17 augustus 2024, 14-02-2017", "14-02-2017"),
]
CERTAIN = [
    ("Zijn geboortedatum was 8 juni 2014.", "8 juni 2014"),
    ("*12-03-2016", "12-03-2016"),
    ("Meisje * 3 mei 2019", "3 mei 2019"),
    ("Getest: jongen 12-03-2015", "12-03-2015"),
    ("Plan leerling 12-03-2015", "12-03-2015"),
    ("OPP leerling 12-03-2015", "12-03-2015"),
    ("Een peuter, 3 mei 2024, geboren op 03-05-2024", "03-05-2024"),
    ("Leerling 12-03-2016: werd vaak boos", "12-03-2016"),
    ("Op 10 mei werd ze 8 tijdens de vakantie", "10 mei"),
    ("Op 10 mei is hij 9 geworden", "10 mei"),
]


@pytest.mark.parametrize("text", EVENTS)
def test_what_happened_on_a_day_is_no_birth(text: str) -> None:
    assert [one.of(text) for one in check(text)] == []


@pytest.mark.parametrize("text", RECENT)
def test_a_day_of_this_school_year_or_the_three_before_is_nobodys_birth(text: str) -> None:
    assert [one.of(text) for one in check(text)] == []


@pytest.mark.parametrize(("text", "marked"), ASKED)
def test_a_date_that_may_be_of_birth_is_asked_about_and_may_be_denied(text: str, marked: str) -> None:
    found = check(text)

    assert [(one.kind, one.of(text), may_be_denied(one)) for one in found] == [(FindingKind.DATE, marked, True)]


@pytest.mark.parametrize(("text", "marked"), CERTAIN)
def test_a_date_that_is_said_to_be_of_birth_is_never_denied(text: str, marked: str) -> None:
    found = check(text)

    assert [(one.kind, one.of(text)) for one in found] == [(FindingKind.BIRTH_DATE, marked)]
