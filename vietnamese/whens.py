"""Which of the days named is the report's: not that of the sending, the feast or the plan."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.elsewhere import clause_of, idle, of_another_thing
from vietnamese.fold import word_set
from vietnamese.moved import moved_day
from vietnamese.sending import only_checked, only_told, signed
from vietnamese.severaldays import days_as_week, either, two_days, two_periods

_FEAST = {"mung", "dip", "le", "niem", "chao"}


def choose_when(draft: Draft, claims: list[Claim]) -> None:
    """Set the reading's `when`, or the doubt that keeps it from being set."""
    if not draft.whens:
        return
    intent = draft.intents[0]
    named = [i for i in draft.whens if i.when is not None and i.tag == "D" and not _compared(draft, i)]
    if intent in ("other", "help") or not named:
        return
    real = [i for i in named if i.note not in ("later", "plan", "vague")]
    if len(named) > 1 and intent in ("report", "nil"):
        real = [i for i in real if not only_told(draft, i)]
    if len(named) > 1 and intent == "correct":
        real = [i for i in real if not only_checked(draft, i)] or real
    if intent in ("correct", "cancel", "status") and len(real) == 1 and draft.fold(real[0].i) in ("hoi", "khi"):
        return  # "báo cáo hồi chiều": when it was sent
    if intent == "cancel":  # "huỷ báo cáo vừa rồi, gửi nhầm của tháng trước"
        real = [i for i in real if not any(draft.fold(i.i - n) in ("nham", "lon") for n in (1, 2, 3))]
    if not real:
        vague = next((i for i in named if i.note == "vague"), None)
        if vague is not None and intent in ("report", "nil") and claims and _same_clause(draft, vague, claims):
            if _who_had(draft, vague):
                return
            draft.doubt("date_unclear", vague)
        elif intent == "report" and claims and _yet_to_come(draft, named):
            tomorrow = any(draft.fold(n) == "mai" for n in range(named[0].i, named[0].j))
            draft.when = named[0].when if tomorrow else None
            draft.doubt("future", named[0])
        return
    if claims and (draft.values or (intent == "report" and len(real) > 1)):
        real = [i for i in real if not _ahead_elsewhere(draft, i, claims, named)]
        if not real:
            return
    if claims and intent == "report" and len(draft.intents) > 1:
        real = [i for i in real if _same_clause(draft, i, claims) or not _asked_about(draft, i)]
        if not real:
            return
    if draft.figures and intent == "report":
        real = [i for i in real if not of_another_thing(draft, i) and not _in_a_question(draft, i)]
        real = [i for i in real if not idle(draft, i, real)]
        if not real:
            return
    if intent == "nil" and any(i.note != "future" for i in real):
        real = [i for i in real if i.note != "future"]  # "tuần này không phát loa, mượn tới 30/11 mới trả"
    moved = moved_day(draft) if intent == "correct" else None
    best = (
        moved or real[0]
        if len(real) == 1
        else moved or max(real, key=lambda i: (_weight(draft, i, claims, real), -i.start))
    )
    if intent in ("report", "nil", "correct") and moved is None and either(draft, real):
        draft.doubt("date_unclear", best)
        return
    if best.note == "impossible":
        draft.doubt("impossible_date", best)
        return
    draft.when = days_as_week(draft, real, best) or best.when
    if best.note == "future" and intent in ("report", "nil", "correct", "cancel"):
        draft.doubt("future", best)
    if intent == "report" and (two_days(draft, real, claims, best) or (draft.values and two_periods(real, claims))):
        draft.doubt("date_unclear", best, tuple(draft.values))
        draft.values.clear()
        draft.figures.clear()
        draft.when = None


def _who_had(draft: Draft, day: Item) -> bool:
    """ "phát chứng nhận cho 14 người đã qua bài kiểm tra hôm trước": when they passed, not when they were given it."""
    had = next((n for n in range(day.i - 1, max(day.i - 8, 0), -1) if draft.tokens[n].text.lower() == "đã"), None)
    if had is None or draft.fold(day.j) not in ("", ",", ".", ";", "\n", "!", "a", "nha", "nhe"):
        return False
    people = next((i for i in draft.items if i.j == had), None)
    inside = [i for i in draft.items if had < i.i < day.i]
    return (
        people is not None
        and people.entry.unit == "person"
        and day.i - had > 2
        and not any(i.tag in "IN" or i.entry.context for i in inside)
    )


def _yet_to_come(draft: Draft, named: list[Item]) -> bool:
    """ "12 hv ngày mai": the one day named is to come and ends the message right behind a figure; "12 hv, mai gửi ảnh"
    tells a plan of its own."""
    day = named[0]
    before = next((i for i in reversed(draft.items) if i.end <= day.start), None)
    behind = before is not None and before.j == day.i and before.tag in ("I", "N")
    return len(named) == 1 and behind and draft.fold(day.j) in ("", ".", "!", "a", "nha", "nhe", "nhen", "do")


def _ahead_elsewhere(draft: Draft, item: Item, claims: list[Claim], named: list[Item]) -> bool:
    """ "12 hv, tháng 12 mở lớp mới", "mai 21/11 học tiếp": a day to come that is told of something else."""
    if item.note != "future" or item.when is None:
        return False
    k = named.index(item)
    if k and named[k - 1].note == "later" and item.i - named[k - 1].j <= 2:
        return True
    if _same_clause(draft, item, claims) or item.i <= 2:
        return False
    nxt = next((i for i in draft.items if i.start >= item.end), None)
    return nxt is not None and (nxt.tag == "C" or draft.fold(item.j) in ("moi", "se", "mo", "hoc", "thi", "lai"))


_ASKING = word_set("nao ai chua bao may hoi tong xin")


def _asked_about(draft: Draft, item: Item) -> bool:
    """ "4 vneid, chị cho em hỏi tuần này thôn nào chưa nộp": the period of the question beside the report."""
    return bool({draft.fold(n) for n in range(item.i - 4, item.j + 5)} & _ASKING)


def _in_a_question(draft: Draft, item: Item) -> bool:
    """ "7 hv 1 buổi. À anh nhận được số hôm qua chưa": the day of a question behind the figures."""
    first, last = clause_of(draft, item)
    if draft.starts[first] < max(f.end for f in draft.figures) or "tinh" in draft.words[first : item.i]:
        return False
    while last > first and draft.words[last - 1] in _CALLED:
        last -= 1
    words = draft.words[first:last]
    return words[-1:] in (["chua"], ["khong"], ["ko"]) or (bool({"bot", "em", "anh"} & set(words)) and "sao" in words)


_CALLED = frozenset({"a", "anh", "chi", "em", "e", "c", "ad", "bot", "oi", "vay"})


def _same_clause(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    return any(
        not set(",.;\n") & set(draft.text[min(item.end, c.item.end) : max(item.start, c.item.start)]) for c in claims
    )


_PAPERS = frozenset((("chung", "nhan"), ("ho", "so")))


def _weight(draft: Draft, item: Item, claims: list[Claim], real: list[Item]) -> int:
    """How much speaks for this day: figures in its clause, a week around the others, no word of sending or
    feast beside it.
    """
    weight = 0
    assert item.when is not None
    if claims and _same_clause(draft, item, claims):
        weight += 4
    near = {draft.fold(n) for n in range(item.j, item.j + 4) if (draft.fold(n - 1), draft.fold(n)) not in _PAPERS}
    if any(
        draft.fold(n) == "nhan" and draft.fold(n + 1) in ("chung", "giay", "gcn") for n in range(item.j, item.j + 4)
    ):
        near -= {"nhan"}  # "có 3 người nhận chứng nhận"
    filed = "public_services" in draft.values and not near & {"bc", "bao", "so"}  # "nay nộp thêm 2 hs": the work itself
    if near & {"gui", "goi", "nhan", "nop"} and not (filed and "nop" in near) and draft.intents[0] in ("report", "nil"):
        weight -= 6
    before = [draft.fold(item.i - n) for n in (1, 2, 3)]
    if any(b in _FEAST for b in before):
        weight -= 6
    if "truoc" in before[:2] or draft.fold(item.i - 1) in ("h", "gio"):
        weight -= 3
    if item.when.kind in ("week", "month") and len(real) > 1:
        inside = [
            i
            for i in real
            if i is not item and i.when is not None and item.when.first <= i.when.first <= item.when.last
        ]
        if len(inside) >= 2 or (
            inside
            and (item.entry.date[:6] in ("weekno", "monthn", "month_") or not _same_clause_any(draft, inside, claims))
        ):
            weight += 5
    if item.note == "joined":
        weight += 1
    if item.when.kind in ("since", "year", "half") and len(real) > 1 and draft.figures:
        weight -= 6  # "tuần này 6 vneid, nâng tổng từ đầu năm lên 150"
    if (set(before) & {"sang", "lai", "qua"} and draft.folds & {"doi", "chuyen"}) or _put_off_to(draft, item):
        weight += -6 if item.note == "future" else 5  # "mất điện hôm qua nên lớp dời sang sáng nay"
    if signed(draft, item):
        weight -= 8
    if {"lieu", "cao", "bc"} & set(before[:2]) and before[0] in ("lieu", "cao", "bc", "tu") and len(real) > 1:
        weight += 7  # "tôi có gửi số liệu tuần trước"
    if item.entry.date.startswith("day:"):
        weight += 2
    if any(b in ("giang", "sinh", "tu", "giao", "phat") for b in before[:2]) or draft.text[
        max(0, item.start - 12) : item.start
    ].rfind("(") > draft.text[max(0, item.start - 12) : item.start].rfind(")"):
        weight -= 3
    return weight


def _put_off_to(draft: Draft, item: Item) -> bool:
    """ "dời sang hôm nay": the word that leads there may be part of the day's own."""
    return draft.fold(item.i) in ("sang", "qua", "lai") and draft.fold(item.i - 1) in ("doi", "chuyen")


def _same_clause_any(draft: Draft, items: list[Item], claims: list[Claim]) -> bool:
    return any(_same_clause(draft, i, claims) for i in items)


def _compared(draft: Draft, day: Item) -> bool:
    """ "gấp ba hôm qua", "như tuần trước": the day is only what this one is compared with."""
    if draft.intents[0] not in ("report", "correct"):
        return False
    before = (draft.fold(day.i - 2), draft.fold(day.i - 1))
    if before in (("giong", "so"), ("bang", "nua"), ("bang", "so"), ("nhu", "so")):
        return True  # "giống số tháng rồi"
    if before == ("so", "voi") or before[1] in ("hon", "kem", "bang", "giong"):
        return True
    told = next((i for i in draft.items if i.start >= day.end), None)
    if told is not None and told.note == "compared" and told.i - day.j <= 1:
        return True  # "hv 16 (tuần trước 11)"
    if draft.entries.isdisjoint(("double", "again_same")):
        return False
    return any(i.entry.cue in ("double", "again_same") and -1 <= day.i - i.j <= 0 for i in draft.items)
