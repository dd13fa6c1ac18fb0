"""Moments of contact: written down, bettered or taken away for as long as the traject is under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.errors import InvalidInput
from network.core.formatting import day
from network.core.i18n import _
from network.core.versions import refuse_stale
from network.engagements import queries, rules, silence
from network.engagements.service import hold_open
from network.models import ContactMoment, Engagement
from network.models.engagement import ContactKind
from network.privacy.service import refuse_identifying


@dataclass(frozen=True)
class Told:
    """How and when two people had contact, the hours that it took, and what was agreed."""

    kind: ContactKind
    held_on: date
    hours: float
    note: str = ""


def log(engagement: Engagement, told: Told, *, actor_id: int) -> ContactMoment:
    """Write down one moment of contact; silence is counted from the last one. A double click writes it once."""
    hold_open(engagement)
    refuse_identifying(engagement, note=told.note)
    refuse_day(engagement, told.held_on)
    standing = queries.find_same_contact(
        engagement, told.kind, held_on=told.held_on, hours=told.hours, note=told.note, author_id=actor_id
    )
    if standing is not None:
        return standing
    moment = ContactMoment(engagement=engagement, author_id=actor_id, **vars(told))
    db.session.add(moment)
    silence.restart(engagement)
    record("engagement.contact_logged", engagement, actor_id=actor_id, request=engagement.request, hours=told.hours)
    return moment


def change(engagement: Engagement, contact_id: str, *, told: Told, seen_version: str | None, actor_id: int) -> None:
    """Better what was written down. Silence is counted as before, for mending a slip is no contact.

    Conflict when somebody else changed the moment after `seen_version`, the one that its reader saw; NotFound when
    it was taken away.
    """
    moment = _hold(engagement, contact_id, seen_version)
    refuse_identifying(engagement, note=told.note)
    if told.held_on != moment.held_on:
        refuse_day(engagement, told.held_on)
    if told == _told_by(moment):
        return
    for name, value in vars(told).items():
        setattr(moment, name, value)
    record(
        "engagement.contact_changed",
        engagement,
        actor_id=actor_id,
        request=engagement.request,
        contact=moment.public_id,
        hours=told.hours,
    )


def take_away(engagement: Engagement, contact_id: str, *, seen_version: str | None, actor_id: int) -> None:
    """Take away what never was: its hours no longer count, and where it was the last, silence counts from what is left.

    Conflict when somebody else changed the moment after `seen_version`, the one that its reader saw; NotFound when
    somebody was first.
    """
    moment = _hold(engagement, contact_id, seen_version)
    since = silence.silent_since(engagement)
    engagement.contacts.remove(moment)
    if silence.silent_since(engagement) != since:
        silence.count_anew(engagement)
    record(
        "engagement.contact_taken_away",
        engagement,
        actor_id=actor_id,
        request=engagement.request,
        contact=moment.public_id,
        hours=moment.hours,
    )


def refuse_day(engagement: Engagement, held_on: date) -> None:
    """Raise InvalidInput for a day that no contact of this traject can be of."""
    if held_on > clock.today():
        raise InvalidInput(_("Deze datum moet nog komen. Noteer contact als het geweest is."), field="held_on")
    agreed_on = clock.to_local(engagement.created_at).date()
    earliest = rules.earliest_contact(agreed_on, engagement.starts_on)
    if held_on < earliest:
        raise InvalidInput(
            _("Deze datum ligt voor het begin van het traject. Kies een dag vanaf %(day)s.", day=day(earliest)),
            field="held_on",
        )


def _hold(engagement: Engagement, contact_id: str, seen_version: str | None) -> ContactMoment:
    """The moment, looked for only once its traject is held: before that, somebody may be taking it away."""
    hold_open(engagement)
    moment = queries.get_contact(engagement, contact_id)
    refuse_stale(moment, seen_version)
    return moment


def _told_by(moment: ContactMoment) -> Told:
    return Told(moment.kind, moment.held_on, moment.hours, moment.note)
