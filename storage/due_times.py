"""Due times that an officer sets: for one period, for one unit, for all weeks to come; and requests for more time."""

from datetime import datetime

from sqlalchemy import bindparam, select, update

from domain.frozen import frozen
from storage.communes import touch
from storage.tables import communes, due_times, requests_to_officer
from storage.tx import Tx

EXTEND = "extend"


def move(
    tx: Tx, commune_id: int, period: str, due_at: datetime, person_id: int | None, unit_id: int | None = None
) -> None:
    """A period is due at another moment: in the whole commune, or for one unit."""
    tx.insert(
        due_times,
        {
            "commune_id": commune_id,
            "unit_id": unit_id,
            "period": period,
            "due_at": due_at,
            "person_id": person_id,
            "at": tx.now,
        },
    )
    touch(tx, commune_id)


def set_cycle(tx: Tx, commune_id: int, cycle: str) -> None:
    """Every period from now on is due so (in the form of domain/calendar.py)."""
    tx.run(update(communes).where(communes.c.id == commune_id).values(week_due=cycle))
    touch(tx, commune_id)


def set_upward(tx: Tx, commune_id: int, cycle: str) -> None:
    """When the officer reports upward, so that they are reminded before; empty: never."""
    tx.run(update(communes).where(communes.c.id == commune_id).values(upward_due=cycle))
    touch(tx, commune_id)


@frozen
class Asked:
    """A request for more time that waits for an officer, or was answered."""

    id: int
    commune_id: int
    unit_id: int
    period: str
    until: datetime
    person_id: int
    granted: bool | None


_BY_ID = select(requests_to_officer).where(requests_to_officer.c.id == bindparam("request"))
_WAITING = select(requests_to_officer.c.id).where(
    requests_to_officer.c.commune_id == bindparam("commune"),
    requests_to_officer.c.unit_id == bindparam("unit"),
    requests_to_officer.c.period == bindparam("period"),
    requests_to_officer.c.kind == EXTEND,
    requests_to_officer.c.granted.is_(None),
)
_ANSWER = (
    update(requests_to_officer)
    .where(requests_to_officer.c.id == bindparam("request"), requests_to_officer.c.granted.is_(None))
    .values(granted=bindparam("yes"), answered_by=bindparam("person"), answered_at=bindparam("when"))
)


def ask(tx: Tx, commune_id: int, unit_id: int, period: str, until: datetime, person_id: int) -> int | None:
    """Keep a request for more time; returns its id, or None where one already waits."""
    if tx.scalar(_WAITING, {"commune": commune_id, "unit": unit_id, "period": period}) is not None:
        return None
    return tx.insert(
        requests_to_officer,
        {
            "commune_id": commune_id,
            "unit_id": unit_id,
            "period": period,
            "kind": EXTEND,
            "until": until,
            "person_id": person_id,
            "at": tx.now,
        },
    )


def asked(tx: Tx, request_id: int) -> Asked | None:
    """A request by its id."""
    row = tx.one(_BY_ID, {"request": request_id})
    if row is None:
        return None
    return Asked(row.id, row.commune_id, row.unit_id, row.period, row.until, row.person_id, row.granted)


def answer(tx: Tx, request_id: int, person_id: int, *, granted: bool) -> bool:
    """An officer answers; False where a colleague was faster."""
    values = {"request": request_id, "yes": granted, "person": person_id, "when": tx.now}
    return tx.run(_ANSWER, values) == 1
