"""What a special school does with its profiles: make, change, staff and plan them. States stand in publishing.py."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm.attributes import flag_modified

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.errors import Conflict, InvalidInput, InvalidState
from network.core.i18n import _
from network.directory import search
from network.expertise import queries
from network.hours import openings
from network.models import (
    Absence,
    CapacityPeriod,
    ExpertiseProfile,
    Location,
    ProfilePerson,
    ProfileTerm,
    Region,
    Term,
    User,
)
from network.models.expertise import ProfileState, Reach
from network.models.taxonomy import Facet
from network.privacy.service import deny_names, refuse_identifying


@dataclass(frozen=True)
class Aim:
    """For whom a profile is, and how far it goes."""

    ages: Sequence[Term]
    school_types: Sequence[Term]
    reach: Reach
    reach_km: int | None
    regions: Sequence[Region]
    leaves_out_own_board: bool


def create(location: Location, *, title: str, actor_id: int, not_names: Collection[str] = ()) -> ExpertiseProfile:
    """A new draft of a special school; it begins with the school's own region as its reach."""
    if not location.is_special:
        raise InvalidInput(_("Alleen scholen voor speciaal onderwijs hebben een profiel."), field="location")
    refuse_identifying(not_names=not_names, title=title)
    profile = ExpertiseProfile(location=location, title=title, created_by_id=actor_id)
    profile.regions = [location.region] if location.region else []
    profile.reach = Reach.REGIONS if location.region else Reach.NATIONAL
    db.session.add(profile)
    search.index(profile)
    record("profile.created", profile, actor_id=actor_id)
    deny_names(profile, not_names, {"title": title}, actor_id=actor_id)
    return profile


def describe(
    profile: ExpertiseProfile,
    *,
    title: str,
    description: str,
    needs: Sequence[Term],
    forms: Sequence[Term],
    actor_id: int,
) -> None:
    """Say what the profile can do."""
    _refuse_archived(profile)
    refuse_identifying(profile, title=title, description=description)
    profile.title, profile.description = title, description
    _replace_terms(profile, Facet.NEED, needs)
    _replace_terms(profile, Facet.FORM, forms)
    _renew(profile)
    search.index(profile)
    openings.promise_offers(profile.id)
    record("profile.described", profile, actor_id=actor_id, needs=[need.code for need in needs])


def aim(profile: ExpertiseProfile, aim: Aim, *, actor_id: int) -> None:
    """Say for whom the profile is, and how far it goes."""
    _refuse_archived(profile)
    if aim.reach is Reach.KILOMETRES and not aim.reach_km:
        raise InvalidInput(_("Vul in hoeveel kilometer jullie rijden."), field="reach_km")
    if aim.reach is Reach.REGIONS and not aim.regions:
        raise InvalidInput(_("Kies minstens één samenwerkingsverband."), field="regions")
    _replace_terms(profile, Facet.AGE_GROUP, aim.ages)
    _replace_terms(profile, Facet.SCHOOL_TYPE, aim.school_types)
    profile.reach = aim.reach
    profile.reach_km = aim.reach_km if aim.reach is Reach.KILOMETRES else None
    profile.regions = list(aim.regions) if aim.reach is Reach.REGIONS else []
    profile.leaves_out_own_board = aim.leaves_out_own_board
    _renew(profile)
    openings.promise_offers(profile.id)
    record("profile.aimed", profile, actor_id=actor_id, reach=aim.reach.value)


def add_person(
    profile: ExpertiseProfile, *, name: str, job_title: str, user: User | None, answers: bool, actor_id: int
) -> None:
    """Name somebody who works in the profile; with an account they can get its questions."""
    queries.hold(profile)
    _refuse_archived(profile)
    if user is not None and any(person.user_id == user.id for person in profile.people):
        raise InvalidInput(_("Deze collega staat er al bij."), field="user")
    profile.people.append(
        ProfilePerson(name=name, job_title=job_title, user=user, answers=answers and user is not None)
    )
    search.index(profile)
    record("profile.person_added", profile, actor_id=actor_id)


def remove_person(profile: ExpertiseProfile, person_id: str, *, actor_id: int) -> None:
    """Somebody works in the profile no more."""
    queries.hold(profile)
    profile.people = [person for person in profile.people if person.public_id != person_id]
    search.index(profile)
    record("profile.person_removed", profile, actor_id=actor_id)


def set_limits(
    profile: ExpertiseProfile, *, max_open: int, max_per_30_days: int | None, lead_days: int, actor_id: int
) -> None:
    """Say how much the profile takes on at a time."""
    profile.max_open, profile.max_per_30_days, profile.lead_days = max_open, max_per_30_days, lead_days
    openings.promise_offers(profile.id)
    record("profile.limited", profile, actor_id=actor_id, max_open=max_open)


def add_hours(
    profile: ExpertiseProfile, *, hours_per_week: float, starts_on: date, ends_on: date | None, actor_id: int
) -> None:
    """Hours a week from a date on, instead of those that held before; after `ends_on` those hold again."""
    refuse_end_of_hours(starts_on, ends_on)
    queries.hold(profile)
    for period in list(profile.capacity):
        _make_room(profile, period, starts_on, ends_on)
    profile.capacity.append(CapacityPeriod(starts_on=starts_on, ends_on=ends_on, hours_per_week=hours_per_week))
    openings.promise_offers(profile.id)
    record("profile.hours_added", profile, actor_id=actor_id, hours=hours_per_week)


def refuse_end_of_hours(starts_on: date, ends_on: date | None) -> None:
    """Raise InvalidInput for an end that lies before the begin."""
    if ends_on is not None and ends_on < starts_on:
        raise InvalidInput(_("Het einde ligt voor het begin. Kies een latere datum."), field="ends_on")


def remove_hours(profile: ExpertiseProfile, period_id: str, *, actor_id: int) -> None:
    """Take a period of hours away; the hours around it that it had cut in two hold again."""
    queries.hold(profile)
    gone = next((period for period in profile.capacity if period.public_id == period_id), None)
    if gone is None:
        return
    profile.capacity.remove(gone)
    _join_around(profile, gone)
    openings.promise_offers(profile.id)
    record("profile.hours_removed", profile, actor_id=actor_id)


def add_absence(profile: ExpertiseProfile, *, starts_on: date, ends_on: date, actor_id: int) -> None:
    """Nobody of the profile is there on these days."""
    refuse_absence(starts_on, ends_on)
    profile.absences.append(Absence(starts_on=starts_on, ends_on=ends_on))
    record("profile.absence_added", profile, actor_id=actor_id)


def refuse_absence(starts_on: date, ends_on: date) -> None:
    """Raise InvalidInput for days that nobody can be away on any more, or that end before they begin."""
    if ends_on < starts_on:
        raise InvalidInput(_("Het einde ligt voor het begin. Kies een latere datum."), field="absent_until")
    if ends_on < clock.today():
        raise InvalidInput(_("Deze dagen zijn al voorbij. Kies dagen die nog komen."), field="absent_until")


def remove_absence(profile: ExpertiseProfile, absence_id: str, *, actor_id: int) -> None:
    """The absence is off."""
    queries.hold(profile)
    profile.absences = [absence for absence in profile.absences if absence.public_id != absence_id]
    openings.promise_offers(profile.id)
    record("profile.absence_removed", profile, actor_id=actor_id)


def refuse_stale(profile: ExpertiseProfile, seen_version: str | None) -> None:
    """Conflict when somebody else changed the profile after the reader opened the form; others wait from here on."""
    queries.hold(profile)
    if seen_version != str(profile.version):
        raise Conflict(_("Een collega wijzigde dit profiel terwijl jij het open had."))


def _refuse_archived(profile: ExpertiseProfile) -> None:
    if profile.state is ProfileState.ARCHIVED:
        raise InvalidState(_("Dit profiel is opgeborgen. Zet het eerst terug."))


def _renew(profile: ExpertiseProfile) -> None:
    """A new version, also when only a list changed: who opened the form before must see what a colleague chose."""
    profile.updated_at = clock.now()
    flag_modified(profile, "updated_at")


def _make_room(profile: ExpertiseProfile, period: CapacityPeriod, first: date, last: date | None) -> None:
    """Take the days from `first` to `last` out of a period: it goes, is shortened, or goes on behind them."""
    if (last is not None and period.starts_on > last) or (period.ends_on is not None and period.ends_on < first):
        return
    if last is not None and (period.ends_on is None or period.ends_on > last):
        rest = CapacityPeriod(
            starts_on=last + timedelta(days=1), ends_on=period.ends_on, hours_per_week=period.hours_per_week
        )
        profile.capacity.append(rest)
    if period.starts_on < first:
        period.ends_on = first - timedelta(days=1)
    else:
        profile.capacity.remove(period)


def _join_around(profile: ExpertiseProfile, gone: CapacityPeriod) -> None:
    """Mend what _make_room did: a period that ended just before and went on just after, or was cut off for good."""
    day = timedelta(days=1)
    before = next((one for one in profile.capacity if one.ends_on == gone.starts_on - day), None)
    if before is None:
        return
    if gone.ends_on is None:
        before.ends_on = None
        return
    for after in profile.capacity:
        if after.starts_on == gone.ends_on + day and after.hours_per_week == before.hours_per_week:
            before.ends_on = after.ends_on
            profile.capacity.remove(after)
            return


def _replace_terms(profile: ExpertiseProfile, facet: Facet, terms: Sequence[Term]) -> None:
    standing = {link.term_id: link for link in profile.terms if link.term.facet is facet}
    kept = [link for link in profile.terms if link.term.facet is not facet]
    profile.terms = kept + [standing.get(term.id) or ProfileTerm(term=term) for term in terms]
