"""What is counted: the catalogue of the twelve indicators, read from indicators.toml."""

import tomllib
from importlib.resources import files

from domain.frozen import frozen


@frozen
class Indicator:
    """One thing that is counted.

    `short` is the label inside a reply ("27 học viên"); `per_person` says that the figure counts people, so that
    percentages of it need a count of persons and never the sum of village figures. `aliases` are spellings, with marks.
    """

    key: str
    label: str
    short: str
    unit: str
    pillar: str
    aliases: tuple[str, ...] = ()
    per_person: bool = False


def _catalogue() -> tuple[Indicator, ...]:
    blocks = tomllib.loads(files(__package__).joinpath("indicators.toml").read_text(encoding="utf-8"))
    return tuple(Indicator(key, **{**block, "aliases": tuple(block["aliases"])}) for key, block in blocks.items())


# Read once at import: the catalogue is a definition like any constant below, only written where officers can read it.
INDICATORS: tuple[Indicator, ...] = _catalogue()
BY_KEY: dict[str, Indicator] = {indicator.key: indicator for indicator in INDICATORS}
DEFAULT_ON: tuple[str, ...] = ("learners", "vneid", "sessions")
