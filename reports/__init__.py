"""What the numbers say: the roll-up, and REPORTS, the ways in which a commune can have it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from domain.periods import Period
from reports import villages, weekly
from storage.communes import Commune
from storage.tx import Tx


@dataclass(frozen=True, slots=True)
class Report:
    """One way to see a commune's period. `key` names it in buttons and commands; `make` takes the transaction, the
    commune, the period and now, and returns a text that fits one chat message."""

    key: str
    title: str
    make: Callable[[Tx, Commune, Period, datetime], str]


REPORTS: tuple[Report, ...] = (
    Report("tuan", "Tổng hợp của xã", weekly.text),
    Report("thon", "Theo thôn", villages.by_village),
)
