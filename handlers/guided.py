"""The guided report: one question an indicator, “bỏ qua”, “quay lại”; it waits for days if need be."""

from collections.abc import Mapping
from typing import Any

from handlers import recording, say
from handlers.dialogue import again, plain, take_up
from handlers.draft import Draft
from handlers.submit import number
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from vietnamese import words
from vietnamese.redact import redact

SKIP = ("bo qua", "khong biet", "tiep", "skip", "qua")
BACK = ("quay lai", "lui", "tro lai", "back")
STOP = ("thoi", "dung lai", "ngung bao", "huy bao")


def _recognise(turn: Turn) -> bool | None:
    if not turn.own_units:
        return None
    said = plain(turn.text)
    return True if said in ("bao cao", "/baocao", "bao so lieu", "bao so", "nhap so lieu", "bat dau bao") else None


def _answer(turn: Turn, _match: object) -> Reply:
    waiting = take_up(turn, "guided.figure")
    if waiting is not None:
        return Reply("Mình báo tiếp phần đang dở ạ.", ask=again(waiting))
    units = turn.own_units
    draft = Draft(
        commune=turn.commune.id,
        unit=units[0].id if len(units) == 1 else None,
        first=turn.today.isoformat(),
        last=turn.today.isoformat(),
        words=redact(turn.text),
        message="",
        source=turn.source,
        channel=turn.inbound.sender.channel,
        said_at=turn.said_at.isoformat(),
        person=turn.person.id,
    )
    if draft.unit is None:
        choices = tuple((unit.key, unit.name) for unit in units)
        return Reply(ask=Question("guided.unit", "Anh/chị báo cho thôn nào ạ?", draft.data(), choices, lasting=True))
    return Reply(
        f"Báo số {say.when(turn, draft.period)} cho {say.place(turn, draft.unit)}, em hỏi từng mục ạ "
        "(0 nếu không có, “bỏ qua”, “quay lại”).",
        ask=_ask(turn, draft, 0),
    )


def _ask(turn: Turn, draft: Draft, place: int) -> Question:
    keys = turn.commune.on
    indicator = turn.commune.indicator(keys[place])
    text = f"({place + 1}/{len(keys)}) {indicator.label}: bao nhiêu {indicator.unit} ạ? (gõ số)"
    choices = (("skip", "Bỏ qua"), ("back", "Quay lại")) if place else (("skip", "Bỏ qua"),)
    return Question("guided.figure", text, draft.data(place=place), choices, numbered=False, lasting=True)


def _take_unit(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    unit = turn.commune.by_key(answer.key) if answer.key else None
    if unit is None or unit not in turn.own_units:
        return None
    draft = Draft.load(data)
    draft.unit = unit.id
    return Reply(ask=_ask(turn, draft, 0))


def _take_figure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft, place = Draft.load(data), data["place"]
    keys = turn.commune.on
    if place >= len(keys):  # the commune asks for fewer now
        return _finish(turn, draft)
    said = plain(answer.text)
    if answer.key == "back" or said in BACK:
        place = max(place - 1, 0)
        draft.values.pop(keys[place], None)
        return Reply(ask=_ask(turn, draft, place))
    if said in STOP:
        return Reply("Vâng, em dừng ở đây và chưa ghi gì ạ; khi nào báo tiếp anh/chị nhắn “báo cáo”.")
    if answer.key != "skip" and said not in SKIP:
        figure = number(answer)
        if figure is None:
            values = turn.reading.values
            if set(values) != {keys[place]} or turn.reading.doubts or turn.reading.when:
                return _not_a_number(turn, draft, place)
            figure = (values[keys[place]], False)
        draft.values[keys[place]] = list(figure)
        draft.words += f" | {say.label(turn.commune, keys[place])} {words.number(figure[0])}"
    place += 1
    return Reply(ask=_ask(turn, draft, place)) if place < len(keys) else _finish(turn, draft)


def _not_a_number(turn: Turn, draft: Draft, place: int) -> Reply | None:
    """A range or a vague amount is asked again; anything else may be for another handler."""
    reading = turn.reading
    if reading.doubts and not reading.figures and reading.intent == "report" and not reading.places:
        return Reply("Em cần một số chính xác ạ (chưa đếm được thì gõ “ước 17”).", ask=_ask(turn, draft, place))
    return None


def _finish(turn: Turn, draft: Draft) -> Reply:
    if not draft.values:
        return Reply("Anh/chị bỏ qua hết nên em chưa ghi gì ạ; không có hoạt động thì nhắn 0.")
    if all(not value for value, _ in draft.values.values()) and len(draft.values) == len(turn.commune.on):
        draft.values, draft.nil = {}, True
    draft.settled.append("named")
    return recording.record(turn, draft)


HANDLER = Handler(
    "guided",
    (Example("báo cáo", "em hỏi từng mục, anh/chị chỉ gõ số"),),
    _recognise,
    _answer,
    steps={"guided.unit": _take_unit, "guided.figure": _take_figure},
    interrupts=True,
    exact=True,
)
