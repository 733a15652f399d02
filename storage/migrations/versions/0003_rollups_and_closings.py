"""Roll-ups kept beside the entries, copies as reported and closed periods, odd figures, mergers, switches."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Id
from storage.types import UtcDateTime

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO {table} ({place}, day, indicator, value, times, estimates)
SELECT {source}, entries.last, indicator, sum(value), count(*), sum(CASE WHEN entry_values.estimate THEN 1 ELSE 0 END)
FROM entries
JOIN entry_values ON entry_values.entry_id = entries.id
JOIN units ON units.id = entries.commune_id AND units.parent_id IS NOT NULL
WHERE entries.state = 'live' AND NOT entries.nil AND NOT entry_values.held
GROUP BY {source}, entries.last, indicator
"""


def upgrade() -> None:
    op.create_table(
        "daily",
        sa.Column("commune_id", Id, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("indicator", sa.String(length=64), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("estimates", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_daily_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", "day", "indicator", name=op.f("pk_daily")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "province_daily",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("province_id", Id, autoincrement=False, nullable=False),
        sa.Column("indicator", sa.String(length=64), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("estimates", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["province_id"], ["units.id"], name=op.f("fk_province_daily_province_id")),
        sa.PrimaryKeyConstraint("day", "province_id", "indicator", name=op.f("pk_province_daily")),
        sqlite_with_rowid=False,
    )
    op.execute(FILL.format(table="daily", place="commune_id", source="entries.commune_id"))
    op.execute(FILL.format(table="province_daily", place="province_id", source="units.parent_id"))
    op.create_index(
        "ix_entries_nil",
        "entries",
        ["commune_id", "last"],
        sqlite_where=sa.text("nil"),
        postgresql_where=sa.text("nil"),
    )
    op.create_table(
        "closings",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("commune_id", Id, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_closings_commune_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_closings_unit_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_closings_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closings")),
    )
    op.create_index(op.f("ix_closings_commune_id_last"), "closings", ["commune_id", "last"])
    op.create_table(
        "receipts",
        sa.Column("closing_id", Id, nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["closing_id"], ["closings.id"], name=op.f("fk_receipts_closing_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_receipts_person_id")),
        sa.PrimaryKeyConstraint("closing_id", "person_id", name=op.f("pk_receipts")),
    )
    op.create_table(
        "oddities",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("commune_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("source", sa.String(length=160), nullable=False),
        sa.Column("indicator", sa.String(length=64), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("rule", sa.String(length=16), nullable=False),
        sa.Column("why", sa.String(length=300), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("settled_by", Id, nullable=True),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("reason", sa.String(length=300), server_default="", nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_oddities_commune_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_oddities_unit_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_oddities_person_id")),
        sa.ForeignKeyConstraint(["settled_by"], ["people.id"], name=op.f("fk_oddities_settled_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_oddities")),
    )
    op.create_index(op.f("ix_oddities_commune_id_state"), "oddities", ["commune_id", "state"])
    op.create_index(op.f("ix_oddities_person_id_state"), "oddities", ["person_id", "state"])
    op.create_table(
        "mergers",
        sa.Column("unit_id", Id, autoincrement=False, nullable=False),
        sa.Column("into_id", Id, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_mergers_unit_id")),
        sa.ForeignKeyConstraint(["into_id"], ["units.id"], name=op.f("fk_mergers_into_id")),
        sa.PrimaryKeyConstraint("unit_id", name=op.f("pk_mergers")),
    )
    op.create_table(
        "switches",
        sa.Column("commune_id", Id, autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_switches_commune_id")),
        sa.PrimaryKeyConstraint("commune_id", "name", name=op.f("pk_switches")),
    )


def downgrade() -> None:
    for name in ("switches", "mergers", "oddities", "receipts", "closings"):
        op.drop_table(name)
    op.drop_index("ix_entries_nil", "entries")
    op.drop_table("province_daily")
    op.drop_table("daily")
