"""the end of a pause stands on the card: a question whose help begins later may wait for it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0020'
down_revision = '0019'

# A process of the version before writes none while this one comes in: that pause has no end until its card is written anew.
_END = '''
    UPDATE profile_card SET paused_until = (SELECT p.paused_until FROM expertise_profile p WHERE p.id = profile_card.profile_id)
    WHERE state = 'paused'
'''


def upgrade() -> None:
    op.add_column('profile_card', sa.Column('paused_until', sa.Date(), nullable=True))
    op.execute(_END)


def downgrade() -> None:
    op.drop_column('profile_card', 'paused_until')
