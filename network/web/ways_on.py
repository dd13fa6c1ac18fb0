"""Where the reader of a page that says "this cannot be done" goes on: back to where it began, or to what it is about."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import current_app, request, url_for
from werkzeug.exceptions import HTTPException

from network.access.guard import may
from network.access.permissions import Permission
from network.accounts.rules import local_path
from network.core.errors import NotFound
from network.core.i18n import _
from network.engagements import queries as engagements
from network.models import SupportRequest
from network.support_requests import queries as questions
from network.waves import queries as matches

# Whoever came from there has signed in since, and would be sent on from it.
_BEHIND = frozenset({"accounts.sign_in"})


def find_way_on() -> tuple[str, str] | None:
    """Address and words; None when nothing better than the beginning is known.

    A page about the question or traject itself is out of date by now: its reader goes on at how it stands. The page with
    the form that was refused comes last: what could not be sent can often not be opened any more either.
    """
    came_from, subject = _came_from(), _question() or _engagement()
    path = urlsplit(came_from).path
    is_of_subject = subject is not None and f"{path}/".startswith(f"{subject[0]}/")
    if came_from and path != request.path and not is_of_subject:
        return came_from, _("Terug naar de vorige pagina")
    if subject:
        return subject
    return (came_from, _("Open de pagina opnieuw")) if came_from and request.method == "POST" else None


def _came_from() -> str:
    """Path and query of the page of this site that the reader came from, if it can be opened; else nothing."""
    try:
        parts = urlsplit(request.referrer or "")
    except ValueError:
        return ""
    path = local_path(f"{parts.path}?{parts.query}")
    return path if parts.netloc == request.host and path and _opens(parts.path) else ""


def _opens(path: str) -> bool:
    pages = current_app.create_url_adapter(request)
    try:
        return pages is not None and pages.match(path, method="GET")[0] not in _BEHIND
    except HTTPException:
        return False


def _question() -> tuple[str, str] | None:
    """The question that the address names, by its code or an invitation for it, for who may see it."""
    try:
        question = _find_question()
    except NotFound:
        return None
    address = url_for("support_requests.show_request", code=question.code) if question else ""
    if question is None or address == request.path or not may(Permission.SEE_QUESTION, question):
        return None
    return address, _("Bekijk de vraag zoals hij nu is")


def _engagement() -> tuple[str, str] | None:
    """The traject that the address names, for who may see it."""
    try:
        engagement = engagements.get_engagement((request.view_args or {})["engagement_id"])
    except (KeyError, NotFound):
        return None
    if not may(Permission.SEE_ENGAGEMENT, engagement):
        return None
    address = url_for("engagements.show_engagement", engagement_id=engagement.public_id)
    return address, _("Bekijk het traject zoals het nu is")


def _find_question() -> SupportRequest | None:
    named = request.view_args or {}
    if "code" in named:
        return questions.get_request(named["code"])
    return matches.get_match(named["match_id"]).request if "match_id" in named else None
