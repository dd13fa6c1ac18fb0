"""Examples for the gallery: every component in every state that it has, with words as long as they get."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from wtforms import RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import DataRequired

from network.core import clock
from network.core.forms import BaseForm, CheckboxGroup, ClearDateField, ClearDecimalField, FilterForm

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


def _part(label: str, score: float, sentence: str, *, weight: float, points: float, how: str = "") -> dict[str, Any]:
    words = {"label": label, "fit": "past redelijk", "sentence": sentence, "how": how}
    return words | {"score": score, "weight": weight, "points": points}


def examples() -> dict[str, Any]:
    """What the gallery shows."""
    form = GalleryForm(title="", story="Een verhaal.", forms=["a"], urgency="calm")
    form.validate()
    now = clock.now()
    return {
        "form": form,
        "filters": GalleryFilters(school="1"),
        "states": [("wait", "Wacht"), ("good", "Goed"), ("stuck", "Iemand nodig"), ("calm", "Rustig")],
        "story": [
            {"when": "past", "at": now - timedelta(days=3), "words": "De vraag is verstuurd."},
            {"when": "past", "at": now - timedelta(days=2), "words": "We vroegen 3 specialisten die passen."},
            {"when": "then", "at": now + timedelta(days=4), "words": "Geen ja? Dan vragen we de volgende."},
        ],
        "parts": [
            _part("Onderwerp", 1.0, "Dit kunnen zij: boosheid.", weight=34.0, points=34.0),
            _part("Afstand", 0.62, "23 km van de school.", weight=50.3, points=31.2, how="30 km over de weg."),
            _part("Uren", 0.0, "", weight=15.7, points=0.0),
        ],
        "pieces": [
            {
                "field": "story",
                "before": "Onze leerling ",
                "marked": "Jan",
                "after": " wordt snel boos.",
                "message": "Dit lijkt een naam.",
                "suggestion": "",
                "start": 14,
                "end": 17,
            },
            {
                "field": "story",
                "before": "In de groep van juf ",
                "marked": "Anja",
                "after": " is het druk.",
                "message": "Dit lijkt een naam.",
                "suggestion": "een leerling",
                "start": 20,
                "end": 24,
                "may_be_denied": True,
            },
        ],
        "figures": [
            {"value": 37, "label": "open vragen", "anchor": "open"},
            {"value": "3,5 dagen", "label": "tot de eerste ja", "anchor": "first-yes"},
        ],
        "long": LONG,
    }
