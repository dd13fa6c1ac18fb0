"""Settings: what is refused is told in a sentence, without any secret."""

from __future__ import annotations

import pytest

from config import RefusedSettings, read_settings

KEY = "a key that is long enough to be a secret one"


def why_refused(monkeypatch: pytest.MonkeyPatch, **given: str) -> str:
    for name, value in {"NAAST_MODE": "production", "NAAST_SECRET_KEY": KEY, **given}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(RefusedSettings) as refused:
        read_settings()
    return str(refused.value)


def test_what_is_allowed_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAAST_PROXIES", "3")

    assert read_settings().proxies == 3


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("NAAST_PROXIES", "9", "NAAST_PROXIES is '9'; give a whole number from 0 to 3."),
        ("NAAST_POOL_SIZE", "many", "NAAST_POOL_SIZE is 'many'; give a whole number from 1 to 100."),
        ("NAAST_POOL_SIZE", "", "NAAST_POOL_SIZE is ''; give a whole number from 1 to 100."),
        ("NAAST_MODE", "demo", "NAAST_MODE is 'demo'; give 'local', 'test' or 'production'."),
    ],
)
def test_a_refused_setting_says_what_was_given_and_what_is_allowed(monkeypatch, name, given, sentence) -> None:
    assert why_refused(monkeypatch, **{name: given}) == sentence


def test_each_refused_setting_has_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    why = why_refused(monkeypatch, NAAST_PROXIES="9", NAAST_MODE="demo")

    assert why.splitlines() == [why]
    assert "NAAST_PROXIES is '9'" in why
    assert "NAAST_MODE is 'demo'" in why


def test_secrets_are_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    why = why_refused(
        monkeypatch, NAAST_SECRET_KEY="too-short", NAAST_DATABASE_URL="postgresql://naast:geheim@db/naast"
    )

    assert why.startswith("NAAST_SECRET_KEY is missing or shorter than 32 characters.")
    assert "too-short" not in why
    assert "geheim" not in why
