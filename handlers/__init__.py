"""The conversation: one file for each thing a person can do, in the order they are tried."""

from handlers import unread
from handlers.dialogue import Dialogue
from handlers.turn import Handler

# Order matters: the first that recognises a message takes it. Words that can be no answer to a question (they
# interrupt) come first by nature; then the narrow before the wide; what nobody takes goes to `unread`.
HANDLERS: tuple[Handler, ...] = ()

# The commands a platform lists in its own menu: Latin letters only, with what they do.
MENU: tuple[tuple[str, str], ...] = (
    ("baocao", "Báo số liệu, hỏi từng mục"),
    ("xem", "Xem số tôi và thôn đã gửi"),
    ("sua", "Sửa số vừa gửi"),
    ("xoa", "Bỏ số vừa gửi"),
    ("nop", "Thôn tôi đã nộp chưa"),
    ("giup", "Cách nhắn"),
)


def make_dialogue() -> Dialogue:
    """The dialogue with every handler."""
    return Dialogue(HANDLERS, unread.HANDLER)
