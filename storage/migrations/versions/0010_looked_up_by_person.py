"""A person's messages by time and addresses by preference: what a wave of reminders asks of everybody."""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_outbox_person_id_made_at_rule", "outbox", ["person_id", "made_at", "rule"])
    op.drop_index("ix_outbox_person_id_rule_period", table_name="outbox")
    op.create_index("ix_addresses_person_id_chosen_at_last_at", "addresses", ["person_id", "chosen_at", "last_at"])
    op.drop_index("ix_addresses_person_id", table_name="addresses")


def downgrade() -> None:
    op.create_index("ix_addresses_person_id", "addresses", ["person_id"])
    op.drop_index("ix_addresses_person_id_chosen_at_last_at", table_name="addresses")
    op.create_index("ix_outbox_person_id_rule_period", "outbox", ["person_id", "rule", "period"])
    op.drop_index("ix_outbox_person_id_made_at_rule", table_name="outbox")
