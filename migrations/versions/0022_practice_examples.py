"""practice examples: what a school learned, told for others"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0022'
down_revision = '0021'

SETTINGS = ('pupil', 'group', 'team', 'school')
STATES = ('draft', 'in_review', 'published', 'withdrawn')


def upgrade() -> None:
    op.create_table('practice_example',
    sa.Column('title', sa.String(length=120), nullable=False),
    sa.Column('situation', sa.Text(), nullable=False),
    sa.Column('approach', sa.Text(), nullable=False),
    sa.Column('learned', sa.Text(), nullable=False),
    sa.Column('setting', sa.Enum(*SETTINGS, name='setting', native_enum=False, create_constraint=True, length=32), nullable=True),
    sa.Column('state', sa.Enum(*STATES, name='state', native_enum=False, create_constraint=True, length=32), nullable=False),
    sa.Column('review_note', sa.String(length=500), nullable=False),
    sa.Column('region_id', sa.Integer(), nullable=True),
    sa.Column('profile_id', sa.Integer(), nullable=True),
    sa.Column('engagement_id', sa.Integer(), nullable=True),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('heard', sa.Text(), nullable=True),
    sa.Column('heard_by', sa.String(length=16), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('public_id', sa.String(length=16), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("state <> 'in_review' OR submitted_at IS NOT NULL", name=op.f('ck_practice_example_submitted_at_given')),
    sa.CheckConstraint("state <> 'published' OR published_at IS NOT NULL", name=op.f('ck_practice_example_published_at_given')),
    sa.CheckConstraint(
        "state = 'draft' OR (title <> '' AND situation <> '' AND approach <> '' AND learned <> '')",
        name=op.f('ck_practice_example_complete_when_sent'),
    ),
    sa.ForeignKeyConstraint(['author_id'], ['user.id'], name=op.f('fk_practice_example_author_id_user'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['engagement_id'], ['engagement.id'], name=op.f('fk_practice_example_engagement_id_engagement'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['profile_id'], ['expertise_profile.id'], name=op.f('fk_practice_example_profile_id_expertise_profile'), ondelete='SET NULL'),
    sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_practice_example_region_id_region')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_practice_example')),
    sa.UniqueConstraint('engagement_id', name=op.f('uq_practice_example_engagement_id')),
    sa.UniqueConstraint('public_id', name=op.f('uq_practice_example_public_id'))
    )
    with op.batch_alter_table('practice_example', schema=None) as batch_op:
        batch_op.create_index('ix_practice_example_listed', ['state', 'published_at', 'id'], unique=False)
        batch_op.create_index('ix_practice_example_region', ['region_id', 'state'], unique=False)

    op.create_table('example_term',
    sa.Column('example_id', sa.Integer(), nullable=False),
    sa.Column('term_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['example_id'], ['practice_example.id'], name=op.f('fk_example_term_example_id_practice_example'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['term_id'], ['term.id'], name=op.f('fk_example_term_term_id_term')),
    sa.PrimaryKeyConstraint('example_id', 'term_id', name=op.f('pk_example_term'))
    )
    with op.batch_alter_table('example_term', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_example_term_term_id'), ['term_id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('example_term', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_example_term_term_id'))

    op.drop_table('example_term')
    with op.batch_alter_table('practice_example', schema=None) as batch_op:
        batch_op.drop_index('ix_practice_example_region')
        batch_op.drop_index('ix_practice_example_listed')

    op.drop_table('practice_example')
