"""which model heard a question, so that a newer one hears it again"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0006'
down_revision = '0005'


def upgrade() -> None:
    op.add_column('support_request', sa.Column('heard_by', sa.String(length=16), nullable=True))


def downgrade() -> None:
    op.drop_column('support_request', 'heard_by')
