"""random public ids for every row that an address names; who is near enough, from the index alone"""

from __future__ import annotations

import secrets

import sqlalchemy as sa
from alembic import op


revision = '0005'
down_revision = '0004'

TABLES = ('profile_person', 'capacity_period', 'absence', 'synonym', 'outbox_entry')
ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
PER_BATCH = 5_000
REACH = ('reach', 'state', 'latitude', 'longitude', 'reach_km')


def upgrade() -> None:
    for table in TABLES:
        # With a default the column comes in beside the rows: SQLite would otherwise copy the table, and lose its CHECKs.
        op.add_column(table, sa.Column('public_id', sa.String(length=16), nullable=False, server_default=''))
        _fill(table)
        op.create_index(op.f(f'ix_{table}_public_id'), table, ['public_id'], unique=True)
        if op.get_bind().dialect.name != 'sqlite':
            op.alter_column(table, 'public_id', server_default=None)
    _index_reach([*REACH, 'profile_id'])


def downgrade() -> None:
    _index_reach([*REACH])
    for table in TABLES:
        op.drop_index(op.f(f'ix_{table}_public_id'), table_name=table)
        op.drop_column(table, 'public_id')


def _index_reach(columns: list[str]) -> None:
    op.drop_index('ix_profile_card_reach', table_name='profile_card')
    op.create_index('ix_profile_card_reach', 'profile_card', columns, unique=False)


def _fill(name: str) -> None:
    bind = op.get_bind()
    table = sa.table(name, sa.column('id', sa.Integer), sa.column('public_id', sa.String))
    ids = bind.scalars(sa.select(table.c.id)).all()
    statement = sa.update(table).where(table.c.id == sa.bindparam('row')).values(public_id=sa.bindparam('given'))
    for start in range(0, len(ids), PER_BATCH):
        bind.execute(statement, [{'row': row, 'given': _new_id()} for row in ids[start:start + PER_BATCH]])


def _new_id() -> str:
    return ''.join(secrets.choice(ALPHABET) for _ in range(16))
