"""What was shown or spoken of and what is only a word of doing: no indicators of the numbers beside them."""

import itertools

from vietnamese.clauses import PEOPLE
from vietnamese.draft import NOTHING, Draft
from vietnamese.fold import word_set
from vietnamese.spelling import match_fold
from vietnamese.tokens import Entry
from vietnamese.triggers import trigger
from vietnamese.vocabulary import UNITS

_FOR = word_set("giup gium dum zum")


def for_them(draft: Draft) -> None:
    """ "cài định danh giúp 2 vợ chồng": done for them, no help of its own."""
    if "kem" in draft.folds:
        _along_with(draft)
    if not draft.folds & _FOR:
        return
    for k in range(1, len(draft.items)):
        done, word = draft.items[k - 1], draft.items[k]
        if word.entry.context != "help" or draft.fold(word.i) not in _FOR or word.j != word.i + 1 or done.j != word.i:
            continue
        number = draft.items[k + 1] if k + 1 < len(draft.items) else None
        counted = number is not None and number.tag == "N" and number.i == word.j
        got = (done.tag == "I" and done.key in PEOPLE) or done.entry.context in ("install", "open", "submit")
        if got and (counted or draft.fold(word.i) != "giup"):
            word.tag, word.entry = "W", NOTHING


_AND = Entry(("kèm",), cue="and")


def _along_with(draft: Draft) -> None:
    """ "dạy 12 bà con kèm cài vneid cho 5 người": what was done besides, nobody was kept company."""
    for k in range(1, len(draft.items) - 1):
        item, deed = draft.items[k], draft.items[k + 1]
        if item.entry.context != "help" or deed.tag not in "CI" or draft.words[item.i : item.j] != ["kem"]:
            continue
        if any(i.tag == "N" for i in draft.items[:k]) and any(i.tag == "N" for i in draft.items[k + 1 :]):
            item.tag, item.entry = "K", _AND


def kinds_of_accounts(draft: Draft) -> None:
    """ "7 tài khoản: 4 dvc, 3 ngân hàng số": accounts told again by their kinds, which make them up."""
    if "account" not in draft.entries:
        return
    items = draft.items
    for unit, noun in itertools.pairwise(items):
        if unit.entry.unit == "account" and noun.key == "public_services" and noun.tag == "I" and noun.i - unit.j < 3:
            noun.key = "dvc_accounts"  # "acc dịch vụ công", "tài khoản công dân dvc"
    for k, (number, unit) in enumerate(itertools.pairwise(items)):
        if number.tag != "N" or number.doubt or unit.entry.unit != "account" or unit.i != number.j or unit.tag != "U":
            continue
        stop = next((n for n in range(k + 2, len(items)) if items[n].note in (".", "\n", ";")), len(items))
        parts = [(a, b) for a, b in itertools.pairwise(items[k + 2 : stop]) if a.tag == "N" and b.i == a.j]
        kinds = all(b.key in ("public_services", "dvc_accounts", "e_wallets") for _, b in parts)
        if len(parts) > 1 and kinds and sum(a.value for a, _ in parts) == number.value:
            number.tag, number.note = "X", "other"
            for _, kind in parts:
                kind.key = "dvc_accounts" if kind.key == "public_services" else kind.key


def topics(draft: Draft) -> None:
    """ "tập huấn ký số 01 buổi cho 35 cán bộ": what was taught; the number after it counts the sessions."""
    if "lop" in draft.folds:
        _class_about(draft)
    if "teach" not in draft.entries and "help" not in draft.entries:
        return
    if "usevn" in draft.entries or draft.folds & {"quet", "cach"}:
        _used_things(draft)
    regained = [(a, b) for a, b in itertools.pairwise(draft.items) if a.entry.context == "help" and a.j == b.i]
    for doing, topic in regained if draft.folds & _REGAINING else ():
        if draft.fold(doing.i) in _REGAINING and topic.key:
            topic.tag, topic.key, topic.used = "C", "", True  # "lấy lại mật khẩu dvc 2 người"
    for doing, topic, number, noun in zip(draft.items, draft.items[1:], draft.items[2:], draft.items[3:], strict=False):
        adjacent = doing.j == topic.i and topic.j == number.i and number.j == noun.i
        if (
            adjacent
            and doing.entry.context in ("teach", "help")
            and topic.tag == "I"
            and number.tag == "N"
            and noun.key == "sessions"
            and topic.key not in ("learners", "sessions", "outreach")
        ):
            topic.tag, topic.key, topic.used = "C", "", True


_TAUGHT = frozenset({"vneid", "e_wallets", "digital_signatures", "public_services", "dvc_accounts", "qr_households"})
_ABOUT = word_set("day hoc ve ky nang huong dan su dung cach tap huan mo cho")


def _class_about(draft: Draft) -> None:
    """ "lớp chữ ký số 12 cán bộ, cấp được 9": a class named after what it teaches; those counted are its pupils."""
    items = draft.items
    for k, (lesson, topic) in enumerate(itertools.pairwise(items)):
        if (
            lesson.entry.unit != "class"
            or topic.tag != "I"
            or topic.key not in _TAUGHT
            or draft.fold(lesson.i) != "lop"
        ):
            continue
        if not set(draft.words[lesson.j : topic.i]) <= _ABOUT or "cai" in draft.words[topic.i : topic.j]:
            continue
        number = next((n for n in range(k + 2, min(k + 5, len(items))) if items[n].tag in "NS"), None)
        if number is None or items[number].tag != "N" or number + 1 >= len(items):
            continue
        noun = items[number + 1]
        got = set(draft.words[topic.j : items[number].i]) & {"duoc", "dc", "cho", "xong", "dang"}
        if noun.i == items[number].j and noun.entry.unit in ("person", "gender") and not got:
            topic.tag, topic.key, topic.used = "C", "", True


_REGAINING = word_set("khoi lay quen doi")


def _used_things(draft: Draft) -> None:
    """ "dạy bà con xài vneid, được 12 người": what people were shown how to use was not given to them."""
    shown = False
    for using, topic in itertools.pairwise(draft.items):
        if using.entry.context in ("teach", "help"):
            shown = True
        elif using.tag in "NS":
            shown = False
        if (
            shown
            and topic.tag == "I"
            and (
                (using.entry.context == "usevn" and using.j == topic.i)
                or "cach" in (draft.fold(topic.i - 1), draft.fold(topic.i - 2))  # "dạy cách mở ví cho 10 chị"
                or (topic.key == "qr_households" and "quet" in (draft.fold(topic.i), draft.fold(topic.i - 1)))
            )
        ):
            topic.tag, topic.key, topic.used = "C", "", True


_SHORT = trigger(match_fold(word.strip(" !^")) for word in UNITS["short_session"].split("|"))


def short_words(draft: Draft) -> None:
    """tt right beside a number is tuyên truyền: "tt 1", "2 tt", "tt=3"; b glued before one is buổi: "hv12 b2"."""
    for k, item in enumerate(draft.items[:-1] if draft.bits & _SHORT or "daypart" in draft.entries else ()):
        after = draft.items[k + 1]
        glued = after.tag == "N" and after.start == item.end and (not k or draft.items[k - 1].end < item.start)
        if item.entry.unit == "short_session" and item.tag == "U" and glued:
            item.tag, item.key = "I", "sessions"
        daypart = after.entry.cue == "daypart" and after.i == item.j
        part = daypart and "hoc" not in draft.words[item.i : item.j]  # "lớp học chiều cn: 13 cô"
        if item.key == "sessions" and part and not (k and draft.items[k - 1].tag in "NX"):
            item.tag = "W"  # "buổi sáng 8 người": a time of the day
    if "tt" not in draft.folds:
        return
    items = draft.items
    for k, item in enumerate(items):
        if item.entry.context != "loud_tt" or item.tag != "C":
            continue
        if draft.fold(item.j) in ("chong", "phong", "ve", "canh", "lua"):
            item.tag, item.key = "I", "outreach"  # "tt chống lừa đảo 1 buổi"
            continue
        follower = items[k + 1] if k + 1 < len(items) else None
        if follower is not None and follower.note in (":", "=") and k + 2 < len(items):
            follower = items[k + 2]
        before = items[k - 1] if k else None
        if (follower is not None and follower.tag == "N" and follower.i - item.j <= 1) or (
            before is not None and before.tag == "N" and before.j == item.i
        ):
            item.tag, item.key = "I", "outreach"
