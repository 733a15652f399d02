"""Phone numbers that people gave an Official Account in its form: addresses for templates, and nothing else."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, String, bindparam, cast, exists, insert, literal, or_, select, update

from domain.frozen import frozen
from storage.people import CONSENTED
from storage.tables import addresses, people
from storage.tx import Tx
from storage.zalo import OA

PHONE = "tel:"  # begins such an address
FORGOTTEN = "forgotten"
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # last heard there: the last of a person's addresses to be used


@frozen
class Owner:
    """Who submitted a number: a person of ours, and the chat they did it in."""

    address_id: int
    person_id: int


_IS_PHONE = (addresses.c.channel == OA, addresses.c.chat.startswith(PHONE, autoescape=True))
_OWNER = (
    select(addresses.c.id, addresses.c.person_id)
    .join_from(addresses, people, people.c.id == addresses.c.person_id)
    .where(
        addresses.c.channel == OA,
        addresses.c.account == bindparam("account"),
        addresses.c.chat == bindparam("chat"),
        people.c.left_at.is_(None),
        CONSENTED,
    )
)
_KNOWN = select(addresses.c.id).where(
    addresses.c.channel == OA, addresses.c.account == bindparam("account"), addresses.c.chat == bindparam("chat")
)
_OF = select(addresses.c.chat).where(*_IS_PHONE, addresses.c.person_id == bindparam("person")).order_by(addresses.c.id)


def _forgotten() -> ColumnElement[str]:
    """What stands in place of the number: it says nothing, and is unique where the column must be."""
    return literal(f"{FORGOTTEN}-", String) + cast(addresses.c.id, String)


_FORGET = (
    update(addresses)
    .where(*_IS_PHONE)
    .values(chat=_forgotten(), person_id=None, reason=FORGOTTEN, unreachable_at=bindparam("now"))
)
_FORGET_ONE = _FORGET.where(addresses.c.person_id == bindparam("person"))
_FORGET_ALL = _FORGET.where(addresses.c.account == bindparam("of"))
_FORGET_UNOWNED = _FORGET_ALL.where(
    or_(
        addresses.c.person_id.is_(None),
        exists().where(people.c.id == addresses.c.person_id, people.c.left_at.is_not(None)),
    )
)
_own = addresses.alias("own")
_LEFT = select(addresses.c.chat).where(
    addresses.c.channel == OA,
    addresses.c.account == bindparam("account"),
    addresses.c.chat.in_(bindparam("chats", expanding=True)),
    ~exists().where(
        _own.c.person_id == addresses.c.person_id,
        _own.c.channel == OA,
        _own.c.account == addresses.c.account,
        ~_own.c.chat.startswith(PHONE, autoescape=True),
        _own.c.unreachable_at.is_(None),
    ),
)


def owner(tx: Tx, account: str, chat: str) -> Owner | None:
    """Who is behind a chat; None for strangers and for whoever has not agreed or has left."""
    row = tx.one(_OWNER, {"account": account, "chat": chat})
    return None if row is None else Owner(row.id, row.person_id)


def put(tx: Tx, account: str, whose: Owner, phone: str) -> None:
    """Keep a person's number (84…) in place of the one they gave before; somebody else's number stays theirs."""
    chat = PHONE + phone
    if chat in numbers(tx, whose.person_id, bare=False):
        return
    forget(tx, whose.person_id)
    if tx.scalar(_KNOWN, {"account": account, "chat": chat}) is None:
        row = {"channel": OA, "account": account, "chat": chat, "person_id": whose.person_id, "name": ""}
        tx.run(insert(addresses), row | {"first_at": tx.now, "last_at": LONG_AGO})


def numbers(tx: Tx, person_id: int, *, bare: bool = True) -> list[str]:
    """The numbers kept of a person: 84…, or as addresses."""
    chats = [row.chat for row in tx.all(_OF, {"person": person_id})]
    return [chat.removeprefix(PHONE) for chat in chats] if bare else chats


def forget(tx: Tx, person_id: int) -> int:
    """Forget a person's numbers; returns how many."""
    return tx.run(_FORGET_ONE, {"person": person_id, "now": tx.now})


def sweep(tx: Tx, account: str, wanted: bool) -> int:
    """Forget the numbers that belong to nobody of ours any more; all of them where no template uses any."""
    return tx.run(_FORGET_UNOWNED if wanted else _FORGET_ALL, {"of": account, "now": tx.now})


def of_who_left(tx: Tx, account: str, chats: Sequence[str]) -> list[str]:
    """Which of these numbers belong to people whose own chat with the account takes no messages any more."""
    return [row.chat for row in tx.all(_LEFT, {"account": account, "chats": list(chats)})] if chats else []
