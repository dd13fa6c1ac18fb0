"""What happens once a question is sent, as its school reads it before it sends one."""

from __future__ import annotations

from network.core.formatting import day
from network.core.i18n import _
from network.followups.calendars import in_school_days
from network.followups.policies import policy_of
from network.models import Location
from network.support_requests.mail_words import words_to_be_asked


def words_of_sending(location: Location) -> str:
    """Who reads a question that this school sends now, and who is asked when, by the rules of its region."""
    policy = policy_of(location.region_id)
    readers = _(
        "Alleen zij en de coördinator lezen je verhaal. Je ziet op de pagina van je vraag wie we vroegen en wanneer je "
        "iets hoort."
    )
    if policy.triage:
        first = _(
            "De coördinator leest je vraag eerst, uiterlijk %(day)s. Daarna vragen we een paar specialisten tegelijk.",
            day=day(in_school_days(location, policy.coordinator_days)),
        )
        return f"{first} {readers}"
    first = _("We zoeken meteen wie past en vragen een paar specialisten tegelijk.")
    return f"{first} {readers} {words_to_be_asked(location)}".rstrip()
