"""fewer needs and forms share a bit, so that fewer cards are read that do not fit"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0019'
down_revision = '0018'

NEAR = ('reach', 'state', 'latitude', 'longitude', 'reach_km', 'profile_id')
REST = ('age_signature', 'school_type_signature')


def upgrade() -> None:
    # Filled when the cards are looked through, which starting Naast does. Processes of the version before go on
    # writing cards without them while this one comes in: those are let through.
    for name in ('need_bits', 'form_bits'):
        op.add_column('profile_card', sa.Column(name, sa.BigInteger(), nullable=True))
    _index((*NEAR, 'need_bits', 'form_bits', *REST, 'need_signature'))


def downgrade() -> None:
    _index((*NEAR, 'need_signature', 'form_signature', *REST))
    for name in ('form_bits', 'need_bits'):
        op.drop_column('profile_card', name)


def _index(columns: tuple[str, ...]) -> None:
    op.drop_index('ix_profile_card_reach', table_name='profile_card')
    op.create_index('ix_profile_card_reach', 'profile_card', list(columns))
