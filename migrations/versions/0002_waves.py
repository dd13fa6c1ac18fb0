"""widening, waiting list, passing on"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0002'
down_revision = '0001'

FOLLOW_UPS = (
    'first_reminder', 'second_reminder', 'next_wave', 'still_searching', 'check_in', 'silent_engagement', 'evaluation',
    'effect_question', 'profile_freshness', 'profile_resume', 'offer_waiting',
)
OUTBOX = ('match_request', 'follow_up', 'deliver_notice')


def upgrade() -> None:
    _allow('follow_up', (*FOLLOW_UPS, 'invitation_expiry', 'waiting_long'))
    _allow('outbox_entry', (*OUTBOX, 'offer_room'))
    with op.batch_alter_table('support_request') as batch_op:
        batch_op.add_column(sa.Column('is_waiting', sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column('waiting_since', sa.DateTime(timezone=True), nullable=True))
        batch_op.create_check_constraint(
            op.f('ck_support_request_waits_while_searching'),
            "NOT is_waiting OR (state = 'searching' AND waiting_since IS NOT NULL)",
        )
        batch_op.create_index(
            'ix_support_request_waiting',
            ['waiting_since'],
            sqlite_where=sa.text('is_waiting'),
            postgresql_where=sa.text('is_waiting'),
        )
    with op.batch_alter_table('support_request') as batch_op:
        batch_op.alter_column('is_waiting', existing_type=sa.Boolean(), existing_nullable=False, server_default=None)
    with op.batch_alter_table('match') as batch_op:
        batch_op.add_column(sa.Column('via_region_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_match_via_region_id_region'), 'region', ['via_region_id'], ['id'])
    op.create_table(
        'request_widening',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('request_id', sa.Integer(), nullable=False),
        sa.Column('region_id', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_request_widening_region_id_region')),
        sa.ForeignKeyConstraint(
            ['request_id'], ['support_request.id'],
            name=op.f('fk_request_widening_request_id_support_request'), ondelete='CASCADE',
        ),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_request_widening')),
        sa.UniqueConstraint('request_id', 'region_id', name=op.f('uq_request_widening_request_id_region_id')),
    )
    op.create_table(
        'passed_invitation',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('match_id', sa.Integer(), nullable=False),
        sa.Column('by_id', sa.Integer(), nullable=False),
        sa.Column('to_id', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['by_id'], ['user.id'], name=op.f('fk_passed_invitation_by_id_user')),
        sa.ForeignKeyConstraint(
            ['match_id'], ['match.id'], name=op.f('fk_passed_invitation_match_id_match'), ondelete='CASCADE'
        ),
        sa.ForeignKeyConstraint(['to_id'], ['user.id'], name=op.f('fk_passed_invitation_to_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_passed_invitation')),
        sa.UniqueConstraint('match_id', 'to_id', name=op.f('uq_passed_invitation_match_id_to_id')),
    )
    op.create_table(
        'suggestion',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('request_id', sa.Integer(), nullable=False),
        sa.Column('profile_id', sa.Integer(), nullable=False),
        sa.Column('suggested_by_id', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ['profile_id'], ['expertise_profile.id'], name=op.f('fk_suggestion_profile_id_expertise_profile')
        ),
        sa.ForeignKeyConstraint(
            ['request_id'], ['support_request.id'],
            name=op.f('fk_suggestion_request_id_support_request'), ondelete='CASCADE',
        ),
        sa.ForeignKeyConstraint(['suggested_by_id'], ['user.id'], name=op.f('fk_suggestion_suggested_by_id_user')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_suggestion')),
        sa.UniqueConstraint('request_id', 'profile_id', name=op.f('uq_suggestion_request_id_profile_id')),
    )


def downgrade() -> None:
    op.drop_table('suggestion')
    op.drop_table('passed_invitation')
    op.drop_table('request_widening')
    with op.batch_alter_table('match') as batch_op:
        batch_op.drop_constraint(op.f('fk_match_via_region_id_region'), type_='foreignkey')
        batch_op.drop_column('via_region_id')
    with op.batch_alter_table('support_request') as batch_op:
        batch_op.drop_index('ix_support_request_waiting')
        batch_op.drop_constraint(op.f('ck_support_request_waits_while_searching'), type_='check')
        batch_op.drop_column('waiting_since')
        batch_op.drop_column('is_waiting')
    op.execute("DELETE FROM follow_up WHERE kind IN ('invitation_expiry', 'waiting_long')")
    op.execute("DELETE FROM outbox_entry WHERE kind = 'offer_room'")
    _allow('outbox_entry', OUTBOX)
    _allow('follow_up', FOLLOW_UPS)


def _allow(table: str, kinds: tuple[str, ...]) -> None:
    """Let the column `kind` of the table hold these words and no others."""
    words = ', '.join(f"'{kind}'" for kind in kinds)
    name = op.f(f'ck_{table}_kind')
    with op.batch_alter_table(table) as batch_op:
        batch_op.drop_constraint(name, type_='check')
        batch_op.create_check_constraint(name, f'kind IN ({words})')
