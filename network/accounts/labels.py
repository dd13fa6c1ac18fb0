"""What the roles are called on screen, what it means that one ends, and for which schools one can be given."""

from __future__ import annotations

from collections.abc import Sequence

from network.access.scope import Scope
from network.core.i18n import _, _l
from network.models import Location, Membership
from network.models.user import Role

ROLE_LABELS = {
    Role.REQUESTER: _l("Stelt vragen"),
    Role.SPECIALIST: _l("Specialist"),
    Role.SCHOOL_ADMIN: _l("Beheerder van de school"),
    Role.COORDINATOR: _l("Coördinator"),
    Role.NATIONAL: _l("Landelijk medewerker"),
    Role.ADMIN: _l("Technisch beheerder"),
}

_ENDED = {
    Role.REQUESTER: _l("%(name)s stelt dan geen vragen meer voor %(place)s."),
    Role.SPECIALIST: _l("%(name)s is dan geen specialist meer bij %(place)s."),
    Role.SCHOOL_ADMIN: _l("%(name)s is dan geen beheerder meer van %(place)s."),
    Role.COORDINATOR: _l("%(name)s is dan geen coördinator meer bij %(place)s."),
    Role.NATIONAL: _l("%(name)s is dan geen landelijk medewerker meer."),
    Role.ADMIN: _l("%(name)s is dan geen technisch beheerder meer."),
}


_EVERYWHERE = (None, None)


def what_ends(membership: Membership) -> str:
    """What the person of a role that ends is no more, in a sentence."""
    place = membership.location or membership.region
    names = {"name": membership.user.name, "place": place.name if place else ""}
    return str(_ENDED[membership.role]) % names


def what_you_lose(membership: Membership) -> str:
    """What a reader who ends this own role sees no more: nothing of the place, unless another role stays, there or for all."""
    place = membership.location_id, membership.region_id
    others = [one for one in membership.user.memberships if one is not membership]
    stays = any((one.location_id, one.region_id) in (place, _EVERYWHERE) for one in others)
    if stays or place == _EVERYWHERE:
        return _("Dit ben jij: je hebt deze rol dan niet meer.")
    if membership.region_id is not None:
        return _("Dit ben jij: je ziet deze regio dan niet meer.")
    return _("Dit ben jij: je ziet deze school dan niet meer.")


def not_yours(scope: Scope, own: Sequence[Location]) -> str:
    """What is said of a school that is not found among those for which this reader invites; `own`: what they administer."""
    if scope.is_admin:
        return _("Geen school gevonden. Vul een stukje van de naam in, of de BRIN.")
    if scope.regions:
        return _(
            "Geen school gevonden in je samenwerkingsverband. Voor andere scholen kun je niemand uitnodigen. "
            "Vul een stukje van de naam in, of de BRIN."
        )
    if len(own) == 1:
        return _(
            "Je kunt alleen mensen uitnodigen voor je eigen school, %(school)s. Vul de code in: %(code)s.",
            school=own[0].name,
            code=own[0].code,
        )
    return _("Je kunt alleen mensen uitnodigen voor je eigen scholen. Vul een stukje van de naam in, of de BRIN.")
