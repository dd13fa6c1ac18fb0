"""The decorator that every view carries, and the check on an object once it is loaded."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from flask import Flask, abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from network.access.identity import current_viewer, forget_ended_session
from network.access.permissions import Permission
from network.access.policy import SEEN_BY, is_allowed
from network.access.viewer import Viewer
from network.core.errors import NotAllowed, NotFound
from network.core.i18n import _

# What is secret is typed again rather than carried along.
SECRET_FIELDS = frozenset({"password", "present"})

View = TypeVar("View", bound=Callable[..., Any])


def public(view: View) -> View:
    """This view is for everybody, signed in or not."""
    view.__naast_access__ = {"*": None}  # type: ignore[attr-defined]  # read by the test that walks the URL map
    return view


def requires(permission: Permission, *, post: Permission | None = None) -> Callable[[View], View]:
    """Only for readers with this permission; `post` when writing takes another one than reading."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> ResponseReturnValue:
            viewer = current_viewer()
            if viewer is None:
                return _to_sign_in()
            needed = post if post and request.method == "POST" else permission
            if not is_allowed(viewer, needed):
                abort(403)
            return view(*args, **kwargs)  # type: ignore[no-any-return]  # a view's own answer

        guarded.__naast_access__ = {"*": permission, "POST": post or permission}  # type: ignore[attr-defined]
        return guarded  # type: ignore[return-value]  # wraps keeps the signature

    return decorate


def viewer() -> Viewer:
    """The reader of a guarded view."""
    found = current_viewer()
    if found is None:
        abort(401)
    return found


def may(permission: Permission | str, subject: Any = None) -> bool:
    """Whether the present reader may do this with the subject; False when nobody is signed in."""
    reader = current_viewer()
    return reader is not None and is_allowed(reader, Permission(permission), subject)


def ensure(permission: Permission, subject: Any) -> None:
    """Raise NotFound where the reader may not know the subject, NotAllowed where seen but not permitted."""
    if may(permission, subject):
        return
    seen = SEEN_BY.get(permission)
    if seen and may(seen, subject):
        raise NotAllowed(_("Je mag dit wel bekijken, maar er niets in wijzigen."))
    raise NotFound(_("Deze pagina bestaat niet, of is niet voor jou."))


def fields_sent() -> frozenset[str]:
    """The names of what somebody filled in, in the form of this request; none when a password is among them."""
    names = frozenset(request.form) - {"csrf_token"}
    return names if not names & SECRET_FIELDS else frozenset()


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(may=may, current_viewer=current_viewer)


def _to_sign_in() -> ResponseReturnValue:
    """To the sign-in page, and from there back: to the page itself, or to the form that was just sent.

    What was typed goes along (307: the browser sends it once more, now to the sign-in page).
    """
    if forget_ended_session() or request.method != "GET":
        flash(_("Je bent intussen uitgelogd. Log opnieuw in; dan ga je verder waar je was."), "error")
    if request.method == "GET":
        return redirect(url_for("accounts.sign_in", verder=request.full_path))
    if fields_sent():
        return redirect(url_for("accounts.sign_in", verder=request.full_path.rstrip("?")), code=307)
    has_form = request.url_rule is not None and "GET" in (request.url_rule.methods or ())
    return redirect(url_for("accounts.sign_in", verder=request.path if has_form else None))
