"""A form that is sent as it was opened is one that its reader did not touch, whatever stood in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import html
from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, RadioField, SelectField, StringField, TextAreaField

from network.core.forms import CheckboxGroup, ClearDateField, ClearDecimalField, ClearIntegerField
from network.core.i18n import in_language
from network.core.versioned import VersionedForm

CHOICES = [("a", "Observatie"), ("b", "Coaching"), ("c", "Iets anders")]


class EveryForm(VersionedForm):
    """A field of each sort."""

    class Meta(VersionedForm.Meta):
        csrf = False

    line = StringField("Regel")
    text = TextAreaField("Tekst")
    day = ClearDateField("Dag")
    count = ClearIntegerField("Aantal")
    hours = ClearDecimalField("Uren")
    place = SelectField("Plaats", choices=CHOICES)
    urgency = RadioField("Haast", choices=CHOICES)
    kinds = CheckboxGroup("Soorten", choices=CHOICES)
    is_asked = BooleanField("Vraag ons")


VALUES = st.fixed_dictionaries(
    {
        "line": st.none() | st.text(),
        "text": st.none() | st.text(),
        "day": st.none() | st.dates(date(2000, 1, 1), date(2099, 12, 31)),
        "count": st.none() | st.integers(-9, 999),
        "hours": st.none() | st.floats(0, 400) | st.decimals(0, 400, places=2),
        "place": st.sampled_from(["a", "b", "retired", None]),
        "urgency": st.sampled_from(["a", "b", None]),
        "kinds": st.lists(st.sampled_from(["a", "b", "c", "retired"]), unique=True),
        "is_asked": st.booleans(),
    }
)
PLAIN: dict[str, Any] = dict.fromkeys(("line", "text", "day", "count", "hours", "place", "urgency"))
PLAIN |= {"kinds": [], "is_asked": False}


@pytest.fixture(autouse=True)
def _request(app: Flask) -> Iterator[None]:
    with app.test_request_context():
        yield


def opened(values: dict[str, Any], version: int = 1) -> EveryForm:
    return EveryForm(formdata=None, version=version, **values)


def sent_back(form: EveryForm, **changed: str) -> EveryForm:
    """The form as a browser sends it back: line ends as in a letter, none in a line, and a drop-down on its first choice at least."""
    page = html.fromstring(f"<form>{form.opened()}{''.join(str(f()) for f in form if f.type != 'HiddenField')}</form>")
    for line in page.cssselect("input[type=text]"):
        line.set("value", line.get("value", "").replace("\r", "").replace("\n", ""))
    for select in page.cssselect("select"):
        if not select.cssselect("option[selected]"):
            select.cssselect("option")[0].set("selected", "")
    pairs = [(name, value.replace("\r\n", "\n").replace("\n", "\r\n")) for name, value in page.form_values()]
    return EveryForm(formdata=MultiDict([*((n, v) for n, v in pairs if n not in changed), *changed.items()]))


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=VALUES, after=VALUES, language=st.sampled_from(["nl", "en"]))
@example(before=PLAIN | {"line": "Twee\nregels", "text": "\n Eerst.\r\n\r\nDan. "}, after=PLAIN, language="nl")
@example(before=PLAIN | {"hours": 6.125}, after=PLAIN | {"place": "b"}, language="en")
def test_what_comes_back_untouched_takes_all_that_stands(before: Any, after: Any, language: str) -> None:
    with in_language(language):
        form = sent_back(opened(before))
    form.take_in(opened(after, version=2))

    assert form.merged is not None
    assert form.merged.kept == ()
    assert form.merged.both == ()
    assert (form.day.data, form.count.data, form.is_asked.data) == (after["day"], after["count"], after["is_asked"])


def test_a_choice_that_is_not_offered_is_shown_and_not_taken_over() -> None:
    form, standing = sent_back(opened(PLAIN | {"place": "a"})), opened(PLAIN | {"place": "d"}, version=2)
    standing.place.choices = [*CHOICES, ("d", "Van elders")]

    form.take_in(standing)

    assert form.merged is not None
    assert [(field.name, field.now_stands) for field in form.merged.both] == [("place", "Van elders")]
    assert form.place.data == "a"


def test_a_list_has_the_ticks_of_both_and_says_what_is_not_the_readers() -> None:
    form = sent_back(opened(PLAIN | {"kinds": ["a"]}), kinds="b")

    form.take_in(opened(PLAIN | {"kinds": ["a", "c"]}, version=2))

    assert form.merged is not None
    assert (form.merged.joined, form.merged.both) == ((form.kinds,), ())
    assert form.kinds.data == ["b", "c"]
    assert (form.kinds.ticked, form.kinds.unticked) == (["Iets anders"], [])


def test_what_cannot_be_read_is_no_empty_field_that_was_left_alone() -> None:
    form = sent_back(opened(PLAIN), day="31 februari")

    form.take_in(opened(PLAIN | {"day": date(2026, 11, 30)}, version=2))

    assert form.day._value() == "31 februari"
    assert form.day.now_stands == "ma 30 november"


def test_an_answer_that_is_not_among_the_choices_is_refused_in_our_own_words() -> None:
    form = EveryForm(formdata=MultiDict({"place": "d", "urgency": "d", "kinds": "d"}))

    assert not form.validate()
    assert {str(error) for errors in form.errors.values() for error in errors} == {
        "Kies uit de antwoorden die hier staan."
    }
    assert set(form.errors) == {"place", "urgency", "kinds"}
