"""What somebody reads who ends a role of their own."""

from __future__ import annotations

import pytest

from network.accounts.labels import what_you_lose
from network.models import Membership, Region, User
from network.models.user import Role


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        ([], "je ziet deze regio dan niet meer"),
        ([Membership(role=Role.ADMIN)], "je hebt deze rol dan niet meer"),
        ([Membership(role=Role.REQUESTER, location_id=8)], "je ziet deze regio dan niet meer"),
    ],
)
def test_who_sees_a_region_in_another_role_too_loses_the_role_alone(app, beside: list[Membership], words: str) -> None:
    own = Membership(role=Role.COORDINATOR, region_id=3, region=Region(id=3, name="Rivierenland"))
    User(name="Iemand Bedacht", memberships=[own, *beside])

    with app.test_request_context():
        assert words in what_you_lose(own)
