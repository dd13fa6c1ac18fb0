"""Markdown of people, made into harmless HTML: no HTML of their own, links that open nothing by themselves."""

from __future__ import annotations

from collections.abc import Iterable

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote"}
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "lheading", "fence"])


def markdown(text: str | None) -> Markup:
    """The text as HTML that may stand on a page, under a heading of the second level."""
    tokens = _parser.parse(text or "")
    _fit_headings(tokens)
    page = _parser.renderer.render(tokens, _parser.options, {})
    return Markup(nh3.clean(page, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"}))  # noqa: S704 - cleaned one call earlier


def _fit_headings(tokens: Iterable[Token]) -> None:
    """Headings begin at the third level and skip none, whatever number of signs people type."""
    headings = [token for token in tokens if token.type in {"heading_open", "heading_close"}]
    highest = headings[0].tag if headings else ""
    for heading in headings:
        heading.tag = "h3" if heading.tag <= highest else "h4"


def init_app(app: Flask) -> None:
    app.jinja_env.filters["markdown"] = markdown
