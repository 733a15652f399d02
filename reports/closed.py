"""A period as it was reported beside the same period now: “đã báo 214 → nay 221 (Nà Xá nộp muộn)”."""

from collections.abc import Mapping
from typing import Any

from domain.periods import local
from reports import naming, rollup
from reports.rollup import MISSING, Rollup
from reports.room import row
from storage import closing
from storage.closing import Copy
from storage.communes import Commune
from storage.tx import Tx
from vietnamese import words

MOST = 4  # indicators whose change is told


def as_figures(found: Rollup) -> dict[str, Any]:
    """A roll-up as a copy keeps it: plain JSON, by the units' ids."""
    units = {str(line.unit.id): {"status": line.status, "values": dict(line.values)} for line in found.lines}
    return {"totals": found.totals, "units": units}


def changes(commune: Commune, figures: Mapping[str, Any], found: Rollup) -> list[str]:
    """What became of a copy's totals, an indicator each, with the villages that made it so."""
    then: Mapping[str, int] = figures["totals"]
    now = found.totals
    result = []
    for key in commune.in_order({*then, *now}):
        before, after = then.get(key), now.get(key)
        if before == after:
            continue
        who = row(_who(commune, figures["units"], found, key), 120, "thôn")
        was = "chưa có" if before is None else words.number(before)
        is_ = "không còn" if after is None else words.number(after)
        result.append(f"{commune.indicator(key).short} đã báo {was} → nay {is_}" + (f" ({who})" if who else ""))
    return result


def _who(commune: Commune, then: Mapping[str, Any], found: Rollup, key: str) -> list[str]:
    """The units that differ in an indicator, each with how it came."""
    now = {str(line.unit.id): line for line in found.lines}
    result = []
    for unit in commune.units:
        before, line = then.get(str(unit.id)), now.get(str(unit.id))
        was = before["values"].get(key) if before else None
        if was == (line.values.get(key) if line else None):
            continue
        late = before is None or before["status"] == MISSING
        how = "nộp muộn" if late else "thêm số" if was is None else "đổi số"
        result.append(f"{unit.name} {how}")
    return result


def line(tx: Tx, commune: Commune, found: Rollup) -> list[str]:
    """What a summary says of its period's copy, if there is one."""
    copy = closing.copy_of(tx, commune, naming.code(found.period), found.period)
    if copy is None:
        return []
    head = f"Đã chốt lúc {words.clock(copy.at)} {words.short_day(local(copy.at).date())}"
    changed = changes(commune, copy.figures, found)
    return [f"{head}; từ đó {row(changed, 400, 'chỉ số')}." if changed else f"{head}; số chưa đổi."]


def sentences(tx: Tx, commune: Commune, found: Rollup) -> list[str]:
    """What a file says of its period's copy: when it was kept, then each figure that is another now."""
    copy = closing.copy_of(tx, commune, naming.code(found.period), found.period)
    if copy is None:
        return []
    at = local(copy.at)
    head = f"Số đã chốt lúc {at.hour:02} giờ {at.minute:02} ngày {words.full_day(at.date())}"
    changed = changes(commune, copy.figures, found)
    if not changed:
        return [f"{head}; đến nay chưa đổi."]
    return [f"{head}; sau đó có thay đổi:", *(f"{words.sentence(one)}." for one in changed)]


def news(tx: Tx, commune: Commune, copy: Copy) -> str:
    """What to tell those who received a copy; "" where its totals are as they were."""
    period = naming.decode(copy.period)
    changed = changes(commune, copy.figures, rollup.of_commune(tx, commune, period))
    if not changed:
        return ""
    more = f"; và {len(changed) - MOST} chỉ số khác" if len(changed) > MOST else ""
    return f"📌 {commune.name}, {naming.heading(period)} đã chốt, nay đổi: {'; '.join(changed[:MOST])}{more}."
