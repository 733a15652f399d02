"""What time it is: the machine's, or the demo's, which can be moved forward."""

from datetime import UTC, datetime, timedelta


class Clock:
    """The present moment in UTC, plus an offset that only the demo sets."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """The time now, aware, in UTC."""
        return datetime.now(UTC) + self.offset
