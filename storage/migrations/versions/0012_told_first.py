"""By person the outbox is asked for what was said first, bears buttons that carry a period, or was given up. Plain
replies, nearly all of it, cost no index entry: each would lie on a page of its own.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

TOLD, DEAD = "kind <> 'reply' OR rule <> ''", "state IN ('failed', 'expired')"


def upgrade() -> None:
    for name, columns, which in (
        ("ix_outbox_told", ["person_id", "made_at", "rule"], TOLD),
        ("ix_outbox_dead", ["person_id", "made_at"], DEAD),
    ):
        op.create_index(name, "outbox", columns, sqlite_where=sa.text(which), postgresql_where=sa.text(which))
    op.drop_index("ix_outbox_person_id_made_at_rule", table_name="outbox")


def downgrade() -> None:
    op.create_index("ix_outbox_person_id_made_at_rule", "outbox", ["person_id", "made_at", "rule"])
    op.drop_index("ix_outbox_dead", table_name="outbox")
    op.drop_index("ix_outbox_told", table_name="outbox")
