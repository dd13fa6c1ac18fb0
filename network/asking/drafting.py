"""What people do with a question before it is sent: begin it, tell it, and say what would help."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from sqlalchemy.orm.attributes import flag_modified

from network.access.audit import record
from network.asking import completeness, queries
from network.core import clock
from network.core.database import db
from network.core.errors import Conflict, InvalidInput, InvalidState
from network.core.i18n import _
from network.core.ids import new_public_id, next_public_id
from network.models import Location, RequestTerm, SupportRequest, Term, User
from network.models.support_request import RequestState, Setting, Urgency
from network.models.taxonomy import Facet
from network.privacy.service import deny_names, refuse_identifying

# What a draft is when it was just made: whoever goes back to the form that made it has seen this version.
FIRST_VERSION = "1"


@dataclass(frozen=True)
class Story:
    """What is going on: step one of asking."""

    title: str
    story: str
    tried: str = ""

    @property
    def texts(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True)
class Wishes:
    """What would help: step two of asking; forms and age group may be chosen later.

    `leaves_forms_open`: the requester does not know which help, and the specialist is to propose something.
    """

    forms: Sequence[Term]
    age_group: Term | None
    school_type: Term | None
    setting: Setting
    urgency: Urgency
    wanted_start_on: date | None
    estimated_hours: float | None
    leaves_forms_open: bool = False


@dataclass(frozen=True)
class OpenedForm:
    """The form in which a story is told: its id, the version it was opened with, and where its reader may ask now."""

    draft_id: str = ""
    seen_version: str | None = None
    asks_at: Collection[int] = ()


def begin(
    location: Location,
    requester: User,
    told: Story,
    *,
    opened: OpenedForm = OpenedForm(),
    not_names: Collection[str] = (),
) -> SupportRequest:
    """A draft with the story as it was told; refused when the guard finds a pupil in it.

    Told again in the same form by the same person (a double click, the back button) it goes on with the draft that the
    form made; another form never reaches that draft. `not_names`: what is said to be no pupil's name.
    """
    refuse_identifying(not_names=not_names, **told.texts)
    queries.hold_person(requester)
    public_id, begun = find_place(opened, requester.id, told)
    if begun is not None:
        deny_names(begun, not_names, told.texts, actor_id=requester.id)
        describe(begun, told, seen_version=opened.seen_version, actor_id=requester.id)
        _choose_school(begun, location)
        return begun
    request = SupportRequest(public_id=public_id, location=location, requester=requester, **told.texts)
    db.session.add(request)
    record("request.begun", request, actor_id=requester.id, request=request)
    deny_names(request, not_names, told.texts, actor_id=requester.id)
    return request


def find_place(opened: OpenedForm, requester_id: int, told: Story) -> tuple[str, SupportRequest | None]:
    """Where a story told in that form belongs: the public id, and what it can go on with there.

    Where it cannot go on (somebody else's, a school that was left, taken back, another story that was sent) there is a
    next place, each time the same one, so that a double click makes one draft there too.
    """
    public_id = opened.draft_id or new_public_id()
    while not queries.is_free(public_id):
        begun = queries.find_begun(public_id, requester_id, opened.asks_at)
        if begun and (begun.state is RequestState.DRAFT or (begun.submitted_at and begun.story == told.story)):
            return public_id, begun
        public_id = next_public_id(public_id, person_id=requester_id)
    return public_id, None


def describe(
    request: SupportRequest,
    told: Story,
    *,
    needs: Sequence[Term] = (),
    seen_version: str | None = None,
    actor_id: int,
) -> None:
    """Tell the story of a draft anew, with the needs that were ticked beside it; no needs: those stay as they are.

    Conflict when the draft says something else than at `seen_version`, the one that the reader's form was opened with.
    """
    queries.hold(request)
    only_draft(request)
    refuse_identifying(request, **told.texts)
    has_other_needs = bool(needs) and set(needs) != set(request.terms_of(Facet.NEED))
    is_told_anew = told != story_of(request)
    if not (is_told_anew or has_other_needs):
        return
    _refuse_stale(request, seen_version)
    if is_told_anew:
        request.title, request.story, request.tried = told.title, told.story, told.tried
        record("request.described", request, actor_id=actor_id, request=request)
    if has_other_needs:
        confirm_needs(request, needs, actor_id=actor_id)


def confirm_needs(request: SupportRequest, needs: Sequence[Term], *, actor_id: int) -> None:
    """The needs that the requester recognises; the first three are main, the rest side needs."""
    only_draft(request)
    if not needs:
        raise InvalidInput(_("Kies minstens één onderwerp, zodat we de juiste specialist vinden."), field="needs")
    _replace_terms(request, Facet.NEED, needs, most_main=3)
    _renew(request)
    record("request.needs_confirmed", request, actor_id=actor_id, request=request, needs=[n.code for n in needs])


def wish(request: SupportRequest, wishes: Wishes, *, seen_version: str | None = None, actor_id: int) -> None:
    """Say what would help; Conflict as in `describe`."""
    queries.hold(request)
    only_draft(request)
    if wishes.wanted_start_on != request.wanted_start_on:
        completeness.refuse_past_start(wishes.wanted_start_on)
    if wishes == wishes_of(request):
        return
    _refuse_stale(request, seen_version)
    _replace_terms(request, Facet.FORM, wishes.forms)
    _replace_terms(request, Facet.AGE_GROUP, [wishes.age_group] if wishes.age_group else [])
    _replace_terms(request, Facet.SCHOOL_TYPE, [wishes.school_type] if wishes.school_type else [])
    request.setting, request.urgency = wishes.setting, wishes.urgency
    request.wanted_start_on, request.estimated_hours = wishes.wanted_start_on, wishes.estimated_hours
    request.leaves_forms_open = wishes.leaves_forms_open and not wishes.forms
    _renew(request)
    record("request.wished", request, actor_id=actor_id, request=request)


def story_of(request: SupportRequest) -> Story:
    """The story as it is kept."""
    return Story(request.title, request.story, request.tried)


def wishes_of(request: SupportRequest) -> Wishes:
    """What would help, as it is kept."""
    return Wishes(
        forms=request.terms_of(Facet.FORM),
        age_group=next(iter(request.terms_of(Facet.AGE_GROUP)), None),
        school_type=next(iter(request.terms_of(Facet.SCHOOL_TYPE)), None),
        setting=request.setting,
        urgency=request.urgency,
        wanted_start_on=request.wanted_start_on,
        estimated_hours=request.estimated_hours,
        leaves_forms_open=request.leaves_forms_open,
    )


def only_draft(request: SupportRequest) -> None:
    """Raise InvalidState for a question that was sent: its words stand."""
    if request.state is not RequestState.DRAFT:
        raise InvalidState(_("Deze vraag is al verstuurd. Je kunt er wel iets aan toevoegen."))


def _choose_school(request: SupportRequest, location: Location) -> None:
    if request.location_id == location.id:
        return
    before, request.location = request.location_id, location
    schools = {"from_location_id": before, "location_id": location.id}
    record("request.school_chosen", request, actor_id=request.requester_id, request=request, **schools)


def is_stale(request: SupportRequest, seen_version: str | None) -> bool:
    """Whether the draft says something else than at that version; None: there was no form in which it could be seen."""
    return seen_version is not None and seen_version != str(request.version)


def _refuse_stale(request: SupportRequest, seen_version: str | None) -> None:
    if is_stale(request, seen_version):
        raise Conflict(_("Je vraag is intussen al gewijzigd, misschien in een ander venster."))


def _renew(request: SupportRequest) -> None:
    """A new version, also when only a list changed: another window must see what was chosen in this one."""
    request.updated_at = clock.now()
    flag_modified(request, "updated_at")


def _replace_terms(request: SupportRequest, facet: Facet, terms: Sequence[Term], *, most_main: int = 99) -> None:
    kept = [link for link in request.terms if link.term.facet is not facet]
    old = {link.term_id: link for link in request.terms if link.term.facet is facet}
    for position, term in enumerate(dict.fromkeys(terms)):
        link = old.get(term.id) or RequestTerm(term=term)
        link.is_main = position < most_main
        kept.append(link)
    request.terms = kept
