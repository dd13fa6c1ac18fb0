"""Settings of an installation, read from the environment with the prefix NAAST_ and checked once at start."""

from __future__ import annotations

import secrets
from enum import StrEnum
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent


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

    @model_validator(mode="after")
    def _refuse_an_unsafe_start(self) -> Settings:
        if self.mode is Mode.PRODUCTION and len(self.secret_key) < 32:
            raise ValueError(
                "NAAST_SECRET_KEY is missing or shorter than 32 characters. Make one with: "
                "python3 -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        return self

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
    if not error["loc"]:
        return str(context["error"])
    name = error["loc"][0]
    schema = Settings.model_json_schema()["properties"][name]
    allowed = context.get("expected") or error["msg"]
    if schema.get("type") == "integer":
        allowed = f"a whole number from {schema['minimum']} to {schema['maximum']}"
    given = repr(error["input"]) if Settings.model_fields[name].repr else "refused"
    return f"NAAST_{name.upper()} is {given}; give {allowed}."


def _engine_options(settings: Settings) -> dict[str, object]:
    if settings.database.startswith("sqlite"):
        return {"connect_args": {"timeout": 15}}
    return {"pool_pre_ping": True, "pool_size": settings.pool_size, "max_overflow": settings.pool_size}
