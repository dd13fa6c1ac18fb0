"""Settings of an installation, read from the environment with the prefix NAAST_ and checked once at start."""

from __future__ import annotations

import re
import secrets
from collections.abc import Collection
from enum import StrEnum
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent

# What mail, links and mail servers of real people need: a default would be wrong without a word.
NEEDED_IN_PRODUCTION = {
    "smtp_url": "NAAST_SMTP_URL is missing; give the mail server, such as smtp+tls://user:password@mail.school.example:587.",
    "base_url": "NAAST_BASE_URL is missing; give the address that people open, such as https://naast.school.example.",
    "mail_from": "NAAST_MAIL_FROM is missing; give the sender of mails, such as 'Naast <naast@school.example>'.",
}
NOTHING_GIVEN = (
    "NAAST_MODE and all other settings are missing here. Beside an installation, read its settings into the shell first: "
    "set -a; . /etc/naast/environment; set +a"
)
NO_KEY = (
    "NAAST_SECRET_KEY is missing or shorter than 32 characters. Make one with: "
    "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
)
NO_DATABASE = (
    "NAAST_DATABASE_URL is refused; give postgresql://user:password@host:port/name or sqlite:////folder/file.db."
)
NO_MAIL_SERVER = (
    "NAAST_SMTP_URL is refused; give smtp://host:port, smtp+tls:// (STARTTLS) or smtps:// (TLS from the first word), with "
    "user:password@ before the host where it asks for them, and signs such as @ and / in those as %40 and %2F."
)
NO_BROKER = (
    "NAAST_REDIS_URL is refused; give redis://:password@host:port/0, rediss:// (TLS) or amqp://user:password@host/."
)
_BROKERS = ("redis://", "rediss://", "redis+socket://", "sentinel://", "amqp://", "amqps://", "pyamqp://")
_DATABASES = ("postgresql+psycopg://", "sqlite://")
_MAIL_SERVERS = {"smtp", "smtp+tls", "smtps"}
# What stands behind user and password in the address of a database.
_PLACE = re.compile(r"(\[[^]]*\]|[^:/?]*)(:\d+)?([/?].*)?")


class Mode(StrEnum):
    """LOCAL is one person's own machine, TEST the test suite, PRODUCTION everything that schools use."""

    LOCAL = "local"
    TEST = "test"
    PRODUCTION = "production"


class RefusedSettings(RuntimeError):
    """Naast cannot start with these settings; the message has a sentence for each that is refused, without any secret."""


class Settings(BaseSettings):
    """One immutable set of settings; see the table in README.md for what each is for."""

    model_config = SettingsConfigDict(env_prefix="NAAST_", frozen=True, extra="ignore")

    mode: Mode = Mode.PRODUCTION
    # What may hold a password is never shown: repr=False.
    secret_key: str = Field(default="", repr=False)
    instance: Path = ROOT / "instance"
    base_url: str = "http://127.0.0.1:8000"
    database_url: str = Field(default="", repr=False)
    redis_url: str = Field(default="", repr=False)
    smtp_url: str = Field(default="", repr=False)
    keeps_mail: bool = Field(default=False, description="the mail server is the local mailbox; `./run` says so")
    mail_from: str = "Naast <bericht@naast.example>"
    proxies: int = Field(default=0, ge=0, le=3, description="reverse proxies whose X-Forwarded headers count")
    pool_size: int = Field(default=10, ge=1, le=100)

    @field_validator("database_url")
    @classmethod
    def _with_our_driver(cls, given: str) -> str:
        """Hosts write postgres:// and postgresql://; SQLAlchemy wants to be told the driver, too."""
        url = re.sub(r"^postgres(ql)?://", "postgresql+psycopg://", given)
        place = url.partition("://")[2].rpartition("@")[2]
        is_known = url.startswith(_DATABASES) and (url.startswith("sqlite") or _PLACE.fullmatch(place))
        if url and not is_known:
            raise ValueError(NO_DATABASE)
        return url

    @field_validator("redis_url")
    @classmethod
    def _refuse_no_broker(cls, given: str) -> str:
        if given and not given.startswith(_BROKERS):
            raise ValueError(NO_BROKER)
        return given

    @field_validator("smtp_url")
    @classmethod
    def _refuse_no_mail_server(cls, given: str) -> str:
        """A wrong one would be found out at the first mail only, or send it and its password unencrypted."""
        if given and not _names_server(given, _MAIL_SERVERS):
            raise ValueError(NO_MAIL_SERVER)
        return given

    @field_validator("base_url")
    @classmethod
    def _refuse_no_address(cls, given: str) -> str:
        if given and not _names_server(given, {"http", "https"}):
            raise ValueError(
                f"NAAST_BASE_URL is {given!r}; give the address that people open, with http:// or https://."
            )
        return given.rstrip("/")

    @model_validator(mode="after")
    def _refuse_an_unsafe_start(self) -> Settings:
        if self.mode is not Mode.PRODUCTION:
            return self
        if not self.model_fields_set:
            raise ValueError(NOTHING_GIVEN)
        missing = [why for name, why in NEEDED_IN_PRODUCTION.items() if not self._is_given(name)]
        if len(self.secret_key) < 32:
            missing.insert(0, NO_KEY)
        if missing:
            raise ValueError(" ".join(missing))
        return self

    def _is_given(self, name: str) -> bool:
        return name in self.model_fields_set and bool(getattr(self, name))

    @property
    def database(self) -> str:
        """The SQLAlchemy address of the database; SQLite in the instance folder unless another is given."""
        return self.database_url or f"sqlite:///{self.instance / 'naast.db'}"

    @property
    def mailbox(self) -> Path:
        """The folder in which the local mailbox keeps what was sent."""
        return self.instance / "mailbox"

    @property
    def mail_server(self) -> str:
        """The server by which mail leaves this machine; empty where it stays in the local mailbox."""
        return "" if self.keeps_mail else urlsplit(self.smtp_url).hostname or ""

    @property
    def sends_password_openly(self) -> bool:
        """Whether others on the network can read the password of the mail server: a warning, for some servers know no TLS."""
        url = urlsplit(self.smtp_url)
        return url.scheme == "smtp" and bool(url.password) and not _is_this_machine(url.hostname or "")

    @property
    def is_local(self) -> bool:
        return self.mode is Mode.LOCAL

    @property
    def is_production(self) -> bool:
        return self.mode is Mode.PRODUCTION

    def flask(self) -> dict[str, object]:
        """The Flask configuration that follows from these settings."""
        secure = urlsplit(self.base_url).scheme == "https"
        return {
            "SECRET_KEY": self.secret_key or secrets.token_urlsafe(48),
            "SQLALCHEMY_DATABASE_URI": self.database,
            "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(self),
            "SESSION_COOKIE_NAME": "__Host-naast" if secure else "naast",
            "SESSION_COOKIE_SECURE": secure,
            "SESSION_COOKIE_HTTPONLY": True,
            "SESSION_COOKIE_SAMESITE": "Lax",
            "MAX_CONTENT_LENGTH": 5 * 1024 * 1024,
            "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
            "WTF_CSRF_TIME_LIMIT": None,
            "BABEL_DEFAULT_LOCALE": "nl",
            "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
            "BABEL_TRANSLATION_DIRECTORIES": str(ROOT / "network" / "translations"),
            "BOOTSTRAP_SERVE_LOCAL": True,
            "NAAST": self,
        }


def read_settings() -> Settings:
    """The settings of the environment. Raises RefusedSettings."""
    try:
        return Settings()
    except ValidationError as error:
        # Without its cause: that shows what was given, passwords too.
        raise RefusedSettings(" ".join(_why_refused(dict(each)) for each in error.errors())) from None


def _why_refused(error: dict[str, Any]) -> str:
    """Which setting, what was given, and what is allowed, in one sentence."""
    context = error.get("ctx", {})
    if "error" in context:
        return str(context["error"])
    name = error["loc"][0]
    schema = Settings.model_json_schema()["properties"][name]
    allowed = context.get("expected") or error["msg"]
    if schema.get("type") == "integer":
        allowed = f"a whole number from {schema['minimum']} to {schema['maximum']}"
    given = repr(error["input"]) if Settings.model_fields[name].repr else "refused"
    return f"NAAST_{name.upper()} is {given}; give {allowed}."


def _names_server(given: str, schemes: Collection[str]) -> bool:
    """Whether this is an address with one of these schemes, a host, and perhaps a port."""
    try:
        url = urlsplit(given)
        is_whole = url.scheme in schemes and bool(url.hostname) and url.port != 0
    except ValueError:
        return False
    return is_whole and url.path in {"", "/"} and not (url.query or url.fragment or re.search(r"\s", given))


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _engine_options(settings: Settings) -> dict[str, object]:
    if settings.database.startswith("sqlite"):
        return {"connect_args": {"timeout": 15}}
    return {"pool_pre_ping": True, "pool_size": settings.pool_size, "max_overflow": settings.pool_size}
