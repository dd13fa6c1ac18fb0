"""the lines of a division are sent one by one"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0008'
down_revision = '0007'

KINDS = ('match_request', 'follow_up', 'deliver_notice', 'offer_room', 'hear_anew')


def upgrade() -> None:
    _allow((*KINDS, 'send_line'))


def downgrade() -> None:
    op.execute("DELETE FROM outbox_entry WHERE kind = 'send_line'")
    _allow(KINDS)


def _allow(kinds: tuple[str, ...]) -> None:
    """Let the column `kind` hold these words and no others."""
    words = ', '.join(f"'{kind}'" for kind in kinds)
    name = op.f('ck_outbox_entry_kind')
    with op.batch_alter_table('outbox_entry') as batch_op:
        batch_op.drop_constraint(name, type_='check')
        batch_op.create_check_constraint(name, f'kind IN ({words})')
