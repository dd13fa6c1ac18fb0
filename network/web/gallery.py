"""Examples for the gallery: every component in every state that it has, with words as long as they get."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from network.core import clock
from network.core.differing import passages
from network.core.forms import BaseForm, CheckboxGroup, ClearDateField, ClearDecimalField, FilterForm
from network.core.versioned import Merged

LONG = "Interconfessionele Daltonbasisschool De Verlengde Hooglandsedijkstraat"


class GalleryForm(BaseForm):
    """One field of each sort."""

    class Meta(BaseForm.Meta):
        csrf = False

    title = StringField("Een regel tekst", [DataRequired("Vul een regel tekst in.")])
    story = TextAreaField("Meer tekst")
    day = ClearDateField("Een datum")
    hours = ClearDecimalField("Een getal")
    place = SelectField("Een keuze", choices=[("1", LONG), ("2", "Het Kompas")])
    urgency = RadioField("Eén van een paar", choices=[("calm", "Geen haast"), ("urgent", "Zo snel mogelijk")])
    forms = CheckboxGroup("Meer dan één", choices=[("a", "Observatie"), ("b", "Coaching leraar"), ("c", LONG)])


class GalleryFilters(FilterForm):
    """What stands above a list."""

    zoek = StringField("Zoek")
    school = SelectField("School", choices=[("", "Alle"), ("1", LONG)])


def examples() -> dict[str, Any]:
    """What the gallery shows."""
    form = _form()
    return {
        "form": form,
        "merged": Merged(both=(form.story, form.place), joined=(form.forms,), taken=(form.day,), kept=()),
        "filters": GalleryFilters(school="1"),
        "states": [("wait", "Wacht"), ("good", "Goed"), ("stuck", "Iemand nodig"), ("calm", "Rustig")],
        "story": _story(),
        "parts": [
            _part("Onderwerp", 1.0, "Dit kunnen zij: boosheid.", weight=34.0, points=34.0),
            _part("Afstand", 0.62, "23 km van de school.", weight=50.3, points=31.2, how="30 km over de weg."),
            _part("Uren", 0.0, "", weight=15.7, points=0.0),
        ],
        "pieces": [
            _piece("Onze leerling ", "Jan", " wordt snel boos."),
            _piece("In de groep van juf ", "Anja", " is het druk.", suggestion="een leerling", may_be_denied=True),
        ],
        "figures": [
            {"value": 37, "label": "open vragen", "anchor": "open"},
            {"value": "3,5 dagen", "label": "tot de eerste ja", "anchor": "first-yes"},
        ],
        "long": LONG,
    }


def _form() -> GalleryForm:
    """One that was sent, with a field that is still wrong, one with advice, and two in which a colleague saved something else."""
    form = GalleryForm(title="", story="Een verhaal.", forms=["a"], urgency="calm")
    form.validate()
    form.story.now_stands, form.place.now_stands = f"{LONG}, en meer. " * 8, LONG
    form.hours.advice = ["Dit kan, maar past niet goed bij wat hierboven staat."]
    form.forms.ticked, form.forms.unticked = ["Observatie"], [LONG]
    form.story.differs = passages(f"{LONG}, en minder.", f"{LONG}, en meer.")
    return form


def _story() -> list[dict[str, Any]]:
    now = clock.now()
    return [
        {"when": "past", "at": now - timedelta(days=3), "words": "De vraag is verstuurd."},
        {"when": "past", "at": now - timedelta(days=2), "words": "We vroegen 3 specialisten die passen."},
        {
            "when": "then",
            "at": now + timedelta(days=4),
            "words": "Geen ja? Dan vragen we de volgende.",
            "may_come_sooner": True,
        },
    ]


def _part(label: str, score: float, sentence: str, *, weight: float, points: float, how: str = "") -> dict[str, Any]:
    words = {"label": label, "fit": "past redelijk", "sentence": sentence, "how": how}
    return words | {"score": score, "weight": weight, "points": points}


def _piece(
    before: str, marked: str, after: str, *, suggestion: str = "", may_be_denied: bool = False
) -> dict[str, Any]:
    return {
        "field": "story",
        "before": before,
        "marked": marked,
        "after": after,
        "message": "Dit lijkt een naam.",
        "suggestion": suggestion,
        "start": len(before),
        "end": len(before) + len(marked),
        "may_be_denied": may_be_denied,
        "denial": "Dit is geen naam van een leerling of ouder",
    }
