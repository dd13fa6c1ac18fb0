"""Dates, hours and distances as people say them: "wo 25 november", "15.30 uur", "6 uur", "7 km"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from flask import Flask
from markupsafe import Markup, escape

from network.core import clock
from network.core.i18n import _, language_now, ngettext
from network.core.ids import ALPHABET

_DAYS = {
    "nl": ("ma", "di", "wo", "do", "vr", "za", "zo"),
    "en": ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
}
_MONTHS = {
    "nl": (
        [
            "januari",
            "februari",
            "maart",
            "april",
            "mei",
            "juni",
            "juli",
            "augustus",
            "september",
            "oktober",
            "november",
            "december",
        ]
    ),
    "en": (
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ]
    ),
}


def day_words(value: date | datetime, language: str = "nl") -> str:
    """ "wo 25 november"; with the year when it is not the present one."""
    day = _day(value)
    names, months = _DAYS.get(language, _DAYS["nl"]), _MONTHS.get(language, _MONTHS["nl"])
    words = f"{names[day.weekday()]} {day.day} {months[day.month - 1]}"
    return words if day.year == clock.today().year else f"{words} {day.year}"


def day(value: date | datetime | None) -> str:
    """A day in the reader's language; nothing for None."""
    return day_words(value, language_now()) if value else ""


def near_day(value: date | datetime | None) -> str:
    """ "vandaag", "morgen", "gisteren", else the day."""
    if value is None:
        return ""
    near = {0: _("vandaag"), 1: _("morgen"), -1: _("gisteren")}
    return near.get((_day(value) - clock.today()).days) or day(value)


def moment(value: datetime | None) -> str:
    """ "wo 25 november, 15.30 uur" in Dutch time."""
    if value is None:
        return ""
    local = clock.to_local(value)
    if language_now() == "en":
        return f"{day(value)}, {local:%H:%M}"
    return f"{day(value)}, {local:%H.%M} uur"


def hour_words(hour: str) -> str:
    """ "15.30" of "15:30", as the language writes it; "uur" is said around it."""
    return hour if language_now() == "en" else hour.replace(":", ".")


def time_of_day(value: datetime) -> str:
    """ "7.30 uur" in Dutch time."""
    local = clock.to_local(value)
    return f"{local.hour}:{local:%M}" if language_now() == "en" else f"{local.hour}.{local:%M} uur"


def number(value: float | None, decimals: int = 1) -> str:
    """A number with a decimal comma (point in English), without empty decimals."""
    if value is None:
        return "–"
    words = f"{value:,.{decimals}f}"
    if "." in words:
        words = words.rstrip("0").rstrip(".")
    return words if language_now() == "en" else words.translate(str.maketrans(",.", ".,"))


def tenths(value: float) -> str:
    """A number with exactly one decimal, as in a column that is added up: "49,7", "50,0"."""
    words = f"{value:,.1f}"
    return words if language_now() == "en" else words.translate(str.maketrans(",.", ".,"))


# Words of labels that keep their capital within a sentence.
_NAMES = frozenset({"Down", "Dutch", "English", "Nederlands", "Nederlandse", "Engels", "Engelse", "Tourette"})


def within_sentence(label: str) -> str:
    """A label as it stands within a sentence: "angst", but "ADHD / ADD", "autisme (ASS)" and "Dutch as second language"."""
    if label.split(" ", 1)[0] in _NAMES:
        return label
    return label[:1].lower() + label[1:] if label[1:2].islower() else label


def beginning_sentence(words: str) -> str:
    """Words that stand within a sentence, as they stand at its beginning or by themselves."""
    return words[:1].upper() + words[1:]


def quoted(titles: Iterable[str]) -> str:
    """Titles as they are named within a sentence."""
    return ", ".join(f"“{title}”" for title in titles)


def all_of(names: Sequence[str]) -> str:
    """Names of people as they are named together within a sentence."""
    if len(names) < 2:
        return ", ".join(names)
    return _("%(names)s en %(last)s", names=", ".join(names[:-1]), last=names[-1])


def one_of(titles: Sequence[str]) -> str:
    """The same where any one of them is meant."""
    if len(titles) < 2:
        return quoted(titles)
    return _("%(titles)s of %(last)s", titles=quoted(titles[:-1]), last=quoted(titles[-1:]))


def hours(value: float | None, decimals: int = 1) -> str:
    """ "6 uur", "2,5 uur"; in English one hour and two hours."""
    if value is None:
        return ""
    return ngettext("%(n)s uur", "%(n)s uur", 1 if value == 1 else 2, n=number(value, decimals))


def km(value: float | None) -> str:
    """ "7 km"; who is next door is not 0 km away."""
    if value is None:
        return ""
    return f"{number(value, 0)} km" if value >= 1 else _("minder dan 1 km")


def mail_address(value: str) -> Markup:
    """An address that, where a line is too short for it, breaks before its @ and not within a word."""
    return Markup("<wbr>@").join(value.split("@"))


def postcode(value: str) -> str:
    """ "4043 HD", on one line; what is no whole postcode stays as it is."""
    return f"{value[:4]}\N{NO-BREAK SPACE}{value[4:]}" if len(value) == 6 else value


_CODE = re.compile(rf"\b[{ALPHABET}]{{4}}-[{ALPHABET}]{{2}}\b")


def whole_codes(words: str) -> Markup:
    """The words with each question code on one line: one that breaks behind its hyphen reads as two."""
    return Markup(_CODE.sub(r'<span class="text-nowrap">\g<0></span>', str(escape(words))))  # noqa: S704  # just escaped


_BAND = re.compile(r"\([^()]{0,12}\d-\d[^()]{0,12}\)|(?:\w+ )?\b\d+-\d+\b")


def whole_bands(words: str) -> Markup:
    """The words with each band of groups or ages on one line: "groep 3-4", "(6-8 jr)"."""
    return Markup(_BAND.sub(r'<span class="text-nowrap">\g<0></span>', str(escape(words))))  # noqa: S704  # just escaped


def init_app(app: Flask) -> None:
    words = (day, near_day, moment, number, tenths, hours, km, quoted)
    for filter_ in (*words, mail_address, postcode, whole_bands, whole_codes):
        app.jinja_env.filters[filter_.__name__] = filter_


def _day(value: date | datetime) -> date:
    return clock.to_local(value).date() if isinstance(value, datetime) else value
