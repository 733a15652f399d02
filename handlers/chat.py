"""Small talk: greetings, thanks and “ok” get a word back, and nothing is stored."""

from handlers import say
from handlers.dialogue import plain
from handlers.turn import Handler, Reply, Turn

THANKS = ("cam on", "thanks", "tks", "thank you", "camon", "cam on nhieu", "cam on em", "cam on bot", "xin cam on")
YES = ("ok", "oke", "oki", "okay", "u", "uh", "uk", "da", "vang", "dung", "dung roi", "duoc", "duoc roi", "roi", "yes")
HELLO = ("chao", "hi", "hello", "alo", "xin chao", "chao em", "chao bot", "chao ban", "chao anh", "chao chi")
THUMBS = ("👍", "❤️", "❤", "🙏", "👌", "😊", "🥰")


def _recognise(turn: Turn) -> str | None:
    said = plain(turn.text)
    if said in YES or turn.text.strip() in THUMBS:
        return "yes"
    if said in HELLO:
        return "hello"
    if said.startswith(THANKS) and len(said) < 40:
        return "thanks"
    return None


def _answer(turn: Turn, match: str) -> Reply:
    if match == "thanks":
        return Reply("Dạ không có gì ạ.")
    if match == "yes":
        return Reply("Dạ vâng ạ.")
    return Reply(
        f"Dạ em chào anh/chị ạ. Anh/chị nhắn số là em ghi, ví dụ: {say.inline_example(turn)}. Cần gì nhắn “giúp”."
    )


HANDLER = Handler("chat", (), _recognise, _answer, audience="none")
