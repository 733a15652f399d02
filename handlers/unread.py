"""What nobody recognised: kept, shown to the officer, and answered with an example from the village's own numbers."""

from datetime import timedelta

from handlers import say
from handlers.turn import Handler, Reply, Turn
from storage import entries


def _recognise(_turn: Turn) -> bool:
    return True


def _answer(turn: Turn, _match: object) -> Reply:
    if turn.caller.person is None:
        return Reply("Em chưa biết anh/chị là ai ạ; anh/chị nhắn mã mời do cán bộ xã cấp giúp em.", outcome="refused")
    if turn.may("see_below") and not turn.own_units:
        return Reply(
            "Em chưa hiểu câu này ạ. Anh/chị nhắn ví dụ: tuần · tuần trước · ai chưa báo · thôn "
            f"{_a_village(turn)} — hoặc “giúp” để xem hết.",
            outcome="unread",
        )
    return Reply(
        "Em chưa hiểu tin này nên chưa ghi gì ạ (em giữ lại để cán bộ xã xem). "
        f"Nếu là số liệu, anh/chị nhắn ví dụ: {_example(turn)}.",
        outcome="unread",
    )


def _a_village(turn: Turn) -> str:
    villages = turn.commune.villages()
    return villages[0].name.removeprefix("Thôn ") if villages else "…"


def _example(turn: Turn) -> str:
    """The village's own last figures as a model, or the commune's indicators with numbers made up."""
    for unit in turn.own_units:
        for entry in entries.of_unit(turn.tx, unit.id, turn.now - timedelta(days=60)):
            if entry.values:
                return say.figures(turn.commune, {key: value.value for key, value in entry.values.items()}, joint=", ")
    return say.inline_example(turn)


HANDLER = Handler("unread", (), _recognise, _answer, strangers=True, audience="none")
