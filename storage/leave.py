"""Who is left in peace: people on leave, “nhắc lại sau 2 giờ”, and units excused for some days."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.communes import touch
from storage.tables import absences, days_off, excuses, snoozes
from storage.tx import Tx


@cache
def _upsert(table: Any, dialect: str) -> Any:
    statement = (sqlite_insert if dialect == "sqlite" else pg_insert)(table)
    return statement.on_conflict_do_update(
        index_elements=["person_id"], set_={"until": statement.excluded.until, "at": statement.excluded.at}
    )


def away(tx: Tx, person_id: int, until: datetime) -> None:
    """A person is on leave until a moment; a moment that is past brings them back."""
    row = {"person_id": person_id, "until": until, "at": tx.now}
    tx.run(_upsert(absences, tx.connection.dialect.name), row)


_AWAY = select(absences.c.person_id, absences.c.until).where(
    absences.c.person_id.in_(bindparam("persons", expanding=True)), absences.c.until > bindparam("now")
)


def away_until(tx: Tx, person_ids: Sequence[int]) -> dict[int, datetime]:
    """Which of these people are on leave, and until when."""
    rows = tx.all(_AWAY, {"persons": list(person_ids), "now": tx.now}) if person_ids else ()
    return {row.person_id: row.until for row in rows}


def snooze(tx: Tx, person_id: int, until: datetime) -> None:
    """Say nothing about what is owed to a person before a moment, and then say it again."""
    row = {"person_id": person_id, "until": until, "at": tx.now}
    tx.run(_upsert(snoozes, tx.connection.dialect.name), row)


_WAKE = delete(snoozes).where(snoozes.c.until <= bindparam("now")).returning(snoozes.c.person_id, snoozes.c.until)
_SOME = select(snoozes.c.person_id).where(snoozes.c.until <= bindparam("now")).limit(1)


def waking(tx: Tx) -> bool:
    """Whether somebody's “nhắc lại” has come."""
    return tx.scalar(_SOME, {"now": tx.now}) is not None


_ASKED = select(snoozes.c.person_id).where(snoozes.c.until <= bindparam("now"), snoozes.c.until > bindparam("since"))


def asked(tx: Tx, within: timedelta) -> list[int]:
    """Whose “nhắc lại” has come, and is not longer ago than `within`; nothing is changed."""
    return sorted(row.person_id for row in tx.all(_ASKED, {"now": tx.now, "since": tx.now - within}))


def wake(tx: Tx, within: timedelta) -> list[int]:
    """Whose “nhắc lại” has come, each once; those of longer ago than `within` are dropped, it is too late for them."""
    rows = tx.all(_WAKE, {"now": tx.now})
    return sorted(row.person_id for row in rows if row.until > tx.now - within)


def excuse(
    tx: Tx, commune_id: int, unit_ids: Sequence[int], first: date, last: date, why: str, person_id: int | None
) -> None:
    """Units need not report for some days (both included)."""
    for unit_id in unit_ids:
        tx.insert(
            excuses,
            {
                "commune_id": commune_id,
                "unit_id": unit_id,
                "first": first,
                "last": last,
                "why": why[:200],
                "person_id": person_id,
                "at": tx.now,
            },
        )
    touch(tx, commune_id)


_END = (
    update(excuses)
    .where(
        excuses.c.commune_id == bindparam("commune"),
        excuses.c.unit_id.in_(bindparam("units", expanding=True)),
        excuses.c.ended_at.is_(None),
        excuses.c.last >= bindparam("today"),
    )
    .values(ended_at=bindparam("now"))
)


def recall(tx: Tx, commune_id: int, unit_ids: Sequence[int], today: date) -> int:
    """End the excuses of units that run now or later; returns how many."""
    count = tx.run(_END, {"commune": commune_id, "units": list(unit_ids), "today": today, "now": tx.now})
    touch(tx, commune_id)
    return count


_OFF = select(days_off.c.date).where(
    days_off.c.commune_id == bindparam("commune"), days_off.c.date.between(bindparam("first"), bindparam("last"))
)


def day_off(tx: Tx, commune_id: int, first: date, last: date, name: str) -> list[date]:
    """The whole commune has days off: due times move, nobody is reminded. Returns those that were not yet."""
    known = {row.date for row in tx.all(_OFF, {"commune": commune_id, "first": first, "last": last})}
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    fresh = [day for day in days if day not in known]
    if fresh:
        tx.insert_many(days_off, [{"commune_id": commune_id, "date": day, "name": name[:200]} for day in fresh])
        touch(tx, commune_id)
    return fresh


def work_after_all(tx: Tx, commune_id: int, first: date, last: date) -> int:
    """Take back days off that the commune added itself; returns how many."""
    count = tx.run(delete(days_off).where(days_off.c.commune_id == commune_id, days_off.c.date.between(first, last)))
    touch(tx, commune_id)
    return count
