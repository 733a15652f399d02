"""The contract of a channel: foreign JSON in becomes Inbound, Outbound becomes foreign JSON, errors say what next."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Literal, Protocol, TypeVar

from sqlalchemy import Connection
from starlette.routing import BaseRoute

from domain.frozen import frozen
from domain.messages import Address, Inbound, Outbound
from storage.engine import Store
from storage.tx import Tx

# Called by a channel with everything that arrives. It returns once the message is durable (answered and committed, or
# recognised as one already seen): only then may the channel tell the platform that it has it.
Take = Callable[[Inbound], Awaitable[None]]


class SendError(Exception):
    """A message did not go out. The text is for logs and the officer: no token, no words of the message.

    kind says what to do next:
      retry      nothing was sent; try again `after` seconds (None: by the delivery's own back-off)
      ambiguous  the request left and no answer came: it may or may not have arrived
      gone       the person blocked the bot or left: unreachable until they write again
      closed     nobody may be spoken to first after so long a silence: unreachable until they write again
      refused    this message can never be sent (bad request, too long, forbidden content)
      park       the whole channel is stopped (quota used up, token refused): a person must act
    """

    def __init__(
        self,
        kind: Literal["retry", "ambiguous", "gone", "closed", "refused", "park"],
        reason: str,
        after: float | None = None,
    ) -> None:
        super().__init__(reason)
        self.kind = kind
        self.reason = reason
        self.after = after


@frozen
class Pace:
    """How fast a channel may be spoken to. Replies go at once within the limits of their chat and the account's own;
    nudges and bulk share the token's rate. Zero means no limit.

    `merge` is the length (UTF-16 units) up to which messages waiting for one chat go out as one, where a plan counts
    messages; zero: each for itself.
    """

    bulk_per_second: float = 0
    chat_per_second: float = 0
    chat_burst: int = 1
    group_per_minute: float = 0
    account_per_second: float = 0
    account_burst: int = 1
    merge: int = 0


class Channel(Protocol):
    """What `bot/app.py` and `bot/delivery.py` need of a channel."""

    name: str
    account: str
    pace: Pace

    def routes(self) -> Sequence[BaseRoute]:
        """Web routes of its own: a webhook, a page."""
        ...

    async def run(self) -> None:
        """Receive until cancelled (polling); returns at once where messages come by webhook."""
        ...

    async def send(self, to: Address, message: Outbound) -> str:
        """Say something; returns the platform's id of the message. Raises SendError."""
        ...

    def barred(self, tx: Tx, chats: Sequence[str], kind: str) -> Mapping[str, str]:
        """Which of these chats may not be spoken to first as of `tx.now` (their window has closed, what is left of the
        month is wanted for answers), and why, in Vietnamese. `kind`: notice, nudge or bulk; answers are never asked
        about."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...


T = TypeVar("T")


class Write(Protocol):
    """Runs a function in the one writer's transaction and returns its result after the commit."""

    def __call__(self, job: Callable[[Connection], T], /) -> Awaitable[T]: ...


@frozen
class Doors:
    """What a channel may use of the program behind it."""

    take: Take
    write: Write
    store: Store
    key: bytes  # 32 bytes, for signing
    now: Callable[[], datetime]  # aware, in UTC; the demo's clock runs through it
    menu: tuple[tuple[str, str], ...] = ()  # (command, what it does): the platform's own list of commands
