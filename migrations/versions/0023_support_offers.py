"""trainings, webinars and open consultation hours of special schools, and who takes part"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0023'
down_revision = '0022'


def upgrade() -> None:
    _create_offers()
    op.create_table(
        'offer_region',
        sa.Column('offer_id', sa.Integer(), nullable=False),
        sa.Column('region_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['offer_id'], ['support_offer.id'], name=op.f('fk_offer_region_offer_id_support_offer'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['region_id'], ['region.id'], name=op.f('fk_offer_region_region_id_region')),
        sa.PrimaryKeyConstraint('offer_id', 'region_id', name=op.f('pk_offer_region')),
    )
    op.create_index(op.f('ix_offer_region_region_id'), 'offer_region', ['region_id'])
    op.create_table(
        'offer_term',
        sa.Column('offer_id', sa.Integer(), nullable=False),
        sa.Column('term_id', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['offer_id'], ['support_offer.id'], name=op.f('fk_offer_term_offer_id_support_offer'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['term_id'], ['term.id'], name=op.f('fk_offer_term_term_id_term')),
        sa.PrimaryKeyConstraint('offer_id', 'term_id', name=op.f('pk_offer_term')),
    )
    op.create_index(op.f('ix_offer_term_term_id'), 'offer_term', ['term_id'])
    op.create_table(
        'sign_up',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('offer_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('state', _one_of('state', 'signed_up', 'cancelled'), nullable=False),
        sa.Column('at', sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(['offer_id'], ['support_offer.id'], name=op.f('fk_sign_up_offer_id_support_offer'), ondelete='CASCADE'),
        sa.ForeignKeyConstraint(['user_id'], ['user.id'], name=op.f('fk_sign_up_user_id_user'), ondelete='CASCADE'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_up')),
        sa.UniqueConstraint('offer_id', 'user_id', name=op.f('uq_sign_up_offer_id_user_id')),
    )
    op.create_index(op.f('ix_sign_up_user_id'), 'sign_up', ['user_id'])


def downgrade() -> None:
    for table in ('sign_up', 'offer_term', 'offer_region', 'support_offer'):
        op.drop_table(table)


def _create_offers() -> None:
    op.create_table(
        'support_offer',
        sa.Column('location_id', sa.Integer(), nullable=False),
        sa.Column('kind', _one_of('kind', 'training', 'webinar', 'consultation_hour'), nullable=False),
        sa.Column('title', sa.String(length=120), nullable=False),
        sa.Column('description', sa.Text(), nullable=False),
        sa.Column('state', _one_of('state', 'draft', 'published', 'cancelled'), nullable=False),
        sa.Column('starts_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('ends_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('place', sa.String(length=200), nullable=False),
        sa.Column('link', sa.String(length=300), nullable=False),
        sa.Column('places', sa.Integer(), nullable=True),
        sa.Column('cancel_note', sa.String(length=300), nullable=False),
        sa.Column('published_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
        sa.Column('created_by_id', sa.Integer(), nullable=True),
        sa.Column('heard', sa.Text(), nullable=True),
        sa.Column('heard_by', sa.String(length=16), nullable=True),
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('public_id', sa.String(length=16), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.Column('created_at', sa.DateTime(timezone=True), nullable=False),
        sa.Column('updated_at', sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint('ends_at > starts_at', name=op.f('ck_support_offer_order')),
        sa.CheckConstraint('places IS NULL OR (places BETWEEN 1 AND 1000)', name=op.f('ck_support_offer_places_range')),
        sa.CheckConstraint("place <> '' OR link <> ''", name=op.f('ck_support_offer_somewhere')),
        sa.CheckConstraint("state = 'draft' OR published_at IS NOT NULL", name=op.f('ck_support_offer_published_at_given')),
        sa.CheckConstraint(
            "(state = 'cancelled') = (cancelled_at IS NOT NULL)", name=op.f('ck_support_offer_cancelled_at_when_cancelled')
        ),
        sa.ForeignKeyConstraint(['location_id'], ['location.id'], name=op.f('fk_support_offer_location_id_location')),
        sa.ForeignKeyConstraint(['created_by_id'], ['user.id'], name=op.f('fk_support_offer_created_by_id_user'), ondelete='SET NULL'),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_support_offer')),
        sa.UniqueConstraint('public_id', name=op.f('uq_support_offer_public_id')),
    )
    op.create_index('ix_support_offer_coming', 'support_offer', ['state', 'starts_at', 'id'])
    op.create_index(op.f('ix_support_offer_location_id'), 'support_offer', ['location_id'])


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=32)
