"""The rules of a region on screen: changing them, and seeing first what that would change."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from network.access.guard import requires, viewer
from network.access.permissions import Permission
from network.access.scope import Scope, scope_of
from network.core.database import unit_of_work
from network.core.errors import Conflict
from network.core.i18n import _
from network.models import Region
from network.policies import rehearsal, service
from network.policies.forms import MOST_NEIGHBOURS, WEIGHT_LABELS, PolicyForm

bp = Blueprint("policies", __name__)


@bp.route("/regio", methods=["GET", "POST"])
@requires(Permission.EDIT_POLICY)
def edit_policy() -> ResponseReturnValue:
    region = _chosen_region()
    form = _policy_form(region)
    if form.validate_on_submit() and form.has_read_advice():
        try:
            with unit_of_work():
                service.change(region, form.values(), seen_number=form.version.data, actor_id=viewer().user_id)
                service.choose_neighbours(region, form.neighbours, actor_id=viewer().user_id)
        except Conflict as error:
            form.apply_error(error)
            form.take_in(_standing_form(region))
        else:
            flash(_("De nieuwe afspraken gelden voor vragen die vanaf nu worden verstuurd."))
            return redirect(url_for(".edit_policy", regio=region.public_id))
    return _policy_page("policies/edit_policy.html", region, form), 422 if form.is_submitted() else 200


@bp.route("/regio/vooraf", methods=["GET", "POST"])
@requires(Permission.EDIT_POLICY)
def rehearse_policy() -> ResponseReturnValue:
    """What the rules as they were typed would change; nothing is saved."""
    region = _chosen_region()
    if request.method == "GET":
        return redirect(url_for(".edit_policy", regio=region.public_id))
    form = _policy_form(region)
    if not form.validate_on_submit():
        return _policy_page("policies/edit_policy.html", region, form), 422
    found = rehearsal.rehearse(region, service.policy_with(region, form.values()))
    not_compared = form.labels_of(found.not_compared, standing=_standing_form(region))
    return _policy_page("policies/rehearse_policy.html", region, form, rehearsal=found, not_compared=not_compared)


def _scope() -> Scope:
    return scope_of(viewer())


def _chosen_region() -> Region:
    return service.get_region(_scope(), request.args.get("regio", ""))


def _policy_form(region: Region, **sent: Any) -> PolicyForm:
    return PolicyForm.showing(
        service.policy_in_force(region),
        service.number_in_force(region),
        regions=service.list_possible_neighbours(region),
        neighbours=service.list_neighbours(region),
        **sent,
    )


def _standing_form(region: Region) -> PolicyForm:
    """The form as it stands without what was sent."""
    return _policy_form(region, formdata=None)


def _policy_page(template: str, region: Region, form: PolicyForm, **shown: Any) -> str:
    form.advise()
    return render_template(
        template,
        form=form,
        region=region,
        regions=service.list_regions(_scope()),
        weights=list(WEIGHT_LABELS),
        places=range(1, MOST_NEIGHBOURS + 1),
        **shown,
    )
