"""The conversation: one file for each thing a person can do, in the order they are tried."""

from handlers import amend, chat, edit, enter, guided, help, look, note, submit, undo, unread
from handlers.dialogue import Dialogue
from handlers.turn import Handler

# Order matters: the first that recognises a message takes it. Those that interrupt are tried even before an open
# question; then the narrow come before the wide; what nobody takes goes to `unread`.
HANDLERS: tuple[Handler, ...] = (
    undo.UNDO,
    undo.BACK_AGAIN,
    undo.TWIN,
    look.HANDLER,
    help.HANDLER,
    guided.HANDLER,
    note.HANDLER,
    edit.HANDLER,
    chat.HANDLER,
    amend.HANDLER,
    enter.HANDLER,
    submit.HANDLER,
)

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
