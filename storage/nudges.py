"""Nudges in the outbox: put there by one statement for many communes, counted, and found again to be explained."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Row, String, and_, bindparam, case, cast, exists, func, literal, or_, select
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.frozen import frozen
from domain.periods import at, local
from storage import obligations
from storage.rounds import Round
from storage.tables import addresses, is_told, knocks, memberships, outbox, units
from storage.tx import Tx

MERGED = "nằm trong tin khác cùng lúc"  # one message a person and wave lists everything they owe
SHARED = ("before", "again", "overdue")  # rules about what somebody owes, within a round's cap together
NEAR = timedelta(hours=2)
DAILY = 6  # messages said first to one person in a day: the last line of defence
_COUNTS = or_(outbox.c.state.in_(("due", "sending", "sent")), outbox.c.reason == MERGED)


@cache
def _put(audience: str, collection: bool, personal: bool, dialect: str, one_person: bool) -> Any:
    """INSERT … SELECT of everybody to be told, each once: a row a person, rule, period and wave."""
    which = obligations.TOLD[audience, collection].subquery("told")
    twin, earlier = outbox.alias("twin"), outbox.alias("earlier")
    # “nhắc lại …” lists everything that is spoken of: a wave of the same hour adds nothing to it.
    has_twin = exists().where(
        twin.c.person_id == which.c.person_id,
        twin.c.made_at >= bindparam("near"),
        is_told("twin"),
        twin.c.rule.in_((bindparam("rule"), "again")),
        or_(twin.c.rule == "again", twin.c.made_at == bindparam("slot")),
        twin.c.state.in_(("due", "sending", "sent")),
    )
    used = (
        select(func.count())
        .where(
            earlier.c.person_id == which.c.person_id,
            earlier.c.made_at >= bindparam("said_from"),
            is_told("earlier"),
            earlier.c.rule.in_((*SHARED, "asked")),
            earlier.c.period == bindparam("period"),
            or_(earlier.c.state.in_(("due", "sending", "sent")), earlier.c.reason == MERGED),
        )
        .scalar_subquery()
    )
    scope: Any = literal("0", String) if personal else cast(which.c.commune_id, String)
    person = (
        select(
            which.c.person_id,
            scope.label("scope"),
            func.min(which.c.unit_id).label("unit_id"),
            func.max(which.c.address_id).label("address_id"),
            # In this grouped query, or the database would look for it once for each place where it is used.
            func.max(case((has_twin, 1), else_=0)).label("has_twin"),
        )
        .where(*([which.c.person_id == bindparam("person")] if one_person else []))
        .where(*([used < bindparam("cap")] if personal else []))
        .group_by(which.c.person_id, scope)
        .subquery("persons")
    )
    # “n/rule/mark/scope/person/wave”, of as few parts as can be: putting text together is dear where rows are many.
    before: Any = bindparam("head", type_=String)
    before = before if personal else before + person.c.scope + "/"
    key = before + cast(person.c.person_id, String) + bindparam("tail", type_=String)
    columns: dict[str, Any] = {
        "key": key,
        "kind": literal("nudge", String),
        "address_id": person.c.address_id,
        "person_id": person.c.person_id,
        "unit_id": person.c.unit_id,
        "period": bindparam("period", type_=outbox.c.period.type),
        "rule": bindparam("rule", type_=outbox.c.rule.type),
        "wave": bindparam("wave", type_=outbox.c.wave.type),
        "text": literal("", String),  # what to say is worked out when it is sent
        "choices": bindparam("choices", type_=outbox.c.choices.type),
        "made_at": bindparam("slot", type_=outbox.c.made_at.type),
        "not_before": bindparam("now", type_=outbox.c.not_before.type),
        "not_after": bindparam("until", type_=outbox.c.not_after.type),
        "attempts": bindparam("none", type_=outbox.c.attempts.type),
        "state": case((person.c.has_twin == 1, "moot"), else_="due"),
        "reason": case((person.c.has_twin == 1, MERGED), else_=""),
    }
    chosen: Any = select(*(column.label(name) for name, column in columns.items())).select_from(person)
    chosen = chosen.where(literal(1) == 1)  # SQLite cannot tell ON CONFLICT from a join without it
    make = sqlite_insert if dialect == "sqlite" else pg_insert
    inserted = make(outbox).from_select(list(columns), chosen).on_conflict_do_nothing(index_elements=["key"])
    if dialect == "sqlite":
        return inserted
    # The row count of such an insert is unknown on PostgreSQL (-1), so it is counted there.
    return select(func.count()).select_from(inserted.returning(outbox.c.id).cte("put"))


def put(
    tx: Tx,
    rule: str,
    wave: int,
    audience: str,
    round_: Round,
    commune_ids: Sequence[int],
    slot: datetime,
    until: datetime,
    more: Mapping[str, Any],
    *,
    personal: bool,
    limit: bool = True,
    person_id: int | None = None,
) -> int:
    """Put a wave for some communes into the outbox, in one statement; returns how many rows went in.

    `slot` is the wave's moment: rows of one person and slot are one message. `limit` False: without the round's cap.
    `person_id` leaves out everybody else.
    """
    statement = _put(audience, bool(round_.collection), personal, tx.connection.dialect.name, person_id is not None)
    values = obligations.params(round_, commune_ids, tx.now) | dict(more)
    values |= {"person": person_id} if person_id is not None else {}
    values |= {"rule": rule, "wave": wave, "period": round_.key}
    values |= {"head": f"n/{rule}/{round_.mark}/{'0/' if personal else ''}", "tail": f"/{wave}"}
    values |= {"slot": slot, "until": until, "choices": [], "none": 0}
    values |= {"near": slot - NEAR, "said_from": round_.said_from}
    values["cap"] = round_.cap if limit else 99
    return tx.run(statement, values) if tx.connection.dialect.name == "sqlite" else int(tx.scalar(statement, values))


# ── which waves were put in ───────────────────────────────────────────────────────────────────────────────────────────

_KNOCKED = select(knocks.c.commune_id).where(
    knocks.c.rule == bindparam("rule"), knocks.c.wave == bindparam("wave"), knocks.c.period == bindparam("period")
)


def knocked(tx: Tx, rule: str, wave: int, period: str) -> set[int]:
    """The communes whose wave was put into the outbox before."""
    return {row.commune_id for row in tx.all(_KNOCKED, {"rule": rule, "wave": wave, "period": period})}


@cache
def _mark(dialect: str) -> Any:
    make = sqlite_insert if dialect == "sqlite" else pg_insert
    return make(knocks).on_conflict_do_nothing().returning(knocks.c.commune_id)


def mark(tx: Tx, rule: str, wave: int, period: str, commune_ids: Sequence[int]) -> list[int]:
    """Take the wave of some communes for this transaction; returns those that nobody had taken before."""
    rows = [{"rule": rule, "wave": wave, "period": period, "commune_id": id_, "at": tx.now} for id_ in commune_ids]
    tx.flush()
    return [row.commune_id for row in tx.connection.execute(_mark(tx.connection.dialect.name), rows)]


_SIZES = (
    select(units.c.commune_id, func.count().label("size"))
    .join_from(memberships, units, units.c.id == memberships.c.unit_id)
    .where(memberships.c.ended_at.is_(None), units.c.commune_id.is_not(None))
    .group_by(units.c.commune_id)
)


def sizes(tx: Tx) -> dict[int, int]:
    """How many places people have in each commune: what bounds a statement's rows."""
    return {row.commune_id: row.size for row in tx.all(_SIZES)}


# ── when they are sent ────────────────────────────────────────────────────────────────────────────────────────────────

_twins = outbox.alias("twins")
_TWINS = (
    select(outbox.c.key, _twins.c.key.label("twin"), _twins.c.id, _twins.c.state, outbox.c.id.label("own"))
    .join_from(
        outbox,
        _twins,
        and_(
            _twins.c.person_id == outbox.c.person_id,
            _twins.c.rule == outbox.c.rule,
            _twins.c.made_at == outbox.c.made_at,
            is_told("twins"),
        ),
    )
    .where(outbox.c.key.in_(bindparam("keys", expanding=True)))
    .where(or_(_twins.c.state.in_(("due", "sending", "sent")), _twins.c.reason == MERGED))
    .order_by(_twins.c.id)
)


@frozen
class Told:
    """What a row of the outbox is about, as its key says: the round by its mark, the commune (0: all that a person owes
    anywhere), the wave."""

    mark: str
    commune_id: int
    wave: str

    @classmethod
    def of(cls, key: str) -> "Told":
        """Read n/rule/mark/commune/person/wave."""
        _, _, mark, commune_id, _, wave = key.split("/", 5)
        return cls(mark, int(commune_id), wave)

    @property
    def period(self) -> str:
        """The key of the round's period."""
        return self.mark.partition("@")[0]


def twins(tx: Tx, keys: Sequence[str]) -> tuple[dict[str, list[Told]], set[str]]:
    """By key, what one person is told about in this moment; and the keys whose message an earlier row says (two
    processes put them in at once, or one statement several)."""
    told: dict[str, list[Told]] = {}
    merged: set[str] = set()
    for row in tx.all(_TWINS, {"keys": list(keys)}) if keys else ():
        told.setdefault(row.key, []).append(Told.of(row.twin))
        if row.id < row.own and row.state in ("due", "sending", "sent"):
            merged.add(row.key)
    return told, merged


_TODAY = (
    select(outbox.c.person_id, func.count().label("times"))
    .where(
        outbox.c.person_id.in_(bindparam("persons", expanding=True)),
        outbox.c.kind.in_(("nudge", "bulk")),
        outbox.c.state == "sent",
        outbox.c.sent_at >= bindparam("midnight"),
        is_told(),
    )
    .group_by(outbox.c.person_id)
)


def sent_today(tx: Tx, person_ids: Sequence[int]) -> dict[int, int]:
    """How many messages said first each person got today."""
    midnight = at(local(tx.now).date(), 0)
    rows = tx.all(_TODAY, {"persons": list(person_ids), "midnight": midnight}) if person_ids else ()
    return {row.person_id: row.times for row in rows}


_COMMUNES_OF = (
    select(memberships.c.person_id, units.c.commune_id)
    .distinct()
    .join_from(memberships, units, units.c.id == memberships.c.unit_id)
    .where(
        memberships.c.person_id.in_(bindparam("persons", expanding=True)),
        memberships.c.ended_at.is_(None),
        units.c.commune_id.is_not(None),
    )
)


def communes_of(tx: Tx, person_ids: Sequence[int]) -> dict[int, set[int]]:
    """The communes each person has a place in."""
    found: dict[int, set[int]] = {}
    for row in tx.all(_COMMUNES_OF, {"persons": list(person_ids)}) if person_ids else ():
        found.setdefault(row.person_id, set()).add(row.commune_id)
    return found


# ── explained and counted ─────────────────────────────────────────────────────────────────────────────────────────────

_LAST = (
    select(outbox.c.rule, outbox.c.wave, outbox.c.period, outbox.c.unit_id, outbox.c.sent_at, outbox.c.made_at)
    .where(
        outbox.c.person_id == bindparam("person"),
        outbox.c.kind == "nudge",
        outbox.c.rule != "",
        outbox.c.state.in_(("sent", "sending")),
        is_told(),
        outbox.c.made_at >= bindparam("since"),
    )
    .order_by(outbox.c.id.desc())
    .limit(1)
)


def last_told(tx: Tx, person_id: int, within: timedelta = timedelta(days=30)) -> Row[Any] | None:
    """The last nudge a person was sent: rule, wave, period, unit_id, sent_at, made_at."""
    return tx.one(_LAST, {"person": person_id, "since": tx.now - within})


_PERIODS_AT = select(outbox.c.period).where(
    outbox.c.person_id == bindparam("person"),
    outbox.c.rule == bindparam("rule"),
    outbox.c.made_at == bindparam("slot"),
    is_told(),
    _COUNTS,
)


def periods_at(tx: Tx, person_id: int, rule: str, slot: datetime) -> list[str]:
    """The periods that one message was about."""
    return [row.period for row in tx.all(_PERIODS_AT, {"person": person_id, "rule": rule, "slot": slot})]


_ASKED = select(func.count()).where(
    outbox.c.rule == "asked", outbox.c.period == bindparam("period"), outbox.c.unit_id == bindparam("unit"), _COUNTS
)
_TIMES = (
    select(outbox.c.person_id, func.count().label("times"))
    .where(
        outbox.c.person_id.in_(bindparam("persons", expanding=True)),
        outbox.c.period == bindparam("period"),
        outbox.c.rule.in_((*SHARED, "asked")),
        is_told(),
        _COUNTS,
    )
    .group_by(outbox.c.person_id)
)


def times(tx: Tx, person_ids: Sequence[int], period: str) -> dict[int, int]:
    """How often each person was nudged about a round."""
    rows = tx.all(_TIMES, {"persons": list(person_ids), "period": period}) if person_ids else ()
    return {row.person_id: row.times for row in rows}


_CHANNELS = select(addresses.c.id, addresses.c.channel).where(addresses.c.id.in_(bindparam("ids", expanding=True)))


def channels(tx: Tx, address_ids: Sequence[int]) -> dict[int, str]:
    """The channel of each address."""
    return {row.id: row.channel for row in tx.all(_CHANNELS, {"ids": list(address_ids)})} if address_ids else {}
