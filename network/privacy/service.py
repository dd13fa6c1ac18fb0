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
from network.privacy.denials import may_be_denied, phrase_of
from network.privacy.findings import Finding, FindingKind
from network.privacy.guard import check_all

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
    found = check_all(told)
    if not any(found.values()):
        return
    believed = set(not_names) | _denied_before(about, _deniable(found, told))
    findings = {field: places for field, places in check_all(told, believed).items() if places}
    if findings:
        raise IdentifyingText(findings, believed)


def deny_names(about: Base, not_names: Collection[str], texts: Mapping[str, str], *, actor_id: int) -> None:
    """Keep that these phrases in these texts are no pupil's name, for as long as `about` stands; what was kept is not kept twice."""
    if not not_names:
        return
    said = _deniable(check_all(texts), texts) & set(not_names)
    said -= _denied_before(about, said)
    if said:
        digests = sorted(_digest(about, phrase) for phrase in said)
        record(NOT_A_NAME, about, actor_id=actor_id, kind=FindingKind.NAME.value, count=len(said), digests=digests)


def _deniable(found: Mapping[str, Sequence[Finding]], texts: Mapping[str, str]) -> set[str]:
    return {phrase_of(one.of(texts[field])) for field, places in found.items() for one in places if may_be_denied(one)}


def _denied_before(about: Base | None, phrases: Collection[str]) -> set[str]:
    if about is None or not phrases:
        return set()
    events = db.session.scalars(
        select(AuditEvent).where(
            AuditEvent.subject_type == about.__tablename__,
            AuditEvent.subject_id == about.id,  # type: ignore[attr-defined]  # every aggregate has one
            AuditEvent.action == NOT_A_NAME,
        )
    )
    kept = {digest for event in events for digest in event.details["digests"]}
    return {phrase for phrase in phrases if _digest(about, phrase) in kept}


def _digest(about: Base, phrase: str) -> str:
    """Of this thing only: the same word of another has another digest, and without the key nobody can try names."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    said = f"{NOT_A_NAME}:{about.__tablename__}:{about.id}:{phrase}"  # type: ignore[attr-defined]  # every aggregate has one
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:32]
