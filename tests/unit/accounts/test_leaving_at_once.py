"""Two who leave a school at the same moment: it never stays behind with people and nobody who runs it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import func, select

from network.accounts import membership
from network.core.database import db, unit_of_work
from network.core.errors import NotAllowed
from network.models import Location, Membership
from network.models.user import Role
from tests.factories import make_location, make_requester, make_school_admin

pytestmark = pytest.mark.usefixtures("session", "clock")

ROUNDS = 5


def two_admins_and_a_teacher() -> tuple[Location, list[int]]:
    school = make_location()
    admins = [make_school_admin(school) for _n in range(2)]
    make_requester(school)
    return school, [admin.memberships[0].id for admin in admins]


def test_one_of_two_admins_stays(app: Flask) -> None:
    for _round in range(ROUNDS):
        school, membership_ids = two_admins_and_a_teacher()
        db.session.commit()
        start = threading.Barrier(2)

        def leave(membership_id: int, start: threading.Barrier = start) -> str:
            with app.app_context():
                try:
                    start.wait(30)
                    with unit_of_work():
                        standing = db.session.get_one(Membership, membership_id)
                        membership.end(standing, actor_id=standing.user_id)
                    return "left"
                except NotAllowed:
                    return "stays"
                finally:
                    db.session.remove()

        with ThreadPoolExecutor(2) as pool:
            answers = sorted(pool.map(leave, membership_ids))

        running = select(func.count(Membership.id)).where(
            Membership.location_id == school.id, Membership.role == Role.SCHOOL_ADMIN
        )
        assert answers == ["left", "stays"]
        assert db.session.scalar(running) == 1
