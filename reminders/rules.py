"""When to speak first: each rule says to whom, about what, when, moot when, not after when, in which hours."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from domain.calendar import DECENT, OFFICE
from domain.frozen import frozen
from reminders import waves, words
from reminders.waves import Hours, Wave
from reminders.words import Speak
from storage.communes import Commune
from storage.obligations import QUIET
from storage.rounds import Round


@frozen
class Rule:
    """A reason to speak first.

    `audience` names the predicate of storage/obligations.py that finds everybody to be told, when it is planned and
    again when it is sent: who is no longer in it hears nothing (that is when it is moot). `waves` gives the moments of
    a round and until when each may be sent; `hours` in which hours. `words` says it. A `personal` message lists all a
    person owes; others are about one commune. `more` are further values for the predicate.
    """

    name: str
    title: str  # for people at a terminal
    audience: str
    waves: Callable[[Commune, Round], tuple[Wave, ...]]
    words: Speak
    hours: Hours
    personal: bool = False
    more: Callable[[Commune, Round, datetime], dict[str, Any]] | None = None

    def values(self, commune: Commune, round_: Round, start: datetime) -> dict[str, Any]:
        """What the predicate takes beside the round."""
        return self.more(commune, round_, start) if self.more is not None else {}


def _unread_since(commune: Commune, _round: Round, start: datetime) -> dict[str, Any]:
    return {"unread_since": waves.unread_since(commune, start)}


def last_periods(commune: Commune, round_: Round, _start: datetime) -> dict[str, Any]:
    """The round's period and those before it, the newest first: from_0, to_0, from_1 …"""
    found: dict[str, date] = {}
    period = round_.period
    for n in range(QUIET + 1):
        found |= {f"from_{n}": period.first, f"to_{n}": period.last}
        period = commune.cycle.before(period)
    return found


RULES: tuple[Rule, ...] = (
    Rule("opened", "đợt báo cáo mới", "members", waves.asked, words.opened, DECENT, personal=True),
    Rule("before", "chưa báo, sắp đến hạn", "members", waves.before, words.before, DECENT, personal=True),
    Rule("overdue", "đã đến hạn, chưa báo", "leaders", waves.overdue, words.overdue, DECENT, personal=True),
    Rule("digest", "tổng hợp kỳ vừa hết", "officers", waves.digest, words.each(words.digest), OFFICE),
    Rule("missing", "danh sách chưa báo lúc đến hạn", "officers", waves.missing, words.each(words.missing), OFFICE),
    Rule(
        "still_missing",
        "danh sách còn thiếu sau hạn",
        "officers of the missing",
        waves.still_missing,
        words.each(words.still_missing),
        OFFICE,
    ),
    Rule("upward", "sắp phải báo cáo cấp trên", "officers", waves.upward, words.each(words.upward), OFFICE),
    Rule(
        "unread",
        "câu chưa hiểu",
        "officers of the unread",
        waves.unread,
        words.each(words.unread),
        OFFICE,
        more=_unread_since,
    ),
    Rule(
        "silent",
        "người im bốn kỳ liền",
        "officers of the silent",
        waves.silent,
        words.each(words.silent),
        OFFICE,
        more=last_periods,
    ),
    Rule(
        "nils",
        "bốn kỳ liền không có gì",
        "officers of the nils",
        waves.nils,
        words.each(words.nils),
        OFFICE,
        more=last_periods,
    ),
)


def _never(_commune: Commune, _round: Round) -> tuple[Wave, ...]:
    return ()


# Said because somebody asked for it: the person (“nhắc lại sau 2 giờ”), or the officer (“nhắc thôn chưa báo”).
AGAIN = Rule("again", "hẹn nhắc lại", "members", _never, words.owed, DECENT, personal=True)
ASKED = Rule("asked", "cán bộ xã nhờ nhắc", "members", _never, words.asked, DECENT, personal=True)

BY_NAME: dict[str, Rule] = {rule.name: rule for rule in (*RULES, AGAIN, ASKED)}
