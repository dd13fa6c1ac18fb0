"""Whether a mail about an invitation is still true when it goes out: meanwhile it may have ended, or been asked anew."""

from __future__ import annotations

from sqlalchemy import func, select

from network.core.database import db
from network.models import Delivery, Match, Notice
from network.models.match import MatchState
from network.models.notice import DeliveryState

# A worker that was killed at SENDING may have mailed it.
_MAILED = {DeliveryState.SENDING, DeliveryState.SENT}


def is_still_asked(notice: Notice) -> bool:
    """Whether the answer that the notice asks for is awaited: not an earlier time of asking the same profile."""
    match = _find_match(notice)
    if match is None or match.state is not MatchState.INVITED:
        return False
    return notice.params.get("asking") in {None, match.asking}


def is_end_news(notice: Notice, *, asked_by: set[str]) -> bool:
    """Whether the reader had a mail (of a kind in `asked_by`) of what ended here, and is not asked anew."""
    asking = notice.params.get("asking")
    if asking is None:  # said before notices told which time of asking it was
        return True
    match = _find_match(notice)
    if match is not None and match.state is MatchState.INVITED:
        return False
    mailed = (
        select(Delivery.id)
        .join(Notice)
        .where(
            Notice.recipient_id == notice.recipient_id,
            Notice.kind.in_(asked_by),
            Notice.params["match"].as_string() == notice.params["match"],
            func.coalesce(Notice.params["asking"].as_string(), asking) == asking,
            Delivery.state.in_(_MAILED),
        )
    )
    return db.session.scalar(mailed.limit(1)) is not None


def _find_match(notice: Notice) -> Match | None:
    """The invitation as it stands, held until it is written that its mail goes out: one that ends waits for that."""
    public_id = str(notice.params.get("match", ""))
    return db.session.scalar(select(Match).where(Match.public_id == public_id).with_for_update(read=True))
