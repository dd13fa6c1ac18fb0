"""By which words a date is one on which something happened, and no birth: "het MDO van 3 februari", "na 12 mei". Pure; part of the text guard."""

from __future__ import annotations

import re

from network.names.cues import CHILD

_CHILD = rf"(?:{CHILD})"
# What schools, and who helps them, hold, write or see happen on a day.
_EVENT = (
    r"(?:mdo|opp|tlv|hgpd|hgw|iep|zat|cito|wisc|dle|iq|dmt|avi|ots"
    r"|[a-zé-]{0,20}(?:rapport|rapportage|verslag|onderzoek|brief|mail|toets|test|gesprek|overleg|besluit|beschikking|incident|voorval"
    r"|(?<!aan)melding|schorsing|verzuim|periode|observatie|intake|diagnose|evaluatie|afspraak|bezoek|bespreking|consult|consultatie"
    r"|screening|afname|meting|logboek|notulen|notitie|bijeenkomst|opname|operatie|ongeluk|verhuizing|scheiding"
    r"|overlijden|vergadering|plan|document|formulier|meeting|start|startdatum|terugkoppeling|toestemming|aankomst|vertrek|toelating"
    r"|plaatsing|schrijving|stelling|wijzing|kenning|tekening|behandeling|wisseling|verlening|afsluiting|weigering|signalering|indicatie|aangifte|testing|time-out))"
)
_EVENTS = rf"{_EVENT}(?:s|k?en)?"
_HAPPENED = r"(?:was|kwam|kwamen|begon|begonnen|ging|gingen|startte|vond|vonden|kreeg|kregen|werd|werden)"
_FOR_WHOM = (
    rf"(?:\s(?!(?:{_CHILD}|geb|[mvj]|pleegkind|brugklasser)\b)(?-i:[a-zà-ÿ][a-zà-ÿ'’-]{{0,20}}|[A-Z]{{2,5}})){{0,2}}"
)
_PARTICIPLE = (
    r"(?:(?:af|aan|op|in|uit|mee|door|na|terug|weg|onder|voor|binnen|over)?ge(?!boren|dateerd|komen)[a-zë]{3,}(?:d|t|en)"
    r"|(?:be|ver|her)(?!legen)[a-zë]{3,}(?:d|en)|onderzocht|bezocht|overleden)"
)
_BEFORE = re.compile(
    r"\b(?:(?:op|sinds|vanaf|per|tot|t/m|tot en met|d\.?d\.?|gedateerd|ingang van|tussen|na|voor|laatste|vorige"
    rf"|{_HAPPENED})\s(?:\d{{1,2}},?\s(?:en\s)?){{0,4}}|{_EVENTS}{_FOR_WHOM}[ :(]{{1,3}}|{_PARTICIPLE}{_FOR_WHOM}:?\s)\Z",
    re.I,
)
# Who is born is told in the same words: "zijn verjaardag was", "het geboorteonderzoek op".
_OF_BIRTH = re.compile(
    r"\b(?:geb(?:\.\s?\w{0,5}|dat\w*)?|geboren|geboorte\w*|verjaardag|verjaart|jarig|leeftijd|wereld|beviel|bevallen)(?:\s[\w-]{1,20}){0,4}[\s:(]{1,3}$",
    re.I,
)
_NOTED_BEHIND = re.compile(rf"\s(?:{_EVENTS}|{_PARTICIPLE})\b", re.I)
_TOLD_BEHIND = re.compile(rf"\s(?:{_HAPPENED}\b|(?:tot|t/m|tot\sen\smet)\s(?=\d))|:\s(?!{_CHILD}\b)", re.I)
# Of whom a date is told: "14-02-2016, groep 6", "(broertje)", "12-03-2016: m".
_A_CHILD_BEHIND = re.compile(
    rf" ?[,;:(] ?(?:(?:een|het|de)\s)?(?:{_CHILD}\b|[mvj]\b|gr(?:oep|\.)?\s?\d|brugklas|jongste|oudste|enig\s)",
    re.I,
)
_BIRTH_BEHIND = re.compile(r"\s(?:[\w-]{1,20}\s){0,4}(?:ter wereld|op de wereld|bevallen|verjaardag)\b", re.I)
# The second of a list or of a period is what the first one is.
_GOES_ON = re.compile(r" ?(?:,|en|,? en|of|&|\+|/|-|t/m|tot(?: en met)?) ?", re.I)


def is_event(text: str, start: int, end: int) -> bool:
    """Whether the words around a date tell of something that happened, began or was written then."""
    before = text[max(0, start - 60) : start]
    if _OF_BIRTH.search(before) or is_of_somebody(text, end) or _BIRTH_BEHIND.match(text, end):
        return False
    is_told = _BEFORE.search(before) or _TOLD_BEHIND.match(text, end)
    return is_told is not None or is_noted(text, end)


def is_of_somebody(text: str, end: int) -> bool:
    """Whether a child, a sex or a group stands right behind a date: "14-02-2016, groep 6", "14-02-2016: m"."""
    return _A_CHILD_BEHIND.match(text, end) is not None


def is_noted(text: str, end: int) -> bool:
    """Whether what happened is noted right behind a date: "12-3-2024 besproken", "12 mei gesprek"."""
    return _NOTED_BEHIND.match(text, end) is not None


def goes_on(text: str, end: int, start: int) -> bool:
    """Whether the date that begins at `start` may belong to the one that ends at `end`: "12-01, 14-01 en 22-01"."""
    return _GOES_ON.fullmatch(text, end, start) is not None
