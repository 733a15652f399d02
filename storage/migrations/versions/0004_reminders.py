"""What reminders need: due times of their own, excuses, leave, substitutes, collections, and which waves were said."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Id
from storage.types import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "absences",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_absences_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_absences")),
    )
    op.create_table(
        "collections",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("commune_id", Id, nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("indicators", sa.JSON(), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("made_by", Id, nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_collections_commune_id")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_collections_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collections")),
    )
    op.create_index(op.f("ix_collections_commune_id"), "collections", ["commune_id"], unique=False)

    op.create_table(
        "due_times",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("commune_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=True),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("due_at", UtcDateTime(), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_due_times_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_due_times_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_due_times_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_due_times")),
    )
    op.create_index(op.f("ix_due_times_commune_id_period"), "due_times", ["commune_id", "period"], unique=False)

    op.create_table(
        "excuses",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("commune_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("first <= last", name=op.f("ck_excuses_days")),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_excuses_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_excuses_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_excuses_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_excuses")),
    )
    op.create_index(op.f("ix_excuses_commune_id"), "excuses", ["commune_id"], unique=False)
    op.create_index(op.f("ix_excuses_unit_id_last"), "excuses", ["unit_id", "last"], unique=False)

    op.create_table(
        "knocks",
        sa.Column("rule", sa.String(length=32), nullable=False),
        sa.Column("wave", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("commune_id", Id, autoincrement=False, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_knocks_commune_id")),
        sa.PrimaryKeyConstraint("rule", "wave", "period", "commune_id", name=op.f("pk_knocks")),
    )
    op.create_table(
        "requests_to_officer",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("commune_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("period", sa.String(length=32), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("person_id", Id, nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.Column("answered_by", Id, nullable=True),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("granted", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(["answered_by"], ["people.id"], name=op.f("fk_requests_to_officer_answered_by")),
        sa.ForeignKeyConstraint(["commune_id"], ["units.id"], name=op.f("fk_requests_to_officer_commune_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_requests_to_officer_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_requests_to_officer_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requests_to_officer")),
    )
    op.create_index(
        op.f("ix_requests_to_officer_commune_id_unit_id_period"),
        "requests_to_officer",
        ["commune_id", "unit_id", "period"],
        unique=False,
    )

    op.create_table(
        "snoozes",
        sa.Column("person_id", Id, autoincrement=False, nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.Column("at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_snoozes_person_id")),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_snoozes")),
    )
    op.create_table(
        "substitutes",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("made_by", Id, nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_substitutes_made_by")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_substitutes_person_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_substitutes_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitutes")),
    )
    op.create_index(op.f("ix_substitutes_code_hash"), "substitutes", ["code_hash"], unique=False)
    op.create_index(op.f("ix_substitutes_person_id"), "substitutes", ["person_id"], unique=False)

    op.create_table(
        "answers",
        sa.Column("id", Id, autoincrement=True, nullable=False),
        sa.Column("collection_id", Id, nullable=False),
        sa.Column("unit_id", Id, nullable=False),
        sa.Column("figures", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("person_id", Id, nullable=True),
        sa.Column("typed_by", Id, nullable=True),
        sa.Column("said_at", UtcDateTime(), nullable=False),
        sa.Column("stored_at", UtcDateTime(), nullable=False),
        sa.Column("ended_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["collection_id"], ["collections.id"], name=op.f("fk_answers_collection_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_answers_person_id")),
        sa.ForeignKeyConstraint(["typed_by"], ["people.id"], name=op.f("fk_answers_typed_by")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_answers_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
    )
    op.create_index(op.f("ix_answers_collection_id_unit_id"), "answers", ["collection_id", "unit_id"], unique=False)

    op.create_table(
        "collection_units",
        sa.Column("collection_id", Id, autoincrement=False, nullable=False),
        sa.Column("unit_id", Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["collection_id"], ["collections.id"], name=op.f("fk_collection_units_collection_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_collection_units_unit_id")),
        sa.PrimaryKeyConstraint("collection_id", "unit_id", name=op.f("pk_collection_units")),
    )
    op.add_column("communes", sa.Column("upward_due", sa.String(length=32), server_default="", nullable=False))

    op.add_column("outbox", sa.Column("wave", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("outbox", schema=None) as batch_op:
        batch_op.drop_column("wave")

    with op.batch_alter_table("communes", schema=None) as batch_op:
        batch_op.drop_column("upward_due")

    op.drop_table("collection_units")
    op.drop_index(op.f("ix_answers_collection_id_unit_id"), table_name="answers")

    op.drop_table("answers")
    op.drop_index(op.f("ix_substitutes_person_id"), table_name="substitutes")
    op.drop_index(op.f("ix_substitutes_code_hash"), table_name="substitutes")

    op.drop_table("substitutes")
    op.drop_table("snoozes")
    op.drop_index(op.f("ix_requests_to_officer_commune_id_unit_id_period"), table_name="requests_to_officer")

    op.drop_table("requests_to_officer")
    op.drop_table("knocks")
    op.drop_index(op.f("ix_excuses_unit_id_last"), table_name="excuses")
    op.drop_index(op.f("ix_excuses_commune_id"), table_name="excuses")

    op.drop_table("excuses")
    op.drop_index(op.f("ix_due_times_commune_id_period"), table_name="due_times")

    op.drop_table("due_times")
    op.drop_index(op.f("ix_collections_commune_id"), table_name="collections")

    op.drop_table("collections")
    op.drop_table("absences")
