"""Merged units: which unit took over from one that ended. Entries stay with the unit that gave them."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Column, ForeignKey, Table, bindparam, delete, insert, or_, select

from storage.tables import Id, metadata, units
from storage.tx import Tx

table = Table(
    "mergers",
    metadata,
    Column("unit_id", Id, ForeignKey("units.id"), primary_key=True, autoincrement=False),  # the one that ended
    Column("into_id", Id, ForeignKey("units.id"), nullable=False),
)

_DONE = (
    select(table.c.unit_id, table.c.into_id)
    .join(units, units.c.id == table.c.unit_id)
    .where(or_(units.c.valid_to.is_(None), units.c.valid_to < bindparam("today")))
)


def heirs(tx: Tx, today: date) -> dict[int, int]:
    """By the id of every unit that has ended in a merger: the unit in its place today, along the whole chain."""
    into = {row.unit_id: row.into_id for row in tx.look(_DONE, {"today": today})}
    found = {unit: _last(unit, into) for unit in into}
    return {unit: heir for unit, heir in found.items() if heir != unit}


def _last(unit: int, into: Mapping[int, int]) -> int:
    """The end of a chain. No map has a ring; a unit that stands in one went nowhere."""
    at, seen = unit, {unit}
    while at in into and into[at] not in seen:
        at = into[at]
        seen.add(at)
    return unit if into.get(at) == unit else at


def put(tx: Tx, unit_id: int, into_id: int) -> None:
    """Say into which unit one was merged; twice is harmless, the newest holds."""
    tx.run(delete(table).where(table.c.unit_id == unit_id))
    tx.run(insert(table), {"unit_id": unit_id, "into_id": into_id})


_HOMES = select(units.c.id, units.c.commune_id).where(units.c.id.in_(bindparam("units", expanding=True)))


def homes(tx: Tx, unit_ids: Sequence[int]) -> dict[int, int]:
    """The commune in which each of some units lies."""
    rows: Sequence[Any] = tx.look(_HOMES, {"units": sorted(unit_ids)}) if unit_ids else ()
    return {row.id: row.commune_id for row in rows if row.commune_id is not None}


# ── as a set-up file says it: `into` of a village that has a `to` ─────────────────────────────────────────────────────


def mistakes(blocks: Sequence[tuple[str, Mapping[str, Any]]], keys: Mapping[str, str]) -> list[str]:
    """What is wrong with the `into` of titled blocks, a sentence each. `keys`: the file's own units; another
    commune's is written `ba-vinh/tan-long` and looked for when the file is applied."""
    wrong = []
    for title, block in blocks:
        into = block.get("into")
        if into is None:
            continue
        if not isinstance(into, str) or ("/" not in into and into not in keys):
            wrong.append(f"{title}: into “{into}” không phải key của đơn vị nào trong tệp này.")
        elif into == block.get("key"):
            wrong.append(f"{title}: không thể nhập vào chính nó.")
        if not isinstance(block.get("to"), date):
            wrong.append(f"{title}: có into thì cần to là ngày cuối còn đơn vị này, ví dụ to = 2026-06-30.")
    return wrong


_ELSEWHERE = select(units.c.id, units.c.key, units.c.commune_id).where(units.c.kind.in_(("village", "team", "commune")))


def apply(tx: Tx, blocks: Sequence[Mapping[str, Any]], ids: Mapping[str, int]) -> list[str]:
    """Keep the mergers of a set-up file; `ids` by the file's keys. Returns what could not be found, a sentence each."""
    unknown = []
    for block in blocks:
        into = block.get("into")
        if into is None:
            continue
        found = ids.get(into) if "/" not in into else _elsewhere(tx, into)
        if found is None:
            unknown.append(f"{block['name']}: chưa thấy “{into}” trong sổ; xin thiết lập xã ấy trước.")
        else:
            put(tx, ids[block["key"]], found)
    return unknown


def _elsewhere(tx: Tx, path: str) -> int | None:
    """The unit that `ba-vinh/tan-long` names."""
    rows = tx.all(_ELSEWHERE)
    communes = {row.id: row.key for row in rows if row.id == row.commune_id}
    home, _, key = path.rpartition("/")
    return next((row.id for row in rows if row.key == key and communes.get(row.commune_id) == home), None)
