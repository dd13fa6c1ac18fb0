"""Which service does what a follow-up of each kind promised. Each takes the follow-up, within a unit of work."""

from __future__ import annotations

from collections.abc import Callable

from network.engagements import looking_back, silence
from network.engagements import service as engagements
from network.expertise import publishing as profiles
from network.models import FollowUp
from network.models.followup import FollowUpKind
from network.waves import asking_again, endings, offers, reminding, telling
from network.waves import service as waves

FOLLOW_UPS: dict[FollowUpKind, Callable[[FollowUp], None]] = {
    FollowUpKind.FIRST_REMINDER: asking_again.remind,
    FollowUpKind.SECOND_REMINDER: asking_again.remind,
    FollowUpKind.INVITATION_EXPIRY: endings.expire,
    FollowUpKind.NEXT_WAVE: waves.go_on,
    FollowUpKind.OFFER_WAITING: offers.look_again,
    FollowUpKind.WAITING_LONG: reminding.remind_of_waiting,
    FollowUpKind.STILL_SEARCHING: telling.tell_still_searching,
    FollowUpKind.CHECK_IN: engagements.ask_how_it_goes,
    FollowUpKind.SILENT_ENGAGEMENT: silence.notice,
    FollowUpKind.EVALUATION: looking_back.ask_evaluation,
    FollowUpKind.EFFECT_QUESTION: looking_back.ask_effect,
    FollowUpKind.PROFILE_FRESHNESS: profiles.ask_freshness,
    FollowUpKind.PROFILE_RESUME: profiles.resume_when_due,
}

# They say how a question stands: after all that is overdue about it and may change that.
SAID_LAST = frozenset({FollowUpKind.STILL_SEARCHING, FollowUpKind.WAITING_LONG})
