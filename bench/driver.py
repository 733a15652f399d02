"""The load: people who hold whole conversations at once, each turn timed from its POST to its answer's arrival."""

import asyncio
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

import httptools

from domain.frozen import frozen

SECRET = "bench-secret-abcdefghijklmnopqrstuvwxyz"
PATIENCE = 60.0  # seconds without an answer after which a run is given up
REST = 4.5  # seconds between two conversations of one person: the platform takes about one message a second a chat

Values = tuple[int, int, int]  # learners, vneid, sessions
MOST = (30, 20, 3)  # the largest of each: what a village says of a day, so that nothing looks odd
DAYS = 14  # messages bear the noon of one of so many past days: a village says a few things of a day
Kept = tuple[str, int, int, int]  # the day and the values of a report in the ledger
# The villages of every commune, invented.
NAMES = (
    "Tân Long",
    "Bắc Lân",
    "Nước Lang",
    "Gò Sim",
    "Đồng Chùa",
    "Trà Nô",
    "Mang Đen",
    "Suối Loa",
    "Làng Dầu",
    "Bồ Hà",
)


@dataclass(slots=True)
class Village:
    """What was said for a village in this run: the sums by the Monday of the week; `drawn` (day, indicator, number) so
    that no number comes twice on a day, for a double count is asked about."""

    name: str
    weeks: dict[date, Values] = field(default_factory=dict)
    drawn: set[tuple[date, int, int]] = field(default_factory=set)
    busy: bool = False


@dataclass(slots=True)
class Person:
    """Somebody with a chat."""

    chat: int
    village: Village
    rested: float = 0.0


@frozen
class Report:
    """What one conversation is to leave in the ledger, and the village's week after it."""

    person: Person
    day: date
    values: Values
    total: Values


def chat_of(village: int, place: int) -> int:
    """The chat of the person at a place in a village, both counted from 0."""
    return 1_000_000 + village * 100 + place


# What to say, and what the answer must hold.
Step = tuple[str, tuple[str, ...]]
Script = Callable[[Report], Sequence[Step]]


class WrongAnswer(Exception):
    """The bot said something else than it should have."""


class Lost(Exception):
    """The connection ended before the answer to a POST."""


@dataclass(slots=True)
class Level:
    """What was measured with one number of conversations in flight."""

    flight: int
    seconds: float
    turns: int = 0  # that ended within the time
    cpu: float = 0.0  # seconds of the bot's processor time a turn
    waits: list[float] = field(default_factory=list)  # seconds, of every turn

    @property
    def rate(self) -> float:
        return self.turns / self.seconds

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        ordered = sorted(self.waits)
        return ordered[min(int(len(ordered) * share), len(ordered) - 1)] * 1000


class Crowd:
    """The people, and the doors they knock at. `patient`: knock again as Telegram does until the update is taken."""

    def __init__(self, villages: int, each: int, *, seed: int = 1, patient: bool = False) -> None:
        self.random = random.Random(seed)
        self.villages = [Village(NAMES[n % len(NAMES)]) for n in range(villages)]
        # Neighbours in line live in different communes, so that the village's week after each report is known.
        order = sorted(range(villages), key=lambda n: (n % len(NAMES), n))
        self.people = [Person(chat_of(n, k), self.villages[n]) for k in range(each) for n in order]
        self.said: dict[int, Counter[Kept]] = {}
        self.turns = 0
        self.extra: list[str] = []  # answers that came again
        self.wrong: list[str] = []
        self.refused = 0  # knocks that had to be repeated
        self.acknowledged: list[tuple[int, bytes]] = []  # chat and update of every 200, kept where `patient`
        self._patient = patient
        self._at = 0
        self._today = datetime.now(UTC).date()
        self._update = 700_000_000
        self._earlier: dict[int, set[str]] = {}  # what each chat has heard
        self._waiting: dict[int, tuple[asyncio.Future[float], tuple[str, ...]]] = {}
        self._doors: list[tuple[int, str]] = []
        self._choose: Callable[[int], int] = lambda _chat: 0

    def face(self, ports: Sequence[int], path: str, choose: Callable[[int], int] | None = None) -> None:
        """Knock at these ports of 127.0.0.1; `choose` gives the place in `ports` for a chat."""
        self._doors = [(port, path) for port in ports]
        self._choose = choose or (lambda _chat: 0)

    def heard(self, chat: int, text: str, at: float) -> None:
        """An answer reached the Bot API."""
        waiting = self._waiting.get(chat)
        if waiting is not None and not waiting[0].done():
            future, expected = waiting
            if all(part in text for part in expected):
                self._earlier.setdefault(chat, set()).add(text)
                future.set_result(at)
                return
            # Sent again after a crash, it may say so in a line of its own first.
            if not any(text.endswith(old) for old in self._earlier.get(chat, ())):
                self.wrong.append(text)
                future.set_exception(WrongAnswer(f"wanted {expected}, got {text!r}"))
                return
        self.extra.append(text)

    async def run(self, script: Script, flight: int, seconds: float, most: int = 1 << 30) -> Level:
        """Hold conversations, `flight` at a time, for some seconds (or `most` of them); all that begin are finished."""
        level = Level(flight, seconds)
        started = time.perf_counter()
        end = started + seconds
        left = [most]
        slots = [asyncio.ensure_future(self._slot(script, level, end, left)) for _ in range(flight)]
        try:
            await asyncio.gather(*slots)
        finally:
            for slot in slots:
                slot.cancel()
        if left[0] <= 0:
            level.seconds = time.perf_counter() - started
        return level

    async def _slot(self, script: Script, level: Level, end: float, left: list[int]) -> None:
        lines: dict[int, _Line] = {}
        try:
            while time.perf_counter() < end and left[0] > 0:
                left[0] -= 1
                person = await self._next()
                try:
                    await self._converse(person, script, level, end, lines)
                finally:
                    person.village.busy = False
                    person.rested = time.perf_counter() + REST
        finally:
            for line in lines.values():
                line.hang_up()

    async def _next(self) -> Person:
        """The next one in line whose village is not speaking just now and who has rested."""
        tried = 0
        while True:
            person = self.people[self._at]
            self._at = (self._at + 1) % len(self.people)
            if not person.village.busy and person.rested <= time.perf_counter():
                person.village.busy = True
                return person
            tried += 1
            if tried % len(self.people) == 0:
                if not self._patient:
                    raise RuntimeError("Too few people for this rate: each may say about one message a second.")
                await asyncio.sleep(0.01)

    async def _converse(
        self, person: Person, script: Script, level: Level, end: float, lines: "dict[int, _Line]"
    ) -> None:
        village = person.village
        day, values = self._draw(village)
        monday = day - timedelta(days=day.weekday())
        before = village.weeks.get(monday, (0, 0, 0))
        total = (before[0] + values[0], before[1] + values[1], before[2] + values[2])
        noon = int(datetime(day.year, day.month, day.day, 5, tzinfo=UTC).timestamp())
        for text, expected in script(Report(person, day, values, total)):
            wait, at = await self._turn(person.chat, text, noon, expected, lines)
            level.waits.append(wait)
            level.turns += at <= end
        village.weeks[monday] = total
        self.said.setdefault(person.chat, Counter())[day.isoformat(), *values] += 1

    async def repeat(self) -> list[int]:
        """Deliver everything that was acknowledged once more; returns the statuses."""
        lines: dict[int, _Line] = {}
        statuses = []
        for chat, body in self.acknowledged:
            place = self._choose(chat)
            if place not in lines:
                lines[place] = await connect(self._doors[place][0])
            statuses.append(await lines[place].post(self._doors[place][1], body))
        for line in lines.values():
            line.hang_up()
        return statuses

    def _draw(self, village: Village) -> tuple[date, Values]:
        """A day, and three numbers nobody has given for the village and that day yet."""
        while True:
            day = self._today - timedelta(days=self.random.randint(1, DAYS))
            free = [[n for n in range(1, most + 1) if (day, k, n) not in village.drawn] for k, most in enumerate(MOST)]
            if all(free):
                break
        drawn = [self.random.choice(numbers) for numbers in free]
        village.drawn.update((day, place, number) for place, number in enumerate(drawn))
        return day, (drawn[0], drawn[1], drawn[2])

    async def _turn(
        self, chat: int, text: str, sent: int, expected: tuple[str, ...], lines: "dict[int, _Line]"
    ) -> tuple[float, float]:
        """Say something and hear the answer; returns how long that took and when it ended."""
        self._update += 1
        number = self._update
        body = update(number, chat, text, sent)
        answer: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        self._waiting[chat] = (answer, expected)
        place = self._choose(chat)
        started = time.perf_counter()
        while True:
            try:
                line = lines.get(place)
                if line is None or not line.open:
                    line = lines[place] = await connect(self._doors[place][0])
                status = await line.post(self._doors[place][1], body)
            except (Lost, OSError):
                status = 0
            if status == 200:
                break
            if not self._patient:
                raise WrongAnswer(f"the webhook answered {status}")
            self.refused += 1
            await asyncio.sleep(0.05)
        if self._patient:
            self.acknowledged.append((chat, body))
        at = answer.result() if answer.done() else await asyncio.wait_for(answer, PATIENCE)
        del self._waiting[chat]
        self.turns += 1
        return at - started, at


def update(number: int, chat: int, text: str, sent: int) -> bytes:
    """A message of somebody's, sent at that time (epoch seconds), as Telegram posts it."""
    person = {"id": chat, "first_name": "Sen", "last_name": "Đinh Thị"}
    message = {
        "message_id": number % 1_000_000,
        "from": person | {"is_bot": False, "language_code": "vi"},
        "chat": person | {"type": "private"},
        "date": sent,
        "text": text,
    }
    return json.dumps({"update_id": number, "message": message}).encode()


async def connect(port: int) -> "_Line":
    """A kept-alive connection. Raises OSError."""
    _, line = await asyncio.get_running_loop().create_connection(_Line, "127.0.0.1", port)
    return line


class _Line(asyncio.Protocol):
    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._transport: Any = None
        self._waiter: asyncio.Future[int] | None = None
        self.open = True

    def post(self, path: str, body: bytes) -> "asyncio.Future[int]":
        """The status of the answer; raises Lost."""
        self._waiter = asyncio.get_running_loop().create_future()
        if not self.open:
            self._waiter.set_exception(Lost())
            return self._waiter
        self._transport.write(
            b"POST %b HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
            b"X-Telegram-Bot-Api-Secret-Token: %b\r\nContent-Length: %d\r\n\r\n%b"
            % (path.encode(), SECRET.encode(), len(body), body)
        )
        return self._waiter

    def hang_up(self) -> None:
        self.open = False
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        self.open = False
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(Lost())

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_complete(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(self._parser.get_status_code())
        if not self._parser.should_keep_alive():
            self.hang_up()
