"""The states of a profile: sent in, published, sent back, paused, resumed, archived, confirmed; and what follows."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from network.access.audit import record
from network.core import clock
from network.core.errors import InvalidInput, InvalidState
from network.core.i18n import _
from network.expertise import messages, queries, rules
from network.followups import queries as followup_queries
from network.followups import service as followups
from network.followups.calendars import calendar_of, in_school_days
from network.followups.policies import policy_of
from network.hours import openings
from network.models import ExpertiseProfile, FollowUp
from network.models.expertise import ProfileState
from network.models.followup import FollowUpKind
from network.models.taxonomy import Facet
from network.privacy.service import refuse_identifying


def submit(profile: ExpertiseProfile, *, actor_id: int) -> None:
    """Ask the coordinator to look at the profile; InvalidInput says what is missing."""
    missing = list_missing(profile)
    if missing:
        raise InvalidInput(_("Nog nodig: %(what)s.", what=", ".join(missing)))
    _move(profile, ProfileState.IN_REVIEW)
    profile.submitted_at, profile.review_note = clock.now(), ""
    record("profile.submitted", profile, actor_id=actor_id)
    messages.tell_submitted(profile)


def publish(profile: ExpertiseProfile, *, actor_id: int) -> None:
    """The profile is true and may be found and asked."""
    _move(profile, ProfileState.PUBLISHED)
    profile.published_at = profile.published_at or clock.now()
    profile.confirmed_at, profile.review_note = clock.now(), ""
    _promise_freshness(profile)
    openings.promise_offers(profile.id)
    record("profile.published", profile, actor_id=actor_id)
    messages.tell_published(profile)


def send_back(profile: ExpertiseProfile, *, note: str, actor_id: int) -> None:
    """The profile needs work: it is a draft again, with a word of the coordinator."""
    refuse_identifying(profile, note=note)
    _move(profile, ProfileState.DRAFT)
    profile.review_note = note
    record("profile.sent_back", profile, actor_id=actor_id)
    messages.tell_sent_back(profile)


def pause(profile: ExpertiseProfile, *, until: date | None, actor_id: int) -> None:
    """Ask no new questions for a while; with a date it comes back by itself."""
    if until is not None and until <= clock.today():
        raise InvalidInput(_("Kies een dag die nog moet komen."), field="until")
    _move(profile, ProfileState.PAUSED)
    profile.paused_until = until
    if until is not None:
        due = calendar_of(profile.location).due_at(_noon(until - timedelta(days=1)), 1)
        key = f"profile_resume:{profile.id}:{profile.version}"
        followups.schedule(FollowUpKind.PROFILE_RESUME, profile, due_at=due, dedupe_key=key)
    record("profile.paused", profile, actor_id=actor_id)


def resume(profile: ExpertiseProfile, *, actor_id: int | None) -> None:
    """Ask questions again."""
    _move(profile, ProfileState.PUBLISHED)
    profile.paused_until = None
    followups.cancel(profile, FollowUpKind.PROFILE_RESUME)
    openings.promise_offers(profile.id)
    record("profile.resumed", profile, actor_id=actor_id)


def archive(profile: ExpertiseProfile, *, actor_id: int) -> None:
    """Put the profile away: it is not found and not asked any more, and its open invitations end; trajects go on."""
    _move(profile, ProfileState.ARCHIVED)
    followups.cancel(profile)
    openings.promise_ends(profile.id)
    record("profile.archived", profile, actor_id=actor_id)


def restore(profile: ExpertiseProfile, *, actor_id: int) -> None:
    """Take an archived profile out again, as a draft."""
    _move(profile, ProfileState.DRAFT)
    record("profile.restored", profile, actor_id=actor_id)


def confirm(profile: ExpertiseProfile, *, actor_id: int) -> None:
    """The profile still holds."""
    if profile.state is not ProfileState.PUBLISHED:
        raise InvalidState(_("Alleen een gepubliceerd profiel kun je bevestigen."))
    profile.confirmed_at = clock.now()
    followups.cancel(profile, FollowUpKind.PROFILE_FRESHNESS)
    _promise_freshness(profile)
    openings.promise_offers(profile.id)
    record("profile.confirmed", profile, actor_id=actor_id)


def ask_freshness(follow_up: FollowUp) -> None:
    """Ask whether the profile still holds, and promise to ask again; a closed school is left in peace meanwhile.

    Not on the day on which its pause is over: who answers for it hears of that.
    """
    profile = follow_up.profile
    if profile is None or profile.state not in {ProfileState.PUBLISHED, ProfileState.PAUSED}:
        return
    if _resumes_today(profile):
        followups.reschedule(follow_up, due_at=in_school_days(profile.location, 1))
        return
    if profile.location.is_open:
        messages.ask_freshness(profile)
        record("profile.freshness_asked", profile, actor_id=None)
    _promise_freshness(profile)


def resume_when_due(follow_up: FollowUp) -> None:
    """The pause is over."""
    profile = follow_up.profile
    if profile is not None and profile.state is ProfileState.PAUSED:
        _move(profile, ProfileState.PUBLISHED)
        profile.paused_until = None
        openings.promise_offers(profile.id)
        record("profile.resumed", profile, actor_id=None)
        messages.tell_resumed(profile)


def list_missing(profile: ExpertiseProfile) -> list[str]:
    """What a profile still needs before somebody can look at it, in words."""
    present = {
        _("een onderwerp"): profile.terms_of(Facet.NEED),
        _("een soort hulp"): profile.terms_of(Facet.FORM),
        _("een beschrijving"): profile.description,
        _("een groep of klas"): profile.terms_of(Facet.AGE_GROUP),
        _("een soort onderwijs"): profile.terms_of(Facet.SCHOOL_TYPE),
        _("iemand die erin werkt"): profile.people,
        _("uren per week"): [period for period in profile.capacity if period.hours_per_week > 0],
    }
    return [what for what, found in present.items() if not found]


def only_pausable(profile: ExpertiseProfile) -> None:
    """Raise InvalidState for a profile that asks no questions now."""
    _only_before(profile, ProfileState.PAUSED)


def only_archivable(profile: ExpertiseProfile) -> None:
    """Raise InvalidState for a profile that was put away."""
    _only_before(profile, ProfileState.ARCHIVED)


def _only_before(profile: ExpertiseProfile, to: ProfileState) -> None:
    if not rules.may_move(profile.state, to):
        raise InvalidState(_("Dit kan niet meer: het profiel is intussen veranderd. Bekijk het opnieuw."))


def _move(profile: ExpertiseProfile, to: ProfileState) -> None:
    _only_before(profile, to)
    profile.state = to
    messages.settle_review(profile)


def _resumes_today(profile: ExpertiseProfile) -> bool:
    """By itself: it did, or a worker is to do it at this moment."""
    resumed_at = followup_queries.find_last_done_at(profile, FollowUpKind.PROFILE_RESUME)
    if resumed_at is not None and clock.to_local(resumed_at).date() == clock.today():
        return True
    return followup_queries.is_due(profile, FollowUpKind.PROFILE_RESUME)


def _promise_freshness(profile: ExpertiseProfile) -> None:
    """On the first school day after the months that the region set (six by default)."""
    if queries.find_follow_up(profile, FollowUpKind.PROFILE_FRESHNESS) is not None:
        followups.cancel(profile, FollowUpKind.PROFILE_FRESHNESS)
    months = policy_of(profile.location.region_id).profile_fresh_months
    begin = clock.now() + timedelta(days=rules.days_of(months) - 1)
    followups.schedule(
        FollowUpKind.PROFILE_FRESHNESS,
        profile,
        due_at=calendar_of(profile.location).due_at(begin, 1),
        dedupe_key=f"profile_freshness:{profile.id}:{begin:%Y%m%d%H%M%S}",
    )


def _noon(day: date) -> datetime:
    return clock.from_local(datetime.combine(day, time(12)))
