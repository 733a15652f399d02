"""Every transcript, on every database there is."""

from datetime import UTC, datetime

import pytest

from tests.talking import TALKS, make_world, play


@pytest.mark.parametrize("path", sorted(TALKS.glob("*.talk")), ids=lambda path: path.stem)
def test_talk(path, store):
    world = make_world(store, datetime(2025, 11, 20, 12, 30, tzinfo=UTC))
    try:
        play(path, world)
    finally:
        world.close()
