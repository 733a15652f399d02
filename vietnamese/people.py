""" "12 người", "5 cụ": which indicator a number of people belongs to, by the words around it."""

import re
from itertools import pairwise

from vietnamese.chained import anybody, chained, done_of, first_of, holds, otherwise
from vietnamese.clauses import (
    PARTIAL,
    PEOPLE,
    Claim,
    Clause,
    aside,
    context_of,
    items_unit,
    named,
    other_thing,
    unknown,
)
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.groups import head, taking_turns
from vietnamese.spelling import tone_key

_TALK_KEYS = frozenset(tone_key(w) for w in ("hỏi", "gọi", "khoe", "kể", "kêu", "chửi", "góp", "than", "phàn", "nhắc"))
_TALK_FOLDS = word_set("hoi goi khoe ke keu chui gop than phan nhac")


def _talks(draft: Draft, at: int) -> bool:
    """hỏi, kể, than …: what people said is told; not hội, khỏe or thân."""
    if draft.fold(at) not in _TALK_FOLDS:
        return False
    token = draft.tokens[at]
    return not token.marked or token.key in _TALK_KEYS


def person(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    """N người: by the nearest named thing or verb, this clause first, then the sentence before, then what
    follows.
    """
    items = parts[c].items
    item = items[k]
    kind = unit.entry.unit
    after = draft.fold(unit.j)
    if (
        kind == "person"
        and 0 < item.value <= 6
        and draft.fold(unit.i) in ("dua", "anh", "chi", "co", "bac", "ban")
        and after in ("em", "minh", "tui", "tụi", "di", "chay", "ngoi", "lam", "toi")
        and draft.fold(unit.j + 1) not in ("hoc", "hc", "du", "hop", "lop", "nghe")
        and not any(
            (i.tag == "I" or i.entry.unit in ("dossier", "account")) and i.i - unit.j < 3 for i in items[k + 2 :]
        )
    ):
        item.tag, item.note = "X", "subject"
        return None
    if (
        kind == "person"
        and (
            after in ("tui", "minh", "bon", "nhom")
            or (after == "trong" and draft.fold(unit.j + 1) in ("to", "nhom", "doi"))
        )
        and 0 < item.value <= 6
    ):
        item.tag, item.note = "X", "subject"
        return None
    if (
        kind == "person"
        and 0 < item.value <= 5
        and any(
            (draft.fold(n) in ("dung", "kem", "phu") and draft.fold(n + 1) in ("lop", "ba", "cac", ""))
            or draft.fold(n) == "kem"
            for n in range(unit.j, unit.j + 5)
        )
    ):
        item.tag, item.note = "X", "subject"  # "2 bạn sinh viên đứng lớp"
        return None
    if (
        kind == "person"
        and item.value <= 6
        and draft.fold(item.i - 1) in ("voi", "vs", "cung")
        and draft.fold(item.i - 2) in ("em", "e", "tui", "toi", "minh", "chung")
        and draft.fold(item.i - 3) not in ("chi", "anh")
    ):
        item.tag, item.note = "X", "subject"  # "em với 2 bạn mở lớp"
        return None
    if 0 < item.value <= 15 and kind == "person" and _own_team(draft, item):
        item.tag, item.note = "X", "subject"  # "tụi em 3 đứa"
        return None
    if 0 < item.value <= 15 and kind == "person" and _staff(draft, unit, item.value <= 5):
        item.tag, item.note = "X", "subject"  # "3 anh công an về cùng"
        return None
    if kind == "person" and item.value <= 5 and _helps_us(draft, unit.j):
        item.tag, item.note = "X", "subject"  # "1 em học sinh giúp tui dạy 12 ông bà"
        return None
    if kind == "person" and after == "chung" and draft.fold(unit.j + 1) in ("1", "mot", "may", "cai", "nhau"):
        item.tag, item.note = "X", "other"  # "2 người chung 1 máy"
        return None
    if kind == "person" and "hoi cach" in " ".join(draft.fold(n) for n in range(unit.j, unit.j + 4)):
        if any(i.tag == "N" and i.value == item.value and i.start > item.start for i in draft.items):
            return aside(item)  # "5 người tới hỏi cách quét mã …, ghi hỗ trợ 5"
        return unknown(draft, item, unit, ("people_helped",))
    if kind == "person" and _talks(draft, unit.j) and draft.fold(unit.j + 1) not in ("", "cach", "ca", "luon"):
        item.tag, item.note = "X", "other"  # "2 người hỏi em về thẻ"
        return None
    following = items[k + 2 : k + 6]
    if following and following[0].entry.unit == "person" and following[0].i - unit.j == 0 and len(following) > 1:
        following = items[k + 3 : k + 6]  # "5 bạn đoàn viên hướng dẫn 20 bà con"
    done_to = draft.fold(item.i - 1) in ("duoc", "dc", "dang", "day", "giup", "cho")  # "dạy được 10 bà con"
    if kind == "person" and item.value <= 10 and not done_to and _teachers(draft, following, unit):
        item.tag, item.note = "X", "subject"
        return None
    if (
        kind == "person"
        and following
        and following[0].entry.context == "help"
        and following[0].i - unit.j <= 2
        and not {draft.fold(n) for n in range(unit.j, following[0].i)} & {"roi", "r", "xong"}
        and any(i.tag == "N" for i in following)
        and any(i.key == "people_helped" or i.entry.unit in ("person", "visit") for i in following)
    ):
        item.tag, item.note = "X", "subject"  # "4 bạn đoàn viên hỗ trợ 22 lượt bà con"
        return None
    attending = any(i.entry.context == "attend" for i in items[k + 1 :])
    if attending and kind in ("person", "gender") and _at_a_talk(items, k):
        item.tag, item.note = "X", "attended"  # "40 em lớp 8 dự buổi tuyên truyền"
        return None
    loud = any(i.key == "outreach" for p in parts[max(0, c - 3) : c + 1] for i in p.items)
    if kind == "thing" and draft.fold(unit.j - 1) == "may" and not any(i.entry.context == "install" for i in items):
        return aside(item)  # "hư 7 cái máy"
    if kind == "thing" and other_thing(draft, unit.j) and other_thing(draft, item.i - 1):
        return aside(item)  # "dựng 2 cái rạp"
    if kind == "thing":
        loud_thing = items[k - 1] if k else None
        if loud_thing is not None and loud_thing.key == "outreach" and draft.fold(unit.i) in ("cai", "chiec"):
            return aside(item)  # "loa thôn hư 2 cái": the loudspeakers themselves
        if draft.fold(unit.i) == "ca":
            doing = items[k + 2] if k + 2 < len(items) else None
            if doing is not None and doing.tag == "I" and doing.i - unit.j <= 1 and doing.key in PEOPLE:
                return Claim(doing.key, item, c, kind)  # "2 ca nộp hồ sơ"
            return aside(item)
        if (
            item.value == 1
            and claims
            and draft.fold(item.i - 1) == "xong"
            and draft.folds & {"phut", "p", "tieng", "gio"}
        ):
            return aside(item)  # "mạng lag mất 40p mới xong 1 cái"
        if any(i.tag == "M" and i.i == unit.j for i in items) or (
            draft.fold(unit.i) == "chiec" and other_thing(draft, unit.j)
        ):
            return aside(item)  # "5 chiếc xe"
        near = named(items, k, frozenset(i.key for i in items if i.tag == "I"))
        if not near and parts[c].level < 2 and c and not any(i.tag == "N" for i in parts[c - 1].items):
            near = next((i.key for i in reversed(parts[c - 1].items) if i.tag == "I"), "")
        if not near and draft.fold(unit.i) == "truong" and any(draft.fold(i.i) == "kich" for i in items[:k]):
            near = "vneid"  # "kích hoạt cho 17 trường hợp"
        if near:
            return Claim(near, item, c, kind)
        if claims and taking_turns(draft, item, claims[-1].item):
            return Claim(claims[-1].key, item, c, kind)  # "anh Khôi làm 5 cái vneid, em làm 3 cái"
    if (draft.fold(item.i - 2), draft.fold(item.i - 1)) in _NOT_IN:
        item.note = "bare"
        return None  # "hv 12 chưa kể 2 em học sinh": 12 or 14, is asked
    if kind == "person" and draft.fold(item.i - 1) == "tiep" and draft.fold(item.i - 2) not in ("hoc", "day", "cai"):
        return Claim("people_helped", item, c, kind)  # "trực ở trụ sở tiếp 12 người"
    if kind in ("person", "gender") and had_before(draft, unit):
        for other in items[k + 2 : k + 4]:
            other.used = True
        return aside(item)
    if kind == "person" and _some_of(draft, parts, c, k, unit, claims):
        item.tag, item.note = "X", "subset"
        return None
    near = _near_context(draft, items, k) if kind != "thing" else ""
    if near in ("", "learners") and kind in ("person", "gender") and (row := _next_row(draft, items, k, claims)):
        near = row
    if near == "vneid" and _some_app(draft, items, k):
        return unknown(draft, item, unit, ("vneid", "people_helped"))
    if near == "ecommerce_households" and kind == "person" and _taught(items, k):
        return unknown(draft, item, unit, ("people_helped", "learners", "ecommerce_households"))
    if near == "people_helped" and _account_opened(items, k):
        return unknown(draft, item, unit, ("dvc_accounts", "e_wallets"))
    if near == "people_helped" and not any(i.tag == "I" for i in items[:k]):
        near = _got_at_the_end(draft, parts, c, k) or near
    if near == "people_helped" and claims and _and_more(draft, items, k, claims[-1], c):
        near = claims[-1].key
    if near and after != "vua" and near != "people_helped":
        _at_once(draft, items, k, c, near, claims)
    if near in ("vneid", "certificates") and _whole_class(draft, items, k):
        claims.append(Claim("learners", item, c, kind))
    if near and after == "vua":  # "5 người vừa kích hoạt VNeID vừa mở tài khoản Cổng DVC"
        for other in items[k + 2 :]:
            if other.tag == "N":
                break
            if other.tag == "I" and other.key != near and other.key in PEOPLE:
                claims.append(Claim(other.key, item, c, kind))
    if near == "" and attending and loud:
        item.tag, item.note = "X", "attended"
        return None
    if near == "outreach":
        item.tag, item.note = "X", "attended"
        return None
    if claims and near == "" and (any(i.entry.cue == "part" for i in items[:k]) or _among(parts, c)):
        return Claim(claims[-1].key, item, c, kind)
    if near == "" and c + 1 < len(parts) and parts[c + 1].opened == "+":
        near = next((i.key for i in parts[c + 1].items if i.tag == "I" and i.key in PEOPLE), "")
    if near == "" and kind != "thing" and chained(draft, parts, c, k, claims):
        claim = Claim(claims[-1].key, item, c, kind)  # "lớp 13 bà 2 ông", "12 cô, 3 chú và 2 bạn trẻ"
        claim.note = claims[-1].note = claims[-1].note or "listed"
        return claim
    if near == "" and done_of(draft, item, claims):
        item.note = "mended"
        return Claim(claims[-1].key, item, c, kind)
    if near == "" and kind in ("person", "gender"):
        place, rest = (c, k), 0
        while near == "" and rest < 6 and (place_after := first_of(draft, parts, *place)) is not None:
            place, rest = place_after, rest + 1
            near = _near_context(draft, parts[place[0]].items, place[1])
        if near:
            claim = Claim(near, item, c, kind)
            claim.note = "listed"
            return claim
        if near == "" and _among_them(draft, parts, c, unit, claims):
            item.tag, item.note = "X", "subset"
            return None
    if near == "" and kind == "person" and " ".join(head(draft, item)[:2]) in _CHATS:
        return aside(item)  # "nhóm zalo 150 người"
    if near == "" and kind in ("person", "gender"):
        near = _listed(draft, parts, c, k) or _in_a_row(draft, parts, c, claims)
        if near and parts[c].items[k] is item and _in_a_row(draft, parts, c, claims):
            claim = Claim(near, item, c, kind)
            claim.note = "listed"
            return claim
    if near and claims and claims[-1].note == "listed" and claims[-1].key == near and claims[-1].clause >= c - 1:
        claim = Claim(near, item, c, kind)
        claim.note = "listed"
        return claim
    if near == "" and kind == "person" and draft.fold(item.i - 1) in ("gium", "dum", "giup"):
        near = "people_helped"  # "sửa điện thoại giùm 3 người"
    if near == "" and any(draft.fold(i.i) in ("can", "cccd", "cmnd") for i in items[:k]):
        return aside(item)  # "làm căn cước cho 40 người"
    if near == "" and kind != "thing":
        near = _carried(draft, parts, c, k, claims)
    if near:
        return Claim(near, item, c, kind)
    if (
        loud
        and any(p.items for p in parts if any(i.key == "outreach" for i in p.items))
        and (attending or any(cl.key == "outreach" and cl.clause >= c - 1 for cl in claims))
    ):
        item.tag, item.note = "X", "attended"
        return None
    if (
        kind in PARTIAL
        and claims
        and (parts[c].opened in ("(", ":(") or any(p.opened == ":(" for p in parts[max(0, c - 3) : c]))
    ):
        claim = Claim(claims[-1].key, item, c, kind)
        claim.note = "part"
        return claim
    if kind == "thing":
        if (k and items[k - 1].entry.unit in ("machine", "app")) or any(i.entry.unit == "machine" for i in items[:k]):
            item.tag, item.note = "X", "other"
            return None
        if other_thing(draft, unit.j) and (any(cl.item is not item for cl in claims) or not _worked(items, k)):
            item.tag, item.note = "X", "other"
            return None
        return unknown(draft, item, unit, ())
    if kind == "short_people":
        return unknown(draft, item, unit, ("learners", "people_helped"))
    counted = [cl for cl in claims if cl.key in PEOPLE and (cl.value >= item.value or cl.item.doubt)]
    if counted and _words_in(draft, items, unit) >= (2 if item.value < 10 else 3):
        item.tag, item.note = "X", "subset"
        return None
    special = kind == "person" and draft.fold(unit.i) not in _ANYBODY
    led = draft.fold(item.i - 1) in ("co", "gom", "rieng", "ca") or unit.j == item.i
    special = special or (draft.fold(item.i - 2), draft.fold(item.i - 1)) in (("ke", "ca"), ("tinh", "ca"))
    if counted and special and led and counted[-1].clause >= c - 1 and not counted[-1].item.doubt:
        item.tag, item.note = "X", "subset"  # "39 chứng nhận, có 14 cụ già"
        return None
    item.note = item.note or "bare"
    return None


def _among_them(draft: Draft, parts: list[Clause], c: int, unit: Item, claims: list[Claim]) -> bool:
    """ "lớp 20 người, 3 cụ già": after people nobody in particular, who some of them were."""
    last = claims[-1] if claims else None
    if last is None or parts[c].opened != "," or last.clause != c - 1 or last.item.doubt or last.note:
        return False
    noun = next((i for i in draft.items if i.i == last.item.j and i.tag == "U"), None)
    told = noun is not None and noun.entry.unit in ("person", "gender") and holds(draft, noun, unit)
    mine = next(i for i in parts[c].items if i.tag == "N")
    alone = not any(i.entry.cue in ("daypart", "total", "more") or i.tag == "D" for i in parts[c].items)
    others = not anybody(draft, unit) or otherwise(draft, unit)  # "lớp 12 người, 4 người đi rẫy về trễ"
    return told and alone and others and mine.value < last.value


_ANYBODY = word_set(
    "nguoi ng ngui ba dan ndan bc bcon nguoi nha cong"
)  # "người", "bà con", "dân": nobody in particular
_NOT_IN = frozenset((no, verb) for no in ("chua", "khong", "ko", "k") for verb in ("ke", "tinh", "dem"))
_HAD = re.compile(
    r"^ (nay |do )?(da |deu |cung )*co (san )?(\w+ ){1,4}?"
    r"(tu truoc|tu lau|tu hoi|tu nam|tu thang|tu tuan|truoc do|truoc roi|san roi|san) "
)


def had_before(draft: Draft, unit: Item) -> bool:
    """ "9 người đã có vneid từ trước", "4 hộ có QR sẵn": nothing that was done now."""
    if not draft.folds & {"truoc", "lau", "san", "hoi"}:
        return False
    return _HAD.search(" " + " ".join(draft.fold(n) for n in range(unit.j, unit.j + 9)) + " ") is not None


_ON = word_set("them nua cung moi hoc day cai")


def _some_of(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> bool:
    """ "lớp 24 bà con, có 6 người đứng ngoài hiên", "thi thử được 3 bác": some of those just counted."""
    items = parts[c].items
    item = items[k]
    last = claims[-1] if claims else None
    if last is None or last.key != "learners" or last.value <= item.value or last.item.doubt or parts[c].level > 1:
        return False
    if any(i.tag == "I" for i in items) or any(i.entry.cue in ("daypart", "total", "more") for i in items[:k]):
        return False
    if "thi" in head(draft, item)[:2]:
        return True
    after = [draft.fold(n) for n in range(unit.j, unit.j + 3)]
    return draft.fold(item.i - 1) == "co" and not set(after) & _ON and _words_in(draft, items, unit) > 1


def _whole_class(draft: Draft, items: list[Item], k: int) -> bool:
    """ "cả lớp 14 người ai cũng cài được vneid": those of the class, and all of them."""
    everyone = any(i.entry.cue == "everyone" for i in items[k + 1 :])
    return everyone and "lop" in (draft.fold(items[k].i - 1), draft.fold(items[k].i - 2))


_TEACH = word_set("day kem truyen giang")


_BROUGHT = frozenset(tone_key(w) for w in ("dẫn", "đưa", "chở", "kéo", "rủ"))  # with their marks: not cho, dán or dân


def _key(draft: Draft, at: int) -> str:
    return draft.tokens[at].key if at < len(draft.tokens) else ""


def _teachers(draft: Draft, following: list[Item], unit: Item) -> bool:
    """ "2 cô giáo dạy 15 em": those who teach, where those taught are counted right after."""
    verb = next((n for n in range(unit.j, unit.j + 3) if draft.fold(n) in _TEACH or _key(draft, n) in _BROUGHT), None)
    number = next((i for i in following if i.tag == "N"), None)
    if verb is None or number is None or not 0 < number.i - verb <= 3:
        return False
    k = following.index(number)
    return any(i.key == "learners" or i.entry.unit in ("person", "gender") for i in following[k + 1 : k + 2])


def _listed(draft: Draft, parts: list[Clause], c: int, k: int) -> str:
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
        if number is not None and both and items_unit(ahead, number) in ("person", "gender"):
            near = _near_context(draft, ahead, number) or _listed(
                draft, parts, c + 1, number
            )  # "sáng hôm qua 5 người, chiều hôm qua 6 người cài vneid"
            if near or c + 2 >= len(parts) or any(i.tag == "N" for i in parts[c + 2].items):
                return near
            return next((f for i in parts[c + 2].items if (f := context_of(i, draft.text))), "")  # "…, đều học"
    if following is not None and following == k + 3 and items[k + 2].entry.cue == "daypart":
        return _listed(draft, parts, c, following) or _near_context(draft, items, following)
    if following is not None:
        grouped = any(i.entry.label or i.note == "label" for i in items[:k])
        paired = items_unit(items, k) == items_unit(items, following) == "gender" and following <= k + 3
        if paired or (grouped and any(i.entry.label for i in items[k + 2 : following])):
            return _near_context(draft, items, following)
        return ""
    if c + 1 < len(parts) and parts[c + 1].opened == "+":
        ahead = parts[c + 1].items
        number = next((n for n, i in enumerate(ahead) if i.tag == "N"), None)
        if number is not None and items_unit(ahead, number) in ("person", "gender"):
            return _near_context(draft, ahead, number)
    return ""


_DOING = ("open", "install", "help", "teach", "submit", "give", "attend")


def _in_a_row(draft: Draft, parts: list[Clause], c: int, claims: list[Claim]) -> str:
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


def _at_once(draft: Draft, items: list[Item], k: int, c: int, near: str, claims: list[Claim]) -> None:
    """ "vừa tập huấn vừa cài vneid cho 15 người": one number for both."""
    if "vua" not in draft.folds:
        return
    said = [i for i in items if draft.fold(i.i - 1) == "vua"]
    keys = [i.key if i.key in PEOPLE else context_of(i, draft.text) for i in said]
    if len(said) == 2 and near in keys and all(keys) and not any(i.tag == "N" and i is not items[k] for i in items):
        claims.extend(Claim(key, items[k], c, "person") for key in set(keys) - {near})


def _some_app(draft: Draft, items: list[Item], k: int) -> bool:
    """ "cài app cho 6 người": which app, is asked."""
    app = any(
        i.tag == "C" and draft.fold(i.j - 1) in ("app", "dung") and i.entry.context == "install"
        for i in items_before(items, k)
    )
    return app and not any(i.key == "vneid" for i in draft.items)


def _taught(items: list[Item], k: int) -> bool:
    """ "dạy 6 người bán hàng trên Shopee": taught, or put on it? That is asked."""
    before = items[k - 1] if k else None
    return before is not None and before.entry.context in ("teach", "help") and before.j >= items[k].i - 1


def _at_a_talk(items: list[Item], k: int) -> bool:
    """Whether the first indicator after "dự" is outreach."""
    after = items[k + 2 :]
    at = next((n for n, i in enumerate(after) if i.entry.context == "attend"), len(after))
    about = next((i for i in after[at:] if i.tag in "IN"), None)
    return about is not None and about.key == "outreach"


_US = word_set("tui em e minh toi to lop nhom")


def _helps_us(draft: Draft, at: int) -> bool:
    """Whether those counted helped the teller: "giúp tui dạy", "phụ em đứng lớp"."""
    while (more := next((i for i in draft.items if i.i == at and i.tag == "U"), None)) is not None:
        at = more.j
    words = [draft.fold(n) for n in range(at, at + 4)]
    verb = 2 if words[:2] == ["ho", "tro"] else 1 if words[0] in ("giup", "phu") else 0
    return bool(verb) and words[verb] in _US


def _own_team(draft: Draft, item: Item) -> bool:
    before = draft.fold(item.i - 1)
    if (
        before in ("co", "gom")
        and draft.fold(item.i - 2) in ("doan", "doi")
        and draft.fold(item.i - 3) not in ("chi", "lien")
    ):
        return True  # "đoàn kiểm tra có 4 người"
    if before in ("di", "cu") and draft.fold(item.i - 2) in ("to", "doi", "nhom", "doan"):
        return True  # "tổ đi 3 người"
    return before == "to" or (
        before in ("em", "minh", "tui", "toi", "chung")
        and draft.fold(item.i - 2) in ("to", "tui", "bon", "doi", "chung", "tu")
    )


_ROWS = word_set("lop nhom xom thon lang to diem khu cum doi ben truong cho sang chieu toi trua buoi ca hoi")


def _next_row(draft: Draft, items: list[Item], k: int, claims: list[Claim]) -> str:
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


_CHATS = frozenset(["nhom zalo", "nhom nay", "nhom chat", "nhom minh", "nhom fb", "nhom facebook"])
_STAFF = word_set("viettel vnpt mobifone vinaphone agribank doi")


def _staff(draft: Draft, unit: Item, few: bool) -> bool:
    """Helpers from elsewhere: công an, người bên Viettel, tình nguyện viên phụ lớp."""
    words = [draft.fold(n) for n in range(unit.j, unit.j + 6)]
    for stop in (",", ".", "\n", ";"):
        words = words[: words.index(stop)] if stop in words else words
    said = f" {' '.join([draft.fold(unit.j - 2), draft.fold(unit.j - 1), *words])} "
    return (few and bool(set(words[:3]) & _STAFF)) or any(
        f" {w} " in said
        for w in (
            "cong an",
            "tinh nguyen phu",
            "ve cung",
            "di cung",
            "di chung",
            "xuong du",
            "xuong phu",
            "can bo xuong",
            "vien phu",
            "sinh phu",
            "xuong cung",
            "ky thuat",
            "nhan vien",
        )
    )


def _account_opened(items: list[Item], k: int) -> bool:
    """ "hỗ trợ mở tài khoản cho 5 người": an account of which kind, is asked."""
    before = items_before(items, k)
    return any(i.entry.unit == "account" for i in before) and any(i.entry.context == "open" for i in before)


def _among(parts: list[Clause], c: int) -> bool:
    """Whether "trong đó" was said earlier in the sentence: "34 hv, trong đó 21 nữ, 5 người cao tuổi"."""
    while c and parts[c].level < 2:
        c -= 1
        if any(i.entry.cue == "part" for i in parts[c].items):
            return True
    return False


def _words_in(draft: Draft, items: list[Item], unit: Item) -> int:
    """How many words the clause says about the people after it counted them: "3 bạn kèm cặp các cụ" says more
    than "3 người".
    """
    j = unit.j
    count = 0
    while j < len(draft.tokens) and draft.tokens[j].kind in (0, 1):
        count += 1
        j += 1
    return count


def _near_context(draft: Draft, items: list[Item], k: int) -> str:
    """The indicator that the clause gives to "N người": named after it, named before it, then the verbs."""
    text = draft.text
    following = next((i for i in items[k + 2 :] if i.tag == "N"), None)
    given = following is not None and draft.fold(following.i - 1) == "cho"
    if given and any(i.tag == "C" and context_of(i, text) for i in items_before(items, k)):
        items = items[: k + 2]  # "dạy 12 bà con cài định danh cho 7 người": the nouns belong to the next number
    if k and (told := _just_told(draft, items, k)) is not None:
        told.used = True
        return told.key
    for j in range(k + 2, len(items)):
        other = items[j]
        if other.entry.cue == "part" and other.i == items[k + 1].j and draft.fold(other.j - 1) in ("do", "day", "nay"):
            if any(i.tag == "N" for i in items[j + 1 :]):
                break  # "6 cụ trong đó vneid 4 cụ"
            continue  # "8 người trong số đó được cấp giấy"
        if other.tag == "N" or other.entry.cue == "part":
            break
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
            return other.key
    for j in range(k + 2, len(items)):
        if items[j].tag == "N" or items[j].entry.cue == "part":
            break
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


def _got_at_the_end(draft: Draft, parts: list[Clause], c: int, k: int) -> str:
    """ "hỗ trợ một cụ bà và một cụ ông cài vneid": what is said of the last of a list they were helped to."""
    place = first_of(draft, parts, c, k)
    rest = 0
    while place is not None and rest < 5:
        items = parts[place[0]].items
        after = [i for i in items[place[1] + 2 :] if i.tag in "IN"]
        if after and after[0].tag == "I" and not any(i.tag == "I" for i in items[: place[1]]):
            return after[0].key if after[0].key in PEOPLE - {"learners", "people_helped"} else ""
        place, rest = first_of(draft, parts, *place), rest + 1
    return ""


def _and_more(draft: Draft, items: list[Item], k: int, last: Claim, c: int) -> bool:
    """ "dạy được 9 người, kèm thêm 5 người nữa": more of the same, by whatever verb of helping."""
    more = draft.fold(items[k].i - 1) == "them" and any(i.entry.cue == "more" for i in items[k + 1 :])
    return more and last.unit == "person" and c - last.clause in (1, 2) and not any(i.tag == "I" for i in items)


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


def _worked(items: list[Item], k: int) -> bool:
    return any(i.entry.context in ("install", "teach", "help", "open", "submit") for i in items[:k])


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


def _carried(draft: Draft, parts: list[Clause], c: int, k: int, claims: list[Claim]) -> str:
    """The context said just before (or, with no number of its own, just after) the clause."""
    for back in range(c - 1, max(-1, c - 5), -1):
        items = parts[back].items
        numbered = any(i.tag == "N" for i in items)
        for other in reversed(items):
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
                and (found := _near_context(draft, following, n))
            ):
                return found
    for items in (p.items for p in parts[c + 1 : c + 3]):
        if any(i.tag == "N" for i in items):
            break
        for other in items:
            if found := context_of(other, draft.text):
                return found
    return ""


def _continues(draft: Draft, items: list[Item], k: int) -> bool:
    """Words that carry the last figure on: thêm 3 người nữa, tổng 4 người, chiều 5 người."""
    return any(i.entry.cue in ("total", "more", "daypart", "part") for i in items)
