"""The one clock of the product, so that tests and rehearsals can say what time it is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
# Within this time the same words again are a double click, or a page that was sent anew.
DOUBLE_WITHIN = timedelta(minutes=10)

_moment: ContextVar[datetime | None] = ContextVar("naast_moment", default=None)


def now() -> datetime:
    """The present instant, aware and in UTC."""
    return _moment.get() or real_now()


def real_now() -> datetime:
    """The instant outside of any rehearsal: for what processes agree on among themselves."""
    return datetime.now(UTC)


def today() -> date:
    """The present date on the wall calendar in the Netherlands."""
    return to_local(now()).date()


def to_local(instant: datetime) -> datetime:
    """The same instant in Dutch local time."""
    return instant.astimezone(ZONE)


def from_local(local: datetime) -> datetime:
    """The UTC instant of a naive Dutch wall time."""
    return local.replace(tzinfo=ZONE).astimezone(UTC)


def is_moved() -> bool:
    """Whether it is another moment here than it really is: what is done now must not put off what is due."""
    return _moment.get() is not None


@contextmanager
def as_of(moment: datetime) -> Iterator[None]:
    """Within this context it is `moment` (aware), for this thread of work only."""
    if moment.tzinfo is None:
        raise ValueError("as_of needs an aware datetime")
    token = _moment.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _moment.reset(token)
