"""The conversation: one file for each thing a person can do, in the order they are tried."""

from handlers import (
    amend,
    backlog,
    chat,
    checking,
    closing,
    edit,
    enrol,
    enter,
    export,
    guided,
    help,
    invite,
    link,
    look,
    note,
    province,
    quiet,
    refuse,
    remove,
    rename,
    rights,
    role,
    roster,
    status,
    submit,
    summary,
    teach,
    trace,
    undo,
    unread,
    zalo,
)
from handlers.dialogue import Dialogue
from handlers.turn import Handler

# Order matters: the first that recognises a message takes it. Those that interrupt are tried even before an open
# question; then the narrow come before the wide; what nobody takes goes to `unread`.
HANDLERS: tuple[Handler, ...] = (
    link.CODE,
    enrol.HANDLER,
    refuse.HANDLER,
    checking.REPLY,
    *rights.HANDLERS,
    *quiet.HANDLERS,
    export.ABOVE,
    province.HANDLER,
    undo.UNDO,
    undo.BACK_AGAIN,
    undo.TWIN,
    look.HANDLER,
    *status.SHORT,
    zalo.HANDLER,
    *link.HANDLERS,
    help.HANDLER,
    guided.HANDLER,
    note.HANDLER,
    rename.HANDLER,
    role.HANDLER,
    invite.HANDLER,
    roster.HANDLER,
    remove.HANDLER,
    backlog.HANDLER,
    teach.HANDLER,
    edit.HANDLER,
    chat.HANDLER,
    *closing.HANDLERS,
    trace.HANDLER,
    checking.LIST,
    checking.ASK,
    *status.HANDLERS,
    export.HANDLER,
    *summary.HANDLERS,
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
    return Dialogue(closing.watch(HANDLERS), unread.HANDLER)
