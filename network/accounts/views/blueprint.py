"""The blueprint on which all pages of accounts stand."""

from __future__ import annotations

from flask import Blueprint

bp = Blueprint("accounts", __name__)
