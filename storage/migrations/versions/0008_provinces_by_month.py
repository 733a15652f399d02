"""The provinces' roll-up folded by month, so that the country's year is a sum of a few rows."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Id

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

MONTH = {"sqlite": "date(day, 'start of month')", "postgresql": "date_trunc('month', day)::date"}


def upgrade() -> None:
    op.create_table(
        "province_monthly",
        sa.Column("indicator", sa.String(length=64), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("province_id", Id, autoincrement=False, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("estimates", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["province_id"], ["units.id"], name=op.f("fk_province_monthly_province_id")),
        sa.PrimaryKeyConstraint("indicator", "month", "province_id", name=op.f("pk_province_monthly")),
        sqlite_with_rowid=False,
    )
    month = MONTH[op.get_bind().dialect.name]
    op.execute(
        "INSERT INTO province_monthly (indicator, month, province_id, value, times, estimates) "  # noqa: S608
        f"SELECT indicator, {month}, province_id, sum(value), sum(times), sum(estimates) FROM province_daily "
        f"GROUP BY indicator, {month}, province_id"
    )


def downgrade() -> None:
    op.drop_table("province_monthly")
