"""The navigation: which screens stand at the top for whom, and where a reader begins."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, current_app, request, url_for
from flask_babel import LazyString

from network.access.permissions import Permission
from network.access.policy import is_allowed
from network.access.viewer import Viewer
from network.core.i18n import _l


@dataclass(frozen=True)
class Entry:
    """A screen in the navigation: shown to readers with the permission, to everybody when it is None."""

    endpoint: str
    label: LazyString
    permission: Permission | None = None


@dataclass(frozen=True)
class Link:
    """An entry made ready for the page; `current` as in aria-current: "page", "true" for a page behind it, or ""."""

    url: str
    label: str
    current: str = ""
    count: int = 0


MAIN = (
    Entry("coordination.show_worklist", _l("Vandaag"), Permission.COORDINATE),
    Entry("coordination.list_queue", _l("Alle vragen"), Permission.COORDINATE),
    Entry("support_requests.list_requests", _l("Onze vragen"), Permission.SEE_QUESTIONS),
    Entry("answering.list_invitations", _l("Vragen aan ons"), Permission.SEE_INVITATIONS),
    Entry("engagements.list_engagements", _l("Trajecten"), Permission.SEE_ENGAGEMENTS),
    Entry("expertise.list_own_profiles", _l("Onze expertise"), Permission.SEE_OWN_PROFILES),
    Entry("expertise.list_directory", _l("Aanbod")),
    Entry("schools.search_locations", _l("Scholen"), Permission.SEE_SCHOOLS),
    Entry("coordination.show_dashboard", _l("Inzicht"), Permission.COORDINATE),
    Entry("policies.edit_policy", _l("Regio"), Permission.EDIT_POLICY),
    Entry("taxonomy.list_terms", _l("Begrippen"), Permission.EDIT_TAXONOMY),
    Entry("schools.list_holidays", _l("Vakanties"), Permission.EDIT_HOLIDAYS),
    Entry("status.show_status", _l("Status"), Permission.SEE_STATUS),
    Entry("accounts.list_people", _l("Mensen"), Permission.SEE_PEOPLE),
)

_QUESTIONS = ("support_requests.list_requests", "coordination.list_queue", "answering.list_invitations")

# The entries that a page may stand behind, by page or else by slice: the first that this reader has. What is not
# here stands behind no entry.
BEHIND = {
    "coordination.list_waiting": ("coordination.list_queue",),
    "policies.rehearse_policy": ("policies.edit_policy",),
    "division": ("coordination.show_worklist",),
    "asking": _QUESTIONS,
    "support_requests": _QUESTIONS,
    "steering": ("coordination.list_queue",),
    "answering.show_invitation": ("answering.list_invitations",),
    "answering.decline_invitation": ("answering.list_invitations",),
    "answering.pass_invitation": ("answering.list_invitations",),
    "answering.answer_by_link": ("answering.list_invitations",),
    "answering.pass_by_link": ("answering.list_invitations",),
    "engagements": ("engagements.list_engagements", "coordination.list_queue"),
    "engagements.withdraw_request": ("support_requests.list_requests", "coordination.list_queue"),
    "expertise": ("expertise.list_own_profiles",),
    "expertise.show_profile": ("expertise.list_directory",),
    "expertise.show_hours": ("expertise.list_directory",),
    "expertise.review_profile": ("coordination.show_worklist",),
    "knowledge": ("expertise.list_directory",),
    "knowledge.write_example": ("engagements.list_engagements",),
    "knowledge.review_example": ("coordination.show_worklist",),
    "offers": ("expertise.list_directory",),
    "schools": ("schools.search_locations",),
    "schools.add_holiday": ("schools.list_holidays",),
    "schools.edit_holiday": ("schools.list_holidays",),
    "schools.remove_holiday": ("schools.list_holidays",),
    "taxonomy": ("taxonomy.list_terms",),
    "notices": ("notices.list_notices",),
    "accounts.invite_person": ("accounts.list_people",),
    "accounts.end_membership": ("accounts.list_people",),
}

# The first screen of a reader: the first of these that is theirs.
FIRST = (
    ("coordination.show_worklist", Permission.COORDINATE),
    ("support_requests.list_requests", Permission.SEE_QUESTIONS),
    ("answering.list_invitations", Permission.SEE_INVITATIONS),
    ("expertise.list_own_profiles", Permission.SEE_OWN_PROFILES),
    ("taxonomy.list_terms", Permission.EDIT_TAXONOMY),
    ("status.show_status", Permission.SEE_STATUS),
    ("accounts.list_people", Permission.SEE_PEOPLE),
)


def navigation(viewer: Viewer | None) -> list[Link]:
    """The links at the top for this reader."""
    shown = [entry for entry in MAIN if _is_for(entry, viewer)]
    return _links(shown)


def personal_links(viewer: Viewer) -> list[Link]:
    """The links before the reader's name."""
    return _links([Entry("notices.list_notices", _l("Berichten"))], count=viewer.unread)


def first_screen(viewer: Viewer) -> str:
    """Where this reader begins."""
    for endpoint, permission in FIRST:
        if is_allowed(viewer, permission):
            return url_for(endpoint)
    return url_for("expertise.list_directory")


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(navigation=navigation, personal_links=personal_links)


def _is_for(entry: Entry, viewer: Viewer | None) -> bool:
    if entry.endpoint not in current_app.view_functions:
        return False
    return entry.permission is None or (viewer is not None and is_allowed(viewer, entry.permission))


def _links(entries: list[Entry], *, count: int = 0) -> list[Link]:
    stands_behind = _behind([entry.endpoint for entry in entries])
    found = []
    for entry in entries:
        is_this = entry.endpoint == request.endpoint
        current = "page" if is_this else "true" if entry.endpoint == stands_behind else ""
        found.append(Link(url_for(entry.endpoint), str(entry.label), current, count))
    return found


def _behind(shown: list[str]) -> str:
    """The entry that the page stands behind, out of those that are shown; none for what has an entry of its own."""
    endpoint = request.endpoint or ""
    if endpoint in shown:
        return ""
    candidates = BEHIND.get(endpoint) or BEHIND.get(request.blueprint or "", ())
    return next((one for one in candidates if one in shown), "")
