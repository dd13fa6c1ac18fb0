"""what is usual in a region is counted now and then: scores compare a profile with it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0021'
down_revision = '0020'


def upgrade() -> None:
    op.create_table(
        'region_figures',
        sa.Column('region_id', sa.Integer(), nullable=False),
        sa.Column('providers', sa.Integer(), nullable=False),
        sa.Column('busy', sa.Double(), nullable=False),
        sa.Column('yeses', sa.Integer(), nullable=False),
        sa.Column('answers', sa.Integer(), nullable=False),
        sa.Column('counted_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('providers > 0 AND busy >= 0', name=op.f('ck_region_figures_somebody')),
        sa.CheckConstraint('yeses BETWEEN 0 AND answers', name=op.f('ck_region_figures_yeses_range')),
        sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_region_figures_region_id_region'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('region_id', name=op.f('pk_region_figures')),
    )


def downgrade() -> None:
    op.drop_table('region_figures')
