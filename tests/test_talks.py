"""Every transcript, on every database there is."""

import tomllib
from datetime import UTC, datetime

import pytest

from tests.talking import TALKS, make_world, play


@pytest.mark.parametrize("path", sorted(TALKS.glob("*.talk")), ids=lambda path: path.stem)
def test_talk(path, store):
    own = path.with_suffix(".toml")  # a commune of its own, where the talk is about one that differs
    plan = tomllib.loads(own.read_text(encoding="utf-8")) if own.exists() else None
    world = make_world(store, datetime(2025, 11, 20, 12, 30, tzinfo=UTC), plan)
    try:
        play(path, world)
    finally:
        world.close()
