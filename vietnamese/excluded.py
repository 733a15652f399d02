"""Numbers that were counted but are no result: absent, planned, targets, still to come, failed."""

from vietnamese.clauses import Clause
from vietnamese.described import awaiting, describes, done_after_all
from vietnamese.draft import Draft, Item
from vietnamese.enrolled import not_got, procedure, registered, said_of_the_last, short_of
from vietnamese.fold import word_set
from vietnamese.intended import CLAUSE_ENDS, has_own, in_fact, only_plan, planned_on, reached, under_its_noun
from vietnamese.remaining import still_to_come

_EXCLUDING = {"absent", "failed", "later", "plan", "missing"}


def exclude(draft: Draft, parts: list[Clause], c: int) -> None:
    """Numbers that were counted but are no result: absent, planned, targets, still to come, failed."""
    if "con" in draft.folds:
        still_to_come(draft, parts[c])
    if not draft.entries & _EXCLUDING and "ke" not in draft.folds:
        return
    items = parts[c].items
    planned = (
        parts[c].opened not in ("", "\n", ".", ";", "•", "!", "?", "but") and planned_on(parts[c - 1].items)
        if c and not parts[c].closed
        else False
    )
    if planned and parts[c].opened == ":" and "gui" in draft.folds and items and draft.fold(items[0].i - 1) == ":":
        planned = "gui" not in draft.words[max(0, items[0].i - 5) : items[0].i]  # "xã hẹn thứ 2 tới nên gửi sớm: …"
    if (
        c
        and parts[c].opened == "and"
        and draft.fold(items[0].i - 1) == "con"
        and parts[c - 1].items
        and parts[c - 1].items[-1].note in ("later", "plan")
        and not any(i.tag in "NX" and i.value for i in parts[c - 1].items)
    ):
        planned = True  # "mai còn 5 người nữa tới"
    blocked = ""
    since = 0
    for k, item in enumerate(items):
        if item.tag == "D":
            if item.note in ("later", "plan"):
                blocked = "plan"
            elif item.note != "vague":
                past = item.when is not None and item.when.first <= draft.today
                blocked = "" if blocked == "plan" and past else blocked
                planned = planned and not past
        elif item.note == ":" and blocked == "plan" and _of_the_sums(items[:k]):
            planned, blocked = False, ""  # "mai chị tổng hợp giúp: 12 hv", but "mai mở lớp: 12 hv"
        elif item.tag == "K" and item.entry.cue == "absent" and _somebody(draft, item):
            continue  # "thon Y Vang"
        elif item.tag == "K" and item.entry.cue == "absent":
            if said_of_the_last(items, k) or registered(draft, items, k) or procedure(draft, items, k):
                continue
            if draft.fold(item.i) in ("si",) and sum(1 for i in draft.items if i.tag == "N") == 1:
                continue  # "sĩ số lớp 9 người", and no other number
            blocked, since = "absent", item.j
        elif item.entry.cue == "still" and draft.fold(item.i - 1) in ("ma", "nhung"):
            blocked, planned = "", False  # "còn 9 người hẹn lần sau mà vẫn 25 người học"
        elif item.tag == "K" and short_of(draft, items, k):
            blocked, since = "absent", item.j
        elif item.tag == "L" and draft.fold(item.i) == "ke" and k + 2 < len(items) and items[k + 1].tag == "D":
            blocked, since = "absent", items[k + 1].j  # "kế hoạch tuần này 30 vneid, làm được 21"
        elif item.tag == "X" and item.note == "absent" and blocked == "absent":
            blocked = ""  # "đăng ký 30 người mà tới học có 22": set aside already
        elif item.tag == "N":
            noun = items[k + 1] if k + 1 < len(items) else None
            far = item.i - since > 2 and not (draft.fold(item.i - 1) == "la" and draft.fold(since - 1) == "tieu")
            if blocked == "absent" and far and noun is not None and noun.tag == "I" and noun.i == item.j:
                blocked = ""  # too far from the word: the figure has its own noun
            quiet = item.i - since > 2 or draft.fold(since) in ("qua", "hoe", "ghe", "lam", "teo", "tanh")
            if blocked == "absent" and quiet and draft.fold(since - 1) == "vang":
                blocked = ""  # "lớp vắng hoe, có mỗi 3 người"
            if blocked == "absent" and "roi" in draft.words[since : item.i]:
                blocked = ""  # "vắng bốn rồi mười tám người mở ví"
            if blocked == "absent" and draft.fold(since - 1) == "lai" and _done(items, k, since):
                blocked = ""  # "còn lại cài được 9 vneid"
            if blocked == "absent" and _nothing_named(draft, item, noun) and draft.fold(since - 1) == "lai":
                blocked = ""  # "vneid 5, còn lại 9": of what, is asked
            if (planned or blocked == "plan") and reached(draft, item):
                planned, blocked = False, "" if blocked == "plan" and in_fact(draft, item) else blocked
            if blocked == "plan" and any(i.note == "failed" and "ma" in draft.words[i.j : item.i] for i in items[:k]):
                blocked = ""  # "còn tám người hẹn lần sau mà mười bốn dịch vụ công"
            told = planned and not blocked and has_own(items, k)
            if told and any(i.tag == "N" and i.value for p in parts[:c] for i in p.items):
                item.doubt = (
                    item.doubt or "uncertain"
                )  # "5 vneid, mục tiêu tuần sau 15, 3 ví điện tử": had or hoped for?
                continue
            if blocked or planned:
                item.tag, item.note = "X", blocked or "plan"
                if noun is not None and noun.tag == "I" and noun.i == item.j:
                    noun.used = True
                if blocked == "absent":
                    blocked = ""
                continue
            if not item.value:
                continue  # "vneid là 0 tại bà con chưa có căn cước"
            tail = items[k + 1 : k + 4]
            if (
                tail
                and tail[0].tag == "U"
                and tail[0].entry.unit in ("person", "gender", "household", "thing", "dossier", "account", "hs")
                and len(tail) > 1
            ):
                others = [n for n in range(k + 2, len(items)) if items[n].note == "other" and items[n].value]
                follower = next(
                    (
                        i
                        for i in items[k + 2 : others[0] if others else len(items)]
                        if i.tag not in "XM" and i.entry.unit != "machine" and i.entry.cue not in ("over", "under")
                    ),
                    tail[1],
                )
                follower = follower if follower.entry.cue == "failed" and follower is not tail[1] else tail[1]
                helped = any(i.entry.context == "help" for i in items[:k]) and draft.fold(follower.i) not in (
                    "chua",
                    "khong",
                    "ko",
                    "k",
                )
                if (
                    helped
                    or (draft.fold(tail[0].j) == "roi" and follower.i > tail[0].j)  # "cho bốn cụ rồi rớt mạng"
                    or (draft.fold(tail[0].j) == "la" and draft.fold(follower.i) == "het")  # "3 người là hết pin"
                    or describes(draft, items, k, follower)
                    or awaiting(draft, items, follower)
                    or done_after_all(draft, items, follower)
                ):
                    continue
                if (
                    follower.tag == "K"
                    and draft.fold(follower.j) != "ai"
                    and not _unreported(draft, follower)
                    and not procedure(draft, items, items.index(follower))
                    and (
                        follower.entry.cue == "failed"
                        or (draft.fold(follower.i) == "thieu" and not (len(tail) > 2 and tail[2].tag == "N"))
                        or draft.fold(follower.i) in ("khong", "ko")
                        or (
                            draft.fold(follower.i) in ("vang", "nghi")
                            and "ma" not in draft.words[tail[0].j : follower.i]  # "20 hộ mà vắng hai"
                        )
                        or _left_at_home(draft, follower)
                        or (draft.fold(follower.i) == "dang" and item.note != "of" and not_got(draft, items, k))
                    )
                    and follower.i - tail[0].j <= (1 if follower is tail[1] else 4)
                ):
                    item.tag, item.note = "X", "failed"
                    rest = items[k + 1 :]
                    if not any(i.tag == "N" for i in rest) and draft.fold(follower.i) in ("xin", "muon", "co", "doi"):
                        for other in rest:
                            other.used = other.used or other.tag == "I"  # "7 người xin cài vneid hẹn mai"
            elif (
                _thing_failed(draft, items, k)
                and draft.fold(item.i - 1) in ("giu", "con")
                and any(i.tag == "N" and i is not item for p in parts for i in p.items)
            ):
                item.tag, item.note = "X", "failed"  # "còn giữ 12 tờ chứng nhận chưa phát, phát rồi 20 tờ"
            elif _thing_failed(draft, items, k) and any(
                i.key == tail[0].key and i is not tail[0] for p in parts for i in p.items
            ):
                item.tag, item.note = "X", "failed"  # "3 ví, 1 ví lỗi chưa xong"
                tail[0].used = True
            elif (
                not tail
                and k
                and _waiting(draft, items[k - 1], item)
                and c
                and any(i.tag == "N" for i in parts[c - 1].items)
            ):
                item.tag, item.note = "X", "failed"  # "chữ ký số làm xong 3, đang chờ 2"
            elif len(tail) > 0 and tail[0].entry.cue == "failed" and tail[0].i == item.j and _one_of_those(parts, c, k):
                item.tag, item.note = "X", "failed"  # "nộp 5 hồ sơ, 1 bị trả lại"
            elif (
                len(tail) == 1
                and tail[0].tag == "D"
                and tail[0].note in ("later", "plan")
                and not (under_its_noun(items, k) and draft.fold(tail[0].j) not in CLAUSE_ENDS)
            ):
                item.tag, item.note = "X", "plan"
    if any(i.note in ("later", "plan") and i.tag == "D" for i in items) and not any(
        i.tag == "D" and i.note in ("", "joined") for i in items
    ):
        for item in items:
            if item.tag == "N":
                last = max((i.start for i in items if i.tag == "D" and i.note in ("later", "plan")), default=0)
                if last > item.start and only_plan(draft, items, item):
                    item.tag, item.note = "X", "plan"


def _of_the_sums(before: list[Item]) -> bool:
    """Whether the plan is only what will be done with the figures, which then follow."""
    worked = any(i.entry.context in ("teach", "install", "open") or i.entry.unit == "class" for i in before)
    return not worked and any(i.entry.cue == "total" for i in before)


def _done(items: list[Item], k: int, since: int) -> bool:
    """Whether a verb of the team's own work stands between the word that ends at token `since` and the number at k."""
    return any(i.i >= since and i.entry.context in ("install", "teach", "help", "open", "submit") for i in items[:k])


def _somebody(draft: Draft, item: Item) -> bool:
    """Whether the word is part of a name: a capital among small letters, after another word."""
    token = draft.tokens[item.i]
    named = token.capital and token.text[1:].islower() and not token.marked
    return named and item.i > 0 and draft.tokens[item.i - 1].kind == 0


def _waiting(draft: Draft, cue: Item, number: Item) -> bool:
    said = cue.entry.cue == "failed" and cue.j == number.i
    return said and draft.fold(cue.j - 1) in ("cho", "doi", "loi", "rot", "lai", "hong", "truot")


def _left_at_home(draft: Draft, cue: Item) -> bool:
    """ "4 người quên mang điện thoại": who could not take part, not the teller who forgot to report."""
    return draft.fold(cue.j - 1) == "quen" and draft.fold(cue.j) in ("mang", "dem", "dt", "dien", "cccd", "giay", "mat")


_TELLING = word_set("bao bc gui goi nop ghi kip")


def _unreported(draft: Draft, cue: Item) -> bool:
    """ "dạy 12 người chưa báo": it is the report that is late."""
    return draft.fold(cue.j - 1) == "chua" and draft.fold(cue.j) in _TELLING


def _thing_failed(draft: Draft, items: list[Item], k: int) -> bool:
    """ "12 tờ chứng nhận chưa phát": the number, its noun and that it came to nothing, with little behind; not "13 hv
    chưa kịp chụp hình".
    """
    number, rest = items[k], items[k + 1 : k + 4]
    if len(rest) > 1 and {draft.fold(rest[1].j - 1), draft.fold(rest[1].j)} & {"kip", "chup", *_TELLING}:
        return False
    return (
        len(rest) > 1
        and rest[0].tag == "I"
        and rest[0].i == number.j
        and rest[1].entry.cue == "failed"
        and rest[1].i == rest[0].j
        and len(items) <= k + 4
    )


def _one_of_those(parts: list[Clause], c: int, k: int) -> bool:
    """Whether the number at k begins its clause, and a larger one was counted right before."""
    before = [i.value for p in parts[max(0, c - 1) : c] for i in p.items if i.tag == "N" and not i.doubt]
    return k == 0 and bool(before) and before[-1] > parts[c].items[k].value


def _nothing_named(draft: Draft, item: Item, noun: Item | None) -> bool:
    return (noun is None or noun.i > item.j) and draft.fold(item.j) in ("", ",", ".", "\n", ";")
