"""Totals by the map of now: what merged villages said counts for the village in their place; entries stay as they are.

It is folded from the roll-ups by the map of then, which come from the entries: who was expected, reported or missing is
judged by the villages of that time, the figures stand under today's.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from domain.frozen import frozen
from domain.periods import Period, local
from reports import figures, naming, rollup
from reports.rollup import MISSING, NIL, REPORTED, Line, Rollup
from reports.room import ROOM, clip, column, row, size
from storage import ledger, mergers
from storage.communes import Commune, Unit, load
from storage.places import unit_by_id
from storage.tx import Tx
from vietnamese import words


@frozen
class Place:
    """A unit of today with the lines of all it is made of (itself too, where it has one); `line` is their fold."""

    unit: Unit
    line: Line
    parts: tuple[Line, ...]

    @property
    def merged(self) -> list[str]:
        """The names of the units that went into it."""
        return [part.unit.name for part in self.parts if part.unit.id != self.unit.id]


@frozen
class Mapped:
    """A commune's period by the map of now; `changed`: some unit of it has merged, so that it differs from then."""

    period: Period
    places: tuple[Place, ...]
    changed: bool
    heirs: dict[int, str]  # of the commune's own units that have merged: the name of the unit in their place

    @property
    def differs(self) -> bool:
        """Whether some unit of this period stands under another today."""
        return any(place.merged for place in self.places)

    @property
    def totals(self) -> dict[str, int]:
        """Sums by indicator over today's units."""
        return Rollup(self.period, tuple(place.line for place in self.places)).totals

    @property
    def then(self) -> Rollup:
        """The same by the map of then: whose words these totals are, and who of them said nothing."""
        return Rollup(self.period, tuple(part for place in self.places for part in place.parts))


def of_commune(tx: Tx, commune: Commune, period: Period, today: date, found: Rollup | None = None) -> Mapped:
    """A commune's roll-up under the units there are today; `found` spares reading its own by the map of then.

    Units of other communes that went into one of its units count here, its own that went elsewhere do not: over all
    communes both maps add up to the same.
    """
    found = found or rollup.of_commune(tx, commune, period)
    heirs = mergers.heirs(tx, today)
    own = {unit.id for unit in commune.units}
    homes = mergers.homes(tx, [unit for unit, heir in heirs.items() if heir in own and unit not in own])
    lines = [line for line in found.lines if heirs.get(line.unit.id, line.unit.id) in own]
    for home in sorted(set(homes.values())):
        for line in rollup.of_commune(tx, load(tx, home), period).lines:
            if heirs.get(line.unit.id) in own:
                lines.append(line)
    parts: dict[int, list[Line]] = {}
    for line in lines:
        parts.setdefault(heirs.get(line.unit.id, line.unit.id), []).append(line)
    places = tuple(
        Place(unit, fold(unit, parts[unit.id]), tuple(parts[unit.id])) for unit in commune.units if unit.id in parts
    )
    merged = {unit: heir for unit, heir in heirs.items() if unit in own}
    changed = bool(merged) or any(heir in own for heir in heirs.values())
    return Mapped(period, places, changed, {unit: _name(tx, commune, heir) for unit, heir in merged.items()})


def _name(tx: Tx, commune: Commune, unit_id: int) -> str:
    """A unit's name, of whichever commune."""
    own = next((unit.name for unit in commune.units if unit.id == unit_id), "")
    found = None if own else unit_by_id(tx, unit_id)
    return own or (found.name if found is not None else "")


def fold(unit: Unit, parts: Sequence[Line]) -> Line:
    """The lines of what a unit is made of, as its one line."""
    statuses = {part.status for part in parts}
    status = REPORTED if REPORTED in statuses else MISSING if MISSING in statuses else NIL
    values: dict[str, int] = {}
    for part in parts:
        for key, value in part.values.items():
            values[key] = values.get(key, 0) + value
    gaps = {one.first: one for part in parts for one in part.gaps}
    owing = {one.first: one for part in parts for one in part.owing}
    return Line(
        unit,
        status,
        values,
        frozenset().union(*(part.estimates for part in parts)),
        min((part.first_at for part in parts if part.first_at is not None), default=None),
        any(part.late for part in parts),
        tuple(gaps[first] for first in sorted(gaps)),
        tuple(owing[first] for first in sorted(owing)),
        tuple(span for part in parts for span in part.straddles),
    )


def today(tx: Tx, unit: Unit, day: date) -> Unit:
    """The unit in one's place on a day: itself, where it has not merged."""
    return unit_by_id(tx, mergers.heirs(tx, day).get(unit.id, unit.id)) or unit


def summary(tx: Tx, unit: Unit, period: Period, day: date) -> dict[str, Any]:
    """`rollup.summary` by the map of a day: totals and units are that day's, each unit with what `merged` into it;
    coverage is by the units of then, whose words they are.

    Keys are as there; a unit that came from another commune has that one's (`ba-vinh/nuoc-y`).
    """
    only = unit.kind in ("village", "team")
    homes = [unit.commune_id] if only else ledger.communes_below(tx, unit.id)
    found = [of_commune(tx, load(tx, home), period, day) for home in homes if home is not None]
    places = [place for one in found for place in one.places if not only or place.unit.id == unit.id]
    paths = {part.unit.id: _path(tx, part.unit, unit) for place in places for part in (place.line, *place.parts)}
    answer = rollup.form(unit.key, period, [(paths[part.unit.id], part) for place in places for part in place.parts])
    return answer | {
        "map": "now",
        "units": {
            paths[place.unit.id]: {
                "status": place.line.status,
                "values": place.line.values,
                "merged": [paths[part.unit.id] for part in place.parts if part.unit.id != place.unit.id],
            }
            for place in places
        },
    }


def _path(tx: Tx, unit: Unit, asked: Unit) -> str:
    """A unit's key as an answer about `asked` has it."""
    if unit.commune_id is None or unit.commune_id == asked.commune_id:
        return unit.key
    home = unit_by_id(tx, unit.commune_id)
    return f"{home.key}/{unit.key}" if home is not None else unit.key


def text(tx: Tx, commune: Commune, period: Period, now: datetime, unit: Unit | None = None) -> str:
    """The villages of today, a line each, with what merged into them; for one `unit` only its own line and parts."""
    today = local(now).date()
    found = of_commune(tx, commune, period, today)
    if unit is not None:
        heir = mergers.heirs(tx, today).get(unit.id, unit.id)
        found = replace(found, places=tuple(place for place in found.places if place.unit.id == heir))
    whose = words.village(unit.name) if unit is not None else commune.name
    head = f"📊 {words.sentence(whose)} theo bản đồ hiện nay, {naming.heading(period)}"
    if not found.places:
        return f"{head}\nChưa có số liệu."
    whole = " · ".join(figures.inline(commune, found.totals)) or "chưa có số"
    end = [f"Cộng: {clip(whole, 400)}", _coverage(found)]
    if not found.changed:
        end.append("Từ đó đến nay không thôn nào sáp nhập, nên số như bản đồ lúc đó.")
    room = ROOM - size("\n".join([head, *end])) - 1
    lines = [line for place in found.places for line in _lines(commune, place, alone=unit is not None)]
    return "\n".join([head, *column(lines, room, "dòng"), *end])


def _lines(commune: Commune, place: Place, *, alone: bool) -> list[str]:
    """Thôn Tân Long (gồm Đồng Cau cũ): 27 học viên; alone, also what each part gave."""
    said = " · ".join(figures.inline(commune, place.line.values))
    shown = said or {MISSING: "chưa báo", NIL: "không có hoạt động"}.get(place.line.status, "chờ làm rõ")
    merged = f" (gồm {row(place.merged, 120)} cũ)" if place.merged else ""
    lines = [f"{place.unit.name}{merged}: {shown}"]
    if alone and place.merged:
        for part in place.parts:
            old = "" if part.unit.id == place.unit.id else " cũ"
            own = " · ".join(figures.inline(commune, part.values)) or (
                "chưa báo" if part.status == MISSING else "không có hoạt động"
            )
            lines.append(f"- {part.unit.name}{old}: {own}")
    return lines


def _coverage(found: Mapped) -> str:
    """Whose words the totals are, by the villages of that time."""
    villages = [line for line in found.then.lines if line.unit.kind == "village"]
    missing = [line.unit.name for line in villages if line.status == MISSING]
    said = f"{len(villages) - len(missing)}/{len(villages)} thôn lúc đó đã báo"
    return f"{words.sentence(said)}; chưa báo: {row(missing, 300)}." if missing else f"{words.sentence(said)}."
