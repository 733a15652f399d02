"""The families of composed messages, each with the share that must be read as it was meant."""

from collections.abc import Callable
from random import Random

from tests.vietnamese.composed import groups
from tests.vietnamese.variants_line import Line

Compose = Callable[[Random], Line]

FAMILIES: tuple[tuple[str, Compose, float], ...] = (("groups", groups.compose, 0.975),)
