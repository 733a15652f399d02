"""The provinces' roll-up in the order in which it is summed: by indicator, then day."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Id

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = "indicator, day, province_id, value, times, estimates"


def upgrade() -> None:
    _order("indicator", "day", "province_id")


def downgrade() -> None:
    _order("day", "province_id", "indicator")


def _order(*keys: str) -> None:
    op.rename_table("province_daily", "province_daily_before")
    op.create_table(
        "province_daily",
        sa.Column("province_id", Id, autoincrement=False, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("indicator", sa.String(length=64), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("estimates", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["province_id"], ["units.id"], name=op.f("fk_province_daily_place")),
        sa.PrimaryKeyConstraint(*keys, name=op.f(f"pk_province_daily_by_{keys[0]}")),
        sqlite_with_rowid=False,
    )
    op.execute(f"INSERT INTO province_daily ({COLUMNS}) SELECT {COLUMNS} FROM province_daily_before")  # noqa: S608
    op.drop_table("province_daily_before")
