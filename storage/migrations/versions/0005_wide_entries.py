"""An index of what speaks for more than its own day: nils and totals over several days."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WIDE = sa.text("nil OR first < last")


def upgrade() -> None:
    op.create_index("ix_entries_wide", "entries", ["commune_id", "last"], sqlite_where=WIDE, postgresql_where=WIDE)
    op.drop_index("ix_entries_nil", "entries")


def downgrade() -> None:
    nil = sa.text("nil")
    op.create_index("ix_entries_nil", "entries", ["commune_id", "last"], sqlite_where=nil, postgresql_where=nil)
    op.drop_index("ix_entries_wide", "entries")
