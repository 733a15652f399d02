"""Rates over persons: a stored, dated count above a stored denominator, half up; summed visits are never divided."""

from collections.abc import Mapping
from datetime import date

from domain.frozen import frozen
from domain.periods import day_of
from reports import aims
from storage import reference
from storage.communes import Commune, Unit
from storage.reference import Dated
from storage.tx import Tx
from vietnamese import words

# Which denominator an indicator's count of persons is set against. An indicator's own name: the people it concerns,
# as an officer counted them (1.045 people who should have the certificate).
RATES = (
    ("learners", "adults"),
    ("vneid", "aged14"),
    ("digital_signatures", "adults"),
    ("certificates", "certificates"),
)
NAMES = {
    "adults": "người trưởng thành",
    "aged14": "người từ 14 tuổi trở lên",
    "population": "người dân",
    "households": "hộ",
    "members": "thành viên tổ",
}


@frozen
class Rate:
    """A count of persons and what it is set against, each with its day (None: given without one)."""

    indicator: str
    name: str
    count: Dated
    whole: Dated

    @property
    def decimals(self) -> int:
        """Shares of a population with two decimals, as reports print them; of those concerned with one."""
        return 1 if self.name == self.indicator else 2

    @property
    def said(self) -> str:
        """809/4.837 đạt 16,73%."""
        share = words.percent(self.count.value, self.whole.value, self.decimals)
        return f"{words.number(self.count.value)}/{words.number(self.whole.value)} đạt {share}"


def found(counts: Mapping[str, Dated], wholes: Mapping[str, Dated]) -> list[Rate]:
    """The rates that a unit's counts and denominators give; a part larger than its whole gives none."""
    return [
        Rate(key, name, counts[key], wholes[name])
        for key, name in RATES
        if key in counts and name in wholes and counts[key].value <= wholes[name].value
    ]


def against(name: str, commune: Commune) -> str:
    """What a denominator counts: người trưởng thành; for an indicator's own: người thuộc diện chứng nhận."""
    own = {one.key: one for one in commune.indicators}
    return f"người thuộc diện ({own[name].short})" if name in own else NAMES.get(name, name)


def text(tx: Tx, commune: Commune, unit: Unit | None, key: str, name: str, today: date) -> str:
    """What an officer asks as “tỷ lệ vneid/người lớn”: the rate with its parts and days, the target beside it; or what
    is lacking, and how to give it. `unit` None: the commune. It asks nothing."""
    home, place = (commune.id, commune.name) if unit is None else (unit.id, unit.name)
    label = commune.indicator(key).short
    count = reference.counts_of(tx, [home], today).get((home, key))
    wholes = {one: dated for (_, one), dated in reference.denominators_of(tx, [home], today).items()}
    names = [name] if name else [one for indicator, one in RATES if indicator == key] or ["adults"]
    lines = []
    for one in names:
        if count is None or one not in wholes:
            continue
        rate = Rate(key, one, count, wholes[one])
        if count.value > rate.whole.value:
            lines.append(
                f"• {words.number(count.value)} lớn hơn {words.number(rate.whole.value)} {against(one, commune)}: một "
                "trong hai số chưa đúng, nên em chưa tính tỷ lệ."
            )
        else:
            lines.append(f"• {rate.said} {against(one, commune)}{_days(rate)}")
    if unit is None and not name:
        found_ = [aim for aim in aims.of_commune(tx, commune, day_of(today)) if aim.indicator == key]
        lines += [
            f"• Chỉ tiêu {aim.name}: {words.number(aim.done)}/{words.number(aim.value)} đạt "
            f"{words.percent(aim.done, aim.value)} (cộng các lần báo từ {words.full_day(aim.over.first)})"
            for aim in found_
        ]
    head = f"📐 {words.sentence(label)}, {words.village(place)}"
    if lines:
        return "\n".join([f"{head}:", *lines])
    lacks = [] if count is not None else [f"số lũy kế đếm theo người của {label}"]
    lacks += [f"số {against(one, commune)}" for one in names if one not in wholes]
    return (
        f"{head}: em chưa tính được vì chưa có {words.listing(lacks)}. Cộng các lần báo là lượt nên em không đem chia "
        f"cho số người. Cán bộ xã nhắn ví dụ “lũy kế {label} 809 đến {words.short_day(today)}” hoặc "
        f"“{against(names[0], commune)} 4837” để ghi ạ."
    )


def _days(rate: Rate) -> str:
    """Which day each part is of."""
    parts = [f"đếm ngày {words.full_day(rate.count.date)}"] if rate.count.date else []
    parts += [f"mẫu số ngày {words.full_day(rate.whole.date)}" if rate.whole.date else "mẫu số không ghi ngày"]
    return f" ({'; '.join(parts)})"
