"""From a notice to a mail: plain text and HTML in the reader's language, with a one-click way to stop."""

from __future__ import annotations

from collections.abc import Sequence
from email.message import EmailMessage
from email.policy import EmailPolicy
from typing import Any, NamedTuple
from urllib.parse import urljoin

import css_inline
from flask import current_app, render_template
from itsdangerous import BadSignature, URLSafeSerializer

from network.core.i18n import in_language, language_now
from network.models import Delivery, Notice
from network.models.notice import Category
from network.notices.gathering import list_along
from network.notices.kind import KINDS
from network.notices.words import in_words, keeps_words

UNSUBSCRIBE = "List-Unsubscribe"
UNSUBSCRIBE_PATH = "/berichten/afmelden/"
_inliner = css_inline.CSSInliner(keep_style_tags=True, load_remote_stylesheets=False)


class Headline(NamedTuple):
    """What a notice says in one line, and in which language."""

    words: str
    language: str


class _Policy(EmailPolicy):
    """Goes over any server; an address within a header stays whole, for no mail program reads it once it is folded."""

    def fold_binary(self, name: str, value: str) -> bytes:
        return f"{name}: {value}\r\n".encode() if name == UNSUBSCRIBE else super().fold_binary(name, value)


_POLICY = _Policy(linesep="\r\n", cte_type="7bit")


def build_message(delivery: Delivery) -> EmailMessage:
    """The mail of a delivery and of what goes along, with a Message-ID that stays the same when it is sent again."""
    notice = delivery.notice
    along = [one.notice for one in list_along(delivery)]
    language = notice.recipient.language if notice.recipient else notice.language
    with in_language(language if along else _language_of(notice, language)):
        context = _context_of_several([notice, *along]) if along else _context(notice)
        template = "email/_gathered" if along else f"email/{notice.kind}/body"
        text = render_template(f"{template}.txt", **context)
        page = render_template(f"{template}.html", **context)
    message = EmailMessage(policy=_POLICY)
    message["From"] = current_app.config["NAAST"].mail_from
    message["To"] = notice.address
    message["Subject"] = context["headline"]
    message["Message-ID"] = delivery.message_id
    message["Auto-Submitted"] = "auto-generated"
    if context["unsubscribe_url"]:
        message[UNSUBSCRIBE] = f"<{context['unsubscribe_url']}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(text)
    message.add_alternative(_inliner.inline(page), subtype="html")
    return message


def headline_of(notice: Notice) -> Headline:
    """The line of a notice in the inbox, in the language of whoever reads it now; as it was sent where that fails."""
    language = _language_of(notice, language_now())
    with in_language(language):
        words = _find_headline(notice)
    return Headline(words, language) if words else Headline(notice.subject, notice.language)


def absolute(path: str) -> str:
    """The address of a path of this installation, for use outside a request."""
    return urljoin(current_app.config["NAAST"].base_url, path)


def read_unsubscribe_token(token: str) -> tuple[str, Category] | None:
    """The person (public id) and category of an unsubscribe link; None when it was tampered with."""
    try:
        user_id, category = _serializer().loads(token)
        return str(user_id), Category(category)
    except (BadSignature, ValueError):
        return None


def _language_of(notice: Notice, wanted: str) -> str:
    """What is said is in one language: that of the words which the notice keeps, where it keeps any."""
    return notice.language if keeps_words(notice.params) else wanted


def _find_headline(notice: Notice) -> str:
    """In the present language; "" for a kind that is gone, or a notice of before its kind told so much."""
    kind = KINDS.get(notice.kind)
    try:
        return kind.headline(in_words(notice.params)) if kind else ""
    except KeyError:
        return ""


def _context(notice: Notice) -> dict[str, Any]:
    params = in_words(notice.params)
    return _around(notice) | {
        "params": params,
        **KINDS[notice.kind].words(params),
        "url": _url_of(notice),
        "headline": _find_headline(notice) or notice.subject,
    }


def _context_of_several(notices: Sequence[Notice]) -> dict[str, Any]:
    """The words of a mail with several notices of one kind to one reader: a line and a link for each, and no button."""
    kind = KINDS[notices[0].kind]
    headline, lead = kind.of_several(len(notices))
    lines = [(kind.line(in_words(one.params)), _url_of(one)) for one in notices]
    return _around(notices[0]) | {"headline": headline, "lead": lead, "lines": lines, "url": ""}


def _around(notice: Notice) -> dict[str, Any]:
    """What stands above and below every mail to who gets this notice."""
    return {
        "reason": KINDS[notice.kind].reason(),
        "name": notice.recipient.first_name if notice.recipient else "",
        "unsubscribe_url": _unsubscribe_url(notice),
        "home_url": absolute("/"),
    }


def _url_of(notice: Notice) -> str:
    path = KINDS[notice.kind].mail_path(notice)
    return absolute(path) if path else ""


def _unsubscribe_url(notice: Notice) -> str:
    if notice.recipient is None or notice.category is Category.ACCOUNT:
        return ""
    token = _serializer().dumps([notice.recipient.public_id, notice.category.value])
    return absolute(UNSUBSCRIBE_PATH + str(token))


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="unsubscribe")
