"""What the page of a question on the waiting list says of when, to whom."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from network.support_requests.waiting_words import Waiting, waiting_words

pytestmark = pytest.mark.usefixtures("session", "clock")

SINCE, UNTIL = datetime(2026, 11, 16, 9, tzinfo=UTC), datetime(2026, 11, 27, 7, tzinfo=UTC)
DAY = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("room_on", "said", "not_said"),
    [
        (
            DAY,
            "De eerste plek komt naar verwachting vrij op ma 7 december. Dringende vragen gaan voor.",
            "weten we niet",
        ),
        (None, "Wanneer dat is, weten we niet. Dringende vragen gaan voor.", "naar verwachting"),
    ],
)
def test_room_is_an_expectation_and_only_what_is_not_known_is_said_to_be_so(
    room_on: date | None, said: str, not_said: str
) -> None:
    told = " ".join(waiting_words(Waiting(SINCE, room_on, UNTIL), is_asker=True))

    assert said in told
    assert not_said not in told


@pytest.mark.parametrize(
    ("is_asker", "said"),
    [
        (True, "Uiterlijk vr 27 november hoor je hoe het ervoor staat."),
        (False, "Uiterlijk vr 27 november hoort de school hoe het ervoor staat."),
    ],
)
def test_each_reader_is_told_by_when_the_school_hears_more(is_asker: bool, said: str) -> None:
    told = list(waiting_words(Waiting(SINCE, None, UNTIL), is_asker=is_asker))

    assert said in told
    assert ("Je hoeft nu niets te doen." in told) == is_asker
    assert ("Zodra iemand ruimte heeft, leggen we je vraag daar meteen voor." in told) == is_asker


def test_a_question_that_waits_again_reads_since_when_its_place_counts() -> None:
    first, again = (next(waiting_words(Waiting(SINCE, None, None, was), is_asker=True)) for was in (False, True))

    assert first.endswith("Sinds ma 16 november staat de vraag op de wachtlijst.")
    assert again.endswith("De plek op de wachtlijst geldt sinds ma 16 november.")


def test_no_day_is_named_where_no_word_is_promised() -> None:
    assert "Uiterlijk" not in " ".join(waiting_words(Waiting(SINCE, DAY, None), is_asker=True))
