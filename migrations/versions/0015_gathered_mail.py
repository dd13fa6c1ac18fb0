"""which notices go in one mail is found by its Message-ID"""

from __future__ import annotations

from alembic import op


revision = '0015'
down_revision = '0014'


def upgrade() -> None:
    op.create_index('ix_delivery_mail', 'delivery', ['message_id'])


def downgrade() -> None:
    op.drop_index('ix_delivery_mail', table_name='delivery')
