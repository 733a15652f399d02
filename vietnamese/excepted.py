"""All but some: "ai cũng cài được vneid, trừ 2 bác quên căn cước" are as many as came, less two."""

from vietnamese.clauses import Claim
from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.fold import word_set
from vietnamese.nones import OF_A_CLASS

_BUT = word_set("tru chua")
_NOT = word_set("chua khong ko k kg chang hong hok hk bi loi thieu quen rot truot vang nghi")
_ONLY = word_set("chi con moi rieng co")


def excepted(draft: Draft) -> None:
    """Set aside how many of all were left out, right behind "ai cũng", "cả lớp" or "đều", before it is taken for a
    correction or a figure of its own; `left_out` says how many.
    """
    if "everyone" not in draft.entries:
        return
    everyone = next((i for i in draft.items if i.entry.cue == "everyone"), None)
    if everyone is None:
        return
    for k, item in enumerate(draft.items):
        if item.tag != "N" or item.i < everyone.j or item.doubt or item.i - everyone.j > 14:
            continue
        if set(".;\n") & set(draft.text[everyone.end : item.start]):
            break
        noun = draft.items[k + 1] if k + 1 < len(draft.items) else None
        people = noun is not None and noun.i == item.j and (noun.tag == "U" or noun.key == "learners")
        before = draft.items[k - 1]
        if draft.fold(item.i - 1) in _BUT or (draft.fold(item.i - 1) == "ra" and draft.fold(item.i - 2) in _BUT):
            item.tag, item.note = "X", "excepted"
            if before.entry.cue in ("less", "failed") and before.i > everyone.i:
                before.tag, before.entry = "W", NOTHING
            return
        if people and noun is not None and _left_over(draft, item, noun):
            item.tag, item.note = "X", "excepted"
            return
    at = next((n for n in range(everyone.j, min(everyone.j + 12, len(draft.tokens))) if draft.fold(n) in _BUT), 0)
    if at and draft.tokens[at].text.lower() == "trừ" and draft.fold(at + 1) in _SOMEBODY:
        one = Item("X", at, at + 1, draft.starts[at], draft.ends[at])
        one.value, one.note = (
            (1, "excepted") if draft.tokens[at + 2 : at + 3] and draft.tokens[at + 2].capital else (0, "")
        )
        if one.note:
            draft.items.append(one)
            draft.items.sort(key=lambda i: i.start)
        for less in draft.items:
            if less.i == at and less.entry.cue == "less":
                less.tag, less.entry = "W", NOTHING


_SOMEBODY = word_set("chi anh co bac chu ong ba cu di em me thim mo")


def _left_over(draft: Draft, item: Item, noun: Item) -> bool:
    """ "cả lớp được chứng nhận, chỉ còn 3 người chưa"."""
    led = bool({draft.fold(item.i - 1), draft.fold(item.i - 2)} & _ONLY) and draft.fold(item.i - 1) in _ONLY
    after = [draft.fold(n) for n in range(noun.j, noun.j + 4)]
    return led and bool(set(after[:3]) & _NOT)


def left_out(draft: Draft) -> int:
    """How many of all were said to be left out."""
    return sum(i.value for i in draft.items if i.note == "excepted")


def without_some(draft: Draft, claims: list[Claim]) -> None:
    """ "8 chị đều cài vneid, trừ 2 chị": what all are said to have got, less those who did not."""
    some = next((i for i in draft.items if i.note == "excepted"), None)
    if some is None:
        return
    got = [c for c in claims if c.key in OF_A_CLASS and c.item.end <= some.start and c.unit in ("person", "gender")]
    if got and got[-1].value >= left_out(draft):
        got[-1].value -= left_out(draft)
