"""Small talk: greetings, thanks, “ok” and “tối em báo” get a word back, and nothing is stored."""

import re

from handlers import say
from handlers.dialogue import plain
from handlers.turn import Handler, Reply, Turn

THANKS = ("cam on", "thanks", "tks", "thank you", "camon", "cam on nhieu", "cam on em", "cam on bot", "xin cam on")
YES = ("ok", "oke", "oki", "okay", "u", "uh", "uk", "da", "vang", "dung", "dung roi", "duoc", "duoc roi", "roi", "yes")
HELLO = ("chao", "hi", "hello", "alo", "xin chao", "chao em", "chao bot", "chao ban", "chao anh", "chao chi")
THUMBS = ("👍", "❤️", "❤", "🙏", "👌", "😊", "🥰")

# “thôi để mai em báo”, “chị đang bận, tí nữa gửi”, “chưa có số”: a promise, with no figure in it.
_ME = r"(?:em|chi|anh|minh|toi|tui|chau|c|e|a|t)"
_PART = r"(?:sang|trua|chieu|toi|dem|khuya)"
_BUSY = rf"(?:(?:{_ME} |{_PART} )?(?:dang |hoi )?(?:ban|hop|di lam|o ray|met|om|dau dau)(?: qua| roi)?[ ,]*)?"
_BIT = r"(?:ti|ty|xiu|chut|lat)"
_DAY = rf"(?:(?:de )?(?:{_PART} )?mai|{_PART}(?: nay)?|cuoi tuan|cuoi ngay|dau tuan)"
_WHEN = rf"(?:{_DAY}|de sau|(?:mot |1 )?{_BIT}(?: xiu)?(?: nua)?|(?:khi nao )?xong|(?:khi nao )?co(?: so)?)"
_WILL = r"(?:se |moi )?(?:bao|gui|nhan|nop|ghi|bo sung|cap nhat)"
_TAIL = r"(?: (?:tiep|sau|lai|cho|bu|so|so lieu|bao cao|em|chi|anh|nhe|nha|luon|duoc khong|dc ko))*"
_LATER = re.compile(
    rf"(?:(?:thoi|da|vang|uh?|ok)[ ,]+)*{_BUSY}(?:{_ME} )?{_WHEN}[ ,]+(?:thi )?(?:{_ME} )?{_WILL}{_TAIL}"
    rf"|(?:{_ME} |thon {_ME} |hom nay )*chua co (?:so|so lieu)(?: gi)?(?: {_ME})?"
)


def _recognise(turn: Turn) -> str | None:
    said = plain(turn.text)
    if said in YES or turn.text.strip() in THUMBS:
        return "yes"
    if said in HELLO:
        return "hello"
    if said.startswith(THANKS) and len(said) < 40:
        return "thanks"
    return "later" if _LATER.fullmatch(said) else None


def _answer(turn: Turn, match: str) -> Reply:
    if match == "thanks":
        return Reply("Dạ không có gì ạ.")
    if match == "yes":
        return Reply("Dạ vâng ạ.")
    if match == "later":
        remind = "; cần em nhắc thì nhắn “mai nhắc”" if turn.own_units else ""
        return Reply(f"Dạ, khi nào có số anh/chị nhắn là em ghi ngay ạ{remind}.")
    return Reply(
        f"Dạ em chào anh/chị ạ. Anh/chị nhắn số là em ghi, ví dụ: {say.inline_example(turn)}. Cần gì nhắn “giúp”."
    )


HANDLER = Handler("chat", (), _recognise, _answer, audience="none")
