"""Of what was heard, only what was not understood is looked for by commune: the rest costs no index entry."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_inbox_unread",
        "inbox",
        ["commune_id", "taken_at"],
        sqlite_where=sa.text("outcome IN ('unread', 'failed')"),
        postgresql_where=sa.text("outcome IN ('unread', 'failed')"),
    )
    op.drop_index("ix_inbox_commune_id_outcome_taken_at", table_name="inbox")


def downgrade() -> None:
    op.create_index("ix_inbox_commune_id_outcome_taken_at", "inbox", ["commune_id", "outcome", "taken_at"])
    op.drop_index("ix_inbox_unread", table_name="inbox")
