"""Transcripts as tests: people talk to the bot on a real database, and every reply is held against the file.

A `.talk` file is lines of `who > bot : words` and `bot > who : words` (further lines indented), `@ 2025-11-20 19:30`
to set the clock, `@@ 2025-11-24 10:00` to let the time pass with the clock knocking, `# …` comments. Special words of a
person: `[Label]` presses the button of the last message that shows it; `(ảnh)` `(giọng nói)` `(tệp)` … sends a file;
`(sửa tin) words` edits their last message; `(gửi lại)` delivers their last message once more. `= 2025-W47 {json}` holds
the commune's summary. Run with UPDATE_TALKS=1 to rewrite the bot's lines from what it says; then read the difference
like a commune officer.
"""

import os
import re
import tomllib
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select, update

from bot import transcript
from bot.composition import make_context
from bot.turns import Turns
from domain.messages import Address, Inbound, Outbound
from domain.periods import VIETNAM
from handlers import make_dialogue
from reminders.clock import knock
from reminders.due import Agenda
from reminders.recheck import recheck
from storage import messages, schema, setup
from storage import outbox as outgoing
from storage.communes import Communes
from storage.engine import Store
from storage.people import add_address
from storage.tables import consents, outbox, people
from storage.tx import Tx
from vietnamese.fold import fold

TALKS = Path(__file__).parent / "talks"
FILES = {
    "(ảnh)": "photo",
    "(giọng nói)": "voice",
    "(tệp)": "file",
    "(vị trí)": "location",
    "(nhãn dán)": "sticker",
    "(danh bạ)": "contact",
}
_LINE = re.compile(r"^(?P<who>[\w-]+)\s*>\s*(?P<to>[\w-]+)\s*:\s?(?P<text>.*)$")


@dataclass
class World:
    """A commune, its people by short name, and a clock that the test moves."""

    store: Store
    now: datetime = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
    turns: Turns = field(init=False)
    ready: list[messages.Ready] = field(default_factory=list)
    last: dict[str, Outbound] = field(default_factory=dict)
    sent: dict[str, Inbound] = field(default_factory=dict)
    count: int = 0
    communes: Communes = field(default_factory=Communes)
    agenda: Agenda = field(default_factory=Agenda)

    def __post_init__(self) -> None:
        self.turns = Turns(self.store, make_dialogue(), make_context(b"k" * 32), lambda: self.now, self.ready.extend)
        self.turns.start()

    def close(self) -> None:
        self.turns.stop()
        self.store.close()

    def address(self, who: str) -> Address:
        return Address("console", "", who)

    def hear(self, who: str, text: str, **more: Any) -> list[tuple[str, Outbound]]:
        """Someone says something; returns everything the bot then says, as (to whom, message), the reply first."""
        self.count += 1
        inbound = Inbound(
            f"m{self.count}",
            self.address(who),
            text,
            more.pop("sent_at", self.now),
            name=who,
            message=more.pop("message", f"m{self.count}"),
            **more,
        )
        if not inbound.edits and not inbound.pressed:
            self.sent[who] = inbound
        return self.take(inbound)

    def take(self, inbound: Inbound) -> list[tuple[str, Outbound]]:
        """Deliver an inbound as it is."""
        self.turns.put(inbound).result(20)
        return self.spoken()

    def spoken(self, *, knocking: bool = False) -> list[tuple[str, Outbound]]:
        """What has gone out since the last look: replies first, then notices and nudges that are due."""
        out = [(one.to.id, one.message) for one in self.ready]
        keys = [one.key for one in self.ready]
        self.ready.clear()

        def claim(connection: Any) -> list[messages.Ready]:
            tx = Tx(connection, self.now)
            claimed = outgoing.claim(tx, ["console"], 1000)
            verdicts = recheck(tx, [row for row in claimed if row.kind == "nudge"], self.communes.get)
            rows, moot, later = [], [], {}
            for row in claimed:
                ready = messages.as_ready(row)
                said = verdicts.get(row.key, ready.message)
                if row.not_after is not None and row.not_after <= self.now:
                    said = None
                if isinstance(said, Outbound):
                    rows.append(replace(ready, message=said))
                elif said is None:
                    moot.append(row.key)
                else:
                    later[row.key] = said
            put = update(outbox).where
            connection.execute(put(outbox.c.key.in_(moot)).values(state="moot"))
            for key, when in later.items():
                connection.execute(put(outbox.c.key == key).values(state="due", not_before=when))
            keys.extend(row.key for row in rows)
            connection.execute(put(outbox.c.key.in_(keys)).values(state="sent", sent_at=self.now))
            return rows

        def knocked(connection: Any) -> int:
            return knock(Tx(connection, self.now), self.communes.get, self.agenda)

        if knocking:
            self.turns.put_write(knocked).result(20)

        out += [(one.to.id, one.message) for one in self.turns.put_write(claim).result(20)]
        for who, message in out:
            self.last[who] = message
        return out

    def pass_until(self, then: datetime) -> list[tuple[str, Outbound]]:
        """Let the time pass, the clock knocking every half hour; returns what was said on the way."""
        said: list[tuple[str, Outbound]] = []
        while self.now < then:
            step = timedelta(seconds=1800 - self.now.timestamp() % 1800)
            self.now = min(self.now + step, then)
            said += self.spoken(knocking=True)
        return said

    def press(self, who: str, label: str) -> list[tuple[str, Outbound]]:
        """Press the button with a label on the last message someone got."""
        [key] = [choice.key for choice in self.last[who].choices if choice.label == label]
        return self.hear(who, label, pressed=key)


def short(name: str) -> str:
    """How a transcript calls a person: the last word of the name, folded ("Đinh Thị Sen" → sen)."""
    return fold(name).split()[-1]


def make_world(store: Store, now: datetime, plan: dict[str, Any] | None = None) -> World:
    """A world whose people have joined (by console) and agreed to the privacy notice; all but those that the plan
    marks `joined = false`."""
    schema.upgrade(store)
    if plan is None:
        plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
    away = {one["name"] for one in plan["person"] if not one.pop("joined", True)}
    with store.write() as connection:
        tx = Tx(connection, datetime(2025, 7, 1, tzinfo=UTC))
        setup.apply(tx, plan, fold)
        for row in tx.all(select(people.c.id, people.c.name).where(people.c.name.not_in(away))):
            add_address(tx, Address("console", "", short(row.name)), short(row.name), row.id)
            tx.later(consents, {"person_id": row.id, "version": "test", "channel": "console", "given_at": tx.now})
        tx.flush()
    return World(store, now)


@dataclass
class _Line:
    who: str
    to: str
    text: str
    number: int
    raw: list[str]


def _lines(script: str) -> list[_Line]:
    """The transcript's lines; continuation lines joined to the one they belong to."""
    lines: list[_Line] = []
    for number, raw in enumerate(script.splitlines(), 1):
        match = _LINE.match(raw)
        if match:
            lines.append(_Line(match["who"], match["to"], match["text"].rstrip(), number, [raw]))
        elif raw.startswith((" ", "\t")) and raw.strip() and lines and lines[-1].who not in "@=#":
            lines[-1].text += "\n" + raw.strip()
            lines[-1].raw.append(raw)
        elif raw.startswith(("@", "=")):
            lines.append(_Line(raw[0], "", raw[1:].strip(), number, [raw]))
        else:
            lines.append(_Line("#", "", raw, number, [raw]))
    return lines


def play(path: Path, world: World) -> None:
    """Replay one transcript; fails on the first reply that differs, showing both."""
    script = _lines(path.read_text(encoding="utf-8"))
    said: list[tuple[str, Outbound]] = []
    out: list[str] = []
    renew = os.environ.get("UPDATE_TALKS") == "1"

    def leftovers(number: int) -> None:
        if renew:
            out.extend(transcript.said("bot", who, transcript.shown(message)) for who, message in said)
        elif said:
            who, message = said[0]
            raise AssertionError(f"{path.name}:{number}: the bot also said to {who}:\n{transcript.shown(message)}")
        said.clear()

    for line in script:
        if line.who == "bot":
            if renew:
                continue
            if not said:
                raise AssertionError(
                    f"{path.name}:{line.number}: expected to {line.to}, but nothing was said:\n{line.text}"
                )
            who, message = said.pop(0)
            got = _plain(transcript.shown(message))
            if (who, got) != (line.to, _plain(line.text)):
                raise AssertionError(
                    f"{path.name}:{line.number}: to {line.to} expected\n{_plain(line.text)}\n— got, to {who}\n{got}"
                )
            continue
        leftovers(line.number)
        out.extend(line.raw)
        if line.who == "@" and line.text.startswith("@"):
            then = datetime.strptime(line.text[1:].strip(), "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)
            said.extend(world.pass_until(then.astimezone(UTC)))
        elif line.who == "@":
            world.now = datetime.strptime(line.text, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)
            world.now = world.now.astimezone(UTC)
            said.extend(world.spoken())
        elif line.who == "=":
            try:
                _summary(path, line, world)
            except AssertionError as error:
                if not renew:
                    raise
                print(error)
        elif line.who != "#":
            said.extend(_act(world, line.who, line.text))
    leftovers(len(script))
    if renew:
        path.write_text("\n".join(out).rstrip() + "\n", encoding="utf-8")


def _act(world: World, who: str, text: str) -> list[tuple[str, Outbound]]:
    if text.startswith("[") and text.endswith("]"):
        return world.press(who, text[1:-1])
    if text in FILES:
        return world.hear(who, "", file=FILES[text])
    if text == "(gửi lại)":
        return world.take(world.sent[who])
    if text.startswith("(sửa tin) "):
        first = world.sent[who]
        return world.hear(
            who, text.removeprefix("(sửa tin) "), edits=True, message=first.message, sent_at=first.sent_at
        )
    return world.hear(who, text)


def _summary(path: Path, line: _Line, world: World) -> None:
    import json

    from reports.rollup import summary

    period, _, wanted = line.text.partition(" ")
    with world.store.read() as connection:
        got = summary(Tx(connection, world.now), "ba-dong", period)["totals"]
    assert got == json.loads(wanted), f"{path.name}:{line.number}: {period} holds {got}"


def _plain(text: str) -> str:
    """A message with its lines stripped, as a transcript's indentation cannot matter."""
    return "\n".join(line.strip() for line in text.strip().splitlines())
