"""what texts have in common is also the rare words that they share"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0014'
down_revision = '0013'


def upgrade() -> None:
    # Filled as soon as profiles are heard anew, which starting Naast does.
    op.add_column('profile_card', sa.Column('rare_words', sa.Text(), nullable=False, server_default=''))


def downgrade() -> None:
    op.drop_column('profile_card', 'rare_words')
