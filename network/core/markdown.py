"""Markdown of people, made into harmless HTML: no HTML of their own, links that open nothing by themselves."""

from __future__ import annotations

import nh3
from flask import Flask
from markdown_it import MarkdownIt
from markupsafe import Markup

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote"}
_parser = MarkdownIt("commonmark", {"html": False, "breaks": True}).disable(["image", "heading", "lheading", "fence"])


def markdown(text: str | None) -> Markup:
    """The text as HTML that may stand on a page."""
    page = _parser.render(text or "")
    return Markup(nh3.clean(page, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https", "http", "mailto"}))  # noqa: S704 - cleaned one call earlier


def init_app(app: Flask) -> None:
    app.jinja_env.filters["markdown"] = markdown
