"""Numbers that the wording of their clause gives to something else: another village's, who came late, what broke."""

from functools import reduce
from operator import or_

from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.elsewhere import between
from vietnamese.fold import word_set
from vietnamese.otherwise import ANOTHERS, CREW, DOERS, FAILED, LABELS, LATE, SENT, THINGS, WANTED

_TABLES = (
    (ANOTHERS, "compared"),
    (SENT, "plan"),
    (WANTED, "wanted"),
    (LATE, "absent"),
    (CREW, "subject"),
    (FAILED, "failed"),
    (THINGS, "other"),
    (LABELS, "label"),
)
_ALL = reduce(or_, (wording.bit for wording, _ in _TABLES), DOERS.bit)
_SIGNS = frozenset([",", ".", ";", "\n", "!", "?", "(", ")", "•", ":"])
_JOINTS = word_set("roi nhung ma nen")
_AND_MORE = word_set("+ va voi ngoai con / |")  # "14 anh em cài xong vneid + tổ chức 3 buổi": those installed
_SERVED = word_set("cho giup day dan duoc dc dang gium dum")


_LONGEST = 40  # words: no clause that tells of one thing has more


def of_others(draft: Draft, numbers: list[Item]) -> None:
    """Set aside the numbers of something else, with the indicator that they count there."""
    bits = draft.bits
    if not bits & _ALL:
        return
    tables = [(wording.search, note) for wording, note in _TABLES if bits & wording.bit and wording.there(bits)]
    doers = bits & DOERS.bit and len(numbers) > 1 and DOERS.there(bits)
    if not tables and not doers:
        return
    for item in numbers:
        if item.tag != "N":
            continue
        first, last = around(draft, item)
        if last - first > _LONGEST:
            continue
        said = draft.words[first:last]
        if draft.around[item.j] == "con" and item.j < last and draft.tokens[item.j].lower == "còn":
            said[item.j - first] = "."  # "loa được 3 còn …" counts no animals
        for other in numbers:
            if first <= other.i < last and (other is item or not (other.soft and draft.plain)):  # "gui 9 tam" is no 8
                said[other.i - first : other.j - first] = [
                    "#" if other is item else "&",
                    *[""] * (other.j - other.i - 1),
                ]
        words = f" {' '.join(filter(None, said))} "
        for search, note in tables:
            if search(bits, words) is not None and not _after_all(draft, item, note):
                drop(draft, item, note)
                if note != "label":
                    _hush(draft, first, last)
                break
        else:
            if (
                doers
                and draft.fold(item.i - 1) not in _SERVED
                and any(
                    n.tag == "N" and item.j < n.i < last and _AND_MORE.isdisjoint(draft.words[item.j : n.i])
                    for n in numbers
                )
                and DOERS.search(bits, words) is not None
            ):
                item.tag, item.note = "X", "subject"


def _hush(draft: Draft, first: int, last: int) -> None:
    """Nothing is added or mended by the words of such a clause: "còn thiếu 9 vneid nữa …", "nhập sai mã 8 lần"."""
    for word in draft.items:
        if first <= word.i < last and word.entry.cue in ("more", "missing"):
            word.tag, word.entry = "W", NOTHING
    for name in ("correct", "mistake"):
        wish = draft.wishes.get(name)
        if wish is not None and first <= wish.i < last:
            del draft.wishes[name]


def around(draft: Draft, item: Item) -> tuple[int, int]:
    """The tokens of the clause of a number, which a joint parts as well as a sign."""
    first, last = between(draft, item.i, item.j, _SIGNS)
    if "-" in draft.folds:
        dashes = [n for n in range(first, last) if draft.words[n] == "-" and draft.starts[n] > draft.ends[n - 1]]
        first = max([n + 1 for n in dashes if n < item.i], default=first)
        last = min([n for n in dashes if n >= item.j], default=last)
    if not draft.folds.isdisjoint(_JOINTS):
        joints = [n for n in range(first, last) if n in draft.links or draft.tokens[n].text.lower() in ("rồi", "roi")]
        first = max([n + 1 for n in joints if n < item.i], default=first)
        last = min([n for n in joints if n >= item.j], default=last)
    return first, last


def drop(draft: Draft, item: Item, note: str) -> None:
    """Set a number aside with the nouns that touch it: what it counts is named, but not reported."""
    item.tag, item.note = "X", note
    at = item.j
    for noun in draft.items[draft.items.index(item) + 1 :]:
        if noun.i != at or noun.tag not in "IU":
            return
        noun.used = noun.used or noun.tag == "I"
        at = noun.j


_ADDING = word_set("quen sot cong")


def _after_all(draft: Draft, item: Item, note: str) -> bool:
    """ "bấm điện thoại cài được bốn cái vneid", "em quên tính 2 bác tới muộn, cộng vô giúp em": counted."""
    if note == "absent":
        return not draft.folds.isdisjoint(_ADDING)
    return note == "other" and any(i.tag == "I" and item.j <= i.i <= item.j + 1 for i in draft.items)
