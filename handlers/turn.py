"""One turn of a conversation: what was said, by whom, when; and what there is to say back."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from domain.frozen import frozen
from domain.kept import kept
from domain.messages import Choice, File, Inbound
from domain.periods import local
from domain.roles import Membership, may
from handlers import months
from storage.communes import Commune, Unit
from storage.people import Caller, Person
from storage.tx import Tx
from vietnamese.lexicon import Lexicon
from vietnamese.reading import Reading, read


@frozen
class Question:
    """What the bot waits for: `step` names who takes the answer, `data` (plain JSON) is all it needs to take it.

    `choices` are (key, label). With `numbered` they stand in the text as 1. 2. 3. and their numbers are answers too;
    a question whose answer is a number is never numbered (someone who types 2 must get 2). A question with `lasting`
    never expires; others do after 24 hours.
    """

    step: str
    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[tuple[str, str], ...] = ()
    numbered: bool = True
    lasting: bool = False


@frozen
class Reply:
    """The one answer to a message: what happened, then perhaps a question, or buttons that act by themselves.

    `outcome`: done, unread (not understood: kept for the officer), refused.
    """

    text: str = ""
    ask: Question | None = None
    choices: tuple[Choice, ...] = ()
    outcome: str = "done"
    lead: str = ""  # said before a question that comes back: “Còn câu trước: ”
    file: File | None = None


@frozen
class Answer:
    """An answer to an open question: the key of the choice it picked (empty if none), and the words."""

    key: str
    text: str


@frozen
class Notice:
    """Something to say to another person because of this turn."""

    person_id: int
    key: str  # unique: the same notice is never sent twice
    text: str
    choices: tuple[Choice, ...] = ()


@dataclass(slots=True)
class Context:
    """What turns share: the words of each commune, kept by version; and how codes are hashed."""

    commune: Callable[[Tx, int, int | None], Commune]
    lexicon: Callable[[Commune | None], Lexicon]
    code_hash: Callable[[str], str]
    demo: bool = False
    # Which of these people (by id) nothing can be said to first as of now, and why: the channels know.
    unreached: Callable[[Tx, Sequence[int]], Mapping[int, str]] = lambda _tx, _people: {}


class Turn:
    """What a handler sees, and the only way it acts."""

    def __init__(self, tx: Tx, context: Context, caller: Caller, inbound: Inbound) -> None:
        self.tx = tx
        self.context = context
        self.caller = caller
        self.inbound = inbound
        self.text = inbound.text
        self.notices: list[Notice] = []
        self.open_days: set[tuple[int, date]] = set()  # of units, found open to whoever speaks
        self.source = f"{inbound.sender.channel}/{inbound.sender.account}/{inbound.message or inbound.id}"
        self.said_at = min(inbound.sent_at, tx.now)  # when it was sent, by the platform's clock; never later than now

    @property
    def now(self) -> datetime:
        """When the turn is taken, aware, in UTC."""
        return self.tx.now

    @kept
    def today(self) -> date:
        """The day, in Vietnam, on which the message was sent."""
        return local(self.said_at).date()

    @property
    def person(self) -> Person:
        """Who speaks; only for handlers that do not take strangers."""
        assert self.caller.person is not None
        return self.caller.person

    @property
    def memberships(self) -> tuple[Membership, ...]:
        return self.caller.memberships

    @kept
    def commune(self) -> Commune:
        """The commune of the person's first place."""
        commune_id = self.memberships[0].commune_id
        return self.context.commune(self.tx, commune_id, self.caller.versions.get(commune_id))

    @kept
    def reading(self) -> Reading:
        """What the message says."""
        return self.read(self.text)

    def read(self, text: str) -> Reading:
        """What words say, in the commune's own vocabulary and months, as of the moment they were sent."""
        commune = self.commune if self.memberships else None
        reading = read(text, local(self.said_at), self.context.lexicon(commune))
        return months.counted(reading, commune.cycle, self.today) if commune else reading

    @kept
    def own_units(self) -> tuple[Unit, ...]:
        """The villages and teams the person belongs to (not the commune an officer looks after)."""
        ids = [m.unit_id for m in self.memberships if m.kind in ("village", "team")]
        return tuple(self.commune.unit(unit_id) for unit_id in dict.fromkeys(ids))

    def may(self, right: str, unit: Unit | None = None) -> bool:
        """Whether the person holds a right over a unit (None: over the whole commune)."""
        unit_id = unit.id if unit is not None else self.commune.id
        return may(self.memberships, right, unit_id, self.commune.above)

    def tell(self, notice: Notice) -> None:
        """Say something to another person, after this turn is committed."""
        self.notices.append(notice)


# A step takes an answer: None means "this is not an answer to my question". An action does what a button says.
Step = Callable[[Turn, Mapping[str, Any], Answer], Reply | None]
Action = Callable[[Turn, str], Reply]


@frozen
class Example:
    """Something people can say, and what it does: a line of the help, and a test."""

    text: str
    means: str


@frozen
class Handler:
    """One thing a person can do.

    `recognise` returns whatever `answer` needs, or None if the message is not for it. With `interrupts` it is tried
    even before an open question gets the message: only for words that can be no answer. `officer` puts its examples
    into the officer's help, `member` into the member's.
    """

    name: str
    examples: tuple[Example, ...]
    recognise: Callable[[Turn], Any]
    answer: Callable[[Turn, Any], Reply]
    steps: Mapping[str, Step] = field(default_factory=dict)
    actions: Mapping[str, Action] = field(default_factory=dict)
    interrupts: bool = False
    exact: bool = False  # recognises its very words, without the reading: tried before those that interrupt by sense
    strangers: bool = False
    audience: str = "member"  # member, officer, all
