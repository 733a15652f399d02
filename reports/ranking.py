"""Villages beside each other by one indicator: only where the commune's officer has turned it on."""

from domain.periods import Period
from reports import naming, rollup
from reports.rollup import MISSING, Line, Rollup
from reports.room import ROOM, column, row, size
from storage import switches
from storage.communes import Commune
from storage.tx import Tx
from vietnamese import words

FIRST = 3  # villages named in a summary


def ranked(found: Rollup, key: str) -> list[tuple[int, Line]]:
    """The villages that gave an indicator, the most first; equal figures share a place. Who said nothing has none:
    a figure that is missing is not a nought."""
    lines = [line for line in found.lines if line.unit.kind == "village" and key in line.values]
    lines.sort(key=lambda line: -line.values[key])
    values = [line.values[key] for line in lines]
    return [(values.index(line.values[key]) + 1, line) for line in lines]


def text(tx: Tx, commune: Commune, period: Period, key: str) -> str:
    """All villages of a period by an indicator, then those without a place. It asks nothing."""
    found = rollup.of_commune(tx, commune, period)
    name = commune.indicator(key).short
    head = f"🏅 {commune.name}, xếp hạng thôn theo {name}, {naming.heading(period)}"
    order = ranked(found, key)
    if not order:
        return f"{head}\nKỳ này chưa thôn nào nêu số này ạ."
    given = {line.unit.id for _, line in order}
    villages = [line for line in found.lines if line.unit.kind == "village" and line.unit.id not in given]
    missing = [line.unit.name for line in villages if line.status == MISSING]
    silent = [line.unit.name for line in villages if line.status != MISSING]
    end = [f"Chưa báo nên chưa xếp: {row(missing, 300)}."] if missing else []
    end += [f"Không nêu số này: {row(silent, 300)}."] if silent else []
    lines = [f"{place}. {line.unit.name}: {words.number(line.values[key])}" for place, line in order]
    room = ROOM - size("\n".join([head, *end])) - 1
    return "\n".join([head, *column(lines, room, "thôn"), *end])


def line(tx: Tx, commune: Commune, found: Rollup) -> list[str]:
    """What a summary says where ranking is on: the first villages by the commune's first indicator with figures."""
    if not switches.is_on(tx, commune.id, switches.RANKING):
        return []
    keys = [key for key in commune.in_order(commune.on) if len(ranked(found, key)) > 1]
    if not keys:
        return []
    first = [(place, line) for place, line in ranked(found, keys[0])][:FIRST]
    said = " · ".join(f"{place}. {line.unit.name} {words.number(line.values[keys[0]])}" for place, line in first)
    return [f"Xếp hạng ({commune.indicator(keys[0]).short}): {said}."]
