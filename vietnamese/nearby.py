"""The indicator that the words around people give their number: named beside it, else by the verbs, else carried on."""

from itertools import pairwise

from vietnamese.clauses import PEOPLE, Claim, Clause, context_of, items_unit
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set


def near_context(draft: Draft, items: list[Item], k: int) -> str:
    """The indicator that the clause gives to "N người": named after it, named before it, then the verbs."""
    text = draft.text
    following = next((i for i in items[k + 2 :] if i.tag == "N"), None)
    given = following is not None and draft.fold(following.i - 1) == "cho"
    if given and any(i.tag == "C" and context_of(i, text) for i in items_before(items, k)):
        items = items[: k + 2]  # "dạy 12 bà con cài định danh cho 7 người": the nouns belong to the next number
    if k and (told := _just_told(draft, items, k)) is not None:
        told.used = True
        return told.key
    first = k + 2 if k + 1 < len(items) and items[k + 1].tag == "U" else k + 1  # "nam 3 nữ 5 cài vneid"
    for j in range(first, len(items)):
        other = items[j]
        if other.entry.cue == "part" and other.i == items[k + 1].j and draft.fold(other.j - 1) in ("do", "day", "nay"):
            if any(i.tag == "N" for i in items[j + 1 :]):
                break  # "6 cụ trong đó vneid 4 cụ"
            continue  # "8 người trong số đó được cấp giấy"
        if other.tag == "N" or other.entry.cue == "part":
            break
        if other.tag == "I" and other.key in PEOPLE and items[j - 1].key == "outreach" and other.i - items[j - 1].j < 2:
            continue  # "60 người nghe tuyên truyền VNeID": what was spoken of
        if other.tag == "I" and other.key in PEOPLE:
            following = items[j + 1] if j + 1 < len(items) else None
            if following is not None and following.tag in "SN":
                number = following if following.tag == "N" else items[j + 2] if j + 2 < len(items) else None
                if number is not None and number.tag == "N" and not (following.tag == "N" and _has_noun(items, number)):
                    break
                if (
                    number is not None
                    and number.tag == "N"
                    and draft.fold(number.i - 1) in ("cho", "duoc", "dc", "dang")
                ):
                    break  # "dạy 12 bà con cài định danh cho 7 người": the noun belongs to the next number
            if _shown(draft, items, k, j):
                return _shown(draft, items, k, j)
            if other.key == "qr_households" and _scanned(draft, other):
                return "people_helped"
            if other.key == "public_services" and any(i.entry.unit == "account" for i in items[k + 2 :]):
                return "dvc_accounts"
            other.used = True
            return other.key
        if other.tag == "I" and other.key == "qr_households" and _scanned(draft, other):
            return "people_helped"
        if other.entry.unit == "dossier" and _filed(draft, items, k, j):
            return "public_services"  # "làm giùm 4 người hồ sơ cấp đổi bằng lái"
        if other.entry.unit == "account" and any(i.key in ("public_services", "dvc_accounts") for i in items):
            return "dvc_accounts"
    before = items_before(items, k)
    for other in before:
        if other.tag == "I" and other.key in PEOPLE and not other.used:
            topic = items[items.index(other) - 1] if items.index(other) else None
            if other.key == "qr_households" and _scanned(draft, other):
                return "people_helped"  # they were shown how to scan
            if (
                topic is not None
                and topic.entry.context == "teach"
                and other.i - topic.j <= 1
                and other.key not in ("learners",)
            ):
                return "learners"  # "tập huấn chữ ký số cho 21 giáo viên": what they were taught
            other.used = True
            if other.key == "public_services" and any(i.entry.unit == "account" and i.i >= other.j for i in before):
                return "dvc_accounts"  # "vào cổng dvc quốc gia tạo tài khoản cho 6 người"
            return other.key
    for j in range(k + 2, len(items)):
        if items[j].tag == "N" or items[j].entry.cue == "part":
            break
        if items[j].entry.unit == "class" and j + 1 < len(items) and items[j + 1].note == "label":
            continue  # "vneid 4 người lớn 2 học sinh lớp 10"
        if items[j].tag in "CU" and (found := context_of(items[j], text)):
            return found
    for other in before:
        if other.tag == "I" and (found := context_of(other, text)):
            return found
        if other.tag in "CU" and (found := context_of(other, text)):
            return found
        if other.tag == "I" and other.key == "outreach":
            return "outreach"
    return ""


def _filed(draft: Draft, items: list[Item], k: int, j: int) -> bool:
    """Whether the papers after the people were handed in for them: "làm giùm 4 người hồ sơ …", "giúp 1 chị làm hồ sơ …
    trên cổng".
    """
    if items[j].i == items[k + 1].j and any(i.entry.context in ("open", "submit", "help") for i in items[:k]):
        return True
    done = any(i.entry.context in ("open", "submit") for i in items[k + 2 : j])
    online = "submit" in draft.entries or any(i.entry.indicator == "public_services" for i in draft.items)
    return done and online and not any(i.tag == "I" for i in items)


def _scanned(draft: Draft, noun: Item) -> bool:
    """quét mã, quét QR: what a customer does, no household that has one."""
    return "quet" in (draft.fold(noun.i), draft.fold(noun.i - 1))


def _just_told(draft: Draft, items: list[Item], k: int) -> Item | None:
    """ "cài vneid được 5 người mở ví 3 người": the noun right before the number, where the one after it has its own."""
    before = items[k - 1]
    if before.tag != "I" or before.used or before.key not in PEOPLE or before.key == "learners":
        return None
    linked = before.j == items[k].i or (before.j + 1 == items[k].i and draft.fold(before.j) in ("duoc", "dc", "cho"))
    ahead = [i for i in items[k + 2 :] if i.tag in "NI"][:2]
    theirs = [i.tag for i in ahead] == ["I", "N"] and ahead[1].i - ahead[0].j <= 1
    return before if linked and theirs else None


_USING = word_set("bam xai dung sai cach quet lay tra tim coi xem quen khoi")


def _shown(draft: Draft, items: list[Item], k: int, j: int) -> str:
    """ "bày cho 8 người xài VNeID", "hướng dẫn 4 bác quét mã": shown how to use it, not given it."""
    words = [draft.fold(n) for n in range(items[k + 1].j, items[j].i + 1)]
    entering = any(pair == ("dang", "nhap") for pair in pairwise(words))  # not đăng ký
    if not (entering or set(words) & _USING) or items[j].key == "learners":
        return ""
    if any(i.entry.context == "teach" for i in items[k + 2 : j]):
        return "learners"  # "14 phụ huynh học cách dùng dvc"
    for other in items_before(items, k):
        if other.tag == "C" and other.entry.context in ("help", "teach"):
            return {"help": "people_helped", "teach": "learners"}[other.entry.context]
    return ""


def _has_noun(items: list[Item], number: Item) -> bool:
    k = items.index(number)
    return k + 1 < len(items) and items[k + 1].tag in "IU" and items[k + 1].i - number.j <= 1


def _teaches(noun: Item) -> bool:
    """buổi dạy, lớp học: the people after it are learners."""
    return any(key[:2] in ("da", "ho", "gi") or key in ("tâp5", "huân1") for key in noun.entry.keys)


def items_before(items: list[Item], k: int) -> list[Item]:
    """The items before a number, nearest first, as far as the number before; nouns that number took are left
    out.
    """
    found: list[Item] = []
    for j in range(k - 1, -1, -1):
        if (
            items[j].tag == "N"
            and j + 1 < len(items)
            and (items[j + 1].key in ("sessions", "outreach") or items[j + 1].entry.unit in ("class", "batch", "times"))
        ):
            if (
                found
                and found[-1] is items[j + 1]
                and not _teaches(items[j + 1])
                and items[j + 1].entry.unit != "class"  # "1 lớp 22 người"
            ):
                found.pop()
            continue  # "dạy 1 buổi được 11 bà": the teaching goes on
        if items[j].tag == "N":
            if (
                found
                and found[-1].tag in "IU"
                and found[-1].i - items[j].j <= 1
                and (found[-1].key or "") != "sessions"
            ):
                found.pop()
            break
        found.append(items[j])
    return found


def carried(draft: Draft, parts: list[Clause], c: int, k: int, claims: list[Claim]) -> str:
    """The context said just before (or, with no number of its own, just after) the clause."""
    for back in range(c - 1, max(-1, c - 5), -1):
        items = parts[back].items
        numbered = any(i.tag == "N" and i.note not in ("several", "crowd") for i in items)
        for other in reversed(items):
            if other.key == "qr_households" and _scanned(draft, other):
                continue  # "chỉ mấy bác cách quét mã, được 6 người"
            if other.tag in "CU" and (found := context_of(other, draft.text)):
                return found
            if other.tag == "I":
                if numbered and other.key != "sessions":
                    if (
                        parts[c].opened in ("+", "(")
                        or items_unit(parts[c].items, k) == "gender"
                        or _continues(draft, parts[c].items, k)
                    ):
                        return other.key if other.key in PEOPLE else ""
                    return ""
                found = context_of(other, draft.text)
                if found:
                    return found
        if parts[back].level == 2 and back < c - 1 and numbered:
            break
    if c + 1 < len(parts) and parts[c + 1].opened == "and":  # "6 bà già với 2 ông già học gọi video"
        following = parts[c + 1].items
        for n, other in enumerate(following):
            if (
                other.tag == "N"
                and items_unit(following, n) in ("person", "gender")
                and (found := near_context(draft, following, n))
            ):
                return found
    for items in (p.items for p in parts[c + 1 : c + 3]):
        if any(i.tag == "N" for i in items):
            break
        for other in items:
            if other.key == "outreach":
                return ""  # "họp phụ huynh 60 người, tranh thủ tuyên truyền VNeID": only what was spoken of
            if found := context_of(other, draft.text):
                return found
    return ""


def _continues(draft: Draft, items: list[Item], k: int) -> bool:
    """Words that carry the last figure on: thêm 3 người nữa, tổng 4 người, chiều 5 người."""
    return any(i.entry.cue in ("total", "more", "daypart", "part") for i in items)
