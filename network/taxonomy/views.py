"""The words of the field, kept by national staff."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.core.database import unit_of_work
from network.core.errors import Conflict, DomainError
from network.core.i18n import _
from network.core.versions import refuse_stale
from network.models.taxonomy import Facet
from network.taxonomy import queries, service
from network.taxonomy.forms import FACET_LABELS, EditTermForm, NewTermForm, SynonymForm, TermsForm
from network.taxonomy.listing import Filters, list_found

bp = Blueprint("taxonomy", __name__)


@bp.get("/begrippen")
@requires(Permission.EDIT_TAXONOMY)
def list_terms() -> ResponseReturnValue:
    filters = Filters.from_args(request.args)
    found = list_found(filters)
    return render_template(
        "taxonomy/list_terms.html",
        filters=filters,
        found=found,
        form=TermsForm.showing(filters, found),
        facet_labels=FACET_LABELS,
    )


@bp.route("/begrippen/nieuw", methods=["GET", "POST"])
@requires(Permission.EDIT_TAXONOMY)
def add_term() -> ResponseReturnValue:
    form = NewTermForm()
    groups = [group for group, _needs in queries.list_need_groups()]
    form.parent.choices = [("", _("Geen groep")), *((group.public_id, group.label_nl) for group in groups)]
    if form.validate_on_submit():
        parent = next((group for group in groups if group.public_id == form.parent.data), None)
        try:
            with unit_of_work():
                term = service.add(
                    Facet(form.facet.data),
                    form.words,
                    parent=parent,
                    actor_id=viewer().user_id,
                )
                term_id = term.public_id
        except DomainError as error:
            form.apply_error(error)
        else:
            flash(_("Toegevoegd. Scholen kunnen dit nu kiezen."))
            return redirect(url_for(".edit_term", term_id=term_id))
    return render_template("taxonomy/add_term.html", form=form), 422 if form.errors else 200


@bp.route("/begrippen/<pid:term_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_TAXONOMY)
def edit_term(term_id: str) -> ResponseReturnValue:
    term = queries.get_term(term_id)
    groups = queries.list_groups_for(term)
    form = EditTermForm.showing(term, groups)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                group = next((one for one in groups if one.public_id == form.group.data), None)
                service.hold_together(term, group)
                refuse_stale(term, form.version.data)
                service.edit(term, form.words, actor_id=viewer().user_id)
                if groups:
                    service.move(term, group, actor_id=viewer().user_id)
        except DomainError as error:
            form.apply_error(error)
            if isinstance(error, Conflict):
                form.take_in(EditTermForm.showing(term, groups, formdata=None))
        else:
            flash(_("Bewaard."))
            return redirect(url_for(".edit_term", term_id=term_id))
    synonym = SynonymForm(formdata=None)
    page = render_template("taxonomy/edit_term.html", form=form, term=term, synonym=synonym)
    return page, 422 if form.errors else 200


@bp.post("/begrippen/<pid:term_id>/andere-woorden")
@requires(Permission.EDIT_TAXONOMY)
def add_synonym(term_id: str) -> ResponseReturnValue:
    term = queries.get_term(term_id)
    form = SynonymForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                service.add_synonym(term, form.phrase.data or "", actor_id=viewer().user_id)
        except DomainError as error:
            form.apply_error(error)
        else:
            return redirect(url_for(".edit_term", term_id=term_id))
    standing = EditTermForm.showing(term, queries.list_groups_for(term), formdata=None)
    return render_template("taxonomy/edit_term.html", form=standing, term=term, synonym=form), 422


@bp.post("/begrippen/<pid:term_id>/andere-woorden/<pid:synonym_id>/weg")
@requires(Permission.EDIT_TAXONOMY)
def remove_synonym(term_id: str, synonym_id: str) -> ResponseReturnValue:
    term = queries.get_term(term_id)
    with unit_of_work():
        service.remove_synonym(term, synonym_id, actor_id=viewer().user_id)
    return redirect(url_for(".edit_term", term_id=term_id))


@bp.post("/begrippen/<pid:term_id>/aanbieden")
@requires(Permission.EDIT_TAXONOMY)
def toggle_term(term_id: str) -> ResponseReturnValue:
    """Offer the term no more, or again; it stays on what used it."""
    term = queries.get_term(term_id)
    with unit_of_work():
        (service.restore if term.is_retired else service.retire)(term, actor_id=viewer().user_id)
    return redirect(url_for(".edit_term", term_id=term_id))
