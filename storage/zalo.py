"""Zalo's own accounting: messages of the month by bot, an Official Account's rotating tokens, last interactions."""

from calendar import monthrange
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.frozen import frozen
from domain.periods import VIETNAM, local
from storage.tables import addresses, inbox, zalo_sends, zalo_tokens
from storage.tx import Tx

BOT, OA = "zalo_bot", "zalo_oa"
# The free plan of Zalo Bot. Whether messages received count too is not published, so both readings are kept in view.
MESSAGES, PEOPLE = 3000, 50
# Kept for answers for each day left in the month; what is said first stops when no more than that is left.
ANSWERS_A_DAY = 20
OPEN_FOR = timedelta(days=7)  # since the person's last word (48 hours of it free); after it −230
MARGIN = timedelta(hours=1)  # our clock says when a message was taken, a little later than when it was sent

# ── a bot's month ─────────────────────────────────────────────────────────────────────────────────────────────────────


@frozen
class Usage:
    """What a bot has used of its plan this month, in messages and people."""

    account: str
    sent: int
    received: int
    people: int  # chats it has ever heard from
    day: int  # of the month, 1 …
    days: int  # in the month

    @property
    def used(self) -> int:
        """Messages by the stricter reading: both directions."""
        return self.sent + self.received

    @property
    def left(self) -> int:
        return max(MESSAGES - self.used, 0)

    def forecast(self, count: int) -> int:
        """What a count of this month comes to by its end, at the pace so far."""
        return round(count * self.days / self.day)

    @property
    def runs_out(self) -> int | None:
        """The day of this month on which sent messages alone reach the limit at the pace so far; None: they do not."""
        if not self.sent or self.forecast(self.sent) <= MESSAGES:
            return None
        return min(max(MESSAGES * self.day // self.sent, self.day), self.days)

    @property
    def low(self) -> bool:
        """Whether what is left is wanted for answers, so that nothing is said first any more."""
        return self.left <= ANSWERS_A_DAY * (self.days - self.day + 1)


_SENT = select(zalo_sends.c.sent).where(
    zalo_sends.c.account == bindparam("account"), zalo_sends.c.month == bindparam("month")
)
_RECEIVED = select(func.count()).where(
    inbox.c.channel == BOT, inbox.c.account == bindparam("account"), inbox.c.taken_at >= bindparam("since")
)
_CHATS = select(func.count()).where(addresses.c.channel == BOT, addresses.c.account == bindparam("account"))
_ACCOUNTS = (
    select(zalo_sends.c.account)
    .where(zalo_sends.c.month == bindparam("month"))
    .union(select(addresses.c.account).where(addresses.c.channel == BOT))
)


def count(tx: Tx, account: str, number: int = 1) -> int:
    """Add messages to what a bot sent this month (a negative number takes some back); returns the month's sum."""
    put = (sqlite_insert if tx.connection.dialect.name == "sqlite" else pg_insert)(zalo_sends)
    more = put.on_conflict_do_update(
        index_elements=["account", "month"], set_={"sent": zalo_sends.c.sent + put.excluded.sent}
    ).returning(zalo_sends.c.sent)
    return int(tx.scalar(more, {"account": account, "month": _month(tx.now), "sent": number}))


def usage(tx: Tx, account: str) -> Usage:
    """A bot's use of its plan as of now."""
    here = local(tx.now)
    first = datetime(here.year, here.month, 1, tzinfo=VIETNAM)
    return Usage(
        account,
        int(tx.scalar(_SENT, {"account": account, "month": _month(tx.now)}) or 0),
        int(tx.scalar(_RECEIVED, {"account": account, "since": first})),
        int(tx.scalar(_CHATS, {"account": account})),
        here.day,
        monthrange(here.year, here.month)[1],
    )


def bots(tx: Tx) -> list[str]:
    """The bots that anybody has talked to."""
    return sorted(row.account for row in tx.all(_ACCOUNTS, {"month": _month(tx.now)}))


def _month(moment: datetime) -> str:
    return f"{local(moment):%Y-%m}"


# ── an Official Account's window ──────────────────────────────────────────────────────────────────────────────────────

_HEARD = (
    update(addresses)
    .where(
        addresses.c.channel == bindparam("of"),
        addresses.c.account == bindparam("by"),
        addresses.c.chat == bindparam("who"),
        addresses.c.last_at < bindparam("at"),
    )
    .values(last_at=bindparam("at"), unreachable_at=None)
)
_LAST = select(addresses.c.chat, addresses.c.last_at).where(
    addresses.c.channel == bindparam("channel"),
    addresses.c.account == bindparam("account"),
    addresses.c.chat.in_(bindparam("chats", expanding=True)),
)


def interacted(tx: Tx, channel: str, account: str, chat: str) -> None:
    """Somebody did something that opens their window without saying anything (pressed the chat button)."""
    tx.run(_HEARD, {"of": channel, "by": account, "who": chat, "at": tx.now})


def closed(tx: Tx, channel: str, account: str, chats: list[str]) -> set[str]:
    """Which of these people were not heard from for so long that they may not be spoken to first."""
    rows = tx.all(_LAST, {"channel": channel, "account": account, "chats": chats})
    return {row.chat for row in rows if tx.now - row.last_at > OPEN_FOR - MARGIN}


_other = addresses.alias("other")
_CLOSING = (
    select(addresses.c.person_id)
    .distinct()
    .where(
        addresses.c.channel == OA,
        addresses.c.person_id.is_not(None),
        addresses.c.unreachable_at.is_(None),
        addresses.c.last_at >= bindparam("oldest"),
        addresses.c.last_at <= bindparam("newest"),
        ~exists().where(
            _other.c.person_id == addresses.c.person_id,
            _other.c.unreachable_at.is_(None),
            or_(_other.c.channel != OA, _other.c.last_at > bindparam("newest")),
        ),
    )
)


def closing(tx: Tx, until: datetime) -> list[int]:
    """Who can be spoken to first now and not at `until`, unless they write: the window of their Official Account closes
    in between and they have no other address. An approved template is not thought of here."""
    since = OPEN_FOR - MARGIN
    rows = tx.all(_CLOSING, {"oldest": tx.now - since, "newest": until - since})
    return sorted(row.person_id for row in rows)


# ── an Official Account's tokens ──────────────────────────────────────────────────────────────────────────────────────


@frozen
class Tokens:
    """The pair in use. `seed` is the hash of the setting its chain began with."""

    access: str
    refresh: str
    seed: str
    got_at: datetime
    expires_at: datetime
    tried_at: datetime | None
    failed_at: datetime | None
    failure: str


_TOKENS = select(zalo_tokens).where(zalo_tokens.c.app_id == bindparam("app"))
_ROTATE = (
    update(zalo_tokens)
    .where(zalo_tokens.c.app_id == bindparam("app"))
    .values(
        access=bindparam("new_access"),
        refresh=bindparam("new_refresh"),
        seed=bindparam("from_seed"),
        got_at=bindparam("now"),
        expires_at=bindparam("until"),
        tried_at=None,
        failed_at=None,
        failure="",
    )
)
_TRYING = update(zalo_tokens).where(zalo_tokens.c.app_id == bindparam("app")).values(tried_at=bindparam("now"))
_FAILED = (
    update(zalo_tokens)
    .where(zalo_tokens.c.app_id == bindparam("app"))
    .values(failed_at=bindparam("now"), failure=bindparam("why"), tried_at=None)
)


def tokens(tx: Tx, app_id: str) -> Tokens | None:
    """The pair of an app; None before the first refresh."""
    row = tx.one(_TOKENS, {"app": app_id})
    if row is None:
        return None
    return Tokens(
        row.access, row.refresh, row.seed, row.got_at, row.expires_at, row.tried_at, row.failed_at, row.failure
    )


def begin(tx: Tx, app_id: str, refresh: str, seed: str) -> Tokens:
    """Remember that a refresh begins; the first of a chain, or of a new one, starts from the setting's token."""
    now = tokens(tx, app_id)
    if now is None:
        row = {"app_id": app_id, "access": "", "refresh": refresh, "seed": seed, "got_at": tx.now}
        tx.run(insert(zalo_tokens), row | {"expires_at": tx.now, "tried_at": tx.now})
        now = tokens(tx, app_id)
        assert now is not None
        return now
    if now.seed != seed:
        values = {"app": app_id, "new_access": "", "new_refresh": refresh, "from_seed": seed}
        tx.run(_ROTATE, values | {"now": tx.now, "until": tx.now})
    tx.run(_TRYING, {"app": app_id, "now": tx.now})
    now = tokens(tx, app_id)
    assert now is not None
    return now


def rotate(tx: Tx, app_id: str, access: str, refresh: str, seed: str, lives: timedelta) -> Tokens:
    """Keep a new pair, whole, before anybody uses it."""
    values = {"app": app_id, "new_access": access, "new_refresh": refresh, "from_seed": seed}
    tx.run(_ROTATE, values | {"now": tx.now, "until": tx.now + lives})
    now = tokens(tx, app_id)
    assert now is not None
    return now


def failed(tx: Tx, app_id: str, why: str) -> None:
    """Remember that a refresh failed; the pair in use stays as it was."""
    tx.run(_FAILED, {"app": app_id, "now": tx.now, "why": why[:200]})
