"""what was heard about a silent traject is a kind of note of its own"""

from __future__ import annotations

from alembic import op


revision = '0017'
down_revision = '0016'


def upgrade() -> None:
    _allow('addition', 'coordinator', 'asked_after')


def downgrade() -> None:
    op.execute("UPDATE request_note SET kind = 'coordinator' WHERE kind = 'asked_after'")
    _allow('addition', 'coordinator')


def _allow(*kinds: str) -> None:
    words = ', '.join(f"'{kind}'" for kind in kinds)
    name = op.f('ck_request_note_kind')
    with op.batch_alter_table('request_note') as batch_op:
        batch_op.drop_constraint(name, type_='check')
        batch_op.create_check_constraint(name, f'kind IN ({words})')
