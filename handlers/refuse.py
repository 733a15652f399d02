"""What the bot cannot read: photos, voices, files, places, and messages without a word. Nothing of them is kept."""

from handlers.dialogue import again, asked, withdraw
from handlers.turn import Handler, Reply, Turn
from vietnamese.fold import nfc

KINDS = {
    "photo": "Em chưa đọc được ảnh",
    "voice": "Em chưa nghe được giọng nói",
    "video": "Em chưa xem được phim",
    "sticker": "Em chưa hiểu được nhãn dán",
    "file": "Em chưa đọc được tệp",
    "location": "Em chưa dùng được vị trí",
    "contact": "Em không nhận danh bạ và số điện thoại của bà con",
}
EMPTY = "Tin này chưa có chữ nào"


def _recognise(turn: Turn) -> str | None:
    """A message without words; with a caption, the words are what counts."""
    if nfc(turn.text).strip():
        return None
    return KINDS.get(turn.inbound.file, "Em chưa đọc được tin này" if turn.inbound.file else EMPTY)


def _answer(turn: Turn, why: str) -> Reply:
    if asked(turn) is not None:
        question = withdraw(turn)
        assert question is not None
        return Reply(f"{why}; anh/chị gõ chữ giúp em ạ.", ask=again(question), outcome="refused")
    return Reply(f"{why}; anh/chị gõ giúp số, ví dụ 12 học viên ạ.", outcome="refused")


HANDLER = Handler("refuse", (), _recognise, _answer, interrupts=True, audience="none")
