"""closed schools on the cards of their profiles; the promise to hear anew what other words may change"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0007'
down_revision = '0006'

OUTBOX = ('match_request', 'follow_up', 'deliver_notice', 'offer_room')

CLOSED = """
    UPDATE profile_card SET is_open = false WHERE profile_id IN (
        SELECT expertise_profile.id FROM expertise_profile
        JOIN location ON location.id = expertise_profile.location_id
        WHERE location.closed_on IS NOT NULL
    )
"""


def upgrade() -> None:
    # The default stays: processes of the version before go on writing cards while this one comes in.
    op.add_column('profile_card', sa.Column('is_open', sa.Boolean(), nullable=False, server_default=sa.true()))
    op.execute(CLOSED)
    _allow((*OUTBOX, 'hear_anew'))


def downgrade() -> None:
    op.execute("DELETE FROM outbox_entry WHERE kind = 'hear_anew'")
    _allow(OUTBOX)
    op.drop_column('profile_card', 'is_open')


def _allow(kinds: tuple[str, ...]) -> None:
    words = ', '.join(f"'{kind}'" for kind in kinds)
    name = op.f('ck_outbox_entry_kind')
    with op.batch_alter_table('outbox_entry') as batch_op:
        batch_op.drop_constraint(name, type_='check')
        batch_op.create_check_constraint(name, f'kind IN ({words})')
