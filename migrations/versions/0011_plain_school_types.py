"""kinds of education by their plain name, without the letters that DUO keeps them by"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


revision = '0011'
down_revision = '0010'

# (code, the name as it was shipped, the plain name).
NAMES = (
    ('sbo', 'speciaal basisonderwijs (DUO: SBAO)', 'speciaal basisonderwijs'),
    ('vmbo', 'vmbo (DUO: VBO/MAVO)', 'vmbo'),
)

# What somebody changed here stays as it is. Going back, nobody can tell who wrote the plain name: all get the old one.
CHANGE = "UPDATE term SET label_nl = :after WHERE facet = 'school_type' AND code = :code AND label_nl = :before"


def upgrade() -> None:
    for code, shipped, plain in NAMES:
        op.execute(sa.text(CHANGE).bindparams(code=code, before=shipped, after=plain))


def downgrade() -> None:
    for code, shipped, plain in NAMES:
        op.execute(sa.text(CHANGE).bindparams(code=code, before=plain, after=shipped))
