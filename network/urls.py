"""The one list of blueprints."""

from __future__ import annotations

from flask import Flask

import network.answering.passing_views
import network.engagements.asking_after_views
import network.engagements.contact_views
import network.expertise.editing_views
import network.expertise.hours_views
import network.expertise.publishing_views
import network.knowledge.reviewing_views
import network.knowledge.writing_views
import network.offers.managing_views  # noqa: F401 - these add pages to the blueprints of their slices
from network.accounts.views import bp as accounts
from network.answering.views import bp as answering
from network.asking.views import bp as asking
from network.coordination.views import bp as coordination
from network.division.views import bp as division
from network.engagements.views import bp as engagements
from network.expertise.views import bp as expertise
from network.knowledge.views import bp as knowledge
from network.notices.views import bp as notices
from network.offers.views import bp as offers
from network.policies.views import bp as policies
from network.schools.views import bp as schools
from network.steering.views import bp as steering
from network.support_requests.views import bp as support_requests
from network.taxonomy.views import bp as taxonomy
from network.web.health import bp as health
from network.web.mailbox import bp as mailbox
from network.web.status import bp as status
from network.web.views import bp as web

BLUEPRINTS = (
    web,
    accounts,
    asking,
    support_requests,
    answering,
    steering,
    engagements,
    knowledge,
    coordination,
    policies,
    division,
    expertise,
    offers,
    schools,
    notices,
    taxonomy,
    status,
    mailbox,
    health,
)


def register(app: Flask) -> None:
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
