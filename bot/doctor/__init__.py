"""What `sothon doctor` looks at: each check says ✓ fine, ! worth knowing, ✗ must be mended, and what to do."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from bot.doctor.book import LOOKS
from bot.doctor.channels import channels
from bot.doctor.finding import BAD, FINE, NOTE, Finding, Ward
from bot.doctor.machine import database, folder, settings_names, web
from bot.settings import Settings

__all__ = ["BAD", "FINE", "NOTE", "Finding", "examine"]

CHECKS: tuple[Callable[[Ward], Iterator[Finding]], ...] = (settings_names, folder, database, web, channels)


def examine(settings: Settings, *, online: bool) -> Iterator[Finding]:
    """Every check in order; yields as it goes, since asking a platform may take seconds."""
    ward = Ward(settings, None, datetime.now(UTC), online)
    try:
        for check in CHECKS:
            yield from check(ward)
        for look in LOOKS:
            if ward.store is not None:
                yield from ward.read(look)
    finally:
        if ward.store is not None:
            ward.store.close()
