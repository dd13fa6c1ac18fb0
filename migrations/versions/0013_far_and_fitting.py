"""who is far is looked up only when all four lists may fit, which the index tells"""

from __future__ import annotations

from alembic import op


revision = '0013'
down_revision = '0012'

NEAR_AND_FITTING = (
    'reach',
    'state',
    'latitude',
    'longitude',
    'reach_km',
    'profile_id',
    'need_signature',
    'form_signature',
)


def upgrade() -> None:
    _index((*NEAR_AND_FITTING, 'age_signature', 'school_type_signature'))


def downgrade() -> None:
    _index(NEAR_AND_FITTING)


def _index(columns: tuple[str, ...]) -> None:
    op.drop_index('ix_profile_card_reach', table_name='profile_card')
    op.create_index('ix_profile_card_reach', 'profile_card', list(columns))
