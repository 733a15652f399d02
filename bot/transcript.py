"""The transcript form: what `sothon chat` prints and what the tests replay.

sen  > bot : hnay 12 hv
bot  > sen : ✅ Đã ghi …
             • Học viên: 12  [Sửa] [Xoá]
"""

from domain.messages import Outbound

WIDTH = 5


def said(speaker: str, listener: str, text: str) -> str:
    """One message as lines of a transcript; further lines are indented under the first."""
    head = f"{speaker:<{WIDTH}}> {listener:<{WIDTH - 1}}: "
    return head + text.replace("\n", "\n" + " " * len(head))


def shown(message: Outbound) -> str:
    """A message as a person sees it: the text, then its buttons, then the file's name."""
    extra = [c for c in message.choices if not (message.numbered and c.key.startswith("q"))]
    buttons = " ".join(f"[{choice.label}]" for choice in extra)
    text = f"{message.text}  {buttons}" if buttons else message.text
    return f"{text}\n📎 {message.file.name}" if message.file else text
