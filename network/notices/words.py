"""How a notice calls what it is about."""

from __future__ import annotations

from typing import Any

from network.core.i18n import _


def question_words(params: dict[str, Any]) -> str:
    """The question as people know it: what it is about, with its code behind where the reader may know that.

    Fits within a sentence. Notices of before the needs were told along have the code alone.
    """
    needs, code = params.get("needs", ""), params.get("code", "")
    if needs and code:
        return _("de vraag over %(needs)s (%(code)s)", needs=needs, code=code)
    if needs:
        return _("de vraag over %(needs)s", needs=needs)
    return _("vraag %(code)s", code=code) if code else _("een vraag")
