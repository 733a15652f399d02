"""Logs: one line an event with a stable `action`; never a token, never a person's words at INFO."""

import logging
import sys
from collections.abc import Iterable, Mapping, MutableMapping
from functools import lru_cache
from typing import Any

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
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


def _text(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    """“time [level] event key=value …”, a trace on lines of its own: what a file or a journal gets. One such line is
    written for each turn, which is why it is no more."""
    trace = event.pop("exception", "")
    line = _head(event) + _form(tuple(event)) % event
    return f"{line}\n{trace}" if trace else line


def _head(event: MutableMapping[str, Any]) -> str:
    """How a line begins; what stands there is taken out of the event."""
    return f"{event.pop('timestamp')} [{event.pop('level')}] {event.pop('event')}"


@lru_cache(maxsize=256)
def _form(keys: tuple[str, ...]) -> str:
    """What stands in a line for events with these keys, to be filled in with `%`."""
    return "".join(f" {key.replace('%', '%%')}=%({key})r" for key in keys)


def each(event: str, notes: Iterable[Mapping[str, Any]]) -> None:
    """One line at INFO for every note, written in one go and bearing one time: logged one after the other they would
    cost as much as a turn's work on the database."""
    if not log.is_enabled_for(logging.INFO):
        return
    config = structlog.get_config()
    *stamps, render = config["processors"]
    shared: Any = {"event": event}
    for stamp in stamps:
        shared = stamp(None, "info", shared)
    if render is _text:
        head = _head(shared)
        lines = [head + _form(tuple(note)) % note for note in notes]
    else:
        lines = [render(None, "info", {**shared, **note}) for note in notes]
    if lines:
        config["logger_factory"]().msg("\n".join(lines))
