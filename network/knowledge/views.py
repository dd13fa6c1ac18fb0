"""Practice examples as everybody reads them: the list and one of them. Writing: writing_views.py, reading as a coordinator: reviewing_views.py."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from network.access.guard import ensure, requires, viewer
from network.access.permissions import Permission
from network.access.viewer import Viewer
from network.core.i18n import _, current_language
from network.core.pagination import Page
from network.knowledge import alike, queries
from network.knowledge.forms import SearchForm
from network.knowledge.page import ExamplePage, badge_of, cards_of
from network.models import PracticeExample
from network.models.taxonomy import Facet
from network.models.user import Role
from network.taxonomy import queries as taxonomy

bp = Blueprint("knowledge", __name__)


@bp.get("/praktijkvoorbeelden")
@requires(Permission.SEE_EXAMPLES)
def list_examples() -> ResponseReturnValue:
    words, need = request.args.get("zoek", "")[:400].strip(), request.args.get("onderwerp", "")[:40]
    after = request.args.get("na", "")
    page = Page(alike.search(words, need=need)) if words else queries.page_of_published(need=need, after=after)
    is_first = not (words or need or after)
    return render_template(
        "knowledge/list_examples.html",
        page=page,
        cards=cards_of(page.rows),
        form=_search_form(words, need),
        chosen={name: value for name, value in (("zoek", words), ("onderwerp", need)) if value},
        is_first=not after,
        own=_unpublished_of(viewer()) if is_first else [],
        badge_of=badge_of,
    )


@bp.get("/praktijkvoorbeelden/<pid:example_id>")
@requires(Permission.SEE_EXAMPLE)
def show_example(example_id: str) -> ResponseReturnValue:
    example = queries.get_example(example_id)
    ensure(Permission.SEE_EXAMPLE, example)
    return render_template("knowledge/show_example.html", page=ExamplePage(example))


def _unpublished_of(reader: Viewer) -> Sequence[PracticeExample]:
    """Where the reader takes part in trajects: who only runs a school may not read what is not shared."""
    return queries.list_unpublished_of(reader.locations_as(Role.REQUESTER), reader.locations_as(Role.SPECIALIST))


def _search_form(words: str, need: str) -> SearchForm:
    form = SearchForm(formdata=None, zoek=words, onderwerp=need)
    language = current_language()
    needs = taxonomy.list_terms(Facet.NEED)
    form.onderwerp.choices = [("", _("Alle")), *((term.code, term.label(language)) for term in needs)]
    return form
