"""Settings: what is refused is told in a sentence, without any secret."""

from __future__ import annotations

import os

import pytest

from config import Mode, RefusedSettings, Settings, read_settings

PRODUCTION = {
    "NAAST_MODE": "production",
    "NAAST_SECRET_KEY": "a key that is long enough to be a secret one",
    "NAAST_SMTP_URL": "smtps://naast:geheim@mail.school.example",
    "NAAST_BASE_URL": "https://naast.school.example",
    "NAAST_MAIL_FROM": "Naast <naast@school.example>",
}


def why_refused(monkeypatch: pytest.MonkeyPatch, **given: str) -> str:
    for name, value in (PRODUCTION | given).items():
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


@pytest.mark.parametrize("name", ["NAAST_SECRET_KEY", "NAAST_SMTP_URL", "NAAST_BASE_URL", "NAAST_MAIL_FROM"])
def test_production_starts_only_with_what_real_people_need(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    assert why_refused(monkeypatch, **{name: ""}).startswith(f"{name} is missing")

    monkeypatch.delenv(name)
    with pytest.raises(RefusedSettings, match=f"^{name} is missing"):
        read_settings()
    monkeypatch.setenv(name, PRODUCTION[name])
    assert read_settings().is_production


def test_a_shell_without_any_setting_is_told_to_read_those_of_the_installation(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("NAAST_")]:
        monkeypatch.delenv(name)

    with pytest.raises(RefusedSettings, match=r"^NAAST_MODE .* set -a; \. /etc/naast/environment"):
        read_settings()


@pytest.mark.parametrize(
    "given",
    [
        "mail.example.org",
        "mail.example.org:587",
        "http://mail.example.org",
        "smtp+starttls://mail.example.org",
        "smtp://mail.example.org:abc",
        "smtp://mail.example.org:0",
        "smtp://mail.example.org:99999",
        "smtp://:25",
        "smtp://mail example.org",
        "smtp://naast:ge/heim@mail.example.org",
        "smtp://mail.example.org/box",
    ],
)
def test_what_names_no_mail_server_is_refused_with_what_there_is_and_without_its_password(
    monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    why = why_refused(monkeypatch, NAAST_MODE="local", NAAST_SMTP_URL=given)

    assert why.startswith("NAAST_SMTP_URL is refused; give smtp://host:port, smtp+tls:// (STARTTLS) or smtps://")
    assert "heim" not in why


@pytest.mark.parametrize(
    "given", ["smtp://localhost", "smtp+tls://na%40st:ge%2Fheim@mail.example.org:587", "smtps://[::1]:465/"]
)
def test_a_mail_server_is_taken_as_it_is_given(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("NAAST_MODE", "local")
    monkeypatch.setenv("NAAST_SMTP_URL", given)

    assert read_settings().smtp_url == given


@pytest.mark.parametrize(
    ("given", "is_open"),
    [
        ("smtp://naast:geheim@mail.school.example", True),
        ("smtp://naast:geheim@10.0.0.4:587", True),
        ("smtp://mail.school.example", False),
        ("smtp://naast:geheim@localhost:25", False),
        ("smtp://naast:geheim@[::1]", False),
        ("smtp+tls://naast:geheim@mail.school.example", False),
        ("smtps://naast:geheim@mail.school.example", False),
    ],
)
def test_a_password_that_others_on_the_network_can_read_is_known(given: str, is_open: bool) -> None:
    assert Settings(mode=Mode.LOCAL, smtp_url=given).sends_password_openly is is_open


@pytest.mark.parametrize("given", ["127.0.0.1:6379", "http://127.0.0.1"])
def test_what_is_no_broker_is_refused_with_what_there_is(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert why_refused(monkeypatch, NAAST_REDIS_URL=given).startswith("NAAST_REDIS_URL is refused; give redis://")


@pytest.mark.parametrize("given", ["naast.school.example", "ftp://naast.school.example", "https://"])
def test_an_address_that_nobody_can_open_is_refused(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    assert why_refused(monkeypatch, NAAST_BASE_URL=given).startswith(f"NAAST_BASE_URL is {given!r}; give the address")


@pytest.mark.parametrize(
    "given", ["nonsense", "mysql://db/naast", "postgresql+psycopg2://db/naast", "postgres://u:geheim@db:x/n"]
)
def test_what_is_no_database_of_ours_is_refused_with_what_there_is(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    why = why_refused(monkeypatch, NAAST_DATABASE_URL=given)

    assert why.startswith("NAAST_DATABASE_URL is refused; give postgresql://")
    assert "geheim" not in why


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        ("postgres://naast:a/b:c@db:5432/naast", "postgresql+psycopg://naast:a/b:c@db:5432/naast"),
        ("postgresql:///naast?host=/run/postgresql", "postgresql+psycopg:///naast?host=/run/postgresql"),
        ("postgresql+psycopg://[::1]/naast", "postgresql+psycopg://[::1]/naast"),
        ("sqlite:////var/lib/naast/naast.db", "sqlite:////var/lib/naast/naast.db"),
    ],
)
def test_postgresql_is_reached_with_our_driver_however_it_is_called(monkeypatch, given: str, taken: str) -> None:
    monkeypatch.setenv("NAAST_MODE", "local")
    monkeypatch.setenv("NAAST_DATABASE_URL", given)

    assert read_settings().database == taken
