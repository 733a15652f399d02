"""Setting a commune up: the tables of a set-up file become units, people and reference figures; twice is harmless."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from domain.calendar import Cycle, CycleError
from domain.indicators import BY_KEY, DEFAULT_ON
from domain.periods import PeriodError, parse_key
from domain.roles import Role
from storage import communes as commune_store
from storage import mergers
from storage.people import add_person, join
from storage.tables import communes, counts, days_off, denominators, indicators, memberships, people, targets, units
from storage.tx import Tx

KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
SHORTHAND = ("population", "adults", "households", "aged14")  # denominators that may stand in a unit's own block
PLACES = ("village", "team")


class SetupError(ValueError):
    """A set-up file that cannot be used; the message names every wrong line in Vietnamese."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__("Tệp thiết lập chưa dùng được:\n" + "\n".join(f"- {line}" for line in lines))
        self.lines = list(lines)


@dataclass(slots=True)
class Done:
    """What a set-up did: new units and people by name, and whom a code is still to be made for."""

    commune_id: int
    commune: str
    units: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    people: list[tuple[int, str, int, str]] = field(default_factory=list)  # person id, name, unit id, role: new ones


def apply(tx: Tx, plan: Mapping[str, Any], fold: Callable[[str], str], *, sample: bool = False) -> Done:
    """Create or update a commune from a parsed set-up file (product.md gives its form).

    Nothing is deleted: what the file no longer names stays. Raises SetupError with every mistake at once, before
    anything is written.
    """
    _check(plan)
    commune = plan["commune"]
    province_id = _province(tx, commune.get("province", ""), fold)
    done = Done(0, commune["name"])
    commune_id = _unit(tx, done, "commune", province_id, commune, 0, sample=sample)
    done.commune_id = commune_id
    tx.run(update(units).where(units.c.id == commune_id).values(commune_id=commune_id))
    _settings(tx, done, plan, commune_id)
    ids = {commune["key"]: commune_id}
    for kind in PLACES:
        for position, block in enumerate(plan.get(kind, ()), 1):
            ids[block["key"]] = _unit(tx, done, kind, commune_id, block, position, commune_id, sample=sample)
    lost = mergers.apply(tx, [block for kind in PLACES for block in plan.get(kind, ())], ids)
    if lost:  # the transaction is the caller's: it writes nothing of a file that raises
        raise SetupError(lost)
    _figures(tx, plan, ids)
    for block in plan.get("indicator", ()):
        _indicator(tx, commune_id, block)
    for block in plan.get("day_off", ()):
        _once(tx, days_off, {"commune_id": commune_id, "date": block["date"]}, {"name": block["name"]})
    for block in plan.get("person", ()):
        _person(tx, done, ids[block["unit"]], block, fold, sample=sample)
    commune_store.touch(tx, commune_id)
    return done


def _check(plan: Mapping[str, Any]) -> None:
    wrong: list[str] = []
    commune = plan.get("commune")
    if not isinstance(commune, Mapping):
        raise SetupError(["Thiếu phần [commune] với key và name."])
    known = {"commune", "cycle", "village", "team", "person", "target", "denominator", "count", "day_off", "indicator"}
    wrong += [f"Không có phần nào tên [{name}]." for name in plan if name not in known]
    keys: dict[str, str] = {}
    for title, block in [("[commune]", commune)] + [
        (f"[[{kind}]] thứ {n}", block) for kind in PLACES for n, block in enumerate(plan.get(kind, ()), 1)
    ]:
        key, name = block.get("key"), block.get("name")
        if not isinstance(key, str) or not KEY.fullmatch(key):
            wrong.append(f"{title}: key “{key}” chỉ được gồm chữ thường không dấu, số và dấu gạch ngang.")
            continue
        if not isinstance(name, str) or not name.strip():
            wrong.append(f"{title}: thiếu name.")
        if key in keys:
            wrong.append(f"{title}: key “{key}” đã dùng cho {keys[key]}.")
        keys[key] = title
        for bound in ("from", "to"):
            if bound in block and not isinstance(block[bound], date):
                wrong.append(f"{title}: {bound} phải là ngày, ví dụ {bound} = 2025-07-01.")
        for name in SHORTHAND:
            if name in block and not _is_count(block[name]):
                wrong.append(f"{title}: {name} phải là số nguyên không âm.")
    titled = [(f"[[{kind}]] thứ {n}", block) for kind in PLACES for n, block in enumerate(plan.get(kind, ()), 1)]
    wrong += mergers.mistakes(titled, keys)
    own = {block.get("key") for block in plan.get("indicator", ())}
    for n, block in enumerate(plan.get("indicator", ()), 1):
        if not all(isinstance(block.get(part), str) and block[part] for part in ("key", "label", "unit")):
            wrong.append(f"[[indicator]] thứ {n}: cần key, label, unit.")
    wrong += [
        f"[commune]: không có chỉ số “{key}”."
        for key in commune.get("indicators", ())
        if key not in BY_KEY.keys() | own
    ]
    cycle = plan.get("cycle", {})
    if cycle.get("week_starts", "monday") != "monday":
        wrong.append("[cycle]: week_starts hiện chỉ nhận “monday”.")
    try:
        _cycle(cycle)
        if cycle.get("upward_due"):
            Cycle.parse(cycle["upward_due"])
    except CycleError as error:
        wrong.append(f"[cycle]: {error}")
    for n, block in enumerate(plan.get("person", ()), 1):
        if not isinstance(block.get("name"), str) or not block["name"].strip():
            wrong.append(f"[[person]] thứ {n}: thiếu name.")
        if block.get("unit") not in keys:
            wrong.append(f"[[person]] thứ {n}: không có đơn vị “{block.get('unit')}”.")
        if block.get("role", "member") not in set(Role):
            wrong.append(f"[[person]] thứ {n}: role “{block.get('role')}” phải là {', '.join(Role)}.")
    for kind, parts in (
        ("target", ("indicator", "period", "value")),
        ("denominator", ("name", "value")),
        ("count", ("indicator", "date", "value")),
        ("day_off", ("date", "name")),
    ):
        for n, block in enumerate(plan.get(kind, ()), 1):
            wrong += [f"[[{kind}]] thứ {n}: thiếu {part}." for part in parts if part not in block]
            if kind != "day_off" and block.get("unit") not in keys:
                wrong.append(f"[[{kind}]] thứ {n}: không có đơn vị “{block.get('unit')}”.")
            if "value" in block and not _is_count(block["value"]):
                wrong.append(f"[[{kind}]] thứ {n}: value phải là số nguyên không âm.")
            if "date" in block and not isinstance(block["date"], date):
                wrong.append(f"[[{kind}]] thứ {n}: date phải là ngày, ví dụ date = 2026-11-24.")
            if "period" in block:
                try:
                    parse_key(str(block["period"]))
                except PeriodError as error:
                    wrong.append(f"[[{kind}]] thứ {n}: {error}")
    if wrong:
        raise SetupError(wrong)


def _cycle(block: Mapping[str, Any]) -> Cycle:
    """A commune's cycle: weeks (week_due), or months where `month` is “calendar” or “decree09” (month_due).
    Raises CycleError."""
    month = block.get("month")
    if month is None:
        return _parsed("week_due", block.get("week_due", "monday 10:00"))
    if month not in ("calendar", "decree09"):
        raise CycleError("month phải là “calendar” (tháng dương lịch) hoặc “decree09” (15→14).")
    return _parsed("month_due", f"{'month' if month == 'calendar' else month} {block.get('month_due', '16 10:00')}")


def _parsed(field: str, text: str) -> Cycle:
    """A cycle, or a refusal that names the field the operator has to look at. Raises CycleError."""
    try:
        return Cycle.parse(text)
    except CycleError as error:
        raise CycleError(f"{field}: {error}") from None


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _province(tx: Tx, name: str, fold: Callable[[str], str]) -> int:
    """The province, and the country above it, found or made."""
    country_id = _root(tx, "vn", "country", "Việt Nam", None)
    name = name or "Quảng Ngãi"
    return _root(tx, re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-"), "province", f"Tỉnh {name}", country_id)


def _root(tx: Tx, key: str, kind: str, name: str, parent_id: int | None) -> int:
    found = tx.scalar(select(units.c.id).where(units.c.key == key, units.c.kind == kind))
    return found or tx.insert(units, {"key": key, "kind": kind, "name": name, "parent_id": parent_id, "names": []})


def _unit(
    tx: Tx,
    done: Done,
    kind: str,
    parent_id: int,
    block: Mapping[str, Any],
    position: int,
    commune_id: int | None = None,
    *,
    sample: bool = False,
) -> int:
    row = {
        "kind": kind,
        "name": block["name"].strip(),
        "names": list(block.get("aliases", ())) + list(block.get("old_names", ())),
        "position": position,
        "valid_from": block.get("from"),
        "valid_to": block.get("to"),
    }
    found = tx.one(select(units).where(units.c.key == block["key"], units.c.parent_id == parent_id))
    if found is None:
        done.units.append(row["name"])
        fresh = {"key": block["key"], "parent_id": parent_id, "commune_id": commune_id, "sample": sample}
        return tx.insert(units, row | fresh)
    if any(getattr(found, column) != value for column, value in row.items()):
        done.changed.append(row["name"])
        tx.run(update(units).where(units.c.id == found.id).values(row))
    return int(found.id)


def _settings(tx: Tx, done: Done, plan: Mapping[str, Any], commune_id: int) -> None:
    commune = plan["commune"]
    row = {
        "indicators": list(commune.get("indicators", DEFAULT_ON)),
        "contact": commune.get("contact", ""),
        "keep_days": commune.get("keep_days", 90),
    }
    cycle = plan.get("cycle", {})
    new = tx.scalar(select(communes.c.id).where(communes.c.id == commune_id)) is None
    if new or "week_due" in cycle or "month" in cycle:  # else what the officer set in chat stays
        row["week_due"] = str(_cycle(cycle))
    if "upward_due" in cycle:
        row["upward_due"] = cycle["upward_due"]
    if new:
        tx.run(insert(communes), row | {"id": commune_id, "created_at": tx.now})
    else:
        tx.run(update(communes).where(communes.c.id == commune_id).values(row))


def _figures(tx: Tx, plan: Mapping[str, Any], ids: Mapping[str, int]) -> None:
    blocks = [plan["commune"], *(block for kind in PLACES for block in plan.get(kind, ()))]
    for block in blocks:
        for name in SHORTHAND:
            if name in block:
                _once(
                    tx, denominators, {"unit_id": ids[block["key"]], "name": name, "date": None}, {"value": block[name]}
                )
    for block in plan.get("denominator", ()):
        key = {"unit_id": ids[block["unit"]], "name": block["name"], "date": block.get("date")}
        _once(tx, denominators, key, {"value": block["value"]})
    for block in plan.get("target", ()):
        key = {"unit_id": ids[block["unit"]], "indicator": block["indicator"], "period": str(block["period"])}
        _once(tx, targets, key, {"value": block["value"]})
    for block in plan.get("count", ()):
        key = {"unit_id": ids[block["unit"]], "indicator": block["indicator"], "date": block["date"]}
        _once(tx, counts, key, {"value": block["value"], "at": tx.now})


def _indicator(tx: Tx, commune_id: int, block: Mapping[str, Any]) -> None:
    row = {
        "label": block["label"],
        "unit": block["unit"],
        "pillar": block.get("pillar", ""),
        "aliases": list(block.get("aliases", ())),
    }
    _once(tx, indicators, {"commune_id": commune_id, "key": block["key"]}, row)


def _once(tx: Tx, table: Any, key: Mapping[str, Any], row: Mapping[str, Any]) -> None:
    """Insert a row, or bring the one with this key up to date."""
    same = [table.c[name].is_(None) if value is None else table.c[name] == value for name, value in key.items()]
    if tx.scalar(select(table.c.id).where(*same)) is None:
        tx.run(insert(table), {**key, **row})
    else:
        tx.run(update(table).where(*same).values(dict(row)))


def _person(
    tx: Tx, done: Done, unit_id: int, block: Mapping[str, Any], fold: Callable[[str], str], *, sample: bool
) -> None:
    name, role = block["name"].strip(), block.get("role", "member")
    found = tx.scalar(
        select(people.c.id)
        .join(memberships, memberships.c.person_id == people.c.id)
        .where(memberships.c.unit_id == unit_id, people.c.name == name, people.c.left_at.is_(None))
    )
    if found is None:
        found = add_person(tx, name, fold(name), sample=sample)
        done.people.append((found, name, unit_id, role))
    join(tx, found, unit_id, role)
