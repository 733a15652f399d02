"""What the bot cannot read or will not keep: photos, voices, files, places, papers, messages without a word."""

from handlers.dialogue import PAPERS, again, asked, withdraw
from handlers.turn import Handler, Reply, Turn
from vietnamese.fold import nfc
from vietnamese.redact import identity_number, redact

KINDS = {
    "photo": "Em chưa đọc được ảnh",
    "voice": "Em chưa nghe được giọng nói",
    "video": "Em chưa xem được phim",
    "sticker": "Em chưa hiểu được nhãn dán",
    "file": "Em chưa đọc được tệp",
    "location": "Em chưa dùng được vị trí",
    "contact": "Em không nhận danh bạ và số điện thoại của bà con",
}
# Zalo hides what these were: files, places, cards, and text sent as a reply to another message.
UNSUPPORTED = "Zalo không chuyển được tin này tới em (ví dụ tin trả lời trích dẫn, tệp, vị trí)"
EMPTY = "Tin này chưa có chữ nào"


def _recognise(turn: Turn) -> str | None:
    """A message without words; with a caption, the words are what counts. The number of a paper is no word."""
    if nfc(turn.text).strip():
        only_papers = identity_number(turn.text) and redact(nfc(turn.text)).strip(" .,;:") == "[số]"
        return PAPERS if only_papers else None
    if turn.inbound.file == "unsupported":
        return UNSUPPORTED
    return KINDS.get(turn.inbound.file, "Em chưa đọc được tin này" if turn.inbound.file else EMPTY)


def _answer(turn: Turn, why: str) -> Reply:
    if why == PAPERS:
        return Reply(PAPERS, outcome="refused")
    if why == UNSUPPORTED:
        again_as = "anh/chị gõ lại thành một tin nhắn mới giúp em ạ"
    else:
        again_as = "anh/chị gõ chữ giúp em ạ" if asked(turn) is not None else "anh/chị gõ giúp số, ví dụ 12 học viên ạ"
    if asked(turn) is not None:
        question = withdraw(turn)
        assert question is not None
        return Reply(f"{why}; {again_as}.", ask=again(question), outcome="refused")
    return Reply(f"{why}; {again_as}.", outcome="refused")


HANDLER = Handler("refuse", (), _recognise, _answer, interrupts=True, audience="none")
