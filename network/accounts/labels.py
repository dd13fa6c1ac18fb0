"""What the roles are called on screen."""

from __future__ import annotations

from network.core.i18n import _l
from network.models.user import Role

ROLE_LABELS = {
    Role.REQUESTER: _l("Stelt vragen"),
    Role.SPECIALIST: _l("Specialist"),
    Role.SCHOOL_ADMIN: _l("Beheerder van de school"),
    Role.COORDINATOR: _l("Coördinator"),
    Role.NATIONAL: _l("Landelijk medewerker"),
    Role.ADMIN: _l("Technisch beheerder"),
}
