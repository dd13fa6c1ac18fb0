"""Whether the installation is well: for launchers and load balancers."""

from __future__ import annotations

from flask import Blueprint, jsonify, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from network.access.guard import public
from network.outbox import heartbeat

bp = Blueprint("health", __name__)


@bp.get("/gezond")
@public
def show_health() -> ResponseReturnValue:
    """200 when pages can be served; with `?alles=1` also worker and beat must be alive."""
    state = {"web": True, "database": False, "worker": False, "beat": False}
    try:
        beats = heartbeat.find_heartbeats()
        state["database"] = True
        state["worker"] = heartbeat.is_alive(beats.get("worker"))
        state["beat"] = heartbeat.is_alive(beats.get("beat"))
    except SQLAlchemyError:
        return jsonify(state), 503
    needed = state.values() if request.args.get("alles") else (state["web"], state["database"])
    return jsonify(state), 200 if all(needed) else 503
