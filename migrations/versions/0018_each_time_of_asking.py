"""each time of asking is written down, those before this too"""

from __future__ import annotations

from alembic import op


revision = '0018'
down_revision = '0017'

# The end of an invitation was promised each time that it was sent. Where that is not known, the last time is.
_WAS_ASKED = '''
    INSERT INTO audit_event (at, action, subject_type, subject_id, request_id, region_id, details)
    SELECT asked.at, 'match.invited', 'match', m.id, m.request_id, r.region_id, '{}'
    FROM (
        SELECT f.match_id, f.created_at AS at FROM follow_up f WHERE f.kind = 'invitation_expiry' AND f.match_id IS NOT NULL
        UNION ALL
        SELECT one.id, one.invited_at FROM "match" one
        WHERE one.invited_at IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.match_id = one.id AND f.kind = 'invitation_expiry')
    ) asked
    JOIN "match" m ON m.id = asked.match_id
    JOIN support_request r ON r.id = m.request_id
'''


def upgrade() -> None:
    op.execute(_WAS_ASKED)


def downgrade() -> None:
    op.execute("DELETE FROM audit_event WHERE action = 'match.invited'")
