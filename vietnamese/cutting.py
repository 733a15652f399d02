"""A message cut into clauses at commas, full stops, line ends and “và”."""

from vietnamese.clauses import PARTIAL, Clause
from vietnamese.draft import Draft, Item
from vietnamese.voiced import voiced


def clauses(draft: Draft) -> list[Clause]:
    """The items cut at commas, full stops, line ends and "và"; a colon or an equals sign keeps its sides
    together.
    """
    found = [Clause(2, "")]
    told = {"roi"} & draft.folds
    starts = voiced(draft)
    linked = draft.links
    for k, item in enumerate(draft.items):
        note = item.note
        if linked and item.i > linked[0]:
            linked = [n for n in linked if n >= item.i]
            if found[-1].items:
                found.append(Clause(1, "but"))
        if (item.i in starts and found[-1].items) or (told and _then(draft, k, found[-1].items)):
            found.append(Clause(1, "and"))
        if item.tag in "NIUDCX":
            found[-1].items.append(item)
        elif item.tag == "S":
            if (note in ("|", ".") and _leader(draft, k)) or (note in (",", ";") and _cell(draft, k)):
                continue  # "hv | 12", "hv....12", "Học viên;12" alone on its line
            if note in ("\n", ".", ";", "•", "!", "?", "|"):
                if (
                    note == "."
                    and found[-1].items
                    and item.end < len(draft.text)
                    and draft.text[item.end : item.end + 1].isalnum()
                    and item.start == found[-1].items[-1].end
                    and found[-1].items[-1].tag in "ICUW"
                ):
                    continue  # "h.v", "t.truyền"
                found.append(Clause(2, note))
            elif note == "/" and found[-1].items and found[-1].items[-1].note == "label":
                continue  # "Chỉ thị 20/CT-TTg"
            elif (
                note == ":"
                and len(found[-1].items) >= 2
                and found[-1].items[-2].tag == "N"
                and found[-1].items[-1].entry.unit in PARTIAL
                and not (len(found[-1].items) > 2 and found[-1].items[-3].note in (":", "="))  # "tk dvc: 19 hồ sơ: 5"
            ):
                found.append(Clause(1, ":("))  # "22 người: 13 cô, 9 chú"
            elif note in ("(", ")") and _in_brackets(draft.items, k):
                continue  # "học viên (12)", "12 (hv)"
            elif note in (",", "(", ")", "+", "/", "[", "]"):
                found.append(Clause(1, note, found[-1].opened == ")" and not found[-1].items))
            elif note in (":", "=", "\t", "→", "➔", "x", "×", "*"):
                found[-1].items.append(item)
        elif item.tag == "K" and item.entry.cue == "and" and _remaining(draft, found[-1].items, k):
            continue
        elif item.tag == "K" and item.entry.cue == "and":
            found.append(Clause(1, "and"))
        elif item.tag == "K" and item.entry.cue == "to" and draft.text[item.start] in "-–—~":
            following = draft.items[k + 1] if k + 1 < len(draft.items) else None
            last = found[-1].items
            if (
                following is not None
                and following.tag == "N"
                and last
                and _names_a_row(last)
                and not (len(last) > 1 and last[-2].tag == "N")
                and not (k + 2 < len(draft.items) and draft.items[k + 2].tag in "IU")
            ):
                item.tag, item.note = "S", ":"  # "hv - 12"
                last.append(item)
                continue
            glued = following is not None and following.start == item.end
            if (
                item.i
                and draft.ends[item.i - 1] == item.start
                and draft.tokens[item.i - 1].kind == 0
                and item.j < len(draft.tokens)
                and draft.starts[item.j] == item.end
                and draft.tokens[item.j].kind == 0
            ):
                continue  # "CT-TTg"
            if not glued or item.start == 0 or (found[-1].items and found[-1].items[-1].tag in "NIU"):
                found.append(Clause(1, "-"))
        elif item.tag != "W" or item.entry.context or item.note:
            found[-1].items.append(item)
    kept: list[Clause] = []
    ended = ""
    for clause in found:
        ended = clause.opened if clause.level == 2 else ended
        if clause.items:
            if ended and clause.level < 2 and not (clause.opened == "(" or clause.closed):
                clause.level, clause.opened = 2, ended  # "…; chào anh, em báo: 12 hv" begins a sentence
            kept.append(clause)
            ended = ""
    return kept


def _names_a_row(items: list[Item]) -> bool:
    """Whether the items of a clause name one thing, with a verb or people behind or before it: "số ví mở mới - 5",
    "hướng dẫn người dân - 46"."""
    if items[-1].tag == "I":
        return True
    if any(i.tag in "NX" for i in items) or len(items) > 4 or items[-1].tag not in "UC":
        return False
    helped = len(items) == 2 and items[0].tag == "C" and items[1].entry.unit == "person"
    return helped or sum(i.tag == "I" for i in items) == 1


def _then(draft: Draft, k: int, before: list[Item]) -> bool:
    """ "dạy 12 người rồi cài 5 vneid": what is done next has a number of its own."""
    item = draft.items[k]
    if not before or not any(i.tag in "NX" and i.value for i in before) or before[-1].j >= item.i:
        return False
    if not any(draft.fold(n) == "roi" for n in range(before[-1].j, item.i)) or item.tag not in "NCUIK":
        return False
    for other in draft.items[k:]:
        if other.tag == "N" or (other.tag == "X" and other.note == "other"):
            return True
        if other.tag == "S":
            return False
    return False


def _cell(draft: Draft, k: int) -> bool:
    """Whether this sign parts the two cells of a line that has nothing else."""
    items = draft.items
    if not 0 < k < len(items) - 1 or items[k - 1].tag != "I" or items[k + 1].tag != "N" or items[k + 1].i != items[k].j:
        return False
    first = k == 1 or items[k - 2].note == "\n"
    last = k + 2 == len(items) or items[k + 2].note == "\n"
    return first and last and "\n" in draft.text


def _leader(draft: Draft, k: int) -> bool:
    """Whether this bar or row of dots only leads from a noun to its number, as in a table."""
    items, note = draft.items, draft.items[k].note
    first, last = k, k
    while first and items[first - 1].note == note:
        first -= 1
    while last + 1 < len(items) and items[last + 1].note == note:
        last += 1
    if not first or last + 1 >= len(items) or (note == "." and last == first):
        return False
    return items[first - 1].tag == "I" and items[last + 1].tag == "N" and items[last + 1].i == items[last].j


def _in_brackets(items: list[Item], k: int) -> bool:
    """Whether this bracket only encloses the number of the noun before it, or the noun of the number before it."""
    at = k if items[k].note == "(" else k - 2
    if at < 1 or at + 2 >= len(items) or items[at].note != "(" or items[at + 2].note != ")":
        return False
    return {items[at - 1].tag, items[at + 1].tag} == {"N", "I"} and items[at].i == items[at - 1].j


def _remaining(draft: Draft, items: list[Item], k: int) -> bool:
    """ "tuyên truyền còn 2 đợt": the còn of a change, where a noun still waits for its number."""
    item = draft.items[k]
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    if draft.fold(item.i) != "con" or item.j != item.i + 1 or after is None or after.tag != "N" or after.i != item.j:
        return False
    return bool(items) and items[-1].tag == "I" and items[-1].j == item.i and not any(i.tag == "N" for i in items)
