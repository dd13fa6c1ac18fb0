"""Invitations: what a specialist is asked, and the answer, on the site or from the mail without signing in."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access import links
from network.access.guard import ensure, public, requires, viewer
from network.access.permissions import Permission
from network.access.scope import scope_of
from network.answering import answers, leaving
from network.answering.cards import rows_of
from network.answering.forms import AcceptForm, DeclineForm
from network.answering.page import InvitationPage
from network.core.database import unit_of_work
from network.core.errors import BrokenLink, DomainError, WayOn
from network.core.i18n import _, follow_link_of
from network.core.opening import refuse_to_open
from network.models import Match, User
from network.models.match import MatchState
from network.notices.kinds.waves import ANSWER
from network.privacy.forms import keep_denied, look_over, show_refusal
from network.waves import people, queries

bp = Blueprint("answering", __name__)


@bp.get("/uitnodigingen")
@requires(Permission.SEE_INVITATIONS)
def list_invitations() -> ResponseReturnValue:
    scope, after = scope_of(viewer()), request.args.get("na", "")
    page = queries.page_of_answered_invitations_for(scope, after=after)
    unanswered = [] if after else queries.list_unanswered_invitations_for(scope)
    return render_template(
        "answering/list_invitations.html",
        unanswered=rows_of(unanswered, reader_id=viewer().user_id),
        answered=rows_of(page.rows, reader_id=viewer().user_id),
        page=page,
        is_first=not after,
    )


@bp.get("/uitnodigingen/<pid:match_id>")
@requires(Permission.SEE_INVITATIONS)
def show_invitation(match_id: str) -> ResponseReturnValue:
    page = InvitationPage(own_match(match_id), reader_id=viewer().user_id)
    return render_template("answering/show_invitation.html", page=page, form=AcceptForm())


@bp.post("/uitnodigingen/<pid:match_id>/ja")
@requires(Permission.SEE_INVITATIONS, post=Permission.ANSWER_INVITATION)
def accept_invitation(match_id: str) -> ResponseReturnValue:
    match = own_match(match_id)
    with unit_of_work():
        engagement = answers.accept(match, people.get_user(viewer().user_id))
        engagement_id = engagement.public_id
    flash(_("Fijn dat je meedenkt. De school hoort het meteen. Spreek samen een plan af."))
    return redirect(url_for("engagements.show_engagement", engagement_id=engagement_id))


@bp.route("/uitnodigingen/<pid:match_id>/nee", methods=["GET", "POST"])
@requires(Permission.SEE_INVITATIONS, post=Permission.ANSWER_INVITATION)
def decline_invitation(match_id: str) -> ResponseReturnValue:
    match = own_match(match_id)
    refuse_to_open(answers.only_invited, match)
    form = DeclineForm()
    pieces = look_over(form, match)
    if pieces is not None:
        shown = InvitationPage(match, reader_id=viewer().user_id)
        html = render_template("answering/decline_invitation.html", page=shown, form=form, pieces=pieces)
        return html, 422 if form.errors else 200
    try:
        with unit_of_work():
            keep_denied(form, match, actor_id=viewer().user_id)
            answers.decline(match, form.chosen, note=form.note.data or "", person=people.get_user(viewer().user_id))
    except DomainError as error:
        page, pieces = InvitationPage(match, reader_id=viewer().user_id), show_refusal(form, error)
        if not page.is_open:
            return redirect(url_for(".show_invitation", match_id=match_id))
        return render_template("answering/decline_invitation.html", page=page, form=form, pieces=pieces), 422
    flash(_("Dank je wel voor je antwoord. We zoeken verder voor de school."))
    return redirect(url_for(".list_invitations"))


@bp.get("/uitnodigingen/antwoord/<token>")
@public
def answer_by_link(token: str) -> ResponseReturnValue:
    """A confirming page: what follows links in a mail by itself answers nothing."""
    found = links.read(ANSWER, token, life=_LONGEST_LIFE)
    if found is None:
        return render_template("answering/link_broken.html"), 404
    match, person = _match_and_person(found)
    if found.is_expired or _is_too_old(found, match):
        return render_template("answering/link_expired.html", match=match), 410
    page = InvitationPage(match, reader_id=person.id)
    return render_template("answering/answer_by_link.html", page=page, form=DeclineForm(), token=token)


@bp.post("/uitnodigingen/antwoord/<token>/ja")
@public
def accept_by_link(token: str) -> ResponseReturnValue:
    match, person = match_by_link(token)
    with unit_of_work():
        answers.accept(match, person)
    return redirect(url_for(".thank_by_link", token=token))


@bp.post("/uitnodigingen/antwoord/<token>/nee")
@public
def decline_by_link(token: str) -> ResponseReturnValue:
    match, person = match_by_link(token)
    form = DeclineForm()
    page = InvitationPage(match, reader_id=person.id)
    pieces = look_over(form, match)
    if pieces is not None:
        return render_template("answering/answer_by_link.html", page=page, form=form, token=token, pieces=pieces), 422
    try:
        with unit_of_work():
            keep_denied(form, match, actor_id=person.id)
            answers.decline(match, form.chosen, note=form.note.data or "", person=person)
    except DomainError as error:
        if not page.is_open:
            return redirect(url_for(".answer_by_link", token=token))
        pieces = show_refusal(form, error)
        return render_template("answering/answer_by_link.html", page=page, form=form, token=token, pieces=pieces), 422
    return redirect(url_for(".thank_by_link", token=token))


@bp.get("/uitnodigingen/antwoord/<token>/bedankt")
@public
def thank_by_link(token: str) -> ResponseReturnValue:
    """A page of its own, so that it can be opened again and read in another language."""
    match, person = match_by_link(token)
    if match.answered_by_id == person.id and match.state in {MatchState.ACCEPTED, MatchState.DECLINED}:
        engagement = queries.get_engagement_of(match) if match.state is MatchState.ACCEPTED else None
        return render_template("answering/answered_by_link.html", engagement=engagement)
    left = leaving.thanks_words(match, person=person)
    if not left:
        return redirect(url_for(".answer_by_link", token=token))
    return render_template("answering/answered_by_link.html", left=left)


# Longer than any region may set; the region's own limit is checked once the match is known.
_LONGEST_LIFE = timedelta(days=60)


def own_match(match_id: str) -> Match:
    """The invitation, for a specialist of the school that was asked; NotFound for everybody else."""
    match = queries.get_match(match_id)
    ensure(Permission.ANSWER_INVITATION, match)
    queries.refuse_when_taken_back(match)
    return match


def match_by_link(token: str) -> tuple[Match, User]:
    """The invitation of a link that still works, and the person who holds it; NotFound when it does not."""
    found = links.read(ANSWER, token, life=_LONGEST_LIFE)
    if found is None:
        raise _broken_link()
    match, person = _match_and_person(found)
    if found.is_expired or _is_too_old(found, match):
        raise _broken_link()
    return match, person


def _broken_link() -> BrokenLink:
    return BrokenLink(_("Deze link werkt niet meer. Log in om de uitnodiging te bekijken."), way_on=WayOn.INVITATIONS)


def _match_and_person(found: links.SignedLink) -> tuple[Match, User]:
    """The invitation and the person it was sent to, who must still be one of those who may answer.

    In the language of that person, also where it says that they may not any more.
    """
    person = people.find_user(found.user_id)
    if person is not None:
        follow_link_of(person.language)
    match = queries.get_match(found.subject_id)
    if person is None or person not in people.list_asked_people(match):
        raise _broken_link()
    return match, person


def _is_too_old(found: links.SignedLink, match: Match) -> bool:
    """Each mail's link lives for the days of the region from that mail on: a reminder's outlives the first one's."""
    return found.is_older_than(timedelta(days=match.request.policy.answer_link_days))
