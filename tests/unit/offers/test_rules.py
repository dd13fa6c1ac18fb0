"""The states of an offer, and who still fits in."""

from __future__ import annotations

import pytest

from network.models.support_offer import OfferState
from network.offers import rules


def test_every_state_has_its_transitions_and_only_what_is_announced_can_be_called_off() -> None:
    allowed = {(state, to) for state in OfferState for to in OfferState if rules.may_move(state, to)}

    assert set(rules.TRANSITIONS) == set(OfferState)
    assert allowed == {(OfferState.DRAFT, OfferState.PUBLISHED), (OfferState.PUBLISHED, OfferState.CANCELLED)}


@pytest.mark.parametrize(
    ("places", "taken", "expected"), [(None, 900, False), (2, 1, False), (2, 2, True), (2, 3, True)]
)
def test_it_is_full_once_all_places_are_taken(places: int | None, taken: int, expected: bool) -> None:
    assert rules.is_full(places, taken) is expected
