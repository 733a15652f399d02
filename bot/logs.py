"""Logs: one line an event with a stable `action`; never a token, never a person's words at INFO."""

import logging
import sys
import threading
from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, TextIO

import structlog

log = structlog.get_logger()


def set_up(level: str, form: str) -> None:
    """Send logs to standard error, as text or as JSON lines."""
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    # At INFO these print full addresses, and the addresses hold bot tokens.
    for name in ("httpx", "httpcore", "aiohttp", "aiogram", "apscheduler", "uvicorn.access"):
        logging.getLogger(name).setLevel(logging.WARNING)
    render: structlog.typing.Processor = _text
    if form == "json":
        render = structlog.processors.JSONRenderer(ensure_ascii=False)
    elif sys.stderr.isatty():
        render = structlog.dev.ConsoleRenderer(pad_event_to=0)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=lambda *_: Lines(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _text(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    """“time [level] event key=value …”, a trace on lines of its own: what a file or a journal gets. One such line is
    written for each turn, which is why it is no more."""
    trace = event.pop("exception", "")
    head = f"{event.pop('timestamp')} [{event.pop('level')}] {event.pop('event')}"
    parts = [f"{key}={value if type(value) is int else repr(value)}" for key, value in event.items()]
    line = " ".join([head, *parts])
    return f"{line}\n{trace}" if trace else line


class Lines:
    """Writes each line at once; within `together()` all of a thread's lines at its end, for one write costs as much as
    a turn's work on the database."""

    _kept = threading.local()

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def msg(self, line: str) -> None:
        """Write a line, or keep it until the end of `together()`."""
        kept: list[str] | None = getattr(self._kept, "lines", None)
        if kept is None:
            self._stream.write(line + "\n")
            self._stream.flush()
        else:
            kept.append(line)

    debug = info = warning = warn = error = critical = exception = fatal = log = failure = err = msg

    @classmethod
    @contextmanager
    def together(cls) -> Iterator[None]:
        """Write what this thread logs meanwhile in one go."""
        cls._kept.lines = []
        try:
            yield
        finally:
            lines, cls._kept.lines = cls._kept.lines, None
            if lines:
                sys.stderr.write("\n".join(lines) + "\n")
                sys.stderr.flush()
