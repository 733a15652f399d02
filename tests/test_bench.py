"""The benchmark in its quick form: whether both bots answer and keep everything rightly under load, not how fast."""

from bench import turns


def test_every_answer_and_the_ledger_are_right_under_load() -> None:
    lines = turns.main(turns.QUICK)
    assert [series.wrong for series in lines] == [[] for _ in lines]
    assert [series.locked for series in lines] == [0 for _ in lines]
    assert all(series.levels for series in lines)
    assert len(turns.table(lines).splitlines()) == 2 + len(lines)
