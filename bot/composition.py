"""What turns share, put together once: the communes' words by version, and how codes are hashed."""

import hashlib
import hmac
from collections.abc import Callable, Mapping, Sequence

from bot.settings import Settings
from domain.indicators import INDICATORS
from handlers.turn import Context
from reminders.window import Closing
from storage import reaching, zalo
from storage.communes import Commune, Communes
from storage.tx import Tx
from vietnamese.lexicon import Lexicon, Place, default


def lexicon_of(commune: Commune) -> Lexicon:
    """A commune's own words: the indicators with its own beside them, its places, and the aliases it taught."""
    places = [Place(commune.key, (commune.name,), "commune")]
    places += [Place(unit.key, (unit.name, *unit.names), "village") for unit in commune.units]
    return Lexicon((*INDICATORS, *commune.own), tuple(places), commune.aliases)


class Lexicons:
    """Lexicons already built, by the commune's version: building one costs milliseconds."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[int, Lexicon]] = {}

    def get(self, commune: Commune | None) -> Lexicon:
        """The lexicon of a commune; a stranger's words are read with the catalogue alone."""
        if commune is None:
            return default()
        known = self._known.get(commune.id)
        if known is None or known[0] != commune.version:
            known = self._known[commune.id] = (commune.version, lexicon_of(commune))
        return known[1]


def make_context(
    key: bytes, *, demo: bool = False, unreached: Callable[[Tx, Sequence[int]], Mapping[int, str]] | None = None
) -> Context:
    """The context of all turns; `key` signs what leaves the program and hashes codes. `unreached` says whom the
    channels cannot speak to first; without it, whoever has no address that takes messages."""

    def code_hash(code: str) -> str:
        return hmac.new(key, b"code:" + code.encode(), hashlib.sha256).hexdigest()

    return Context(Communes().get, Lexicons().get, code_hash, demo, unreached or reaching.without_address)


def closing(settings: Settings) -> Closing | None:
    """Who must be reminded early because an Official Account's seven days end; nobody has to be where there is no such
    account, or an approved template that may be used after them."""
    return zalo.closing if settings.zalo_oa_app_id and not settings.zalo_oa_reminder_template.strip() else None
