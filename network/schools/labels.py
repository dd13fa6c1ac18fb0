"""What the sorts of schools are called on screen."""

from __future__ import annotations

from network.core.i18n import _l
from network.models.school import LocationKind

KIND_LABELS = {
    LocationKind.BO: _l("basisschool"),
    LocationKind.SBO: _l("speciaal basisonderwijs"),
    LocationKind.SO: _l("speciaal onderwijs"),
    LocationKind.VSO: _l("voortgezet speciaal onderwijs"),
    LocationKind.SO_VSO: _l("speciaal en voortgezet speciaal onderwijs"),
    LocationKind.VO: _l("voortgezet onderwijs"),
}
