"""since when work fails again and again, and when a mail last did"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0016'
down_revision = '0015'


def upgrade() -> None:
    op.add_column('outbox_entry', sa.Column('failing_since', sa.DateTime(timezone=True)))
    op.add_column('delivery', sa.Column('failed_at', sa.DateTime(timezone=True)))
    op.create_index('ix_delivery_failed', 'delivery', ['failed_at'])
    # The best that is known of what failed before.
    op.execute("UPDATE outbox_entry SET failing_since = created_at WHERE state = 'pending' AND last_error <> '' AND attempts > 0")
    op.execute("UPDATE delivery SET failed_at = created_at WHERE last_error <> ''")


def downgrade() -> None:
    op.drop_index('ix_delivery_failed', table_name='delivery')
    op.drop_column('delivery', 'failed_at')
    op.drop_column('outbox_entry', 'failing_since')
