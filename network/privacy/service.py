"""The guard at every entrance: text that could identify a pupil is refused before it is stored.

Of a name that is no pupil's, what the writer says is kept with the thing it is written about: its kind, how many, and a keyed
digest by which the same word is known again; never the word.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence

from flask import current_app
from sqlalchemy import select

from network.access.audit import record
from network.core.database import Base, db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.models import AuditEvent
from network.privacy import guard
from network.privacy.findings import Finding, FindingKind

NOT_A_NAME = "text.not_a_name"


class IdentifyingText(InvalidInput):
    """Texts hold what could identify a pupil. `findings` says by field where it stands, never what.

    `not_names`: the phrases of these texts of which was said before that they are no pupil's name.
    """

    def __init__(self, findings: Mapping[str, Sequence[Finding]], not_names: Collection[str] = ()) -> None:
        super().__init__(
            _("Hier staat iets waaraan je een leerling kunt herkennen. Haal het weg en ga dan verder."),
            field=next(iter(findings)),
        )
        self.findings = findings
        self.not_names = not_names


def refuse_identifying(about: Base | None = None, /, *, not_names: Collection[str] = (), **texts: str) -> None:
    """Raise IdentifyingText with all that the guard finds in these texts (field=text), so that it is mended at once.

    A name passes when it was said of `about` that it is no pupil's, or is said now (`not_names`).
    """
    told = {field: text or "" for field, text in texts.items()}
    readings = guard.read_all(told)
    if not any(one.seen for one in readings.values()):
        return
    before = _denied_before(about)
    denied = guard.denied_in(readings, lambda phrase: phrase in not_names or _is_kept(about, phrase, before))
    believed = set(not_names).union(*denied.values())
    findings = {field: places for field, places in guard.findings_in(readings, believed).items() if places}
    if findings:
        raise IdentifyingText(findings, believed)


def deny_names(about: Base, not_names: Collection[str], texts: Mapping[str, str], *, actor_id: int) -> None:
    """Keep that these phrases in these texts are no pupil's name, for as long as `about` stands; what was kept is not kept twice."""
    if not not_names:
        return
    before = _denied_before(about)
    denied = guard.denied_in(guard.read_all(texts), lambda phrase: phrase in not_names)
    digests = {_digest(about, phrase) for phrase in set().union(*denied.values())} - before
    if digests:
        kind, count = FindingKind.NAME.value, len(digests)
        record(NOT_A_NAME, about, actor_id=actor_id, kind=kind, count=count, digests=sorted(digests))


def _denied_before(about: Base | None) -> set[str]:
    """The digests of what was said of this thing before."""
    if about is None:
        return set()
    events = db.session.scalars(
        select(AuditEvent).where(
            AuditEvent.subject_type == about.__tablename__,
            AuditEvent.subject_id == about.id,  # type: ignore[attr-defined]  # every aggregate has one
            AuditEvent.action == NOT_A_NAME,
        )
    )
    return {digest for event in events for digest in event.details["digests"]}


def _is_kept(about: Base | None, phrase: str, digests: Collection[str]) -> bool:
    return about is not None and bool(digests) and _digest(about, phrase) in digests


def _digest(about: Base, phrase: str) -> str:
    """Of this thing only: the same word of another has another digest, and without the key nobody can try names."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    said = f"{NOT_A_NAME}:{about.__tablename__}:{about.id}:{phrase}"  # type: ignore[attr-defined]  # every aggregate has one
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:32]
