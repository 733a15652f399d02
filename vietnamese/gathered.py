"""People counted group by group of whom one thing is said once: a verb at the end of a list, a row without one."""

from vietnamese.chained import first_of
from vietnamese.clauses import PEOPLE, Claim, Clause, context_of, items_unit
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.groups import head
from vietnamese.nearby import near_context


def listed(draft: Draft, parts: list[Clause], c: int, k: int) -> str:
    """ "xóm trên 9 người xóm dưới 7 người cài vneid", "10 người làng trên + 16 người làng dưới đi học": the verb said
    at the end of a list of groups holds for all of them.
    """
    items = parts[c].items
    following = next((n for n in range(k + 2, len(items)) if items[n].tag == "N"), None)
    if following is None and c + 1 < len(parts) and parts[c + 1].opened in (",", "and"):
        ahead = parts[c + 1].items
        number = next((n for n, i in enumerate(ahead) if i.tag == "N"), None)
        timed = any(i.tag == "D" or i.entry.cue == "daypart" for i in items[:k])
        both = timed and any(i.tag == "D" or i.entry.cue == "daypart" for i in ahead[:number])
        told = ahead[number + 1] if number is not None and number + 1 < len(ahead) else None
        if both and told is not None and told.key == "learners" and told.i == ahead[number or 0].j:
            return told.key  # "buổi sáng được 5 người, buổi chiều được 8 người học"
        if number is not None and both and items_unit(ahead, number) in ("person", "gender"):
            near = near_context(draft, ahead, number) or listed(
                draft, parts, c + 1, number
            )  # "sáng hôm qua 5 người, chiều hôm qua 6 người cài vneid"
            if near or c + 2 >= len(parts) or any(i.tag == "N" for i in parts[c + 2].items):
                return near
            return next((f for i in parts[c + 2].items if (f := context_of(i, draft.text))), "")  # "…, đều học"
    if following is not None and following == k + 3 and items[k + 2].entry.cue == "daypart":
        return listed(draft, parts, c, following) or near_context(draft, items, following)
    if following is not None:
        grouped = any(i.entry.label or i.note == "label" for i in items[:k])
        paired = items_unit(items, k) == items_unit(items, following) == "gender" and following <= k + 3
        if paired or (grouped and any(i.entry.label for i in items[k + 2 : following])):
            return near_context(draft, items, following)
        return ""
    if c + 1 < len(parts) and parts[c + 1].opened == "+":
        ahead = parts[c + 1].items
        number = next((n for n, i in enumerate(ahead) if i.tag == "N"), None)
        if number is not None and items_unit(ahead, number) in ("person", "gender"):
            return near_context(draft, ahead, number)
    return ""


_DOING = ("open", "install", "help", "teach", "submit", "give", "attend")


def in_a_row(draft: Draft, parts: list[Clause], c: int, claims: list[Claim]) -> str:
    """ "1 chị bán bún, 1 anh sửa xe, 1 cô tạp hoá mới dán mã qr": what is said of the last is said of all."""
    for n in range(c, min(c + 6, len(parts))):
        items = parts[n].items
        done = any(i.entry.context in _DOING or i.entry.unit in ("dossier", "class") for i in items)
        if done and not any(i.tag == "I" for i in items):
            return ""  # "4 người làm hồ sơ, 5 người cài vneid": each did something else
        if n == c:
            continue
        numbers = [m for m, i in enumerate(items) if i.tag == "N"]
        if parts[n].opened not in (",", "and") or numbers[:1] != [0] or len(numbers) > 1:
            return ""
        if items_unit(items, 0) not in ("person", "gender"):
            return ""
        if any(i.tag == "I" for i in items[1:]):
            last = n > c + 1 or (bool(claims) and claims[-1].note == "listed")
            return next(i.key for i in items[1:] if i.tag == "I") if last else ""
    return ""


def at_once(draft: Draft, items: list[Item], k: int, c: int, near: str, claims: list[Claim]) -> None:
    """ "vừa tập huấn vừa cài vneid cho 15 người": one number for both."""
    if "vua" not in draft.folds:
        return
    said = [i for i in items if draft.fold(i.i - 1) == "vua"]
    keys = [i.key if i.key in PEOPLE else context_of(i, draft.text) for i in said]
    if len(said) == 2 and near in keys and all(keys) and not any(i.tag == "N" and i is not items[k] for i in items):
        claims.extend(Claim(key, items[k], c, "person") for key in set(keys) - {near})


_ROWS = word_set("lop nhom xom thon lang to diem khu cum doi ben truong cho sang chieu toi trua buoi ca hoi")


def next_row(draft: Draft, items: list[Item], k: int, claims: list[Claim]) -> str:
    """ "lớp A cài vneid cho 10 người, lớp B 12 người": the second group is told like the first, without its verb."""
    if not claims or any(
        (i.tag == "C" and i.entry.context != "teach") or i.tag == "I" for i in items[:k] + items[k + 2 :]
    ):
        return ""
    last = claims[-1]
    here, there = head(draft, items[k]), head(draft, last.item)
    if (
        last.unit not in ("person", "gender", "visit")
        or len(here) < 2
        or len(here) > 4
        or len(there) < 2
        or here[0] != there[0]
    ):
        return ""
    return last.key if here[0] in _ROWS and here[1] != there[1] else ""


def got_at_the_end(draft: Draft, parts: list[Clause], c: int, k: int) -> str:
    """ "hỗ trợ một cụ bà và một cụ ông cài vneid": what is said of the last of a list they were helped to."""
    place = first_of(draft, parts, c, k)
    rest = 0
    if place is not None and place[0] > c and parts[place[0]].opened == "," and parts[c].items[k].value > 4:
        return ""  # "giúp 63 bác, 38 người nhận chứng nhận": two things, each with its own verb
    while place is not None and rest < 5:
        items = parts[place[0]].items
        after = [i for i in items[place[1] + 2 :] if i.tag in "IN"]
        if after and after[0].tag == "I" and not any(i.tag == "I" for i in items[: place[1]]):
            return after[0].key if after[0].key in PEOPLE - {"learners", "people_helped"} else ""
        place, rest = first_of(draft, parts, *place), rest + 1
    return ""


def and_more(draft: Draft, items: list[Item], k: int, last: Claim, c: int) -> bool:
    """ "dạy được 9 người, kèm thêm 5 người nữa": more of the same, by whatever verb of helping."""
    more = draft.fold(items[k].i - 1) == "them" and any(i.entry.cue == "more" for i in items[k + 1 :])
    return more and last.unit == "person" and c - last.clause in (1, 2) and not any(i.tag == "I" for i in items)
