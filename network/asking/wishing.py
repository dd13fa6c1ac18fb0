"""Step two of asking: filling its form, reading it, and showing it again with what was wrong."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue

from network.asking import completeness, drafting
from network.asking.ages import find_named_age
from network.asking.drafting import Wishes
from network.asking.forms import WishesForm
from network.core.i18n import _, current_language
from network.models import SupportRequest
from network.models.school import LocationKind
from network.models.support_request import Setting, Urgency
from network.models.taxonomy import Facet
from network.taxonomy import queries as taxonomy

_SCHOOL_TYPE_OF_KIND = {
    LocationKind.BO: "bo",
    LocationKind.SBO: "sbo",
    LocationKind.SO: "so",
    LocationKind.VSO: "vso",
    LocationKind.SO_VSO: "so",
    LocationKind.VO: "vo",
}

_SECONDARY = {LocationKind.VO, LocationKind.VSO}


def goes_back() -> bool:
    """Whether the reader pressed the button of step two that leads back to the story."""
    return request.form.get("go") == "back"


def wishes_form(draft: SupportRequest, **sent: Any) -> WishesForm:
    """The form of step two, filled with the draft, or with what was just sent; formdata=None: never with that."""
    language = current_language()
    form = WishesForm(obj=draft, **sent)
    if goes_back():
        form.needs_not_be_complete()
    kinds = [(term.code, term.label(language)) for term in taxonomy.list_terms(Facet.FORM)]
    form.forms.choices = [(form.OPEN, _("Weet ik nog niet")), *kinds]
    ages = [(term.code, term.label(language)) for term in taxonomy.list_terms(Facet.AGE_GROUP)]
    form.age_group.choices = [("", _("Kies…")), *ages]
    form.school_type.choices = [(t.code, t.label(language)) for t in taxonomy.list_terms(Facet.SCHOOL_TYPE)]
    day_off = completeness.words_of_day_off(draft.location, form.wanted_start_on.data)
    form.wanted_start_on.advice = [day_off] if day_off else []
    if sent or not form.is_submitted():
        form.setting.data, form.urgency.data = draft.setting.value, draft.urgency.value
        form.forms.data = [term.code for term in draft.terms_of(Facet.FORM)] or [form.OPEN] * draft.leaves_forms_open
        _show_age(form, draft)
        types = [term.code for term in draft.terms_of(Facet.SCHOOL_TYPE)]
        form.school_type.data = types[0] if types else _SCHOOL_TYPE_OF_KIND[draft.location.kind]
    return form


def _show_age(form: WishesForm, draft: SupportRequest) -> None:
    """The group or class that was chosen; until then the one that the story names, with the words that do."""
    chosen = next((term.code for term in draft.terms_of(Facet.AGE_GROUP)), "")
    is_secondary = draft.location.kind in _SECONDARY
    named = None if chosen else find_named_age(f"{draft.title}. {draft.story}", is_secondary=is_secondary)
    form.age_group.data = chosen
    if named and named.code in dict(form.age_group.choices):
        form.age_group.data, form.age_group.named_by = named.code, named.words


def wishes_of(form: WishesForm, draft: SupportRequest) -> Wishes:
    """What was chosen in step two; where that cannot be read, what the draft has."""
    kept = drafting.wishes_of(draft)
    hours = form.estimated_hours.data
    ages = taxonomy.list_by_codes(Facet.AGE_GROUP, [form.age_group.data or ""])
    types = taxonomy.list_by_codes(Facet.SCHOOL_TYPE, [form.school_type.data or ""])
    wrong = form.errors
    return Wishes(
        forms=kept.forms if "forms" in wrong else taxonomy.list_by_codes(Facet.FORM, form.forms.data or []),
        age_group=kept.age_group if "age_group" in wrong else next(iter(ages), None),
        school_type=kept.school_type if "school_type" in wrong else next(iter(types), None),
        setting=kept.setting if "setting" in wrong else Setting(form.setting.data),
        urgency=kept.urgency if "urgency" in wrong else Urgency(form.urgency.data),
        wanted_start_on=kept.wanted_start_on if "wanted_start_on" in wrong else form.wanted_start_on.data,
        estimated_hours=kept.estimated_hours if "estimated_hours" in wrong else float(hours) if hours else None,
        leaves_forms_open=kept.leaves_forms_open if "forms" in wrong else form.leaves_forms_open,
    )


def render_wishes(form: WishesForm, draft: SupportRequest) -> ResponseReturnValue:
    """Step two, with what was wrong."""
    page = render_template(
        "asking/wish_request.html",
        form=form,
        draft=draft,
        meanings_of_forms=taxonomy.meanings_of(taxonomy.list_terms(Facet.FORM), current_language()),
        is_kept_from_going_back=goes_back() and bool(form.errors),
    )
    return page, 422 if form.errors else 200
