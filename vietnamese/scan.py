"""From text to tokens to items: the longest phrase of the lexicon at each place, else a number, else a sign."""

from vietnamese.alike import ALIKE
from vietnamese.courtesy import trim
from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.fold import word_set
from vietnamese.numbers import phrase
from vietnamese.spelling import match_fold
from vietnamese.tokens import BREAK, NUMBER, OTHER, SIGN, WORD, Entry, Node, Numeral, Token, alone
from vietnamese.triggers import bits
from vietnamese.unmarked import AMBIGUOUS, meant

# Nobody types a report of more pieces; what comes after them is asked about, and a hostile text costs no time.
_MOST_ITEMS = 260
PORTAL = Entry(("dichvucong.gov.vn",), indicator="public_services")


def cut(draft: Draft) -> None:
    """Text → tokens, and whether the whole message is typed without marks."""
    tokens, starts, ends = draft.tokens, draft.starts, draft.ends
    known, cut_chunk = draft.lexicon.seen.get, draft.lexicon.chunk
    at = 0
    for chunk in draft.text.split(" "):
        if chunk:
            pieces = known(chunk) or cut_chunk(chunk)
            for token, first, last in pieces:
                tokens.append(token)
                starts.append(at + first)
                ends.append(at + last)
            at += len(chunk)
        at += 1
    first, last = trim(tokens)
    if last - first < len(tokens):
        draft.tokens = tokens = tokens[first:last]
        draft.starts, draft.ends = starts[first:last], ends[first:last]
    draft.words = [t.fold for t in tokens]
    draft.folds = set(draft.words)
    draft.bits = bits(draft.folds)
    draft.plain, draft.plains = _plain(draft, tokens)


_CUTS = frozenset([",", ".", ";", "!", "?", ":", "(", ")"])
# Marked out of habit in a message that is typed without marks: "muoi hai hoc vien ạ".
_HABIT = word_set("dạ ạ nhé ơi chị á đó ạh bác cô chú vâng")


def _plain(draft: Draft, tokens: list[Token]) -> tuple[bool, list[bool]]:
    """Whether the message is typed without marks, and for every token whether its part of the message is.

    A part between two signs counts as typed without marks where no word has any, or fewer than want them: "hoc vien" in
    "em gửi số ạ: muoi hai hoc vien".
    """
    count = len(tokens)
    if draft.text.isascii():
        return True, [True] * count
    marked = [t.marked for t in tokens].count(True)
    if marked == 0 or (count > 14 and marked * 14 <= count):
        return True, [True] * count
    if True not in [t.wants for t in tokens]:
        return False, [False] * count
    flags: list[bool] = []
    real = wanting = whole = 0
    for n, token in enumerate(tokens):
        if token.kind == WORD:
            real += token.marked and token.lower not in _HABIT
            wanting += token.wants
        if token.text in _CUTS or token.kind >= OTHER or "\n" in token.text or n + 1 == count:
            plain = wanting > real
            whole += real
            flags += [plain] * (n + 1 - len(flags))
            real = wanting = 0
    return whole == 0, [True] * count if whole == 0 else flags


def scan(draft: Draft) -> None:
    """Tokens → items: the longest phrase of the lexicon at each place, else a number, else a sign; other
    words are gaps.
    """
    tokens, items = draft.tokens, draft.items
    starts, ends, found = draft.starts, draft.ends, draft.entries
    i, count = 0, len(tokens)
    while i < count:
        token = tokens[i]
        kind = token.kind
        if len(items) >= _MOST_ITEMS:
            draft.doubt("uncertain", Item("X", i, count, starts[i], ends[-1]))
            break
        if kind == NUMBER:
            i = _digits(draft, i)
            continue
        if kind == WORD:
            node = token.node
            if node is None:
                if token.count is None and token.known:
                    i += 1
                    continue
            elif token.capital and i and _name(draft, i):
                i += 1
                continue
            fold = token.fold
            if fold in AMBIGUOUS and (told := meant(draft, i)) is not None and not _phrase_of_more(draft, i):
                if told.cue or told.unit:
                    items.append(Item(_tag(told), i, i + 1, starts[i], ends[i], told))
                    found.add(told.cue or told.unit)
                i += 1
                continue
            if fold in _SHORT_DATES and (item := _short_date(draft, i)):
                items.append(item)
                found.add(item.entry.date)
                i += 2
                continue
            following = tokens[i + 1] if i + 1 < count else None
            if node is not None and (
                following is None or (following.fold not in node.next and (following.known or not node.next))
            ):
                entry = token.alone[draft.plains[i]]
                j = i + 1 if entry is not None else i
            else:
                j, entry = longest(draft, node, i)
            if entry is not None:
                if j - i > 1 and tokens[j - 1].fold == "moi" and j < count and tokens[j].fold in _REALLY:
                    j, entry = _shorter(draft, node, i, j - 1, (j, entry))  # "hv mới đúng" is no new learner
                if entry is not None and (
                    # "toi chu nhat" is no "tới chừ"
                    (entry.cue == "cumulative" and j < count and tokens[j].fold in ("nhat", "nhut"))
                    or (entry.date == "later" and _five_or_six(draft, i, j))
                ):
                    entry, j = None, i
            if entry is None and not token.known and i + 1 < count:
                j, entry = longest(draft, draft.lexicon.first_near(token, tokens[i + 1]), i)
                entry = None if j - i < 2 else entry
            if token.count is not None and j - i < 2 and (item := _words(draft, i, entry)):
                i = item.j
                continue
            if entry is not None:
                if fold in _PARTICLES and entry.unit in ("household", "person") and j == i + 1 and _particle(draft, i):
                    i = j
                    continue
                if (
                    not entry.filler
                    or (entry.label and following is not None and following.kind == NUMBER)
                    or entry.cue
                    or entry.context
                    or entry.unit
                    or entry.date
                    or entry.indicator
                ):
                    items.append(Item(entry.tag or _tag(entry), i, j, starts[i], ends[j - 1], entry))
                    found.add(entry.cue or entry.date or entry.unit or entry.context)
                i = j
                continue
        elif kind == OTHER and len(token.text) > 3:  # a web address: only the portal's says anything
            if "dichvucong" in token.text:
                items.append(Item("I", i, i + 1, starts[i], ends[i], PORTAL))
        elif kind == OTHER and items and items[-1].note == "•" and items[-1].j == i:
            items[-1].j, items[-1].end = i + 1, ends[i]  # one break for a row of emoji
        elif (
            kind == SIGN
            and token.text in "-="
            and i + 1 < count
            and tokens[i + 1].text == ">"
            and starts[i + 1] == ends[i]
        ):
            arrow = Item("S", i, i + 2, starts[i], ends[i + 1])
            arrow.note = "→"
            items.append(arrow)
            i += 2
            continue
        elif kind in (SIGN, OTHER, BREAK):
            entry = None
            if token.node is not None:
                j, entry = longest(draft, token.node, i)
            item = Item("S" if entry is None or not entry.cue else "K", i, i + 1, starts[i], ends[i], entry or NOTHING)
            item.note = (
                token.text
                if kind == SIGN and token.text[0] != "\n" and "\n" not in token.text
                else "\n"
                if "\n" in token.text
                else "•"
            )
            if item.tag == "K" and entry is not None:
                found.add(entry.cue)
            items.append(item)
        i += 1


def _five_or_six(draft: Draft, i: int, j: int) -> bool:
    """ "nam sau bo": five or six, where a noun follows; not next year."""
    following = draft.tokens[j] if j < len(draft.tokens) else None
    if draft.words[i:j] != ["nam", "sau"] or draft.tokens[i].marked or following is None or following.node is None:
        return False
    plain = following.node.plain
    return plain is not None and bool(plain.unit or plain.indicator)


def _phrase_of_more(draft: Draft, i: int) -> bool:
    """Whether the word at token i begins a phrase of the lexicon of several words."""
    return longest(draft, draft.tokens[i].node, i)[0] > i + 1


_CALLED = frozenset(
    [
        "anh",
        "chi",
        "em",
        "e",
        "a",
        "c",
        "ad",
        "bac",
        "co",
        "chu",
        "mn",
        "ca",
        "bot",
        "cac",
        "moi",
        "ban",
        "sep",
        ".",
        ",",
        "!",
        ";",
        ")",
    ]
)


_TITLES = frozenset(["anh", "chị", "cô", "thầy", "bác", "chú", "ông", "bà", "dì", "thím", "cụ", "mợ", "cậu"])
_NO_NAMES = frozenset(
    ["văn", "hội", "ủy", "ban", "phòng", "công", "bên", "cán", "tổ", "thôn", "học", "hỗ", "nội", "con"]
)


def _name(draft: Draft, i: int) -> bool:
    """The Mai of "chị Mai", the Bảo of "thầy Bảo": no day and no storm, where not every word has a capital."""
    tokens = draft.tokens
    word, title = tokens[i].text, tokens[i - 1].text
    if title.lower() not in _TITLES or not word[1:].islower() or word.lower() in _NO_NAMES:
        return False
    if title[0].isupper() and i > 1 and tokens[i - 2].kind == WORD:
        return False
    capitals = [t.capital for t in tokens[:40] if t.kind == WORD]
    return 2 * sum(capitals) <= len(capitals) or not (i + 1 < len(tokens) and tokens[i + 1].capital)


_PARTICLES = frozenset({"nha", "co"})


def _particle(draft: Draft, i: int) -> bool:
    """Without marks "nha" at the end or before a person called is nha, not nhà; "co" before a number is có, not cô."""
    token = draft.tokens[i]
    if token.marked:
        return False
    after = draft.tokens[i + 1] if i + 1 < len(draft.tokens) else None
    if token.fold == "nha":
        return after is None or after.fold in _CALLED
    return token.fold == "co" and after is not None and after.kind == NUMBER


_REALLY = frozenset({"dung", "chinh", "phai", "dug"})


def _shorter(
    draft: Draft, node: Node | None, i: int, stop: int, kept: tuple[int, Entry | None]
) -> tuple[int, Entry | None]:
    """The phrase from token i that ends exactly at `stop`, else what was found before."""
    for n in range(i + 1, stop):
        node = node.next.get(draft.tokens[n].fold) if node is not None else None
    found = _agrees(draft, node, i, stop) if node is not None and node.ends else None
    return (stop, found) if found is not None else kept


_SHORT_DATES = frozenset({"t", "th"})


_SHORT = {
    **{("t", n): Entry((), date=f"wd:{n - 1}") for n in range(2, 8)},
    **{("t", n): Entry((), date=f"month_n:{n}") for n in (1, 8, 9, 10, 11, 12)},
    **{("th", n): Entry((), date=f"month_n:{n}") for n in range(1, 13)},
}


def _short_date(draft: Draft, i: int) -> Item | None:
    """t7 is Saturday and t10 October; after "tổng kết", "số liệu" or "cả xã" a T7 is July."""
    if i + 1 >= len(draft.tokens) or draft.tokens[i + 1].kind != NUMBER or draft.starts[i + 1] != draft.ends[i]:
        return None
    numeral = draft.tokens[i + 1].numeral
    if numeral is None or numeral.shape != "int":
        return None
    number, letter = numeral.parts[0], draft.tokens[i].fold
    if letter == "t" and draft.tokens[i].text == "T" and draft.fold(i - 1) in ("ket", "hop", "lieu", "xa", "bc", "cao"):
        months_ago = (draft.today.month - number) % 12
        letter = "th" if months_ago <= 2 or number > 7 or draft.fold(i - 1) not in ("bc", "cao") else letter
    entry = _SHORT.get((letter, number))
    return Item("D", i, i + 2, draft.starts[i], draft.ends[i + 1], entry) if entry else None


def _tag(entry: Entry) -> str:
    """The tag of an entry's items; asked for each word of each message, so it is kept with the entry."""
    if not entry.tag:
        entry.tag = _worked_out(entry)
    return entry.tag


def _worked_out(entry: Entry) -> str:
    if entry.indicator:
        return "I"
    if entry.date:
        return "D"
    if entry.unit:
        return "U"
    if entry.cue:
        return "K"
    if entry.context:
        return "C"
    return "M" if entry.measure else "L" if entry.label else "W"


def longest(draft: Draft, node: Node | None, i: int) -> tuple[int, Entry | None]:
    """The longest phrase from token i: (token after it, entry); a phrase that its marks contradict does not
    count.
    """
    if node is None:
        return i, None
    tokens = draft.tokens
    j = i + 1
    best, stop = None, i
    if node.ends and (entry := _agrees(draft, node, i, j)):
        best, stop = entry, j
    count = len(tokens)
    while j < count:
        token = tokens[j]
        after = node.next.get(token.fold)
        if after is None:
            if token.known or token.kind != WORD:
                break
            after = draft.lexicon.near(node, token)
            if after is None:
                break
        node = after
        j += 1
        if node.ends and (entry := _agrees(draft, node, i, j)):
            best, stop = entry, j
    return stop, best


def _agrees(draft: Draft, node: Node, i: int, j: int) -> Entry | None:
    """The entry at a node whose marks fit tokens [i, j) best: exactly, else as far as its strictness allows."""
    tokens = draft.tokens
    if j == i + 1:
        return alone(tokens[i], node, draft.plains[i])
    keys = tuple([t.key for t in tokens[i:j]])
    for entry in node.ends:
        if entry.keys == keys:
            return entry
    for entry in node.ends:
        if entry.strict == 0 or (len(entry.keys) == j - i and _loosely(draft, entry, i, j)):
            return entry
    return None


def _loosely(draft: Draft, entry: Entry, i: int, j: int) -> bool:
    """Whether every word of tokens [i, j) is the entry's without its marks, as far as its strictness allows, or stands
    for it."""
    lax = entry.strict < 2 or (entry.strict == 2 and draft.plains[i])
    for token, key in zip(draft.tokens[i:j], entry.keys, strict=True):
        if token.key != key and (token.marked or not lax) and not _stands_for(token, key):
            return False
    return True


def _stands_for(token: Token, key: str) -> bool:
    """Whether a token is another word written for the one of the phrase: "đc" for được."""
    return token.fold in ALIKE and token.fold != match_fold(key.rstrip("1235"))


def _words(draft: Draft, i: int, entry: Entry | None) -> Item | None:
    """A number in words at token i, keeping the other roles a single word may have ("năm": five, or a year)."""
    token = draft.tokens[i]
    last = draft.items[-1] if draft.items else None
    if (
        entry is not None
        and entry.unit == "person"
        and token.fold == "ba"
        and last is not None
        and last.j == i
        and last.numeral is not None
    ):
        return None  # "7 ba": bà
    if (
        entry is not None
        and (entry.unit or entry.cue)
        and token.marked
        and not (token.count and token.count[0] == "halved")
    ):
        return None
    said = phrase(draft.tokens, i, draft.plains[i])
    if said is None:
        return None
    if (
        entry is not None
        and said.words == 1
        and entry.unit
        and not token.marked
        and not draft.plains[i]
        and token.count is None
    ):
        return None
    item = Item(
        "N", i, said.stop, draft.starts[i], draft.ends[said.stop - 1], entry or NOTHING if said.words == 1 else NOTHING
    )
    item.value, item.upto, item.words = said.value, said.upto, said.words
    item.soft = said.words == 1 and token.count is not None and token.count[0] in ("unit", "hundred", "ten")
    item.key = ""
    item.doubt = "range" if said.upto else "vague" if said.vague else ""
    draft.items.append(item)
    return item


def _digits(draft: Draft, i: int) -> int:
    """A number in digits at token i, with the groups that a blank separates ("1 250", "0986 112 233"); the
    next token.
    """
    tokens, starts, ends = draft.tokens, draft.starts, draft.ends
    token = tokens[i]
    after = tokens[i + 1].count if i + 1 < len(tokens) else None
    tens = after is not None and after[0] in ("tens", "dozen", "hundred", "thousand", "ten")
    said = phrase(tokens, i, draft.plains[i]) if tens else None
    if said is not None and said.words > 1:
        item = Item("N", i, said.stop, starts[i], ends[said.stop - 1])
        item.value, item.upto, item.words, item.doubt = said.value, said.upto, said.words, "range" if said.upto else ""
        draft.items.append(item)
        return said.stop
    # A number that begins a phrase of its own: "2 ngày cuối tuần", "12 thôn", "0 hết".
    j, entry = longest(draft, token.node, i)
    if entry is not None and entry.date in ("half", "nine") and draft.fold(i - 1) in ("ngay", "hom", "bua", "mung"):
        entry = None  # "ngày 6 tháng 3"
    if entry is not None and j > i + 1:
        draft.items.append(Item(_tag(entry), i, j, starts[i], ends[j - 1], entry))
        draft.entries.add(entry.cue or entry.date or entry.unit or entry.context)
        return j
    numeral = token.numeral
    assert numeral is not None
    j = i + 1
    if numeral.shape in ("int", "long", "dot"):
        digits = token.text
        while (
            j < len(tokens)
            and tokens[j].kind == NUMBER
            and starts[j] == ends[j - 1] + 1
            and draft.text[ends[j - 1]] in " ."
            and tokens[j].text.isdecimal()
            and len(tokens[j].text) >= 3
        ):
            digits += tokens[j].text
            j += 1
        if j > i + 1:
            plain = "".join(c for c in digits if c.isdecimal())
            if (
                (plain[0] == "0" and 9 <= len(plain) <= 11)
                or len(plain) == 12
                or (len(token.text) > 3 and len(plain) > 8)
            ):
                numeral = Numeral("long", (int(plain),))
            elif (
                plain[0] != "0"
                and len(token.text) <= 3
                and token.text.isdecimal()
                and all(len(t.text) == 3 for t in tokens[i + 1 : j])
            ):
                numeral = Numeral("int", (int(plain),))
            else:
                j = i + 1
    item = Item("N", i, j, starts[i], ends[j - 1])
    item.numeral = numeral
    item.value = numeral.parts[0]
    draft.items.append(item)
    return j
