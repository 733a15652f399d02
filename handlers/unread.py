"""What nobody recognised: kept, shown to the officer, and answered with an example from the village's own numbers."""

from handlers.turn import Handler, Reply, Turn


def _recognise(turn: Turn) -> bool:
    return True


def _answer(turn: Turn, _match: object) -> Reply:
    return Reply("Em chưa hiểu ạ.", outcome="unread")


HANDLER = Handler("unread", (), _recognise, _answer, strangers=True, audience="none")
