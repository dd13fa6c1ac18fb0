"""What a coordinator sees of a question: who can, why and why not; and the steps to take."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.candidates.answerers import find_twins_of
from network.core.database import unit_of_work
from network.core.errors import DomainError
from network.core.formatting import quoted
from network.core.forms import ConfirmForm
from network.core.i18n import _
from network.core.opening import refuse_to_open
from network.models import ExpertiseProfile, Match, SupportRequest
from network.models.support_request import NoteKind, RequestState
from network.privacy.forms import keep_denied, look_over, show_refusal
from network.steering import service as steering
from network.steering.assessment import AssessmentPage
from network.steering.forms import CoordinatorNoteForm
from network.steering.page import CandidatesPage
from network.steering.prospects import find_helped_before, prospect_of
from network.support_requests import queries as questions
from network.support_requests import service as question_service
from network.waves import people, profiles, queries
from network.waves.fullness import find_full

bp = Blueprint("steering", __name__)


@bp.get("/ondersteuningsvragen/<code:code>/kandidaten")
@requires(Permission.STEER_QUESTION)
def list_candidates(code: str) -> ResponseReturnValue:
    question = _question(code)
    page = CandidatesPage(question, search=request.args.get("profiel", "")[:80])
    return render_template("steering/list_candidates.html", page=page, form=ConfirmForm())


@bp.get("/ondersteuningsvragen/<code:code>/waarom/<pid:profile_id>")
@requires(Permission.STEER_QUESTION)
def assess_profile(code: str, profile_id: str) -> ResponseReturnValue:
    page = AssessmentPage(_question(code), _profile(profile_id))
    return render_template("steering/assess_profile.html", page=page, form=ConfirmForm())


@bp.post("/ondersteuningsvragen/<code:code>/uitnodigen/<pid:profile_id>")
@requires(Permission.STEER_QUESTION)
def invite_profile(code: str, profile_id: str) -> ResponseReturnValue:
    question, profile = _question(code), _profile(profile_id)
    with unit_of_work():
        through = find_twins_of(question.id, [profile.id]).get(profile.id, ())
        steering.invite_by_hand(question, profile, actor_id=viewer().user_id)
        is_full = find_full(profile, question) is not None
    flash(_invited_words(profile, is_full=is_full, through=through))
    return redirect(url_for(".list_candidates", code=code))


@bp.post("/koppelingen/<pid:match_id>/overslaan")
@requires(Permission.STEER_QUESTION)
def pass_over_match(match_id: str) -> ResponseReturnValue:
    match = _match(match_id)
    with unit_of_work():
        steering.pass_over(match, actor_id=viewer().user_id)
    flash(_("“%(profile)s” wordt bij deze vraag overgeslagen.", profile=match.profile.title))
    return redirect(url_for(".list_candidates", code=match.request.code))


@bp.route("/koppelingen/<pid:match_id>/terugnemen", methods=["GET", "POST"])
@requires(Permission.STEER_QUESTION)
def take_back_match(match_id: str) -> ResponseReturnValue:
    match = _match(match_id)
    refuse_to_open(steering.only_unanswered, match)
    form = ConfirmForm()
    if not form.validate_on_submit():
        return render_template("steering/take_back_match.html", match=match, form=form)
    with unit_of_work():
        steering.take_back(match, actor_id=viewer().user_id)
    flash(_("De uitnodiging aan “%(profile)s” is teruggenomen.", profile=match.profile.title))
    return redirect(url_for(".list_candidates", code=match.request.code))


@bp.post("/ondersteuningsvragen/<code:code>/doorlaten")
@requires(Permission.STEER_QUESTION)
def let_request_through(code: str) -> ResponseReturnValue:
    question = _question(code)
    with unit_of_work():
        question_service.let_through(question, actor_id=viewer().user_id)
    flash(_("De vraag gaat door. We zoeken nu wie kan."))
    return redirect(url_for(".list_candidates", code=code))


@bp.route("/ondersteuningsvragen/<code:code>/opnieuw-zoeken", methods=["GET", "POST"])
@requires(Permission.STEER_QUESTION)
def search_again(code: str) -> ResponseReturnValue:
    question = _question(code)
    refuse_to_open(steering.only_ended, question)
    form = ConfirmForm()
    if not form.validate_on_submit():
        is_stuck = question.state is RequestState.STUCK
        prospect = prospect_of(question) if is_stuck else None
        helped = [] if is_stuck else find_helped_before(question)
        return render_template(
            "steering/search_again.html", question=question, form=form, prospect=prospect, helped=helped
        )
    with unit_of_work():
        steering.search_again(question, actor_id=viewer().user_id)
    flash(_("We zoeken opnieuw. De school ziet dat ook."))
    return redirect(url_for(".list_candidates", code=code))


@bp.route("/ondersteuningsvragen/<code:code>/notitie", methods=["GET", "POST"])
@requires(Permission.STEER_QUESTION)
def add_note(code: str) -> ResponseReturnValue:
    question = _question(code)
    refuse_to_open(question_service.only_open, question)
    form = CoordinatorNoteForm()
    pieces = look_over(form, question)
    if pieces is not None:
        page = render_template("steering/add_note.html", question=question, form=form, pieces=pieces)
        return page, 422 if form.errors else 200
    try:
        with unit_of_work():
            author = people.get_user(viewer().user_id)
            keep_denied(form, question, actor_id=author.id)
            question_service.add_note(question, form.text.data or "", kind=NoteKind.COORDINATOR, author=author)
    except DomainError as error:
        pieces = show_refusal(form, error)
        return render_template("steering/add_note.html", question=question, form=form, pieces=pieces), 422
    flash(_("De notitie is bewaard. Alleen coördinatoren kunnen die lezen."))
    return redirect(url_for(".list_candidates", code=code))


def _invited_words(profile: ExpertiseProfile, *, is_full: bool, through: Sequence[str]) -> str:
    """That it is asked now, that it can not say yes now where that is so, and whether its people were asked already."""
    if is_full:
        said = _(
            "“%(profile)s” krijgt de vraag nu, maar zit nu vol. Ja zeggen kan pas als er plek is.",
            profile=profile.title,
        )
    else:
        said = _("“%(profile)s” krijgt de vraag nu.", profile=profile.title)
    if not through:
        return said
    known = _("Wie ervoor antwoordt, kreeg de vraag al vanuit %(profiles)s.", profiles=quoted(through))
    return f"{said} {known}"


def _question(code: str) -> SupportRequest:
    question = questions.get_request(code)
    ensure(Permission.STEER_QUESTION, question)
    return question


def _profile(profile_id: str) -> ExpertiseProfile:
    """Any profile of the country; what is not published only for who may read drafts of that school."""
    profile = profiles.get_profile(profile_id)
    if not profile.is_public:
        ensure(Permission.SEE_PROFILE_DRAFT, profile)
    return profile


def _match(match_id: str) -> Match:
    match = queries.get_match(match_id)
    ensure(Permission.STEER_QUESTION, match.request)
    return match
