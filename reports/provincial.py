"""The province's view: every commune's totals and coverage, a line each, in one message."""

from collections.abc import Sequence
from datetime import datetime

from domain.periods import Period, local
from reports import figures, mapped, naming, rollup
from reports.rollup import MISSING
from reports.room import ROOM, clip, column, size
from storage.communes import Commune
from storage.tx import Tx

MOST = 4  # figures shown for one commune


def text(tx: Tx, name: str, communes: Sequence[Commune], period: Period, now: datetime, *, by_now: bool = False) -> str:
    """The communes of a province (or the country) called `name`, in a period; `by_now`: merged villages count for the
    commune in which they lie today. It asks nothing."""
    lines: list[str] = []
    totals: dict[str, int] = {}
    said = due = 0
    for commune in communes:
        found = rollup.of_commune(tx, commune, period)
        if by_now:
            found = mapped.of_commune(tx, commune, period, local(now).date(), found).then
        villages = [line for line in found.lines if line.unit.kind == "village"]
        reported = sum(line.status != MISSING for line in villages)
        said, due = said + reported, due + len(villages)
        for key, value in found.totals.items():
            totals[key] = totals.get(key, 0) + value
        figures_ = figures.inline(commune, found.totals)
        shown = " · ".join(figures_[:MOST]) + (" …" if len(figures_) > MOST else "")
        lines.append(f"{commune.name}: {reported}/{len(villages)} thôn; {shown or 'chưa có số'}")
    head = f"📊 {name}{' theo bản đồ hiện nay' * by_now}, {naming.heading(period)}"
    if not communes:
        return f"{head}\nChưa có xã nào dùng sổ."
    so_far = "Đến nay đã báo" if naming.is_running(period, local(now).date()) else "Đã báo"
    cover = f"{len(communes)} xã; {so_far.lower()} {said}/{due} thôn."
    order = _joined(communes, totals)
    end = [f"Cộng: {clip(order, 500)}", "Nhắn: tuần trước · tháng này · quý này · năm nay"]
    room = ROOM - size("\n".join([head, cover, *end])) - 1
    return "\n".join([head, cover, *column(lines, room, "xã"), *end])


def _joined(communes: Sequence[Commune], totals: dict[str, int]) -> str:
    """The province's sums; a commune's own indicators, which add up with nobody else's, stay in its line."""
    shared = {key: value for key, value in totals.items() if not any(own.key == key for c in communes for own in c.own)}
    return " · ".join(figures.inline(communes[0], shared)) or "chưa có số"
