"""Who owes what and who is told of it: one predicate a rule, the same to plan, to look again and to show."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    Integer,
    Select,
    Subquery,
    and_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
)

from domain.frozen import frozen
from domain.roles import Role
from storage.entries import LIVE, REPLACED
from storage.people import CONSENTED, best_first
from storage.rounds import Round
from storage.tables import (
    IS_UNREAD,
    absences,
    addresses,
    answers,
    collection_units,
    communes,
    entries,
    excuses,
    inbox,
    memberships,
    people,
    snoozes,
    units,
)
from storage.tx import Tx
from storage.types import Day

QUIET = 4  # periods without a word, and nils in a row, that the officer is told of

_SPEAKS = entries.c.state.in_((LIVE, REPLACED))
_IN: Any = bindparam("communes", expanding=True)
_NOW: Any = bindparam("now")


def params(round_: Round, commune_ids: Sequence[int], now: datetime) -> dict[str, Any]:
    """What every predicate below takes."""
    return {
        "communes": list(commune_ids),
        "now": now,
        "first_day": round_.first,
        "last_day": round_.last,
        "created": datetime.combine(round_.last + timedelta(days=1), time(), UTC),
        "excuse_from": round_.excused_by[0],
        "excuse_to": round_.excused_by[1],
        "since": round_.since,
        "collection": round_.collection,
        "anyone": 0 if round_.only else 1,
        "only": list(round_.only),
        "without": list(round_.without),
    }


# ── which villages owe ────────────────────────────────────────────────────────────────────────────────────────────────

_EXCUSED = exists().where(
    excuses.c.unit_id == units.c.id,
    excuses.c.ended_at.is_(None),
    excuses.c.first <= bindparam("excuse_to"),
    excuses.c.last >= bindparam("excuse_from"),
)
_THIS_ROUND = and_(
    or_(bindparam("anyone", type_=Integer) == 1, units.c.id.in_(bindparam("only", expanding=True))),
    units.c.id.not_in(bindparam("without", expanding=True)),
)
_MET = exists().where(
    entries.c.unit_id == units.c.id,
    entries.c.last >= bindparam("first_day"),
    _SPEAKS,
    or_(
        and_(entries.c.nil.is_(False), entries.c.last <= bindparam("last_day")),
        and_(entries.c.nil, entries.c.first <= bindparam("first_day"), entries.c.last >= bindparam("last_day")),
    ),
)
_EXPECTED = and_(
    units.c.commune_id.in_(_IN),
    units.c.kind == "village",
    or_(units.c.valid_from.is_(None), units.c.valid_from <= bindparam("first_day")),
    or_(units.c.valid_to.is_(None), units.c.valid_to >= bindparam("last_day")),
    ~_EXCUSED,
    _THIS_ROUND,
)
_PLACE = (units.c.id.label("unit_id"), units.c.commune_id, units.c.position)
# A period: the unit existed through all of it, the commune was there when it ended, nothing was said for it.
PERIOD = (
    select(*_PLACE)
    .join_from(units, communes, communes.c.id == units.c.commune_id)
    .where(_EXPECTED, communes.c.created_at < bindparam("created"), ~_MET)
)
# A collection: the units it was sent to that exist when it is due, and have not answered it.
COLLECTION = (
    select(*_PLACE)
    .join_from(collection_units, units, units.c.id == collection_units.c.unit_id)
    .where(
        collection_units.c.collection_id == bindparam("collection"),
        units.c.commune_id.in_(_IN),
        or_(units.c.valid_to.is_(None), units.c.valid_to >= bindparam("excuse_to", type_=Day)),
        ~_EXCUSED,
        ~exists().where(
            answers.c.collection_id == bindparam("collection"),
            answers.c.unit_id == units.c.id,
            answers.c.ended_at.is_(None),
        ),
    )
)


def _owing(round_: Round) -> Select[Any]:
    return COLLECTION if round_.collection else PERIOD


def owing(tx: Tx, round_: Round, commune_ids: Sequence[int]) -> list[int]:
    """The units that owe a round as of now, in their order."""
    statement = _owing(round_).order_by(units.c.commune_id, units.c.position, units.c.id)
    return [row.unit_id for row in tx.all(statement, params(round_, commune_ids, tx.now))]


# ── who is told ───────────────────────────────────────────────────────────────────────────────────────────────────────

_MAY_BE_TOLD = and_(
    people.c.left_at.is_(None),
    people.c.silent_at.is_(None),
    CONSENTED,
    ~exists().where(absences.c.person_id == people.c.id, absences.c.until > _NOW),
)
_NOT_SNOOZED = ~exists().where(snoozes.c.person_id == people.c.id, snoozes.c.until > _NOW)
# Joined as the one row: the database would look for a column of its own once for each place where it is used.
_THERE = addresses.alias("there")
_ADDRESS = addresses.c.id == (
    select(_THERE.c.id)
    .where(_THERE.c.person_id == people.c.id, _THERE.c.unreachable_at.is_(None))
    .order_by(*best_first(_THERE))
    .limit(1)
    .correlate(people)
    .scalar_subquery()
)
_USUAL = exists().where(
    entries.c.unit_id == memberships.c.unit_id,
    entries.c.person_id == memberships.c.person_id,
    entries.c.last >= bindparam("since"),
    _SPEAKS,
)
_TIER = case((_USUAL, 1), (memberships.c.role == Role.LEADER.value, 2), else_=3)


def _members(places: Subquery) -> Select[Any]:
    """Of each village that owes: who reported in the last four periods, else its leader, else every member: of those
    who may be told and can be reached."""
    rank = func.rank().over(partition_by=places.c.unit_id, order_by=_TIER).label("rank")
    ranked = (
        select(
            people.c.id.label("person_id"),
            places.c.unit_id,
            places.c.commune_id,
            addresses.c.id.label("address_id"),
            rank,
        )
        .join_from(places, memberships, memberships.c.unit_id == places.c.unit_id)
        .join(people, people.c.id == memberships.c.person_id)
        .join(addresses, _ADDRESS)
        .where(
            memberships.c.ended_at.is_(None),
            memberships.c.role.in_((Role.MEMBER.value, Role.LEADER.value)),
            _MAY_BE_TOLD,
            _NOT_SNOOZED,
        )
        .subquery("ranked")
    )
    return select(ranked.c.person_id, ranked.c.unit_id, ranked.c.commune_id, ranked.c.address_id).where(
        ranked.c.rank == 1
    )


def _with_role(places: Subquery, role: Role) -> Select[Any]:
    """Those with a role in a place, who may be told and can be reached."""
    return (
        select(
            people.c.id.label("person_id"),
            places.c.unit_id,
            places.c.commune_id,
            addresses.c.id.label("address_id"),
        )
        .join_from(places, memberships, memberships.c.unit_id == places.c.unit_id)
        .join(people, people.c.id == memberships.c.person_id)
        .join(addresses, _ADDRESS)
        .where(memberships.c.ended_at.is_(None), memberships.c.role == role.value, _MAY_BE_TOLD)
    )


def _communes(*where: Any) -> Subquery:
    """The communes themselves as places, under conditions."""
    return (
        select(communes.c.id.label("unit_id"), communes.c.id.label("commune_id"))
        .where(communes.c.id.in_(_IN), *where)
        .subquery("places")
    )


_WAS_THERE = communes.c.created_at < bindparam("created")


def _nothing_said(start: str, end: str) -> Any:
    """Nobody of the place said a figure between two days."""
    return ~exists().where(
        entries.c.unit_id == units.c.id,
        entries.c.nil.is_(False),
        entries.c.last.between(bindparam(start, type_=Day), bindparam(end, type_=Day)),
        _SPEAKS,
    )


def _nil_over(start: str, end: str) -> Any:
    """The place said that there was nothing in all of these days."""
    return exists().where(
        entries.c.unit_id == units.c.id,
        entries.c.nil,
        entries.c.first <= bindparam(start, type_=Day),
        entries.c.last >= bindparam(end, type_=Day),
        _SPEAKS,
    )


_ONLY_NIL = [and_(_nil_over(f"from_{n}", f"to_{n}"), _nothing_said(f"from_{n}", f"to_{n}")) for n in range(QUIET + 1)]
# Villages that had nothing QUIET times in a row, and not the time before: so it is said once.
NILS = select(units.c.id.label("unit_id"), units.c.commune_id).where(
    units.c.commune_id.in_(_IN), units.c.kind == "village", *_ONLY_NIL[:QUIET], ~_ONLY_NIL[QUIET]
)


def _spoke(start: str, end: str) -> Any:
    return exists().where(
        entries.c.person_id == memberships.c.person_id,
        entries.c.unit_id == memberships.c.unit_id,
        entries.c.last.between(bindparam(start, type_=Day), bindparam(end, type_=Day)),
        _SPEAKS,
    )


# People who reported in the period before the last QUIET ones, and in none of these: so it is said once.
SILENT = (
    select(memberships.c.person_id, units.c.id.label("unit_id"), units.c.commune_id)
    .distinct()
    .join_from(memberships, units, units.c.id == memberships.c.unit_id)
    .join(people, people.c.id == memberships.c.person_id)
    .where(
        units.c.commune_id.in_(_IN),
        units.c.kind == "village",
        memberships.c.ended_at.is_(None),
        people.c.left_at.is_(None),
        _spoke(f"from_{QUIET}", f"to_{QUIET}"),
        ~_spoke(f"from_{QUIET - 1}", "to_0"),
    )
)
UNREAD = (
    select(inbox.c.commune_id)
    .where(
        inbox.c.commune_id.in_(_IN),
        IS_UNREAD,
        inbox.c.taken_at >= bindparam("unread_since"),
        inbox.c.taken_at < _NOW,
    )
    .distinct()
)

_PERIOD_PLACES, _COLLECTION_PLACES = PERIOD.subquery("owing"), COLLECTION.subquery("owing")
# By audience and whether it is about a collection: person_id, unit_id, commune_id, address_id of everybody to be told.
TOLD: dict[tuple[str, bool], Select[Any]] = {
    ("members", False): _members(_PERIOD_PLACES),
    ("members", True): _members(_COLLECTION_PLACES),
    ("leaders", False): _with_role(_PERIOD_PLACES, Role.LEADER),
    ("leaders", True): _with_role(_COLLECTION_PLACES, Role.LEADER),
    ("officers", False): _with_role(_communes(_WAS_THERE), Role.OFFICER),
    ("officers", True): _with_role(_communes(), Role.OFFICER),
    ("officers of the missing", False): _with_role(
        _communes(communes.c.id.in_(select(_PERIOD_PLACES.c.commune_id))), Role.OFFICER
    ),
    ("officers of the missing", True): _with_role(
        _communes(communes.c.id.in_(select(_COLLECTION_PLACES.c.commune_id))), Role.OFFICER
    ),
    ("officers of the unread", False): _with_role(_communes(communes.c.id.in_(UNREAD)), Role.OFFICER),
    ("officers of the silent", False): _with_role(
        _communes(communes.c.id.in_(select(SILENT.subquery("silent").c.commune_id))), Role.OFFICER
    ),
    ("officers of the nils", False): _with_role(
        _communes(communes.c.id.in_(select(NILS.subquery("nils").c.commune_id))), Role.OFFICER
    ),
}


@frozen
class Told:
    """Somebody to be told about a round, because of a unit (for officers: their commune)."""

    person_id: int
    unit_id: int
    commune_id: int
    address_id: int


def told(
    tx: Tx,
    audience: str,
    round_: Round,
    commune_ids: Sequence[int],
    more: dict[str, Any] | None = None,
    people_ids: Sequence[int] | None = None,
) -> list[Told]:
    """Everybody to be told as of now, each once for every place it is about; `people_ids` leaves out all others."""
    if not commune_ids:
        return []
    which = TOLD[audience, bool(round_.collection)].subquery("told")
    statement = select(which.c.person_id, which.c.unit_id, which.c.commune_id, which.c.address_id).distinct()
    values = params(round_, commune_ids, tx.now) | (more or {})
    if people_ids is not None:
        statement = statement.where(which.c.person_id.in_(bindparam("persons", expanding=True)))
        values["persons"] = list(people_ids)
    rows = tx.all(statement.order_by(which.c.commune_id, which.c.unit_id, which.c.person_id), values)
    return [Told(row.person_id, row.unit_id, row.commune_id, row.address_id) for row in rows]


def nils(tx: Tx, commune_id: int, more: dict[str, Any]) -> list[int]:
    """The units of a commune that had nothing QUIET periods in a row."""
    return [row.unit_id for row in tx.all(NILS, {"communes": [commune_id], **more})]


def silent(tx: Tx, commune_id: int, more: dict[str, Any]) -> list[tuple[int, int]]:
    """Who of a commune used to report and has not for QUIET periods, as (person id, unit id)."""
    return [(row.person_id, row.unit_id) for row in tx.all(SILENT, {"communes": [commune_id], **more})]
