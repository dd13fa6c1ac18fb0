"""The rules of a region, as a coordinator fills them in."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, Field, HiddenField, SelectField, validators

from network.core.forms import BaseForm, ClearDecimalField, ClearIntegerField
from network.core.i18n import _, _l
from network.core.policy import DEFAULT_WEIGHTS, Policy
from network.core.versioned import VersionedForm
from network.models import Region
from network.policies.advice import words_of
from network.policies.consistency import Contradiction, Oddity, find_contradictions, find_oddities

# More than this is no neighbourhood.
MOST_NEIGHBOURS = 5

_TENTH = Decimal("0.1")

WEIGHT_LABELS = {
    "needs": _l("Onderwerp"),
    "form": _l("Soort hulp"),
    "setting": _l("Om wie het gaat"),
    "text": _l("Tekst"),
    "distance": _l("Afstand"),
    "start": _l("Begin"),
    "hours": _l("Uren"),
    "load": _l("Drukte"),
    "answers": _l("Antwoorden"),
    "continuity": _l("Bekend"),
}


def _number(label: Any, unit: Any, most: int) -> ClearIntegerField:
    """A number whose description is its unit."""
    return ClearIntegerField(
        label,
        [
            validators.InputRequired(_l("Vul een getal in.")),
            validators.NumberRange(1, most, message=_l("Vul een getal in tussen %(min)s en %(max)s.")),
        ],
        description=unit,
    )


def _days(label: Any) -> ClearIntegerField:
    return _number(label, _l("schooldagen"), 60)


def _share(label: Any, unit: Any = "") -> ClearDecimalField:
    return ClearDecimalField(
        label,
        [
            validators.InputRequired(_l("Vul een getal in.")),
            validators.NumberRange(0, 100, message=_l("Vul een getal in tussen 0 en 100.")),
            _one_decimal,
        ],
        description=unit,
    )


def _one_decimal(_form: BaseForm, field: ClearDecimalField) -> None:
    """What would be rounded when it is kept, is said instead."""
    if 0 <= field.data <= 100 and field.data % _TENTH:
        raise validators.ValidationError(_("Gebruik hoogstens één cijfer achter de komma, zoals 12,5."))


class PolicyForm(VersionedForm):
    """The rules of a region. The unit of a number is its description; days are school days unless that says otherwise.

    In the order of the page, in which what is wrong or odd is listed.
    """

    unread: Sequence[Field] = ()
    _out_of_order: Collection[str] = ()
    read_advice = HiddenField()
    triage = BooleanField(_l("De coördinator kijkt eerst mee voordat we zoeken"))
    wave_size = _number(_l("Hoeveel specialisten vragen we tegelijk?"), _l("specialisten"), 10)
    next_wave_days = _days(_l("Na hoeveel schooldagen zonder ja vragen we de volgende specialisten?"))
    max_waves = _number(_l("Hoeveel rondes doen we hoogstens?"), _l("rondes"), 10)
    first_reminder_days = _days(_l("Na hoeveel schooldagen sturen we een herinnering?"))
    second_reminder_days = _days(_l("Na hoeveel schooldagen sturen we de tweede herinnering?"))
    still_searching_days = _days(_l("Na hoeveel schooldagen hoort de school hoe het staat?"))
    coordinator_days = _days(_l("Heeft een vraag de coördinator nodig: binnen hoeveel schooldagen kijkt die dan?"))
    invitation_days = _days(_l("Na hoeveel schooldagen zonder antwoord vervalt een uitnodiging?"))
    answer_link_days = _number(_l("Hoeveel dagen werkt een link in de mail?"), _l("dagen"), 30)
    max_per_30_days = _number(
        _l("Hoeveel nieuwe vragen neemt een profiel in 30 dagen hoogstens aan?"), _l("vragen"), 50
    )
    widen = BooleanField(_l("Is er niemand meer te vragen, vraag dan ook specialisten van buurregio's"))
    waiting_alert_days = _days(_l("Na hoeveel schooldagen op de wachtlijst hoort de coördinator het?"))
    check_in_days = _days(_l("Na hoeveel schooldagen vragen we de school hoe het traject gaat?"))
    silent_engagement_days = _days(_l("Na hoeveel schooldagen zonder contact is een traject stil?"))
    evaluation_days = _days(_l("Hoeveel schooldagen na afronding vragen we om terug te kijken?"))
    effect_weeks = _number(
        _l("Hoeveel schoolweken na afronding vragen we de school of het nog helpt?"), _l("schoolweken"), 40
    )
    profile_fresh_months = _number(_l("Om de hoeveel maanden bevestigen scholen hun profiel?"), _l("maanden"), 24)
    least_score = _share(_l("Welke score moet een profiel minstens hebben?"), _l("van 100"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Also: with no weight at all everybody would score 0, and the lot would decide; a reminder after the end would never go."""
        is_valid = all([super().validate(extra_validators), self._are_in_order()])
        given = [self[f"weight_{code}"] for code in DEFAULT_WEIGHTS]
        if any(one.errors or one.data for one in given):
            return is_valid
        given[0].errors = [_("Geef minstens één deel een getal boven de 0. Anders kiezen we bij loting.")]
        return False

    def _are_in_order(self) -> bool:
        """Whether each step of an invitation comes when the one before it is over; beside the later of two stands why."""
        sound = {field.name: field.data for field in self if not field.errors}
        found = find_contradictions(sound)
        self._out_of_order = {one.field for one in found}
        for one in found:
            self[one.other].refused_with = self[one.field].id
            self[one.field].errors = [self._order_in_words(one)]
        return not found

    def _order_in_words(self, one: Contradiction) -> str:
        other = self[one.other]
        told = _(
            "Kies hier minstens %(least)s, want bij “%(field)s” staat %(days)s.",
            least=one.least,
            field=other.label.text,
            days=other.data,
        )
        instead = _("Of kies daar hoogstens %(most)s.", most=one.most) if one.most >= 1 else ""
        return f"{told} {instead}".strip()

    def has_read_advice(self) -> bool:
        """Whether all that is odd was said on the page from which this was sent: who sends it again means it so."""
        oddities, _policy = self._oddities()
        return set(oddities) <= set(self._read())

    def advise(self) -> None:
        """Say beside each rule what is odd about it; `unread`: where that was not said on the page from which this came."""
        oddities, policy = self._oddities()
        for oddity, name in oddities.items():
            self[name].advice = [*getattr(self[name], "advice", ()), words_of(oddity, policy)]
        unread = {oddities[one] for one in oddities if one not in self._read()}
        self.unread = [field for field in self if field.name in unread]
        self.read_advice.data = " ".join(oddities)

    def _read(self) -> list[str]:
        return (self.read_advice.data or "").split()

    def _oddities(self) -> tuple[dict[Oddity, str], Policy]:
        """What is odd about what was filled in, where it is said, and the rules of which that holds."""
        unsound = [field.name for field in self if field.errors and field.name not in self._out_of_order]
        policy = Policy.from_values({name: value for name, value in self._typed().items() if name not in unsound})
        return find_oddities(policy, has_neighbours=bool(self.neighbours), unsound=unsound), policy

    def values(self) -> dict[str, Any]:
        """The rules as they were filled in."""
        weights = {code: _as_share(self[f"weight_{code}"].data) for code in DEFAULT_WEIGHTS}
        return {**self._typed(), "weights": weights, "rank_threshold": _as_share(self.least_score.data)}

    def _typed(self) -> dict[str, Any]:
        """What is kept as it was filled in."""
        return {name: self[name].data for name in Policy.__dataclass_fields__ if name in self._fields}

    @property
    def neighbours(self) -> list[str]:
        """The nearby regions that were chosen, by public id, the first to be asked first."""
        chosen = (self[f"neighbour_{place}"].data for place in range(1, MOST_NEIGHBOURS + 1))
        return list(dict.fromkeys(public_id for public_id in chosen if public_id))

    def labels_of(self, names: Sequence[str], *, standing: PolicyForm) -> list[str]:
        """The rules with these names as the form calls them, with the nearby regions when those were chosen anew."""
        labels = [str(self[name].label.text) for name in names if name in self._fields]
        return labels if self.neighbours == standing.neighbours else [*labels, _("Welke buurregio's, en hun volgorde")]

    @classmethod
    def showing(
        cls,
        policy: Policy,
        number: int,
        *,
        regions: Sequence[Region] = (),
        neighbours: Sequence[Region] = (),
        **sent: Any,
    ) -> PolicyForm:
        """The form with the present rules, or with what was just sent; `regions` can be chosen as nearby."""
        weights = {f"weight_{code}": _of_100(policy.weights[code]) for code in DEFAULT_WEIGHTS}
        standing = {f"neighbour_{place}": one.public_id for place, one in enumerate(neighbours, start=1)}
        least = _of_100(policy.rank_threshold)
        form = cls(version=str(number), least_score=least, **{**policy.to_values(), **weights, **standing}, **sent)
        for place in range(1, MOST_NEIGHBOURS + 1):
            form[f"neighbour_{place}"].choices = [("", _("geen")), *((one.public_id, one.name) for one in regions)]
        return form


def _as_share(of_100: Decimal) -> float:
    return float(of_100 / 100)


def _of_100(share: float) -> Decimal:
    return Decimal(str(round(100 * share, 1)))


for _code in DEFAULT_WEIGHTS:
    setattr(PolicyForm, f"weight_{_code}", _share(WEIGHT_LABELS[_code]))

for _place in range(1, MOST_NEIGHBOURS + 1):
    setattr(PolicyForm, f"neighbour_{_place}", SelectField(_l("Buurregio %(place)s", place=_place), default=""))
