"""What a check says, and what it looks at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.settings import Settings
from domain.frozen import frozen
from storage.engine import Store
from storage.tx import Tx

FINE, NOTE, BAD = "✓", "!", "✗"


@frozen
class Finding:
    """One line of the doctor's report."""

    mark: str
    what: str
    do: str = ""


@dataclass(slots=True)
class Ward:
    """What the checks look at. `store` is None where there is no usable ledger: checks of it are then left out."""

    settings: Settings
    store: Store | None
    now: datetime
    online: bool

    def read(self, look: Callable[[Tx], list[Finding]]) -> list[Finding]:
        """Run a check inside a reading transaction."""
        assert self.store is not None
        with self.store.read() as connection:
            return look(Tx(connection, self.now))
