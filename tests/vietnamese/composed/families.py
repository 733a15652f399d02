"""The families of composed messages: the share that must be read as it was meant, and that of silent errors at most."""

from collections.abc import Callable
from random import Random

from tests.vietnamese.composed import days, doubts, groups, mending, others, parts, wordings, zeros
from tests.vietnamese.variants_line import Line

Compose = Callable[[Random], Line]

FAMILIES: tuple[tuple[str, Compose, float, float], ...] = (
    ("days", days.compose, 0.98, 0.012),
    ("doubts", doubts.compose, 0.97, 0.012),
    ("groups", groups.compose, 0.975, 0.008),
    ("mending", mending.compose, 0.955, 0.02),
    ("zeros", zeros.compose, 0.974, 0.013),
    ("wordings", wordings.compose, 0.98, 0.008),
    ("parts", parts.compose, 0.91, 0.032),
    ("others", others.compose, 0.98, 0.008),
)
