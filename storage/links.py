"""One person, several channels: the six digits that add one, and the addresses a person has."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import bindparam, func, insert, select, update

from domain.frozen import frozen
from storage.tables import addresses, link_codes
from storage.tx import Tx

LIVES = timedelta(minutes=15)
DIGITS = 6
TRIES_ALL = 200  # wrong codes an hour from everywhere together (storage.invites counts them): 1 in 5,000 a code a hour

_NEWEST = select(func.max(link_codes.c.id))
_VOID = (
    update(link_codes)
    .where(link_codes.c.person_id == bindparam("person"), link_codes.c.used_at.is_(None))
    .values(used_at=bindparam("now"))
)
_OPEN = select(link_codes.c.id, link_codes.c.person_id).where(
    link_codes.c.code_hash == bindparam("hash"), link_codes.c.used_at.is_(None), link_codes.c.ends_at > bindparam("now")
)
_ANY = select(func.count()).where(link_codes.c.used_at.is_(None), link_codes.c.ends_at > bindparam("now"))
_USE = (
    update(link_codes)
    .where(link_codes.c.id == bindparam("of"), link_codes.c.used_at.is_(None))
    .values(used_at=bindparam("now"))
)
_ATTACH = (
    update(addresses)
    .where(addresses.c.id == bindparam("address"), addresses.c.person_id.is_(None))
    .values(person_id=bindparam("person"), name=bindparam("shown"), reason="", unreachable_at=None)
)
_DETACH = (
    update(addresses)
    .where(addresses.c.id == bindparam("address"), addresses.c.person_id == bindparam("person"))
    .values(person_id=None, name="", reason="", chosen_at=None)
)
_LEFT = select(func.count()).where(link_codes.c.code_hash == bindparam("hash"), link_codes.c.used_at.is_(None))


@frozen
class Code:
    """A code that is good now, and whose it is."""

    id: int
    person_id: int


def make(tx: Tx, code_hash: Callable[[str], str], person_id: int) -> str:
    """Six digits, good once, for fifteen minutes; they void those made before. Only their hash is kept.

    Drawn from the keyed hash of something never repeated: as unguessable as the installation's key, and the same again
    when a conversation is replayed.
    """
    tx.run(_VOID, {"person": person_id, "now": tx.now})
    seed = f"link/{tx.scalar(_NEWEST)}/{person_id}/{tx.now.isoformat()}"
    code, attempt = "", 0
    while not code or tx.scalar(_LEFT, {"hash": hashed(code_hash, code)}):
        code = f"{int(code_hash(f'{seed}/{attempt}'), 16) % 10**DIGITS:0{DIGITS}d}"
        attempt += 1
    row = {"code_hash": hashed(code_hash, code), "person_id": person_id, "made_at": tx.now, "ends_at": tx.now + LIVES}
    tx.run(insert(link_codes), row)
    return code


def hashed(code_hash: Callable[[str], str], code: str) -> str:
    """The hash under which a code is kept; an invite code's would be another."""
    return code_hash(f"link:{code}")


def find(tx: Tx, code_hash: Callable[[str], str], code: str) -> Code | None:
    """The good code of these digits; None says nothing about why."""
    row = tx.one(_OPEN, {"hash": hashed(code_hash, code), "now": tx.now})
    return None if row is None else Code(row.id, row.person_id)


def any_open(tx: Tx) -> bool:
    """Whether anybody waits to add a channel just now: else six digits from a stranger are no code."""
    return bool(tx.scalar(_ANY, {"now": tx.now}))


def use(tx: Tx, code_id: int) -> bool:
    """Use a code up; False if somebody was faster."""
    return tx.run(_USE, {"of": code_id, "now": tx.now}) == 1


def attach(tx: Tx, address_id: int, person_id: int, shown: str) -> bool:
    """Give a stranger's address to a person beside those they have; False if it is somebody's."""
    return tx.run(_ATTACH, {"address": address_id, "person": person_id, "shown": shown[:200]}) == 1


def detach(tx: Tx, address_id: int, person_id: int) -> bool:
    """Let an address of a person go; False if it is not theirs."""
    return tx.run(_DETACH, {"address": address_id, "person": person_id}) == 1
