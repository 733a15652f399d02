"""“tỷ lệ chứng nhận”, “tỷ lệ vneid/người lớn”: rates over persons, only from what was counted and stored."""

import re

from domain.frozen import frozen
from handlers import spoken
from handlers.request import request, without
from handlers.turn import Example, Handler, Reply, Turn
from reports import rates
from storage.communes import Unit
from vietnamese import words

_CUE = re.compile(r"(?<!\S)(?:ty le|ti le|ty suat|dat bao nhieu phan tram|phan tram)(?!\S)")
# Folded ways to name a denominator, the longer before the shorter.
WHOLES: tuple[tuple[str, str], ...] = (
    ("nguoi tu 14 tuoi tro len", "aged14"),
    ("dan so tu 14 tuoi tro len", "aged14"),
    ("tu 14 tuoi tro len", "aged14"),
    ("tu 14 tuoi", "aged14"),
    ("14 tuoi", "aged14"),
    ("nguoi truong thanh", "adults"),
    ("truong thanh", "adults"),
    ("nguoi lon", "adults"),
    ("ho dan", "households"),
    ("so ho", "households"),
    ("ho", "households"),
    ("dan so", "population"),
    ("nhan khau", "population"),
    ("nguoi dan", "population"),
)
_FILLERS = re.compile(
    r"(?<!\S)(?:tren|trong|tong|so|voi|cua|xa|ca|la|bao|nhieu|dat|duoc|hien|nay|xem|cho|em|toi|thi|nguoi|den)(?!\S)"
)


@frozen
class Asked:
    """A rate asked about: of which indicator, over what ("": the usual), of which village (None: the commune)."""

    indicator: str
    whole: str
    unit: Unit | None


def take_whole(said: str) -> tuple[str, str]:
    """A denominator named in folded words, and the words without it; ("", said) where none is."""
    padded = f" {' '.join(said.split())} "
    for form, name in WHOLES:
        if f" {form} " in padded:
            return name, padded.replace(f" {form} ", " ", 1).strip()
    return "", said


def _recognise(turn: Turn) -> Asked | None:
    said = request(turn, 80)
    cue = _CUE.search(said)
    if cue is None:
        return None
    rest = without(said, cue).replace("/", " ")
    unit, rest = spoken.take_unit(turn, rest)
    indicator, rest = spoken.take_indicator(turn, rest)
    whole, rest = take_whole(rest)
    if not indicator or _FILLERS.sub("", rest).strip():
        return None
    return Asked(indicator, whole, unit)


def _answer(turn: Turn, asked: Asked) -> Reply:
    unit = asked.unit
    if not turn.may("see_below"):
        unit = unit or next(iter(turn.own_units), None)
        if unit is None or not turn.may("see", unit):
            return Reply("Tỷ lệ của cả xã do cán bộ xã xem ạ.", outcome="refused")
    elif unit is not None and not turn.may("see", unit):
        return Reply(f"Số của {words.village(unit.name)} anh/chị không xem được ạ.", outcome="refused")
    return Reply(rates.text(turn.tx, turn.commune, unit, asked.indicator, asked.whole, turn.today))


HANDLER = Handler(
    "rates",
    (Example("tỷ lệ VNeID/người lớn", "tỷ lệ theo người, chỉ từ số đếm và mẫu số đã ghi"),),
    _recognise,
    _answer,
    audience="officer",
)
