"""From tokens to items: the longest phrase of the lexicon at each place, else a number, else a sign."""

from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.longest import agrees, longest
from vietnamese.shortdays import SHORT_DATES, short_date
from vietnamese.signs import sign
from vietnamese.tallied import a_day_of_month, in_digits, in_words, tag_of
from vietnamese.tokens import END, NUMBER, WORD, Entry, Lone, Node, Token
from vietnamese.unmarked import AMBIGUOUS, meant

# Nobody types a report of more pieces; what comes after them is asked about, and a hostile text costs no time.
_MOST_ITEMS = 200


def scan(draft: Draft) -> None:
    """Tokens → items: the longest phrase of the lexicon at each place, else a number, else a sign; other
    words are gaps.
    """
    tokens, items = draft.tokens, draft.items
    starts, ends, found = draft.starts, draft.ends, draft.entries
    i, after, count = -1, 0, len(tokens)
    for token, following, plain in zip(tokens, (*tokens[1:], END), draft.plains, strict=False):
        i += 1
        if i < after:
            continue
        lone = (token.lone or _lone(token))[plain]
        if lone is _SILENT:
            continue
        if count > _MOST_ITEMS and len(items) >= _MOST_ITEMS:
            draft.doubt("uncertain", Item("X", i, count, starts[i], ends[-1]))
            break
        if lone is None:
            if token.kind == NUMBER:
                after = in_digits(draft, i)
            else:
                after = _word(draft, i) if token.kind == WORD else sign(draft, i)
        elif token.capital and i and _name(draft, i):
            continue
        elif following.fold in (node := token.node.next) or (node and not following.known):  # type: ignore[union-attr]
            after, entry = longest(draft, token.node, i)
            if entry is None:
                after = i + 1
            else:
                after = _phrase(draft, i, after, entry)
        elif lone.tag:
            items.append(Item(lone.tag, i, i + 1, starts[i], ends[i], lone.entry))
            found.add(lone.name)


_SILENT = Lone("", NOTHING, "")  # a word that begins nothing
_BY_NEIGHBOURS = ("cumulative", "later", "half", "nine")  # cues and dates that the next word may take back


def _lone(token: Token) -> tuple[Lone | None, Lone | None]:
    """What the scan makes of a token that begins no longer phrase, where it needs no look at its neighbours; kept with
    the token, as people use few distinct words."""
    if token.kind != WORD or token.count is not None or not token.known:
        token.lone = (None, None)
    elif token.node is None:
        token.lone = (_SILENT, _SILENT)
    elif token.fold in AMBIGUOUS or token.fold in SHORT_DATES or token.fold in _PARTICLES:
        token.lone = (None, None)
    else:
        token.lone = (_made(token.alone[0]), _made(token.alone[1]))
    return token.lone


def _made(entry: Entry | None) -> Lone | None:
    if entry is None:
        return Lone("", NOTHING, "")
    if entry.cue in _BY_NEIGHBOURS or entry.date in _BY_NEIGHBOURS:
        return None
    name = entry.cue or entry.date or entry.unit or entry.context
    if entry.filler and not name and not entry.indicator:
        return None if entry.label else Lone("", NOTHING, "")
    return Lone(tag_of(entry), entry, name)


def _word(draft: Draft, i: int) -> int:
    """The word at token i by its neighbours: the token behind what it begins."""
    tokens, items = draft.tokens, draft.items
    starts, ends, found = draft.starts, draft.ends, draft.entries
    token, count = tokens[i], len(tokens)
    node, fold = token.node, token.fold
    if node is not None and token.capital and i and _name(draft, i):
        return i + 1
    if fold in AMBIGUOUS and (told := meant(draft, i)) is not None and not _phrase_of_more(draft, i):
        if told.cue or told.unit:
            items.append(Item(tag_of(told), i, i + 1, starts[i], ends[i], told))
            found.add(told.cue or told.unit)
        return i + 1
    if fold in SHORT_DATES and (item := short_date(draft, i)):
        items.append(item)
        found.add(item.entry.date)
        return i + 2
    following = tokens[i + 1] if i + 1 < count else None
    if node is not None and (
        following is None or (following.fold not in node.next and (following.known or not node.next))
    ):
        entry = token.alone[draft.plains[i]]
        j = i + 1 if entry is not None else i
    else:
        j, entry = longest(draft, node, i)
    if entry is not None:
        j, entry = _held(draft, i, j, entry)
    if entry is None and not token.known and following is not None:
        j, entry = longest(draft, draft.lexicon.first_near(token, following), i)
        entry = None if j - i < 2 else entry
    if token.count is not None and j - i < 2 and (item := in_words(draft, i, entry)):
        return item.j
    if entry is None:
        return i + 1
    if fold in _PARTICLES and entry.unit in ("household", "person") and j == i + 1 and _particle(draft, i):
        return j
    return _append(draft, i, j, entry)


def _phrase(draft: Draft, i: int, j: int, entry: Entry) -> int:
    """The phrase of tokens [i, j), which begins with a word that nothing but the phrase makes anything else of."""
    stop, held = _held(draft, i, j, entry)
    return i + 1 if held is None else _append(draft, i, stop, held)


# Words that begin a phrase which its neighbours may undo.
_MINDED = frozenset(["buoi", "luot", "nam", "ba", "tu", "vua", "so", "tui"])
_ACCOUNTS = frozenset(["dvc", "cong", "dich", "dinh", "vneid", "mo", "moi"])
_TELLERS = frozenset(["thon", "to", "nhom", "lop", "xom", "lang", "cua", "doi", "khu"])
_PUPILS = frozenset(["vien", "sinh", "tro"])


def _held(draft: Draft, i: int, j: int, entry: Entry) -> tuple[int, Entry | None]:
    """The phrase of tokens [i, j) as the word behind it lets it be: the same, a shorter one or none."""
    behind = draft.around[j]
    if behind in _REALLY and j - i > 1 and draft.words[j - 1] == "moi":
        return _shorter(draft, draft.tokens[i].node, i, j - 1, (j, entry))  # "hv mới đúng" is no new learner
    if draft.words[i] in _MINDED:
        said, before = draft.words[i:j], draft.fold(i - 1)
        if said == ["buoi", "thu"] and draft.items and draft.items[-1].tag == "N" and draft.items[-1].j == i:
            return _shorter(draft, draft.tokens[i].node, i, i + 1, (j, entry))  # "ra quân 3 buổi thứ hai, thứ tư"
        if said == ["luot", "tuyen", "truyen"] and behind.isdecimal():
            return _shorter(draft, draft.tokens[i].node, i, i + 1, (j, entry))  # "35 lượt tuyên truyền 1 đợt"
        if (
            (said == ["nam", "hoc"] and behind in _PUPILS)  # "năm học viên": five of them
            or (said == ["ba", "ma"] and behind == "qr")  # "dán ba mã qr": no parents
            or (said == ["ba", "cu"] and before == "cho" and not draft.tokens[i].marked and not draft.plain)
            or (said[0] == "tu" and before == "thang" and not entry.date)  # "tháng tư nộp 4 hồ sơ"
            or (said == ["so", "tai", "khoan"] and behind in _ACCOUNTS)  # "số tài khoản dvc mở mới: 9"
            or (said[0] == "tui" and entry.date == "day:0" and before in _TELLERS)  # "thôn tui nè": no tối này
            or (said == ["vua"] and behind in ("roi", "qua"))  # "thang 9 vua roi"
        ):
            return i, None
    if (
        (entry.cue == "cumulative" and behind in ("nhat", "nhut"))  # "toi chu nhat" is no "tới chừ"
        or (entry.date == "later" and (_five_or_six(draft, i, j) or _hen(draft, i, j)))
        or (entry.date in ("half", "nine") and a_day_of_month(draft, i, j))
    ):
        return i, None
    return j, entry


def _append(draft: Draft, i: int, j: int, entry: Entry) -> int:
    """Keep what tokens [i, j) mean, where it is more than a word that fills: the token behind them."""
    name = entry.cue or entry.date or entry.unit or entry.context
    if (
        not entry.filler
        or name
        or entry.indicator
        or (entry.label and i + 1 < len(draft.tokens) and draft.tokens[i + 1].kind == NUMBER)
    ):
        draft.items.append(Item(entry.tag or tag_of(entry), i, j, draft.starts[i], draft.ends[j - 1], entry))
        draft.entries.add(name)
    return j


def _five_or_six(draft: Draft, i: int, j: int) -> bool:
    """ "nam sau bo": five or six, where a noun follows; not next year."""
    following = draft.tokens[j] if j < len(draft.tokens) else None
    if draft.words[i:j] != ["nam", "sau"] or draft.tokens[i].marked or following is None or following.node is None:
        return False
    plain = following.node.plain
    return plain is not None and bool(plain.unit or plain.indicator)


def _hen(draft: Draft, i: int, j: int) -> bool:
    """ "4 hv hen": a particle, no appointment, where the clause ends with it."""
    said = draft.tokens[i]
    return (
        j == i + 1
        and said.fold == "hen"
        and not said.marked
        and draft.fold(j) in ("", ",", ".", "!", "em", "chi", "anh")
    )


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
    found = agrees(draft, node, i, stop) if node is not None and node.ends else None
    return (stop, found) if found is not None else kept
