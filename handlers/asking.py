"""The questions about a report: which village, which day, which number, and whether it is already counted."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from domain.periods import Period
from handlers import odd, say
from handlers.draft import Draft
from handlers.turn import Question, Turn
from reports import naming
from storage import entries, people
from storage.entries import Entry
from vietnamese import words

NUMBERS = "(gõ số)"
IN_CLASS = ("learners", "sessions", "certificates")  # figures that belong to a class that two may have counted
LONG_AGO = timedelta(days=45)  # a day that far back is more often a slip than a report


def unit(turn: Turn, draft: Draft) -> Question:
    """Which place the figures are of. Villages whose names are numbers are not numbered: “3” must mean Thôn 3."""
    places = turn.own_units or turn.commune.units
    named_by_number = any(place.name.split()[-1].isdecimal() for place in places)
    what = "Không có hoạt động là" if draft.nil and not draft.values else "Số này là"
    choices = tuple((place.key, place.name) for place in places)
    if named_by_number:
        listed = say.names([place.name for place in places], 30)
        return Question("submit.unit", f"{what} của thôn nào ạ: {listed}?", draft.data(), choices, numbered=False)
    return Question("submit.unit", f"{what} của thôn nào ạ?", draft.data(), choices)


def day(turn: Turn, draft: Draft) -> Question:
    """Which day, where the one that was named cannot be."""
    why = {
        "future": "Ngày anh/chị nhắn chưa tới ạ.",
        "impossible_date": "Em không thấy ngày đó trong lịch ạ.",
        "date_unclear": "Em chưa rõ ngày ạ.",
        "long_ago": f"{words.sentence(say.when(turn, draft.period))} đã lâu rồi ạ.",
    }[draft.day_doubt]
    yesterday = turn.today - timedelta(days=1)
    choices: tuple[tuple[str, str], ...] = (
        ("today", f"hôm nay ({words.short_day(turn.today)})"),
        ("yesterday", f"hôm qua ({words.short_day(yesterday)})"),
    )
    if draft.day_doubt == "long_ago":
        named = draft.period
        choices = (("named", f"đúng {words.span(named.first, named.last, turn.today)}"), *choices)
    return Question(
        "submit.day",
        f"{why} Số này là của ngày nào ạ? (gõ ngày, ví dụ {words.short_day(yesterday)})",
        draft.data(),
        choices,
        numbered=False,
    )


def owed(turn: Turn, draft: Draft, week: Period) -> Question:
    """A week has ended and is still owed: is the figure of it, or of today?"""
    choices = (("week", say.when(turn, week)), ("today", "hôm nay"))
    return Question("submit.owed", "Số này là của", draft.data(week=naming.code(week)), choices)


def nil_over_figures(turn: Turn, draft: Draft, totals: Mapping[str, int]) -> Question:
    """Nothing was done, says one; figures are there already."""
    period = say.when(turn, draft.period)
    have = say.figures(turn.commune, totals)
    choices = (("keep", "giữ số đã ghi"), ("nil", "bỏ hết, không có hoạt động"))
    text = (
        f"{words.sentence(period)} {say.place(turn, draft.unit or 0)} đã ghi {have}. Anh/chị chọn giúp em được không ạ?"
    )
    return Question("submit.nil", text, draft.data(), choices)


def whole_or_extra(turn: Turn, draft: Draft, inner: Sequence[Entry]) -> Question:
    """A total over a span in which entries lie."""
    key = turn.commune.in_order(set(draft.values) & {k for entry in inner for k in entry.counted})[0]
    have = sum(entry.counted.get(key, 0) for entry in inner)
    value = words.number(draft.values[key][0])
    period = draft.period
    kind = "month" if turn.commune.cycle.kind != "week" and turn.commune.cycle.owns(period) else period.kind
    name = {"week": "cả tuần", "month": "cả tháng"}.get(kind, f"cả kỳ {words.span(period.first, period.last)}")
    choices = (
        ("whole", f"tổng {name} (thay {words.number(have)} đã ghi)"),
        ("extra", "ngoài số đã ghi"),
    )
    return Question("submit.span", f"{value} {say.label(turn.commune, key)} là", draft.data(), choices)


def inside_or_extra(turn: Turn, draft: Draft, outer: Entry) -> Question:
    """A day inside a span whose total is already stored."""
    key = turn.commune.in_order(set(draft.values) & set(outer.counted))[0]
    value = words.number(draft.values[key][0])
    have = f"{say.figure(turn.commune, key, outer.counted[key])} của {say.days(turn, outer)}"
    choices = (("inside", f"đã nằm trong {have} (không cộng)"), ("extra", "thêm ngoài số đó"))
    return Question("submit.span", f"{value} {say.label(turn.commune, key)} này", draft.data(), choices)


def twin(turn: Turn, draft: Draft, key: str, other: Entry, value: int, keys: Sequence[str]) -> Question:
    """The same number for the same village, day and indicator was given before."""
    named = people.names(turn.tx, [other.person_id or 0])
    who = "anh/chị" if other.person_id == draft.person else named.get(other.person_id or 0, "một người trong tổ")
    said = f"{words.sentence(say.when_asked(turn, draft.period))} {who} đã báo {say.figure(turn.commune, key, value)}."
    number = words.number(value)
    if key in IN_CLASS:
        text = f"{said} Số {number} {'này' if who == 'anh/chị' else 'của anh/chị'} là lớp nào ạ?"
        choices = (("same", "cùng lớp đó (không ghi thêm)"), ("other", "lớp khác"))
    else:
        text = f"{said} Số {number} {'này' if who == 'anh/chị' else 'của anh/chị'} là sao ạ?"
        choices = (("same", "vẫn số đó (không ghi thêm)"), ("other", "số khác, cộng thêm"))
    return Question("submit.twin", text, draft.data(keys=list(keys)), choices)


def doubt(turn: Turn, draft: Draft) -> Question:
    """The first open doubt of a draft as a question."""
    first = draft.doubts[0]
    if first["kind"] == odd.KIND:
        return odd.question(turn, draft)
    keys, numbers = first["indicators"], first["numbers"]
    kind = first["kind"]
    period = say.when(turn, draft.period)
    if kind == "uncertain_nil":
        choices = (("sure", "chắc rồi, không có"), ("unsure", "chưa chắc, em báo sau"))
        return Question(
            "submit.sure", f"{words.sentence(period)} chắc là không có hoạt động chưa ạ?", draft.data(), choices
        )
    if len(keys) == 1:
        return _number(turn, draft, keys[0], kind, numbers)
    if len(numbers) == 1 and numbers[0] >= 0 and kind not in ("percent", "fraction", "negative", "too_big"):
        return which(turn, draft, keys, numbers[0])
    example = say.inline_example(turn)
    said = f"“{first['words']}” " if first["words"] else ""
    return Question(
        "submit.again",
        f"{said}em chưa rõ là số nào; anh/chị gõ giúp số kèm tên, ví dụ {example} được không ạ?"
        if said
        else f"Anh/chị gõ giúp số cụ thể, ví dụ {example} được không ạ?",
        draft.data(),
        numbered=False,
    )


def _number(turn: Turn, draft: Draft, key: str, kind: str, numbers: Sequence[int]) -> Question:
    name = say.label(turn.commune, key)
    offered = tuple(dict.fromkeys(number for number in numbers if number >= 0))
    if kind == "addition" and numbers:
        base = _base(turn, draft, key)
        total = base.values[key].value + numbers[0] if base is not None else -1
        if base is not None and total >= 0:
            verb = "cộng thêm" if numbers[0] > 0 else "bớt"
            text = f"Em {verb} {words.number(abs(numbers[0]))}, tổng {name} {say.days(turn, base)}"
            text += f" là {words.number(total)}"
            data = draft.data(base=base.id, key=key, total=total)
            return Question("submit.sum", f"{text}, đúng không ạ?", data, (("yes", "đúng"), ("no", "không phải")))
    if kind == "running_total" and offered:
        period = turn.commune.cycle.period_of(draft.period.last) if draft.period.days == 1 else draft.period
        flow = (("total", "luỹ kế từ trước đến nay"), ("flow", f"riêng {say.when(turn, period)}"))
        return Question("submit.total", f"{words.number(offered[0])} {name} là", draft.data(), flow)
    head = "Còn " + name if draft.entry is not None else words.sentence(name)
    if kind == "negative":
        text = f"{head}: số không thể âm; đúng là bao nhiêu ạ? {NUMBERS}"
        offered = ()
    elif kind == "fraction":
        text = f"{head} phải là số nguyên; đúng là bao nhiêu ạ? {NUMBERS}"
        offered = ()
    elif kind == "too_big":
        text = f"{head}: số đó lớn quá, em chưa dám ghi; đúng là bao nhiêu ạ? {NUMBERS}"
        offered = ()
    elif kind == "multiply":  # the same people may have come each time: nothing is worked out, nothing offered
        unit_ = turn.commune.indicator(key).unit
        once = "mỗi người đếm một lần, " if unit_ == "người" else ""
        text = f"{head}: tất cả các lần là bao nhiêu {unit_} ạ? ({once}gõ số)"
        offered = ()
    elif len(offered) > 1:
        text = f"{head}: {' hay '.join(words.number(n) for n in offered[:3])}, hay số khác ạ? {NUMBERS}"
    elif kind in ("vague", "range") and offered:
        text = f"{head} chính xác là bao nhiêu ạ? (gõ số; chưa đếm được thì gõ “ước {offered[0]}”)"
        offered = ()
    else:
        text = f"{head} là bao nhiêu ạ? {NUMBERS}"
    choices = tuple((str(n), words.number(n)) for n in offered[:3])
    return Question("submit.number", text, draft.data(indicator=key), choices, numbered=False)


def _base(turn: Turn, draft: Draft, key: str) -> Entry | None:
    """What “thêm 3” adds to: the person's newest entry of the last 7 days with this indicator."""
    for entry in entries.of_person(turn.tx, draft.person, turn.now - timedelta(days=7)):
        if key in entry.values and entry.unit_id == draft.unit:
            return entry
    return None


def which(turn: Turn, draft: Draft, keys: Sequence[str], number: int) -> Question:
    """A number whose indicator is not known: offer those that fit, else those the commune asks for."""
    offered = list(keys) or list(turn.commune.on[:3])
    choices = tuple((key, say.label(turn.commune, key)) for key in turn.commune.in_order(offered))
    return Question(
        "submit.which",
        f"{words.number(number)} là số nào ạ?",
        draft.data(number=number),
        (*choices, ("more", "số khác")),
    )


def any_indicator(turn: Turn, draft: Draft, number: int, not_these: Sequence[str]) -> Question:
    """The rest of the indicators, after “số khác”."""
    keys = [i.key for i in turn.commune.indicators if i.key not in not_these]
    choices = tuple((key, say.label(turn.commune, key)) for key in keys)
    return Question(
        "submit.which",
        f"{words.number(number)} là số nào ạ?",
        draft.data(number=number),
        (*choices, ("none", "không phải số liệu")),
    )
