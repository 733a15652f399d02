"""Sure figures beside doubtful ones, of which only the sure stand, and words that look like doubt and are none."""

from datetime import datetime, timedelta, timezone
from random import Random

from tests.vietnamese.composed import doubts_nouns as nouns
from tests.vietnamese.composed import doubts_words as words
from tests.vietnamese.variants_line import Line
from tests.vietnamese.variants_words import ways
from vietnamese.fold import strip_marks

_ZONE = timezone(timedelta(hours=7))
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_SMALL = ("sessions", "outreach", "ecommerce_households")
# The kinds of messages with their weights, and where a doubt of each kind may stand among sure figures.
_KINDS = {
    "amounts": (26, "FGMLBAD"),
    "loose": (7, "FGMLBAD"),
    "behind": (9, "FGMLBAD"),
    "before": (5, "LBAD"),
    "after": (6, "FGBAD"),
    "conflicts": (6, "FGLBAD"),
    "running": (5, "LBA"),
    "each": (3, "FGMLBAD"),
    "shares": (2, "FLBA"),
    "units": (4, "FGMLBD"),
    "impossible": (3, "FGMLBAD"),
    "relative": (3, "FLBA"),
    "crowds": (4, "AD"),
    "twice": (3, ""),
    "corrections": (4, ""),
    "nils": (2, ""),
    "questions": (3, ""),
    "chatter": (2, ""),
    "plain": (34, ""),
}
_FRAMES = {
    "F": words.FIRST,
    "G": words.FIRST_DAY,
    "M": words.MIDDLE,
    "L": words.LAST,
    "B": words.BROKEN,
    "A": words.ALONE,
    "D": words.ALONE_DAY,
}
_TABLES = {
    "before": words.BEFORE,
    "after": words.AFTER,
    "conflicts": words.CONFLICTS,
    "running": words.RUNNING,
    "each": words.EACH,
    "units": words.UNITS,
    "impossible": words.IMPOSSIBLE,
    "relative": words.RELATIVE,
    "crowds": words.CROWDS,
}
# What a number of unknown things may be, so that no sure figure of it stands beside.
_NEAR = {
    "each": ("sessions", "learners", "people_helped"),
    "hộ": ("people_helped", "qr_households", "ecommerce_households"),
    "tk": ("vneid", "dvc_accounts", "e_wallets", "public_services"),
}


def spelled(n: int) -> str:
    """A number below a hundred in words."""
    ten, one = divmod(n, 10)
    if not ten:
        return _DIGITS[one]
    last = {0: "", 1: "một" if ten == 1 else "mốt", 5: "lăm"}.get(one, _DIGITS[one])
    return f"{'mười' if ten == 1 else _DIGITS[ten] + ' mươi'} {last}".strip()


class _Hand:
    """The choices of one message: a half of the pieces, a day, a style, and what has been told so far."""

    def __init__(self, rng: Random, side: int) -> None:
        self.rng, self.side = rng, side
        self.now = datetime(2025, 7, 1, 6, tzinfo=_ZONE) + timedelta(
            days=rng.randrange(500), minutes=rng.randrange(1050)
        )
        self.style = rng.choice(("noun", "head", "done", "", ""))
        self.keys = rng.sample(sorted(nouns.NOUN), len(nouns.NOUN))
        self.values: dict[str, int] = {}
        self.pieces: list[str] = []
        self.numerals = rng.random() < 0.2

    def pick(self, halves: nouns.Halves) -> str:
        """One piece of this side's half, noted."""
        piece = self.rng.choice(ways(halves[self.side]))
        self.pieces.append(piece)
        return piece

    def number(self, key: str) -> int:
        """A likely count."""
        return self.rng.randint(2, 6) if key in _SMALL else self.rng.randint(3, 45)

    def filled(self, text: str, key: str) -> str:
        """The piece with its doubtful numbers, nouns and heads put in."""
        x = self.rng.randint(2, 6) if key in _SMALL else self.rng.randint(8, 40)
        y = x + self.rng.randint(1, 2 if key in _SMALL else 6)
        return text.format(
            x=x,
            y=y,
            w=x + y + self.rng.randint(1, 3),
            m=self.rng.randint(3, 9),
            one=nouns.ONE[key],
            noun=self.rng.choice(ways(nouns.NOUN[key][self.side])),
            head=self.rng.choice(ways(nouns.HEAD[key][self.side])),
            phone=f"0905{self.rng.randrange(10**6):06}",
            c="{c}",
            n="{n}",
            S="{S}",
            T="{T}",
            day="{day}",
            s="{s}",
            q="{q}",
            words="{words}",
        )

    def told(self, key: str, amount: str, style: str = "") -> str:
        """An amount, sure or not, of one indicator."""
        style = style or self.style or self.rng.choice(("noun", "noun", "head", "done"))
        if style == "done":
            return self.pick(nouns.DONE[key]).format(n=amount)
        if style == "head":
            return f"{self.pick(nouns.HEAD[key])}{self.rng.choice((' ', ' ', ': '))}{amount}"
        return f"{amount} {self.pick(nouns.NOUN[key])}"

    def sure(self) -> str:
        """A sure figure of an indicator not yet told."""
        key = self.keys.pop()
        n = self.number(key)
        self.values[key] = n
        return self.told(key, spelled(n) if self.numerals else str(n))

    def forced(self) -> str:
        """A sure figure told with force."""
        key = self.keys.pop()
        n = self.values[key] = self.number(key)
        text = self.filled(self.pick(words.FORCE), key)
        return text.format(c=self.told(key, str(n), "noun"), n=n, words=spelled(n))

    def day(self) -> tuple[str, dict[str, str] | None]:
        """A day or a week and its words."""
        rank, said = self.rng.choice(ways(words.DAYS[self.side])).split(" ", 1)
        if rank[0] == "w":
            year, week, _ = (self.now - timedelta(weeks=int(rank[1]))).isocalendar()
            return said, {"week": f"{year}-W{week:02}"}
        return said, {"date": (self.now - timedelta(days=int(rank))).date().isoformat()}

    def doubt(self, kind: str) -> str:
        """A doubt of this kind; the indicator that it is about is not told again."""
        key = self.keys.pop()
        if kind == "amounts":
            return self.told(key, self.filled(self.pick(words.AMOUNTS), key))
        if kind == "loose":
            return self.told(key, self.pick(words.LOOSE), "done")
        if kind == "behind":
            return f"{self.pick(nouns.HEAD[key])} {self.filled(self.pick(words.BEHIND), key)}"
        if kind in ("before", "after"):
            return self.filled(self.pick(_TABLES[kind]), key).format(c=self.told(key, str(self.number(key)), "noun"))
        if kind == "shares":
            self.keys.append(key)
            key, piece = self.pick(words.SHARES).split("=")
            self.keys = [k for k in self.keys if k != key]
            return self.filled(piece, key)
        piece = self.pick(_TABLES[kind])
        self.keys = [
            k for k in self.keys if not any(k in near for w, near in _NEAR.items() if w in (kind, *piece.split()))
        ]
        self.keys = [k for k in self.keys if not ("tài khoản" in piece and k in _NEAR["tk"])]
        if kind == "each":
            self.values["sessions"] = n = self.rng.randint(2, 6)
            return self.filled(piece, "learners").format(n=n)
        if kind == "running":
            key = key if key not in _SMALL else "vneid"
            self.keys = [k for k in self.keys if k != key]
            return self.filled(piece.replace("{x}", str(self.rng.randint(40, 180))), key)
        return self.filled(piece, key)


def built(rng: Random, side: int) -> tuple[Line, tuple[str, ...]]:
    """A message of one half of the pieces, and the pieces it is made of."""
    hand = _Hand(rng, side)
    kind = rng.choices(list(_KINDS), [weight for weight, _ in _KINDS.values()])[0]
    places = _KINDS[kind][1]
    intent, ask, when, doubt = "report", kind != "plain", None, ""
    if places:
        frame = hand.pick(_FRAMES[rng.choice(places)])
        doubt = hand.doubt(kind)
    elif kind == "plain":
        frame = hand.pick(words.PLAIN)
    elif kind in ("corrections", "twice"):
        key = hand.keys.pop()
        frame = hand.filled(hand.pick(words.CORRECTIONS if kind == "corrections" else words.TWICE), key)
        if kind == "corrections":
            intent = "correct"
            frame = frame.replace("{q}", hand.filled(hand.pick(words.AMOUNTS), key)).replace("{s}", "{S}")
            hand.style = "noun"
    else:
        table = {"nils": words.NILS, "questions": words.QUESTIONS, "chatter": words.CHATTER}[kind]
        frame = hand.filled(hand.pick(table), hand.keys.pop())
        intent = {"nils": "nil", "questions": "summary", "chatter": "other"}[kind]
        ask = kind == "nils"
    said = ""
    if "{day}" in frame and (rng.random() < 0.7 or places == "AD" or kind in ("nils", "twice")):
        said, when = hand.day()
    remarks = [hand.filled(hand.pick(words.REMARKS), "learners") for _ in range(frame.count("{R}"))]
    for remark in remarks:
        frame = frame.replace("{R}", remark, 1)
    slots = {slot: hand.sure() for slot in "STU" if "{" + slot + "}" in frame}
    if "{F}" in frame:
        slots["F"] = hand.forced()
    if "{A}" in frame:
        slots["A"] = hand.filled(hand.pick(words.ADDRESS), "learners")
    hi = hand.pick(words.GREETINGS) if "{hi}" in frame else ""
    end = hand.pick(words.ENDINGS) if "{end}" in frame else ""
    text = frame.format(D=doubt, day=said, hi=hi, end=end, **slots)
    text = "\n".join(" ".join(line.split()).strip(" ,;:") for line in text.split("\n")).strip()
    text = text.replace(" :", ":").replace(" ,", ",").replace(" .", ".")
    line = Line(_typed(text, hand), hand.now, intent, hand.values, when, ask)
    return line, (kind, *hand.pieces)


def _typed(text: str, hand: _Hand) -> str:
    """The text as this hand types it: shorthand, no marks, capitals, or dictated without signs."""
    rng, kind = hand.rng, hand.pieces
    if rng.random() < 0.25:
        table = dict(pair.split("=") for pair in ways(words.TYPED[hand.side]))
        text = " ".join(table.get(w, w) if rng.random() < 0.7 else w for w in text.split(" "))
    if rng.random() < 0.22 and not hand.numerals and not any(w in words.MARKED for w in text.lower().split()):
        return strip_marks(text)
    if rng.random() < 0.03:
        return text.upper()
    if rng.random() < 0.1 and hand.style == "done" and kind and not any(sign in text for sign in "-.~<>+/%"):
        return " ".join(text.replace(",", " ").replace("\n", " ").replace(";", " ").replace(":", " ").split()).lower()
    return text


def compose(rng: Random) -> Line:
    """A composed message of either half."""
    return built(rng, rng.randrange(2))[0]
