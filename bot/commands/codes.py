"""Invite codes as commands make them: the code's text, how often and how long it serves."""

from bot.composition import make_context
from bot.keys import secret_key
from bot.settings import Settings
from domain.frozen import frozen
from domain.roles import Role
from storage import invites
from storage.engine import Store
from storage.tx import Tx


@frozen
class Code:
    """A code just made; its text exists nowhere else, the ledger keeps only a hash."""

    text: str
    uses: int
    days: int


class Maker:
    """Makes codes with this installation's key."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self._hash = make_context(secret_key(settings, store)).code_hash

    def make(
        self,
        tx: Tx,
        unit_id: int,
        role: Role,
        person_id: int | None = None,
        uses: int | None = None,
        days: int | None = None,
    ) -> Code:
        """A code for a unit; one for a person serves once, the members' own ten times, unless said otherwise."""
        uses = uses or (invites.MEMBER_USES if role is Role.MEMBER and person_id is None else 1)
        days = days or invites.DAYS
        return Code(invites.make(tx, self._hash, unit_id, role, person_id, uses, days), uses, days)
