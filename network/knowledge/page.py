"""A practice example as a page shows it to one reader, and the few that stand beside a question or a traject."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from flask import Flask

from network.access.guard import may
from network.access.permissions import Permission
from network.core.badges import Badge
from network.core.i18n import _, current_language
from network.knowledge import alike, queries
from network.knowledge.rules import WRITABLE, shortened
from network.knowledge.service import list_missing
from network.models import Engagement, ExpertiseProfile, PracticeExample, SupportRequest
from network.models.engagement import EngagementState
from network.models.practice_example import ExampleState
from network.models.taxonomy import Facet
from network.support_requests.words import SETTING_LABELS

# So much of what was the matter, and of what was done, tells whether somebody wants to read on.
SITUATION_SHOWN, APPROACH_SHOWN = 140, 220


@dataclass(frozen=True)
class ExampleCard:
    """An example in a list, or beside a question: the beginning of what was the matter and of what was done."""

    example: PracticeExample
    needs: list[str]
    situation: str
    approach: str


def init_app(app: Flask) -> None:
    """Lets the pages of questions and trajects, of other slices, show examples."""
    app.jinja_env.globals.update(alike_examples=alike_examples, example_about=example_about)


def alike_examples(request: SupportRequest) -> list[ExampleCard]:
    """The few published examples that are most like a question."""
    return cards_of(alike.list_alike(request))


def cards_of(examples: Iterable[PracticeExample]) -> list[ExampleCard]:
    """Examples for the screen."""
    language = current_language()
    return [
        ExampleCard(
            one,
            [need.label(language) for need in one.terms_of(Facet.NEED)],
            shortened(one.situation, most=SITUATION_SHOWN),
            shortened(one.approach, most=APPROACH_SHOWN),
        )
        for one in examples
    ]


def badge_of(example: PracticeExample) -> Badge:
    """The state of an example for the screen."""
    if example.state is ExampleState.DRAFT and example.review_note:
        return Badge("wait", _("Teruggestuurd"))
    return {
        ExampleState.DRAFT: Badge("wait", _("Nog niet ingestuurd")),
        ExampleState.IN_REVIEW: Badge("wait", _("Wacht op de coördinator")),
        ExampleState.PUBLISHED: Badge("good", _("Gedeeld")),
        ExampleState.WITHDRAWN: Badge("calm", _("Ingetrokken")),
    }[example.state]


class ExamplePage:
    """One example, and what this reader can do with it."""

    def __init__(self, example: PracticeExample) -> None:
        self.example = example
        self.badge = badge_of(example)
        self.missing = list_missing(example) if example.state is ExampleState.DRAFT else []

    @property
    def is_public(self) -> bool:
        return self.example.state is ExampleState.PUBLISHED

    @cached_property
    def is_told_by_reader(self) -> bool:
        return may(Permission.WRITE_EXAMPLE, self.example)

    @property
    def is_for_others(self) -> bool:
        """Whether this reader comes for what worked: it is shared, and told by somebody else."""
        return self.is_public and not self.is_told_by_reader

    @property
    def writes_on(self) -> bool:
        """Whether there is more to write before it is sent in: something is missing, or the coordinator asked for it."""
        return bool(self.missing or self.example.review_note)

    @property
    def may_write(self) -> bool:
        has_traject = self.example.engagement_id is not None
        return has_traject and self.example.state in WRITABLE and self.is_told_by_reader

    @property
    def may_submit(self) -> bool:
        return self.may_write and self.example.state is ExampleState.DRAFT and not self.missing

    @property
    def may_review(self) -> bool:
        return self.example.state is ExampleState.IN_REVIEW and may(Permission.REVIEW_EXAMPLE, self.example)

    @property
    def may_withdraw(self) -> bool:
        return self.is_public and may(Permission.WITHDRAW_EXAMPLE, self.example)

    @property
    def may_publish_again(self) -> bool:
        return self.example.state is ExampleState.WITHDRAWN and may(Permission.REVIEW_EXAMPLE, self.example)

    @property
    def traject(self) -> Engagement | None:
        """What it came from, for who took part in it."""
        engagement = self.example.engagement
        return engagement if engagement is not None and may(Permission.SEE_ENGAGEMENT, engagement) else None

    @property
    def facts(self) -> list[tuple[str, str]]:
        language, example = current_language(), self.example

        def words(facet: Facet) -> str:
            return ", ".join(term.label(language) for term in example.terms_of(facet))

        return [
            (_("Onderwerp"), words(Facet.NEED)),
            (_("Om wie het ging"), str(SETTING_LABELS[example.setting]) if example.setting else ""),
            (_("Groep of klas"), words(Facet.AGE_GROUP)),
        ]

    @property
    def helper(self) -> ExpertiseProfile | None:
        return self.example.profile

    @property
    def next_words(self) -> str:
        """What happens now, for who told it; it says so when nothing is asked of them."""
        return {
            ExampleState.DRAFT: self._draft_words(),
            ExampleState.IN_REVIEW: _(
                "De coördinator leest het eerst. De schrijver krijgt bericht als het gedeeld is, of als er nog iets nodig is."
            ),
            ExampleState.PUBLISHED: _(
                "Andere scholen kunnen dit lezen. Wie een vraag stelt die erop lijkt, ziet het vanzelf."
            ),
            ExampleState.WITHDRAWN: _(
                "Anderen zien dit niet meer. Wie het schreef kan de tekst wijzigen en opnieuw insturen; de coördinator kan het weer delen."
            ),
        }[self.example.state]

    def _draft_words(self) -> str:
        if self.missing:
            return _("Nog nodig: %(what)s.", what=", ".join(self.missing))
        if self.example.review_note:
            return _("Pas het aan en stuur het opnieuw in. Alleen jullie en de coördinator zien dit nu.")
        return _(
            "Lees het nog eens na en stuur het in. Vindt de coördinator het goed, dan kunnen andere scholen het lezen."
        )


@dataclass(frozen=True)
class OfTraject:
    """What was told of a traject: the example with its badge, where the reader may see it; or that it can be told."""

    example: PracticeExample | None
    badge: Badge | None
    may_write: bool

    @property
    def is_begun(self) -> bool:
        return self.example is not None


def example_about(engagement: Engagement) -> OfTraject | None:
    """What the page of a traject says of the example about it; None where there is nothing to say to this reader."""
    if engagement.state is not EngagementState.CLOSED:
        return None
    example = queries.find_example_of(engagement)
    takes_part = may(Permission.WORK_ON_ENGAGEMENT, engagement)
    if example is None:
        return OfTraject(None, None, may_write=True) if takes_part else None
    if not may(Permission.SEE_EXAMPLE, example):
        return None
    return OfTraject(example, badge_of(example), takes_part and example.state in WRITABLE)
