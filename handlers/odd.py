"""The look at figures before they are stored: an odd one is asked about, and stored once the person says it is so."""

import re
from collections.abc import Mapping
from typing import Any

from domain import checks
from domain.checks import Figure, Oddity, Past
from domain.messages import Choice
from domain.periods import Period, span_of
from handlers import say
from handlers.draft import Draft
from handlers.officers import tell_officers
from handlers.turn import Question, Turn
from storage import oddities
from storage.communes import Unit
from storage.entries import Entry
from vietnamese import words
from vietnamese.fold import fold

KIND = "odd"  # the doubt's kind in a draft
_VISITS = re.compile(r"(\d+)\s*luot\b(?!\s*(?:nguoi\s+)?(?:duoc\s+)?(?:ho tro|huong dan))")


def screen(turn: Turn, draft: Draft, unit: Unit) -> None:
    """Move every odd figure of a draft among its doubts; those already confirmed stay."""
    for key in list(draft.values):
        if sure(key) in draft.settled:
            continue
        value, estimate = draft.values[key]
        found = look(turn, unit, key, value, draft.period, draft.words, draft.entry, draft.values)
        if found is not None:
            del draft.values[key]
            asked = {"kind": KIND, "indicators": [key], "numbers": [value], "words": "", "estimate": estimate}
            draft.doubts.append(asked | {"rule": found.rule, "why": found.why})


def sure(key: str) -> str:
    """What a draft remembers once an odd figure was confirmed."""
    return f"sure:{key}"


def look(
    turn: Turn,
    unit: Unit,
    key: str,
    value: int,
    period: Period,
    said: str = "",
    without: int | None = None,
    beside: Mapping[str, list[Any]] | None = None,
) -> Oddity | None:
    """What is odd about a figure of a unit, or None. `without` is the entry it replaces or completes, `beside` what
    the same message says of other indicators."""
    indicator = turn.commune.indicator(key)

    def past() -> Past:
        known = oddities.past(
            turn.tx, unit.id, [key, "learners"], period.last, turn.commune.adults.get(unit.id), without or 0
        )
        also = (beside or {}).get("learners")
        if also and key != "learners" and known.totals is not None:
            return Past(
                known.adults, known.weeks, {**known.totals, "learners": known.totals.get("learners", 0) + also[0]}
            )
        return known

    figure = Figure(
        key,
        words.sentence(indicator.short),
        value,
        period.days,
        visits=_visits(said, value),
        people=indicator.unit == "người",
        per_person=indicator.per_person,
    )
    return checks.at_entry(figure, past)


def _visits(said: str, value: int) -> bool:
    """Whether the words count this number in visits: “5 lượt vneid”."""
    if "lư" not in said and "lu" not in said:
        return False
    return any(int(found) == value for found in _VISITS.findall(fold(said)))


def question(turn: Turn, draft: Draft) -> Question:
    """The odd figure back to its person, with why it looks odd."""
    doubt = draft.doubts[0]
    key, value = doubt["indicators"][0], doubt["numbers"][0]
    text = f"{say.figure(turn.commune, key, value)} ạ? {doubt['why']} {answers(turn, doubt['rule'], draft.period)}"
    return Question("check.sure", text, draft.data(), (("yes", "đúng"),), numbered=False)


def answers(turn: Turn, rule: str, period: Period) -> str:
    """How to answer."""
    only = f" nếu là riêng {say.when_asked(turn, period)}" if rule == "DQ-STOCK" else ""
    return f"Nhắn “đúng”{only}, hoặc gõ lại số."


def confirmed(turn: Turn, unit: Unit, source: str, period: Period, doubt: Mapping[str, Any]) -> None:
    """Keep that a person confirmed an odd figure, and show it to the officers with their three answers."""
    key, value = doubt["indicators"][0], doubt["numbers"][0]
    odd_id = oddities.note(
        turn.tx,
        {
            "commune_id": turn.commune.id,
            "unit_id": unit.id,
            "source": source,
            "indicator": key,
            "value": value,
            "rule": doubt["rule"],
            "why": doubt["why"],
            "person_id": turn.person.id,
        },
    )
    if turn.may("see_below"):  # the officer's own words: nobody is left to be asked
        oddities.settle(turn.tx, odd_id, oddities.ACCEPTED, turn.person.id, "cán bộ xã nhập và xác nhận")
        return
    figure = f"{words.number(value)} {say.label(turn.commune, key)}"
    text = (
        f"⚠️ {words.sentence(words.village(unit.name))}, {say.when(turn, period)}: {figure}, "
        f"{turn.person.name} xác nhận là đúng. {doubt['why']}\nNhắn “số lạ” để hỏi lại, chấp nhận hoặc sửa thay ạ."
    )
    tell_officers(turn, turn.commune.id, f"odd/{odd_id}", text, buttons(odd_id))


def of_change(turn: Turn, entry: Entry, key: str, value: int) -> Oddity | None:
    """What is odd about a figure that is to take the place of an entry's, or None."""
    beside = {name: [one.value, one.estimate] for name, one in entry.values.items()}
    period = span_of(entry.first, entry.last)
    return look(turn, turn.commune.unit(entry.unit_id), key, value, period, without=entry.id, beside=beside)


def buttons(odd_id: int) -> tuple[Choice, ...]:
    """The officer's three answers."""
    return (
        Choice(f"hoilai:{odd_id}", "Hỏi lại"),
        Choice(f"chapnhan:{odd_id}", "Chấp nhận"),
        Choice(f"suathay:{odd_id}", "Sửa thay"),
    )
