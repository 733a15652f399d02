"""The neutral messages: four frozen types, and all that crosses the border between a channel and the dialogue."""

from datetime import datetime

from domain.frozen import frozen


@frozen
class Address:
    """Where a person can be reached: ids are opaque strings, scoped to one account (bot) of one channel."""

    channel: str
    account: str
    id: str

    @property
    def is_group(self) -> bool:
        """Whether it is a group rather than a person (Telegram gives groups negative ids)."""
        return self.channel == "telegram" and self.id.startswith("-")


@frozen
class Inbound:
    """One thing a person did: a message, a press of a button, an edit of an earlier message.

    `id` is the channel's own id of the event, unique in (channel, account): a redelivery carries the same id.
    `message` names the chat message that it is about (what an edit edits); empty where the channel has none.
    `sent_at` is the platform's time, aware, in UTC: the day of a report is the day it was *sent*.
    """

    id: str
    sender: Address
    text: str
    sent_at: datetime
    name: str = ""  # the display name the platform shows
    message: str = ""
    pressed: str = ""  # the key of a Choice whose button was pressed
    file: str = ""  # what came instead of text: photo voice sticker file location contact other
    edits: bool = False  # the text replaces that of `message`
    left: bool = False  # the person blocked the bot or left


@frozen
class Choice:
    """An answer that is offered: accepted by its key (a button), its number in the list, or its label."""

    key: str
    label: str


@frozen
class Wanted:
    """Which file is meant: a report (docx xlsx png csv json) of a unit and period, for the person who asked.

    `period` is a period's key as buttons carry it (2025-11, 2025-11~d).
    """

    report: str
    unit_id: int
    period: str
    person_id: int


@frozen
class File:
    """A file to send: its name with extension, and its bytes. Where `wants` is set they are not made yet: a turn only
    says which file is meant, and whoever sends the message makes it. `link` is where it can be fetched for some days,
    for channels that cannot carry it; empty where the program has no public address."""

    name: str
    data: bytes = b""
    wants: Wanted | None = None
    link: str = ""


@frozen
class Outbound:
    """What the bot says: plain text without markup, the answers it offers, a file.

    `numbered` is set where the text itself already lists the choices as 1. 2. 3.: a channel without buttons relies on
    it, and a transcript does not show the buttons a second time.
    """

    text: str
    choices: tuple[Choice, ...] = ()
    file: File | None = None
    numbered: bool = False
