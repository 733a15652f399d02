"""What waits in the outbox by kind: the few answers are found without a walk past half a million nudges."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

OPEN = "state IN ('due', 'sending')"


def upgrade() -> None:
    _by("kind", "state", "not_before")


def downgrade() -> None:
    _by("state", "not_before")


def _by(*columns: str) -> None:
    op.drop_index("ix_outbox_open", table_name="outbox")
    where = sa.text(OPEN)
    op.create_index("ix_outbox_open", "outbox", list(columns), sqlite_where=where, postgresql_where=where)
