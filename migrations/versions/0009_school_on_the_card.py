"""where the school of a profile is, its holidays and the day of confirmation on the card; who is far and may fit is found by index"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0009'
down_revision = '0008'

# The day in UTC: the next change of the profile writes the day on the clock of the country.
FILL = """
    UPDATE profile_card SET
        location_id = (SELECT location_id FROM expertise_profile WHERE expertise_profile.id = profile_card.profile_id),
        confirmed_on = (SELECT {day} FROM expertise_profile WHERE expertise_profile.id = profile_card.profile_id),
        holiday_region = (
            SELECT location.holiday_region FROM location
            JOIN expertise_profile ON expertise_profile.location_id = location.id
            WHERE expertise_profile.id = profile_card.profile_id
        )
"""


NEAR = ('reach', 'state', 'latitude', 'longitude', 'reach_km', 'profile_id')
NEAR_AND_FITTING = (*NEAR, 'need_signature', 'form_signature')


def upgrade() -> None:
    # The defaults stay: processes of the version before go on writing cards while this one comes in.
    op.add_column('profile_card', sa.Column('location_id', sa.Integer(), nullable=False, server_default='0'))
    op.add_column('profile_card', sa.Column('confirmed_on', sa.Date(), nullable=True))
    op.add_column('profile_card', sa.Column('holiday_region', sa.String(length=10), nullable=False, server_default=''))
    is_sqlite = op.get_bind().dialect.name == 'sqlite'
    op.execute(FILL.format(day='date(confirmed_at)' if is_sqlite else "(confirmed_at AT TIME ZONE 'UTC')::date"))
    _index(NEAR_AND_FITTING)


def downgrade() -> None:
    _index(NEAR)
    for name in ('holiday_region', 'confirmed_on', 'location_id'):
        op.drop_column('profile_card', name)


def _index(columns: tuple[str, ...]) -> None:
    op.drop_index('ix_profile_card_reach', table_name='profile_card')
    op.create_index('ix_profile_card_reach', 'profile_card', list(columns))
