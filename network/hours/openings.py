"""Hours or a place may have come free: the promise to look whether somebody on the waiting list can be helped.

Whoever ends, gives back, raises or removes something promises it in the same transaction; waves keep it. A profile
that is put away promises in the same way that its invitations end: waves see at the profile what is to be done.
"""

from __future__ import annotations

from network.core import clock
from network.core.database import db
from network.models.outbox import OutboxKind
from network.outbox import service as outbox


def promise_offers(profile_id: int) -> None:
    """Commit with the change that the waiting list will be looked at for this profile.

    It is promised also when nobody waits: a question that begins to wait at the same moment must not be missed.
    """
    db.session.flush()
    outbox.promise_anew(
        OutboxKind.OFFER_ROOM,
        subject_id=profile_id,
        dedupe_key=f"offer:{profile_id}:{clock.now():%Y%m%d%H%M%S%f}",
    )


def promise_ends(profile_id: int) -> None:
    """Commit with the putting away of a profile that its open invitations end and that others are asked."""
    promise_offers(profile_id)
