"""Reading practice examples: one, that of a traject, those that wait for a coordinator, and those that everybody reads."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.orm import joinedload, selectinload

from network.access.ownership import regions_left_to_national
from network.access.scope import Scope
from network.core.database import db
from network.core.errors import NotFound
from network.core.i18n import _
from network.core.keyset import page_of
from network.core.pagination import Page
from network.models import Engagement, ExampleTerm, ExpertiseProfile, PracticeExample, SupportRequest, Term
from network.models.practice_example import ExampleState
from network.models.taxonomy import Facet

PAGE_SIZE = 12


def get_example(public_id: str) -> PracticeExample:
    """The example with all that its page shows; NotFound when there is none."""
    example = db.session.scalar(_with_words().where(PracticeExample.public_id == public_id))
    if example is None:
        raise NotFound(_("Dit praktijkvoorbeeld bestaat niet, of is niet voor jou."))
    return example


def get_engagement(public_id: str) -> Engagement:
    """The traject that an example is written about; NotFound when there is none."""
    engagement = db.session.scalar(
        select(Engagement)
        .where(Engagement.public_id == public_id)
        .options(joinedload(Engagement.request), joinedload(Engagement.profile))
    )
    if engagement is None:
        raise NotFound(_("Dit traject bestaat niet, of is niet voor jou."))
    return engagement


def hold_engagement(engagement: Engagement) -> None:
    """Wait for what the other side is writing about the traject, and keep it waiting until the end."""
    db.session.execute(select(Engagement.id).where(Engagement.id == engagement.id).with_for_update(key_share=True))


def find_example_of(engagement: Engagement) -> PracticeExample | None:
    """What was written about the traject, in whatever state."""
    return db.session.scalar(_with_words().where(PracticeExample.engagement_id == engagement.id))


def list_in_review(scope: Scope) -> Sequence[PracticeExample]:
    """Those that wait for the reader to look at them, with the school that each came from."""
    own: ColumnElement[bool] = PracticeExample.region_id.in_(scope.regions)
    if scope.is_national:
        own = or_(own, PracticeExample.region_id.is_(None), PracticeExample.region_id.in_(regions_left_to_national()))
    return db.session.scalars(
        select(PracticeExample)
        .where(PracticeExample.state == ExampleState.IN_REVIEW, own)
        .options(
            joinedload(PracticeExample.engagement).joinedload(Engagement.request).joinedload(SupportRequest.location)
        )
    ).all()


def page_of_published(*, need: str = "", after: str = "") -> Page[PracticeExample]:
    """One page of what everybody reads, the newest first; `need`: only about this one, or one below it."""
    found = _with_words().where(*is_published(need=need))
    keys = (PracticeExample.published_at, PracticeExample.id)
    return page_of(found, keys, size=PAGE_SIZE, after=after, is_reversed=True)


def is_published(*, need: str = "") -> list[ColumnElement[bool]]:
    """What everybody reads, as conditions on PracticeExample; `need`: only about this one, or one below it."""
    published = PracticeExample.state == ExampleState.PUBLISHED
    return [published, _is_about(need)] if need else [published]


def list_unpublished_of(asks_at: Collection[int], helps_at: Collection[int]) -> Sequence[PracticeExample]:
    """What was told at these locations, as the side that asked or that helped, and others cannot read; the newest first."""
    own = or_(SupportRequest.location_id.in_(asks_at), ExpertiseProfile.location_id.in_(helps_at))
    return db.session.scalars(
        select(PracticeExample)
        .join(PracticeExample.engagement)
        .join(Engagement.request)
        .join(Engagement.profile)
        .where(PracticeExample.state != ExampleState.PUBLISHED, own)
        .order_by(PracticeExample.id.desc())
        .limit(PAGE_SIZE)
    ).all()


def list_examples(ids: Collection[int]) -> list[PracticeExample]:
    """These, in their order."""
    found = {one.id: one for one in db.session.scalars(_with_words().where(PracticeExample.id.in_(ids)))} if ids else {}
    return [found[id] for id in ids if id in found]


def _with_words() -> Select[PracticeExample]:
    return select(PracticeExample).options(
        selectinload(PracticeExample.terms).joinedload(ExampleTerm.term),
        joinedload(PracticeExample.profile).joinedload(ExpertiseProfile.location),
    )


def _is_about(code: str) -> ColumnElement[bool]:
    group = select(Term.id).where(Term.facet == Facet.NEED, Term.code == code)
    return exists(
        select(ExampleTerm.term_id)
        .join(Term, Term.id == ExampleTerm.term_id)
        .where(
            ExampleTerm.example_id == PracticeExample.id,
            Term.facet == Facet.NEED,
            or_(Term.code == code, Term.parent_id.in_(group)),
        )
    )
