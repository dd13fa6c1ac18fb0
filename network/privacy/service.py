"""The guard at every entrance: text that could identify a pupil is refused before it is stored.

Of a name that is no pupil's, what the writer says is kept with the thing it is written about: its kind, how many, and a keyed
digest by which the same word is known again; never the word.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection, Mapping, Sequence

from flask import current_app, g, has_request_context
from sqlalchemy import select

from network.access.audit import record
from network.core.database import Base, db
from network.core.errors import InvalidInput
from network.core.i18n import _
from network.models import AuditEvent
from network.privacy import guard
from network.privacy.denials import may_be_denied
from network.privacy.findings import Finding, FindingKind
from network.privacy.guard import Readings
from network.privacy.reading import Reading

NOT_A_NAME = "text.not_a_name"


class IdentifyingText(InvalidInput):
    """Texts hold what could identify a pupil. `findings` says by field where it stands, never what.

    `not_names`: the phrases of these texts of which was said before that they are no pupil's name.
    """

    def __init__(self, findings: Mapping[str, Sequence[Finding]], not_names: Collection[str] = ()) -> None:
        super().__init__(_what_to_do(findings), field=next(iter(findings)))
        self.findings = findings
        self.not_names = not_names


def _what_to_do(findings: Mapping[str, Sequence[Finding]]) -> str:
    marked = [one for places in findings.values() for one in places]
    if all(map(may_be_denied, marked)):
        if any(one.kind is FindingKind.INDIRECT for one in marked):
            return _("Is een leerling hieraan te herkennen? Haal het dan weg, of zeg dat dat niet zo is.")
        if any(one.kind is FindingKind.DATE for one in marked):
            return _(
                "Hier staat misschien een geboortedatum of een naam. Haal die weg, of zeg dat die niet van een leerling of ouder is."
            )
        return _("Hier staat misschien een naam. Haal hem weg, of zeg dat het geen leerling of ouder is.")
    return _("Hier staat iets waaraan je een leerling kunt herkennen. Haal het weg en ga dan verder.")


def read_once(texts: Mapping[str, str]) -> dict[str, Reading]:
    """These texts as the guard reads them; within a request each is read once, where it is first seen: before the write lock."""
    if not has_request_context():
        return guard.read_all(texts)
    known: dict[str, Reading] = g.setdefault("texts_read", {})
    known |= guard.read_all({text: text for text in texts.values() if text not in known})
    return {field: known[text] for field, text in texts.items()}


def refuse_identifying(about: Base | None = None, /, *, not_names: Collection[str] = (), **texts: str) -> None:
    """Raise IdentifyingText with all that the guard finds in these texts (field=text), so that it is mended at once.

    A name passes when it was said of `about` that it is no pupil's, or is said now (`not_names`).
    """
    told = {field: text or "" for field, text in texts.items()}
    readings = read_once(told)
    if not any(one.seen for one in readings.values()):
        return
    believed = set(not_names) | _denied_before(readings, about, not_names)
    findings = {field: places for field, places in guard.findings_in(readings, believed).items() if places}
    if findings:
        raise IdentifyingText(findings, believed)


def deny_names(about: Base, not_names: Collection[str], texts: Mapping[str, str], *, actor_id: int) -> None:
    """Keep that these phrases in these texts are no pupil's name, for as long as `about` stands; what was kept is not kept twice."""
    if not not_names:
        return
    before = _digests_kept(about)
    denied = guard.denied_in(read_once(texts), lambda phrase: phrase in not_names)
    digests: dict[str, set[str]] = {}
    for places in denied.values():
        for phrase, place in places.items():
            digests.setdefault(place.kind.value, set()).add(_digest(about, phrase))
    for kind, all_said in digests.items():
        if said := all_said - before:
            record(NOT_A_NAME, about, actor_id=actor_id, kind=kind, count=len(said), digests=sorted(said))


def _digests_kept(about: Base | None) -> set[str]:
    """The digests of the phrases that were said of this thing before to be no pupil's name."""
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


def _denied_before(readings: Readings, about: Base | None, not_names: Collection[str]) -> set[str]:
    """The phrases of these texts of which was said before, of this thing, that they are no pupil's name."""
    before = _digests_kept(about)
    if about is None or not before:
        return set()
    denied = guard.denied_in(readings, lambda phrase: phrase in not_names or _digest(about, phrase) in before)
    return set().union(*denied.values())


def _digest(about: Base, phrase: str) -> str:
    """Of this thing only: the same word of another has another digest, and without the key nobody can try names."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    said = f"{NOT_A_NAME}:{about.__tablename__}:{about.id}:{phrase}"  # type: ignore[attr-defined]  # every aggregate has one
    return hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:32]
