"""`sothon summary`: a unit's totals in a period with their coverage, for people or as the contract's JSON."""

import json
from argparse import Namespace
from datetime import date
from typing import Any

from bot.commands.ledger import ledger, transaction
from domain.indicators import BY_KEY, Indicator
from domain.periods import local, parse_key
from reports import mapped
from reports.rollup import summary
from storage.communes import Unit, load
from storage.places import find_unit, names_below, unit_by_id
from storage.tx import Tx
from vietnamese.words import full_day, number, percent, sentence


def run(args: Namespace) -> int:
    """Prints the roll-up. Raises SettingsError, SchemaError, PlaceError, PeriodError."""
    period = parse_key(args.period, decree=args.decree09)
    with ledger() as (_, store), store.read() as connection:
        tx = transaction(connection)
        unit, by_now, day = find_unit(tx, args.unit), args.map == "now", local(tx.now).date()
        if by_now:
            unit = mapped.today(tx, unit, day)
        found = mapped.summary(tx, unit, period, day) if by_now else summary(tx, args.unit, period)
        if args.json:
            print(json.dumps(found, ensure_ascii=False))
            return 0
        names = (names_below(tx, _root(tx, unit)) if by_now else {}) | names_below(tx, unit)
        own = load(tx, unit.commune_id).own if unit.commune_id is not None else ()
    print(as_text(found, f"{unit.name} theo bản đồ hiện nay" if by_now else unit.name, names, own))
    return 0


def _root(tx: Tx, unit: Unit) -> Unit:
    """The country: what merged may have come from any commune of it."""
    while unit.parent_id is not None and (above := unit_by_id(tx, unit.parent_id)) is not None:
        unit = above
    return unit


def as_text(found: dict[str, Any], name: str, names: dict[str, str], own: tuple[Indicator, ...] = ()) -> str:
    """A roll-up in the contract's form as lines to read: value, nil and missing stay three things."""
    known = BY_KEY | {indicator.key: indicator for indicator in own}
    order = list(known)
    period, coverage, totals = found["period"], found["coverage"], found["totals"]
    first, last = (full_day(date.fromisoformat(period[end])) for end in ("from", "to"))
    lines = [f"{name}, kỳ {period['key']} ({first}–{last})", _coverage(coverage, names)]
    if coverage["gaps"]:
        lines.append(f"Chưa báo đủ trong kỳ: {', '.join(names.get(key, key) for key in coverage['gaps'])}")
    lines.append("")
    for key in sorted(totals, key=lambda key: (order.index(key) if key in order else len(order), key)):
        label, unit = (known[key].label, known[key].unit) if key in known else (key, "")
        lines.append(f"• {label}: {number(totals[key])} {unit}".rstrip())
    if not totals:
        lines.append("Chưa có số liệu nào trong kỳ.")
    if len(found["units"]) > 1:
        lines.append("")
        lines += [
            f"{names.get(key, key)}: {_unit(unit, known)}{_merged(unit, names)}" for key, unit in found["units"].items()
        ]
    return "\n".join(lines)


def _coverage(coverage: dict[str, Any], names: dict[str, str]) -> str:
    expected, met = coverage["expected"], coverage["reported"] + coverage["nil"]
    if not expected:
        return "Không có đơn vị nào phải báo kỳ này."
    line = f"Đã báo {met}/{expected} ({percent(met, expected)})"
    if coverage["nil"]:
        line += f", trong đó {coverage['nil']} không có hoạt động"
    missing = [names.get(key, key) for key in coverage["missing"]]
    return f"{line}; chưa báo: {', '.join(missing)}." if missing else line + "."


def _merged(unit: dict[str, Any], names: dict[str, str]) -> str:
    """By the map of now: what went into a unit."""
    merged = [names.get(key, key) for key in unit.get("merged", ())]
    return f" (gồm {', '.join(merged)} cũ)" if merged else ""


def _unit(unit: dict[str, Any], known: dict[str, Indicator]) -> str:
    if unit["status"] != "reported":
        return "không có hoạt động" if unit["status"] == "nil" else "chưa báo"
    parts = [f"{known[key].short if key in known else key} {number(value)}" for key, value in unit["values"].items()]
    return sentence(", ".join(parts)) if parts else "đã báo (số đã tính vào kỳ khác)"
