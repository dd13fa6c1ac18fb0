"""Who reads the pages, in most tests of pages: signed in, on a Monday in term."""

from __future__ import annotations

import pytest

from network.models import Region, User
from tests.factories import make_coordinator, make_region, make_requester
from tests.page import Page


@pytest.fixture
def requester(page: Page, clock: object) -> User:
    return signed_in(page, make_requester())


@pytest.fixture
def region(page: Page, clock: object) -> Region:
    return make_region()


@pytest.fixture
def coordinator(page: Page, region: Region) -> User:
    return signed_in(page, make_coordinator(region))


def signed_in(page: Page, user: User) -> User:
    page.sign_in(user)
    return user
