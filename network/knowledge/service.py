"""What people do with a practice example: write it, send it in, publish it or send it back, take it away and bring it back."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from network.access.audit import record
from network.core import clock
from network.core.database import db
from network.core.errors import InvalidInput, InvalidState
from network.core.i18n import _
from network.core.versions import hold, refuse_stale
from network.knowledge import alike, messages, queries, rules
from network.models import Engagement, ExampleTerm, PracticeExample, Term
from network.models.engagement import EngagementState
from network.models.practice_example import ExampleState
from network.models.support_request import Setting
from network.models.taxonomy import Facet
from network.privacy.service import deny_names, refuse_identifying

# The version of an example of which nothing was written yet.
NOT_BEGUN = "0"


@dataclass(frozen=True)
class Told:
    """What its writer tells; only the title cannot be left for later."""

    title: str
    situation: str = ""
    approach: str = ""
    learned: str = ""
    needs: tuple[Term, ...] = ()
    age_group: Term | None = None
    setting: Setting | None = None

    @property
    def texts(self) -> dict[str, str]:
        return {name: getattr(self, name) for name in ("title", "situation", "approach", "learned")}


def write(
    engagement: Engagement,
    told: Told,
    *,
    seen_version: str | None,
    not_names: Collection[str] = (),
    actor_id: int,
) -> PracticeExample:
    """Tell what a closed traject brought, or go on with what either side told of it; it stays or becomes a draft.

    Conflict when the example says something else than at `seen_version`; refused when the guard finds a pupil in it, or
    when it names the school that asked. `not_names`: what is said to be no pupil's name.
    """
    only_closed(engagement)
    queries.hold_engagement(engagement)
    example = queries.find_example_of(engagement)
    refuse_identifying(example, not_names=not_names, **told.texts)
    _refuse_school_named(engagement, told)
    if example is None:
        example = _begin(engagement, told, actor_id=actor_id)
    elif told != told_in(example) or example.state is ExampleState.WITHDRAWN:
        only_writable(example)
        refuse_stale(example, seen_version)
        if example.state is ExampleState.WITHDRAWN:
            _move(example, ExampleState.DRAFT)
        _put(example, told)
        record("example.written", example, actor_id=actor_id)
    deny_names(example, not_names, told.texts, actor_id=actor_id)
    return example


def submit(example: PracticeExample, *, actor_id: int) -> None:
    """Ask the coordinator to read it; InvalidInput says what is missing. Sent in twice it waits once."""
    hold(example)
    if example.state is ExampleState.IN_REVIEW:
        return
    missing = list_missing(example)
    if missing:
        raise InvalidInput(_("Nog nodig: %(what)s.", what=", ".join(missing)))
    example.submitted_at, example.review_note = clock.now(), ""
    _move(example, ExampleState.IN_REVIEW)
    record("example.submitted", example, actor_id=actor_id)
    messages.tell_submitted(example)


def publish(example: PracticeExample, *, seen_version: str | None, actor_id: int) -> None:
    """Everybody who is signed in may read it; Conflict when it is not what the coordinator read."""
    refuse_stale(example, seen_version)
    only_in_review(example)
    example.published_at = clock.now()
    _move(example, ExampleState.PUBLISHED)
    record("example.published", example, actor_id=actor_id)
    messages.tell_published(example)


def send_back(example: PracticeExample, *, note: str, seen_version: str | None, actor_id: int) -> None:
    """It needs work: it is a draft again, with a word of the coordinator."""
    refuse_identifying(example, note=note)
    refuse_stale(example, seen_version)
    only_in_review(example)
    _move(example, ExampleState.DRAFT)
    example.review_note = note
    record("example.sent_back", example, actor_id=actor_id)
    messages.tell_sent_back(example)


def withdraw(example: PracticeExample, *, actor_id: int) -> None:
    """Nobody finds it any more, but who told it and coordinators."""
    hold(example)
    _move(example, ExampleState.WITHDRAWN)
    record("example.withdrawn", example, actor_id=actor_id)


def publish_again(example: PracticeExample, *, actor_id: int) -> None:
    """It can be found again, in its old place."""
    hold(example)
    if example.state is not ExampleState.WITHDRAWN:
        raise _changed()
    _move(example, ExampleState.PUBLISHED)
    record("example.published_again", example, actor_id=actor_id)


def list_missing(example: PracticeExample) -> list[str]:
    """What it still needs before somebody can read it, in words, in the order of the form."""
    present = {
        _("wat er speelde"): example.situation,
        _("wat er is gedaan"): example.approach,
        _("wat het bracht"): example.learned,
        _("een onderwerp"): example.terms_of(Facet.NEED),
    }
    return [what for what, found in present.items() if not found]


def told_in(example: PracticeExample) -> Told:
    """What is told, as it is kept."""
    return Told(
        example.title,
        example.situation,
        example.approach,
        example.learned,
        tuple(example.terms_of(Facet.NEED)),
        next(iter(example.terms_of(Facet.AGE_GROUP)), None),
        example.setting,
    )


def only_closed(engagement: Engagement) -> None:
    """Raise InvalidState for a traject of which nobody knows yet what it brings."""
    if engagement.state is not EngagementState.CLOSED:
        raise InvalidState(_("Dit traject loopt nog. Een praktijkvoorbeeld schrijf je als het is afgerond."))


def only_writable(example: PracticeExample) -> None:
    """Raise InvalidState for words that a coordinator reads, or others."""
    if example.state not in rules.WRITABLE:
        raise InvalidState(_("Dit praktijkvoorbeeld is al ingestuurd. De tekst staat nu vast."))


def only_in_review(example: PracticeExample) -> None:
    """Raise InvalidState for what does not wait for a coordinator."""
    if example.state is not ExampleState.IN_REVIEW:
        raise InvalidState(_("Dit praktijkvoorbeeld wacht niet op jouw oordeel; misschien keek een collega al."))


def only_published(example: PracticeExample) -> None:
    """Raise InvalidState for what nobody can find."""
    if example.state is not ExampleState.PUBLISHED:
        raise _changed()


def _refuse_school_named(engagement: Engagement, told: Told) -> None:
    """Nobody is to know which school asked, however good its example is."""
    location = engagement.request.location
    for field, text in told.texts.items():
        named = rules.list_named(text, (location.name, location.place))
        if named:
            names = ", ".join(f"“{name}”" for name in named)
            words = _("Noem niet welke school hulp vroeg, en ook niet waar. Haal weg: %(names)s.", names=names)
            raise InvalidInput(words, field=field)


def _changed() -> InvalidState:
    return InvalidState(_("Dit kan niet meer: het praktijkvoorbeeld is intussen veranderd. Bekijk het opnieuw."))


def _begin(engagement: Engagement, told: Told, *, actor_id: int) -> PracticeExample:
    example = PracticeExample(
        engagement=engagement,
        region_id=engagement.request.region_id,
        profile=engagement.profile,
        author_id=actor_id,
        title=told.title,
    )
    db.session.add(example)
    _put(example, told)
    record("example.begun", example, actor_id=actor_id)
    return example


def _put(example: PracticeExample, told: Told) -> None:
    for name, text in told.texts.items():
        setattr(example, name, text)
    example.setting = told.setting
    wanted = [*told.needs, *([told.age_group] if told.age_group else [])]
    standing = {link.term_id: link for link in example.terms}
    example.terms = [standing.get(term.id) or ExampleTerm(term=term) for term in wanted]
    alike.keep_heard(example)
    # A new version, also when only a list changed: who opened the form before must see what was chosen.
    example.updated_at = clock.now()


def _move(example: PracticeExample, to: ExampleState) -> None:
    if not rules.may_move(example.state, to):
        raise _changed()
    example.state = to
    messages.settle_review(example)
