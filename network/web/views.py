"""Home, help and what the figures mean."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template
from flask.typing import ResponseReturnValue

from network.access.guard import public
from network.access.identity import current_viewer
from network.web.gallery import examples
from network.web.navigation import first_screen

bp = Blueprint("web", __name__)


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    """Signed-in readers go to their first screen; others read what this is."""
    viewer = current_viewer()
    return redirect(first_screen(viewer)) if viewer else render_template("web/home.html")


@bp.get("/uitleg")
@public
def help() -> ResponseReturnValue:
    return render_template("web/help.html")


@bp.get("/uitleg/cijfers")
@public
def figures() -> ResponseReturnValue:
    return render_template("web/figures.html")


@bp.get("/privacy")
@public
def privacy() -> ResponseReturnValue:
    return render_template("web/privacy.html")


@bp.get("/toegankelijkheid")
@public
def accessibility() -> ResponseReturnValue:
    return render_template("web/accessibility.html")


@bp.get("/onderdelen")
@public
def gallery() -> ResponseReturnValue:
    return render_template("web/gallery.html", **examples())
