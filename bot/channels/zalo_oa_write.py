"""What an Official Account says, as its API takes it: texts with query buttons, attachments, a template's one word."""

from collections.abc import Sequence
from typing import Any

from bot.channels.telegram_write import units
from bot.channels.zalo_oa_read import is_press, payload
from bot.channels.zalo_text import LIMIT, parts
from domain.messages import Choice, File

BUTTONS, TITLE, PAYLOAD = 5, 100, 1000  # at most, in one message; characters
IMAGE_BYTES, FILE_BYTES = 1 << 20, 5 << 20
TEMPLATE_TEXT = 200  # characters of the template's one parameter
PARAMETER = "noi_dung"
Body = dict[str, Any]


def texts(text: str, under: Sequence[Body]) -> list[Body]:
    """A text as messages, with buttons under the last of them."""
    bodies: list[Body] = [{"text": part} for part in parts(text, LIMIT)]
    if bodies and under:
        bodies[-1]["attachment"] = {"type": "template", "payload": {"buttons": list(under)}}
    return bodies


def is_picture(file: File) -> bool:
    """Whether the account takes a file as a picture."""
    return _kind(file) in ("png", "jpg", "jpeg") and len(file.data) <= IMAGE_BYTES


def is_document(file: File) -> bool:
    """Whether the account takes a file as a document; sheets it does not."""
    return _kind(file) in ("pdf", "doc", "docx") and len(file.data) <= FILE_BYTES


def picture(name: str, attachment_id: object) -> Body:
    """An uploaded picture with its name under it."""
    elements = [{"media_type": "image", "attachment_id": attachment_id}]
    return {
        "text": name,
        "attachment": {"type": "template", "payload": {"template_type": "media", "elements": elements}},
    }


def document(token: object) -> Body:
    """An uploaded document."""
    return {"attachment": {"type": "file", "payload": {"token": token}}}


def template(template_id: str, text: str) -> Body:
    """A reminder as the approved template with one parameter."""
    return {"template_id": template_id, "template_data": {PARAMETER: _short(text)}}


def _kind(file: File) -> str:
    return file.name.rpartition(".")[2].lower()


def buttons(choices: Sequence[Choice]) -> list[Body]:
    """Up to five choices as query buttons: pressed, each says its payload as a text message nobody sees. More than five
    choices stand in the text alone."""
    fit = [choice for choice in choices if choice.label.strip()]
    if not 0 < len(fit) <= BUTTONS or not all(is_press(payload(choice.key, choice.label)) for choice in fit):
        return []
    return [
        {
            "title": choice.label[:TITLE],
            "type": "oa.query.hide",
            "payload": payload(choice.key, choice.label)[:PAYLOAD],
        }
        for choice in fit
    ]


def _short(text: str) -> str:
    """The first sentences of a reminder, as long as the template's parameter allows, on one line."""
    flat = " ".join(text.split())
    if units(flat) <= TEMPLATE_TEXT:
        return flat
    head = flat[: TEMPLATE_TEXT - 1]
    cut = max(head.rfind(". "), head.rfind("? "))
    return head[: cut + 1] if cut > 0 else head.rstrip() + "…"
