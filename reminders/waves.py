"""At which moments a round is spoken of: waves before and after its due time, within decent hours."""

from datetime import date, datetime, timedelta

from domain.calendar import OFFICE, Cycle, CycleError, closing, decent, due_time, is_decent, next_working_day
from domain.frozen import frozen
from domain.periods import at, local
from storage.communes import Commune
from storage.rounds import Round

LATEST = timedelta(hours=3)  # how long after its moment a wave may still be put into the outbox: a missed hour, once
ASKING = timedelta(days=1)  # the same for the first word about a collection
OFFICE_ENDS = 17
Hours = tuple[tuple[int, int], ...]


@frozen
class Wave:
    """One wave of a rule for a round: its moment, until when it may be put in, until when it may be sent (UTC)."""

    number: int
    start: datetime
    latest: datetime
    until: datetime


def wave(number: int, start: datetime, until: datetime, patience: timedelta = LATEST) -> tuple[Wave, ...]:
    """A wave, or none where it would be over before it begins."""
    return (Wave(number, start, min(start + patience, until), until),) if start < until else ()


def before(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To members: 19:00 of the evening before and 6:30 of the due day; of longer rounds also 19:00 three days before.
    An evening on a day off moves to the one before it, though not so far that the days it is about are not over."""
    due_day = local(round_.due).date()
    over = round_.first if round_.long else min(round_.last, due_day - timedelta(days=1))
    last = _evening(commune, due_day - timedelta(days=1), over)
    early = _evening(commune, due_day - timedelta(days=3), round_.first) if round_.long else None
    found: list[Wave] = []
    if early is not None and early != last:
        found += wave(1, early, min(round_.due, closing(early)))
    if last is not None:
        found += wave(1 + round_.long, last, min(round_.due, closing(last)))
    if not commune.day_off(due_day):
        morning = at(due_day, 6, 30)
        found += wave(2 + round_.long, morning, min(round_.due, closing(morning)))
    made = round_.made_at
    return tuple(one for one in found if made is None or one.start > made)


def _evening(commune: Commune, day: date, first: date) -> datetime | None:
    while day >= first:
        if not commune.day_off(day):
            return at(day, 19)
        day -= timedelta(days=1)
    return None


def asked(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To members: a collection, as soon as people may be spoken to."""
    if round_.made_at is None:
        return ()
    start = decent(round_.made_at, commune.day_off)
    return wave(1, start, min(round_.due, start + ASKING), ASKING)


def overdue(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To leaders: once, when the due time has come."""
    start = decent(round_.due, commune.day_off)
    return wave(1, start, closing(start))


def digest(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To officers: the ended week, 10:00 of the first working day after it, or when it is due if that is that day; a
    month when it is due (villages have days for it: the first working day after it would show hardly any)."""
    start = _digest(commune, round_)
    if start is None or round_.only:
        return ()
    return wave(1, start, at(local(start).date(), OFFICE_ENDS))


def _digest(commune: Commune, round_: Round) -> datetime | None:
    if round_.collection or (round_.long and round_.only):
        return None
    if round_.long:
        return decent(round_.due, commune.day_off, OFFICE)
    day = next_working_day(round_.last, commune.day_off)
    same_day = local(round_.due).date() == day and is_decent(round_.due, commune.day_off, OFFICE)
    return round_.due if same_day else at(day, 10)


def missing(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To officers: who is missing when a round is due, unless the digest says so in that moment."""
    start = decent(round_.due, commune.day_off, OFFICE)
    if start == _digest(commune, round_):
        return ()
    return wave(1, start, at(local(start).date(), OFFICE_ENDS))


def still_missing(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To officers: who is still missing, 8:00 of the working day after the due day."""
    return _next_morning(commune, round_, 8, 0)


def upward(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To officers: before they report upward themselves, 7:30 of that day (at 14:00 of the working day before where
    that is too late). Only where the commune said when that is."""
    if not commune.upward or round_.collection or round_.only:
        return ()
    try:
        cycle = Cycle.parse(commune.upward)
    except CycleError:
        return ()
    if (cycle.kind == "week") == round_.long:
        return ()
    moment = due_time(round_.period, cycle, lambda day: bool(commune.day_off(day)))
    day = local(moment).date()
    start = at(day, 7, 30)
    if commune.day_off(day) or day.weekday() > 4 or start + timedelta(hours=1) > moment:
        day -= timedelta(days=1)
        while commune.day_off(day) or day.weekday() > 4:
            day -= timedelta(days=1)
        start = at(day, 14)
    return wave(1, start, min(moment, at(day, OFFICE_ENDS)))


def unread(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To officers: 16:00 of every working day, where sentences came in that nobody understood."""
    if round_.collection or round_.only:
        return ()
    days = (round_.first + timedelta(days=n) for n in range((round_.last - round_.first).days + 1))
    working = [day for day in days if day.weekday() < 5 and not commune.day_off(day)]
    return tuple(
        one for day in working for one in wave((day - round_.first).days + 1, at(day, 16), at(day, OFFICE_ENDS))
    )


def unread_since(commune: Commune, start: datetime) -> datetime:
    """From when on sentences are counted: 16:00 of the working day before."""
    day = local(start).date() - timedelta(days=1)
    while day.weekday() > 4 or commune.day_off(day):
        day -= timedelta(days=1)
    return at(day, 16)


def silent(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To officers: people who stopped reporting, 14:00 of the working day after the due day."""
    return () if round_.collection or round_.only else _next_morning(commune, round_, 14, 0)


def nils(commune: Commune, round_: Round) -> tuple[Wave, ...]:
    """To officers: villages with nothing four times in a row, 14:30 of the working day after the due day."""
    return () if round_.collection or round_.only else _next_morning(commune, round_, 14, 30)


def _next_morning(commune: Commune, round_: Round, hour: int, minute: int) -> tuple[Wave, ...]:
    day = next_working_day(local(round_.due).date(), commune.day_off)
    return wave(1, at(day, hour, minute), at(day, OFFICE_ENDS))
