"""Which states the demo network shows: every value of every state in the models, and what is a state without a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Enum, Table, create_engine, exists, func, select
from sqlalchemy.orm import Session, aliased

from network.core.database import Base
from network.models import (
    Absence,
    Evaluation,
    ExpertiseProfile,
    Invitation,
    Location,
    Match,
    NoticePreference,
    PassedInvitation,
    PracticeExample,
    RequestTerm,
    SignUp,
    Suggestion,
    SupportOffer,
    SupportRequest,
)
from network.models.engagement import EvaluationMoment, Side
from network.models.expertise import ProfileState
from network.models.match import MatchState
from network.models.notice import DeliveryState
from network.models.outbox import OutboxKind, OutboxState
from network.models.practice_example import ExampleState
from network.models.support_offer import OfferState, SignUpState
from network.models.support_request import RequestState

# What cannot lie still in a demo, and why.
ELSEWHERE = {
    ("support_request.state", RequestState.SUBMITTED): "lasts seconds: a worker begins to search at once",
    ("delivery.state", DeliveryState.PENDING): "the mails of the past were sent; a new one waits for school time",
    ("delivery.state", DeliveryState.SENDING): "lasts as long as the mail server takes",
    ("delivery.state", DeliveryState.FAILED): "a fault: nothing is broken where nobody did anything yet",
    ("outbox_entry.state", OutboxState.DEAD): "a fault: nothing is broken where nobody did anything yet",
    ("outbox_entry.kind", OutboxKind.HEAR_ANEW): "follows when the words of the field change",
}
# One is enough: the page is the same for every role, category and setting.
ANY_WILL_DO = {"invitation.role", "notice_preference.category", "practice_example.setting"}


def list_missing(database_url: str) -> list[str]:
    """What no row of this database shows."""
    engine = create_engine(database_url)
    with Session(engine) as session:
        missing = [*_values_without_row(session), *_situations_without_row(session)]
    engine.dispose()
    return missing


def _values_without_row(session: Session) -> Iterator[str]:
    for name, column in _state_columns():
        shown = set(session.scalars(select(column).distinct()))
        if name in ANY_WILL_DO and shown:
            continue
        for value in column.type.enum_class:
            if value not in shown and (name, value) not in ELSEWHERE:
                yield f"{name}: {value}"


def _state_columns() -> Iterator[tuple[str, Any]]:
    tables: list[Table] = Base.metadata.sorted_tables
    for table in tables:
        for column in table.columns:
            if isinstance(column.type, Enum):
                yield f"{table.name}.{column.name}", column


def _situations_without_row(session: Session) -> Iterator[str]:
    for name, holds in _situations().items():
        if not session.scalar(select(holds)):
            yield name


def _situations() -> dict[str, ColumnElement[bool]]:
    match, profile, question = Match, ExpertiseProfile, SupportRequest
    return {
        "a question on the waiting list": exists().where(question.is_waiting),
        "a question that leaves the kind of help open": exists().where(question.leaves_forms_open),
        "a question that a coordinator promised to look at": exists().where(
            question.coordinator_looks_until.is_not(None)
        ),
        "a side need": exists().where(RequestTerm.is_main.is_(False)),
        "something for national staff to look at": exists().where(
            question.state == RequestState.STUCK, question.region_id.is_(None)
        ),
        "a candidate who was passed over": exists().where(
            match.state == MatchState.WITHDRAWN, match.invited_at.is_(None)
        ),
        "an invitation by hand": exists().where(match.by_hand),
        "an invitation of which was reminded": exists().where(
            match.state == MatchState.INVITED, match.reminded_at.is_not(None)
        ),
        "an invitation that was passed on": exists().where(PassedInvitation.id.is_not(None)),
        "another school that was named": exists().where(Suggestion.id.is_not(None)),
        "a reason in words": exists().where(match.decline_note != ""),
        "a profile that was sent back": exists().where(profile.state == ProfileState.DRAFT, profile.review_note != ""),
        "an example that was sent back": exists().where(
            PracticeExample.state == ExampleState.DRAFT, PracticeExample.review_note != ""
        ),
        "an example that was hardly begun": exists().where(
            PracticeExample.state == ExampleState.DRAFT, PracticeExample.approach == ""
        ),
        "a pause with an end": exists().where(profile.paused_until > func.current_date()),
        "a pause without one": exists().where(profile.state == ProfileState.PAUSED, profile.paused_until.is_(None)),
        "an absence now": exists().where(
            Absence.starts_on <= func.current_date(), Absence.ends_on >= func.current_date()
        ),
        "an absence to come": exists().where(Absence.starts_on > func.current_date()),
        "somebody who wants no mail": exists().where(NoticePreference.user_id.is_not(None)),
        "an invitation to an account": exists().where(Invitation.accepted_at.is_(None)),
        "a training, webinar or consultation hour that was": exists().where(SupportOffer.ends_at < func.now()),
        "one that is full": exists().where(
            SupportOffer.state == OfferState.PUBLISHED,
            SupportOffer.places
            <= select(func.count(SignUp.id))
            .where(SignUp.offer_id == SupportOffer.id, SignUp.state == SignUpState.SIGNED_UP)
            .scalar_subquery(),
        ),
        "a school that serves the country": exists().where(Location.cluster != ""),
        "looked back by nobody": _looked_back(requester=False, specialist=False),
        "looked back by the school alone": _looked_back(requester=True, specialist=False),
        "looked back by the specialist alone": _looked_back(requester=False, specialist=True),
        "looked back by both": _looked_back(requester=True, specialist=True),
        "an effect that was not told yet": exists().where(
            Evaluation.moment == EvaluationMoment.EFFECT, Evaluation.given_at.is_(None)
        ),
        **{
            f"still helps: {answer}": exists().where(Evaluation.still_helps == answer)
            for answer in ("yes", "partly", "no")
        },
    }


def _looked_back(*, requester: bool, specialist: bool) -> ColumnElement[bool]:
    """Whether both were asked about one traject, and just these answered."""
    theirs, ours = aliased(Evaluation), aliased(Evaluation)
    return exists().where(
        theirs.engagement_id == ours.engagement_id,
        theirs.moment == EvaluationMoment.CLOSING,
        ours.moment == EvaluationMoment.CLOSING,
        theirs.side == Side.REQUESTER,
        ours.side == Side.SPECIALIST,
        theirs.given_at.is_not(None) == requester,
        ours.given_at.is_not(None) == specialist,
    )
