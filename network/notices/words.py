"""How a notice says what it is about. It keeps codes and days; words come with the reader, in the reader's language."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from network.core import clock
from network.core.formatting import day, within_sentence
from network.core.i18n import _, language_now
from network.models.taxonomy import Facet
from network.notices.terms import list_labels

# The name of a need can be two things itself: "rouw en verlies".
_HAS_AND = re.compile(r"\b(?:en|and)\b")


def kept(value: Any) -> Any:
    """What a notice keeps of a value: of an instant the day in the Netherlands, "" of None, else the value itself."""
    if isinstance(value, datetime):
        value = clock.to_local(value).date()
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else value


def in_words(params: Mapping[str, Any]) -> dict[str, Any]:
    """The params with words for the codes and days they keep, in the present language."""
    said = {name: put(params[name]) for name, put in _PUT_INTO_WORDS.items() if name in params}
    if params.get("is_nearby") and "region" in params:
        said["place"] = _region_words(params["region"])
    return {**params, **said}


def keeps_words(params: Mapping[str, Any]) -> bool:
    """Whether the notice was sent when words were still kept: these stay in the language in which it was sent."""
    values = (params.get(name) for name in _PUT_INTO_WORDS)
    return any(isinstance(value, str) and value and _find_day(value) is None for value in values)


def question_words(params: Mapping[str, Any]) -> str:
    """The question as people know it: what it is about, with its code behind where the reader may know that.

    Fits within a sentence. Notices of before the needs were told along have the code alone.
    """
    if params.get("needs"):
        return _("de vraag over %(needs)s", needs=needs_with_code(params))
    code = params.get("code", "")
    return _("vraag %(code)s", code=code) if code else _("een vraag")


def needs_with_code(params: Mapping[str, Any]) -> str:
    """What the question is about, so that two about the same are told apart: "angst (7K3Q-M2)"; "angst" where the reader
    may not know the code."""
    needs, code = params["needs"], params.get("code", "")
    return f"{needs} ({code})" if code else needs


def _needs_words(codes: Any) -> str:
    """A phrase: "angst, rekenen en taal"; "rouw en verlies, en taal"."""
    if isinstance(codes, str):
        return codes
    labels = [within_sentence(label) for label in list_labels(Facet.NEED, codes, language_now())]
    if len(labels) < 2:
        return "".join(labels)
    first, last = ", ".join(labels[:-1]), labels[-1]
    if any(_HAS_AND.search(label) for label in labels):
        return _("%(first)s, en %(last)s", first=first, last=last)
    return _("%(first)s en %(last)s", first=first, last=last)


def _forms_words(codes: Any) -> str:
    """Which help is asked for; a school that does not know yet asks for a proposal."""
    if isinstance(codes, str):
        return codes
    labels = list_labels(Facet.FORM, codes, language_now())
    return ", ".join(within_sentence(label) for label in labels) or _("een voorstel welke hulp past")


def _age_words(codes: Any) -> str:
    return codes if isinstance(codes, str) else ", ".join(list_labels(Facet.AGE_GROUP, codes, language_now()))


def _day_words(kept_day: str) -> str:
    return day(_find_day(kept_day)) or kept_day


def _find_day(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _region_words(region: str) -> str:
    """Another region than the reader's, so that "in" can stand before it."""
    if not region:
        return _("een andere regio")
    name = region.removeprefix("Samenwerkingsverband ")
    if name == region and any(said in region.lower() for said in ("samenwerkingsverband", "swv")):
        return region
    return _("het samenwerkingsverband %(name)s", name=name)


_PUT_INTO_WORDS: dict[str, Callable[[Any], str]] = {
    "needs": _needs_words,
    "forms": _forms_words,
    "age": _age_words,
    "answer_by": _day_words,
    "looks_by": _day_words,
    "next_word_on": _day_words,
    "room_on": _day_words,
    "until": _day_words,
    "others_asked_on": _day_words,
    "held_on": _day_words,
}
