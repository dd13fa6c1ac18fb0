"""Step one of asking, and what the steps share: filling the form, and showing it again with what was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.scope import Scope
from network.asking import queries
from network.asking.forms import StoryForm
from network.core.errors import Conflict, DomainError, InvalidInput
from network.core.i18n import _, current_language
from network.core.ids import new_public_id
from network.hearing.suggestions import suggest_needs
from network.models import Location, SupportRequest, Term
from network.models.taxonomy import Facet
from network.privacy.words import Piece
from network.taxonomy import queries as taxonomy
from network.taxonomy.queries import Meaning


@dataclass(frozen=True)
class NeedChoice:
    """A need to tick: the words of the text that led to it, and whether it is ticked.

    `is_heard`: the text sounds like it, in no words that stand out where there is no evidence.
    """

    code: str
    meaning: Meaning
    evidence: tuple[str, ...]
    is_chosen: bool
    is_heard: bool = False


@dataclass(frozen=True)
class NeedChoices:
    """First what the text seems to be about, then everything, by group."""

    suggested: list[NeedChoice]
    groups: list[tuple[str, list[NeedChoice]]]

    @property
    def ticked(self) -> list[str]:
        """The codes that are ticked on the page."""
        offered = [*self.suggested, *(one for _group, choices in self.groups for one in choices)]
        return [one.code for one in offered if one.is_chosen]


def story_form(locations: Any, draft: SupportRequest | None = None, **sent: Any) -> StoryForm:
    """The form of step one, filled with the draft, or with what was just sent; formdata=None: never with that."""
    form = StoryForm(obj=draft, **sent)
    is_sent = form.is_submitted() and not sent
    form.location.choices = [(place.public_id, f"{place.name}, {place.place}") for place in locations]
    if draft is not None:
        form.location.choices = [(draft.location.public_id, draft.location.name)]
        form.location.data = draft.location.public_id
    elif not is_sent and form.location.choices:
        form.location.data = form.location.choices[0][0]
    language = current_language()
    form.needs.choices = [(term.code, term.label(language)) for term in taxonomy.list_terms(Facet.NEED)]
    if draft is None:
        del form.needs
    elif not is_sent:
        form.needs.data = [term.code for term in draft.terms_of(Facet.NEED)]
    return form


def opening(begun: SupportRequest | None) -> str:
    """A form with a new address, or what the form of this address made already."""
    if begun is not None:
        return url_for("support_requests.show_request", code=begun.code)
    return url_for(".ask_request", draft_id=new_public_id())


def chosen_location(form: StoryForm, scope: Scope) -> Location:
    """The school that was chosen, out of those for which the reader may ask."""
    for place in queries.list_locations(scope):
        if place.public_id == form.location.data:
            return place
    raise InvalidInput(_("Kies de school waarvoor je vraagt."), field="location")


def chosen_needs(form: StoryForm) -> list[Term]:
    """The ticked needs: those that the text speaks of most clearly first."""
    found = {term.code: term for term in taxonomy.list_by_codes(Facet.NEED, form.needs.data or [])}
    order = {s.code: place for place, s in enumerate(suggest_needs(_told(form), limit=20))}
    return [found[code] for code in sorted(found, key=lambda code: order.get(code, 99))]


def need_choices(text: str, *, chosen: list[str], is_unticked: bool = False) -> NeedChoices:
    """What to tick for this text; without a choice yet, the surest suggestions are ticked, unless they were unticked."""
    suggestions = suggest_needs(text)
    surest = set() if is_unticked else {s.code for s in suggestions if s.is_sure}
    ticked = set(chosen) or surest
    evidence = {s.code: s.evidence if s.is_told else () for s in suggestions}
    language = current_language()

    def choice(term: Term) -> NeedChoice:
        meaning = taxonomy.meaning_of(term, language)
        return NeedChoice(term.code, meaning, evidence.get(term.code, ()), term.code in ticked, term.code in evidence)

    terms = {term.code: term for term in taxonomy.list_terms(Facet.NEED)}
    first = [s.code for s in suggestions] + [code for code in chosen if code in terms and code not in evidence]
    groups = [
        (group.label(language), [choice(need) for need in (group, *needs) if need.code not in first])
        for group, needs in taxonomy.list_need_groups()
    ]
    return NeedChoices([choice(terms[code]) for code in first if code in terms], groups)


def render_story(
    form: StoryForm,
    draft: SupportRequest | None,
    *,
    pieces: Sequence[Piece] = (),
) -> ResponseReturnValue:
    """Step one: before there is a draft only the story, afterwards also what it is about."""
    choices = _choices_of(form) if draft else None
    page = render_template(
        "asking/describe_request.html",
        form=form,
        draft=draft,
        choices=choices,
        pieces=pieces,
    )
    return page, 422 if form.errors else 200


def _choices_of(form: StoryForm) -> NeedChoices:
    choices = need_choices(_told(form), chosen=form.needs.data or [], is_unticked=bool(form.needs.errors))
    # What was suggested comes back ticked, though its reader touched nothing.
    form.needs.data = choices.ticked
    return choices


def _told(form: StoryForm) -> str:
    """What is heard, as matching hears it: the title says it in a few words, the story all of it."""
    return f"{form.title.data or ''}. {form.story.data or ''}"


def take_in(form: StoryForm, error: DomainError, draft: SupportRequest | None) -> None:
    """Put what another window made of the draft into a form that is refused because of it."""
    if draft is not None and isinstance(error, Conflict):
        form.take_in(story_form([], draft, formdata=None))


def goes_on_later() -> bool:
    """Whether the reader pressed the button that keeps the question for another time."""
    return bool(request.form.get("later"))


def lacks_subjects(form: StoryForm) -> bool:
    """Put it beside the subjects when the reader wants to go on and none was ticked."""
    if form.needs.data or goes_on_later():
        return False
    form.needs.errors = [_("Vink aan waar het over gaat, of kies iets anders.")]
    return True


def after_story(code: str, *, is_new_story: bool) -> str:
    """Back to the list for who goes on later; to the subjects when the story is new; else on to step two."""
    if goes_on_later():
        flash(_("Je vraag is bewaard. Je vindt hem hier terug."))
        return url_for("support_requests.list_requests")
    if is_new_story:
        return url_for(".describe_request", code=code, _anchor="onderwerpen")
    return url_for(".wish_request", code=code)
