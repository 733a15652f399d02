"""`sothon chat --as PERSON`: talk to the bot in the terminal, on the same ledger; it prints what the tests replay.

Besides words one may type `[Label]` to press a button, `(ảnh)` `(giọng nói)` … to send a file, `(sửa tin) words` to
edit the message before.
"""

import re
import secrets
import sys
import threading
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Row

from bot import files, transcript
from bot.commands.export import write_whole
from bot.commands.ledger import CommandError, ledger, transaction
from bot.composition import make_context
from bot.keys import secret_key
from bot.turns import Turns
from domain.messages import Address, Inbound, Outbound, Wanted
from handlers import make_dialogue
from reminders.recheck import recheck
from reports.book import ReportError
from storage import communes, console
from storage.engine import Store
from storage.messages import Ready
from storage.tx import Tx
from vietnamese.fold import fold

FILES = {
    "(ảnh)": "photo",
    "(giọng nói)": "voice",
    "(tệp)": "file",
    "(vị trí)": "location",
    "(nhãn dán)": "sticker",
    "(danh bạ)": "contact",
}
EDIT = "(sửa tin) "
LOOK = 1.0  # seconds between looks for what arrives by itself
KEPT = 50  # messages whose buttons can still be pressed


def run(args: Namespace) -> int:
    """Talks until the end of input. Raises SettingsError, SchemaError, CommandError."""
    with ledger() as (settings, store):
        key = secret_key(settings, store)
        with store.write() as connection:
            tx = transaction(connection)
            address_id, address = whose(tx, args.person)
            tx.flush()
        chat = Chat(store, key, address_id, address, args.person.strip())
        try:
            chat.talk()
        except KeyboardInterrupt:  # Ctrl-C ends a talk as Ctrl-D does
            print()
        finally:
            chat.close()
    return 0


def whose(tx: Tx, name: str) -> tuple[int, Address]:
    """The address of the person meant: by the whole name, its last words, or `name/unit-key`; an unknown name is a
    stranger. Raises CommandError if several people are meant."""
    wanted, _, place = fold(name).strip().partition("/")
    wanted = " ".join(wanted.split())
    short = _id(wanted)
    if not short:
        raise CommandError("--as cần một cái tên.")
    everybody = [one for one in console.speakers(tx) if not place or place in one.places]
    found = [one for one in everybody if one.folded == wanted]
    found = found or [one for one in everybody if one.folded.endswith(" " + wanted)]
    if len(found) > 1:
        names = "\n".join(f"- {one.name} ({', '.join(one.places) or 'không thuộc đơn vị nào'})" for one in found)
        raise CommandError(
            f"Có {len(found)} người tên “{name}”:\n{names}\n"
            f"Xin ghi cả họ tên, hoặc kèm khóa thôn: --as {short}/{next(iter(found[0].places), 'tan-long')}"
        )
    if found:
        return console.address_of(tx, found[0].person_id, _id(found[0].folded.split()[-1]))
    if place:
        raise CommandError(f"Không có ai tên “{wanted}” ở “{place}”.")
    return console.stranger(tx, short, name.strip())


def _id(folded: str) -> str:
    """A name as the id of an address and the speaker of a transcript: Latin letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-")[:40]


class Chat:
    """One person at the terminal, with a writer of its own: `BEGIN IMMEDIATE` lets it share the ledger with `run`."""

    def __init__(self, store: Store, key: bytes, address_id: int, address: Address, name: str) -> None:
        self._address_id, self._address, self._name = address_id, address, name
        self._store = store
        self._who = address.id
        self._ready: list[Ready] = []
        self._seen: list[Outbound] = []
        self._last: Inbound | None = None
        self._speaking = threading.Lock()
        self._ending = threading.Event()
        self._turns = Turns(store, make_dialogue(), make_context(key), lambda: datetime.now(UTC), self._ready.extend)
        self._turns.start()

    def talk(self) -> None:
        """Read lines until there are no more, each a turn."""
        alive = sys.stdin.isatty()
        if alive:
            print("(Ctrl-D để thôi; [Tên nút] để bấm nút; (ảnh) để gửi ảnh)", file=sys.stderr)
            threading.Thread(target=self._listen, name="listen", daemon=True).start()
        with self._speaking:
            self._arrivals()
        while True:
            if alive:
                self._prompt()
            line = sys.stdin.readline()
            if not line:
                break
            text = line.rstrip("\r\n")
            if not text.strip():
                continue
            with self._speaking:
                if not alive:
                    print(transcript.said(self._who, "bot", text), flush=True)
                self._turn(text.strip())
        if alive:
            print()

    def close(self) -> None:
        """Stop; the person is told things where else they are."""
        self._ending.set()
        with self._speaking:
            self._turns.put_write(lambda connection: console.leave(transaction(connection), self._address_id)).result()
            self._turns.stop()

    def _turn(self, text: str) -> None:
        inbound = self._inbound(text)
        if inbound is None:
            return
        self._turns.put(inbound).result()
        self._show()
        self._arrivals()

    def _inbound(self, text: str) -> Inbound | None:
        number, now = f"c{secrets.token_hex(8)}", datetime.now(UTC)
        if text.startswith("[") and text.endswith("]"):
            label = text[1:-1].strip()
            for message in reversed(self._seen):
                for choice in message.choices:
                    if fold(choice.label) == fold(label):
                        return Inbound(number, self._address, choice.label, now, self._name, pressed=choice.key)
            print(f"(không thấy nút [{label}])", file=sys.stderr)
            return None
        if text.startswith(EDIT) and self._last is not None:
            first = self._last
            words = text.removeprefix(EDIT)
            return Inbound(number, self._address, words, first.sent_at, self._name, message=first.message, edits=True)
        file = FILES.get(text, "")
        inbound = Inbound(number, self._address, "" if file else text, now, self._name, message=number, file=file)
        self._last = inbound
        return inbound

    def _prompt(self) -> None:
        print(transcript.said(self._who, "bot", ""), end="", flush=True)

    def _arrivals(self, *, between: bool = False) -> None:
        """Claim and show what has come by itself: reminders, what others' turns say to this person."""

        def again(tx: Tx, rows: Sequence[Row[Any]]) -> Mapping[str, object]:
            return recheck(tx, rows, communes.load)

        claim = self._turns.put_write(lambda c: console.waiting(transaction(c), self._address_id, again))
        self._ready.extend(claim.result())
        self._show(between=between)

    def _show(self, *, between: bool = False) -> None:
        """Print what is ready; `between` two lines being typed, the prompt is printed again after it."""
        messages, self._ready[:] = list(self._ready), []
        if between and messages:
            print()
        for one in messages:
            print(transcript.said("bot", self._who, transcript.shown(one.message)), flush=True)
            if one.message.file is not None and one.message.file.wants is not None:
                self._bring(one.message.file.wants)
        self._seen = (self._seen + [one.message for one in messages])[-KEPT:]
        if between and messages:
            self._prompt()
        keys = [one.key for one in messages]
        if keys:
            self._turns.put_write(lambda connection: console.shown(transaction(connection), keys)).result()

    def _bring(self, wants: Wanted) -> None:
        """A terminal carries no files: it is written into the folder where one works."""
        try:
            with self._store.read() as connection:
                tx = transaction(connection)
                file = files.render(tx, wants, tx.now)
            write_whole(Path(file.name), file.data)
            print(f"(đã ghi tệp {file.name} vào thư mục này)", file=sys.stderr)
        except (ReportError, OSError) as error:
            print(f"(chưa ghi được tệp: {error})", file=sys.stderr)

    def _listen(self) -> None:
        """On a live terminal: look now and then for what arrives by itself."""
        while not self._ending.wait(LOOK):
            with self._speaking:
                if not self._ending.is_set():
                    self._arrivals(between=True)
