"""Invite codes: made, looked up by their hash alone, used up; and who has tried wrong ones too often."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update

from domain.frozen import frozen
from domain.roles import Role
from storage.tables import invites, people, tries, units
from storage.tx import Tx

# No 0 O, 1 I L: they look alike in handwriting and over a bad line.
LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ"
DIGITS = "23456789"
HALF = 4
DAYS = 14
MEMBER_USES = 10
TRIES_EACH = 5  # wrong codes an hour from one address
TRIES_ALL = 200  # wrong codes an hour from everywhere together
TRIES_SPAN = timedelta(hours=1)


@frozen
class Invite:
    """A code that is good now: the place and role it gives, and for whom if it is one person's."""

    id: int
    unit_id: int
    unit_name: str
    kind: str
    commune_id: int | None
    role: Role
    person_id: int | None
    person_name: str


def make(
    tx: Tx,
    code_hash: Callable[[str], str],
    unit_id: int,
    role: str,
    person_id: int | None = None,
    uses: int | None = None,
    days: int | None = None,
    made_by: int | None = None,
) -> str:
    """Make a code and return it as people are shown it, K7MP-2QXR; only its hash is kept.

    A code for members serves 10 times, any other once; for 14 days. A new personal code voids the person's old ones.
    """
    if person_id is not None:
        tx.run(_VOID, {"person": person_id})
    if uses is None:
        uses = MEMBER_USES if role == Role.MEMBER and person_id is None else 1
    code = _draw(code_hash, f"new/{tx.scalar(_NEWEST)}/{tx.now.isoformat()}")
    tx.insert(
        invites,
        {
            "code_hash": code_hash(code),
            "unit_id": unit_id,
            "role": str(role),
            "person_id": person_id,
            "uses_left": uses,
            "made_at": tx.now,
            "ends_at": tx.now + timedelta(days=DAYS if days is None else days),
            "made_by": made_by,
        },
    )
    return f"{code[:HALF]}-{code[HALF:]}"


def _draw(code_hash: Callable[[str], str], seed: str) -> str:
    """Eight signs drawn from the keyed hash of something never repeated: as unguessable as the installation's key,
    and the same again when a conversation is replayed.

    Each half has a digit and a letter, so that no two words of a sentence look like a code. That leaves about
    4 × 10¹¹ codes: at 200 wrong tries an hour, centuries.
    """
    signs = LETTERS + DIGITS
    for attempt in range(1000):
        number = int(code_hash(f"{seed}/{attempt}"), 16)
        code = ""
        for _ in range(2 * HALF):
            number, place = divmod(number, len(signs))
            code += signs[place]
        if all(set(half) & set(LETTERS) and set(half) & set(DIGITS) for half in (code[:HALF], code[HALF:])):
            return code
    raise AssertionError("A thousand draws without a code: the hash does not vary.")


_NEWEST = select(func.max(invites.c.id))
_VOID = update(invites).where(invites.c.person_id == bindparam("person"), invites.c.uses_left > 0).values(uses_left=0)
_GOOD = (
    select(
        invites.c.id,
        invites.c.code_hash,
        invites.c.unit_id,
        invites.c.role,
        invites.c.person_id,
        units.c.name,
        units.c.kind,
        units.c.commune_id,
        people.c.name.label("person_name"),
    )
    .join_from(invites, units, units.c.id == invites.c.unit_id)
    .outerjoin(people, people.c.id == invites.c.person_id)
    .where(invites.c.uses_left > 0, invites.c.ends_at > bindparam("now"))
)
_BY_HASH = _GOOD.where(invites.c.code_hash == bindparam("hash"))
_BY_ID = _GOOD.where(invites.c.id == bindparam("id"))
_USE = (
    update(invites)
    .where(invites.c.id == bindparam("invite"), invites.c.uses_left > 0, invites.c.ends_at > bindparam("now"))
    .values(uses_left=invites.c.uses_left - 1)
)


def find(tx: Tx, hashed: str) -> Invite | None:
    """The good code with this hash. None says nothing about why: unknown, used up and expired are all alike."""
    row = tx.one(_BY_HASH, {"hash": hashed, "now": tx.now})
    if row is None or not hmac.compare_digest(row.code_hash, hashed):
        return None
    return _invite(row)


def still_good(tx: Tx, invite_id: int) -> Invite | None:
    """A code found earlier, if it is good even now."""
    row = tx.one(_BY_ID, {"id": invite_id, "now": tx.now})
    return _invite(row) if row is not None else None


def _invite(row: Row[Any]) -> Invite:
    return Invite(
        row.id,
        row.unit_id,
        row.name,
        row.kind,
        row.commune_id,
        Role(row.role),
        row.person_id,
        row.person_name or "",
    )


def use(tx: Tx, invite_id: int) -> bool:
    """Take one use of a code; False if it has none left by now. Safe against two who take the last at once."""
    return tx.run(_USE, {"invite": invite_id, "now": tx.now}) == 1


@frozen
class Open:
    """A code that can still be used: by how many, until when, as what."""

    role: Role
    uses_left: int
    ends_at: datetime
    personal: bool


_OPEN = (
    select(invites.c.role, invites.c.uses_left, invites.c.ends_at, invites.c.person_id)
    .where(invites.c.unit_id == bindparam("unit"), invites.c.uses_left > 0, invites.c.ends_at > bindparam("now"))
    .order_by(invites.c.id)
)


def open_codes(tx: Tx, unit_id: int) -> list[Open]:
    """The codes of a unit that can still be used (the codes themselves nobody knows any more)."""
    rows = tx.all(_OPEN, {"unit": unit_id, "now": tx.now})
    return [Open(Role(row.role), row.uses_left, row.ends_at, row.person_id is not None) for row in rows]


_TRIES_OF = select(func.count()).where(tries.c.who == bindparam("who"), tries.c.at > bindparam("since"))
_TRIES = select(func.count()).where(tries.c.at > bindparam("since"))


def wrong(tx: Tx, address_id: int) -> None:
    """Count a wrong code."""
    tx.later(tries, {"who": f"address/{address_id}", "at": tx.now})


def locked_out(tx: Tx, address_id: int) -> bool:
    """Whether an address has used up its tries for the hour."""
    values = {"who": f"address/{address_id}", "since": tx.now - TRIES_SPAN}
    return int(tx.scalar(_TRIES_OF, values)) >= TRIES_EACH


def all_locked(tx: Tx) -> bool:
    """Whether so many wrong codes came in within the hour that somebody must be guessing: then none is looked at."""
    return int(tx.scalar(_TRIES, {"since": tx.now - TRIES_SPAN})) >= TRIES_ALL
