"""Is it asked who has reported, or whether a report arrived?"""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.plainly import asks_all, asks_ready, asks_receipt, spoken
from vietnamese.triggers import Phrases, Wording, trigger

_WHO_LACKS = Phrases(
    "who hasn|who has not|not reported|reported yet|received my|got my|get my|ai chua|thon nao chua|thon mo chua|"
    "con thieu ai|thieu ai|no bao cao|no bc|con ai|ai con|con thieu minh|con thieu tui|con thieu em"
)
_WHO_SENT = Phrases(
    "ai nop|ai gui|ai bao cao|thon nop tre|thon nao khong bao|thon nao ko bao|thon nao khong nop|cac thon chua|"
    "thon chua nop|thon chua bao|nop tre|chua thay ghi nhan|gui so chua|bao cao toi dau roi|bao cao den dau roi|"
    "nop toi dau roi|thon nop roi|thon nop r"
)
_WHICH_VILLAGES = Phrases("thon nao|thon mo|may thon|nhieu thon|nhung thon")
_ALL_SENT = Phrases("bao cao roi|bao roi|bao cao r|da bao cao|bao cao day du|bao du")
_SENT_ALREADY = Phrases(
    "nop roi|nop r|gui roi|gui r|bao roi|bao r|bc r|bc roi|bao cao roi|nop bc roi|gui bc roi|bao cao r"
)
_SENT_RIGHT = Phrases("r fk|roi phai|r phai|roi fai|r ph ko")
_RECEIVED_OR_NOT = Phrases(
    "nhan may|nhan duoc|nhan dc|co nhan|da nhan|thieu bc|thieu bao cao|tinh hinh nop|tien do nop|thieu minh|"
    "thieu tui|nhan tin|vo may"
)
_STILL_LACKING = Phrases("con thieu|da nop|da gui|da bao")
_SENT = word_set("nop gui goi bao bc submit luu nhan ghi vo vao len sent")
# "ai trong xã chưa gửi số", "em gửi lúc sáng có lưu không", "sao thôn em vẫn ghi là chưa nộp"
_ARRIVED = Wording(
    r" (ai|thon nao|to nao|lang nao|thon mo) (\w+ ){0,5}chua (gui|nop|bao|bc|goi) |"
    r" (gui|nop|bao cao|goi) (\w+ ){0,8}co (luu|nhan|vo|toi|den|thay|ghi|len)( \w+){0,2} (khong|ko|k|chua|hong|hok) |"
    r" (con|co) (thieu|no) (bao cao|bc|so lieu|so|gi) (\w+ ){0,4}(khong|ko|k|hong|hok) |"
    r" (nop|gui|bao|bc|goi) (so |bao cao )?(\w+ ){0,3}(roi|r) (ha|phai|ph|h) |"
    r" (nop|gui|bao|bc|bao cao) (so )?(roi|r) (dung|phai|ph|fai) (khong|ko|k|hong|hok) |"
    r" (bc|bao cao|tin|so) (\w+ ){0,4}bi (gui |ghi |nop |nhan )?(trung|mat|sot|lap|doi|loi|thieu) |"
    r" co (nop|gui) (\w+ ){0,2}(khong|ko|k|chua|hong) | trong (ds|danh sach) chua (nop|gui|bao|bc) |"
    r" (da|co) nhan (\w+ ){0,3}(hay chua|chua) |"
    r" sao (\w+ ){0,8}chua (nop|gui|bao|co ten|nhan|thay) |"
    r" (bao|gui|nop) (\w+ ){0,4}(roi|lan|r) (\w+ ){0,2}ma (\w+ ){0,5}(khong|ko|chua|k) |"
    r" (bao|gui|nop|goi|bc) (\w+ ){0,4}(roi|r) (, )?((nha|do|nghe|chi|anh|bot|mo|may|giup|gium|xa|ad|oi|a) ){0,4}"
    r"(coi|kiem tra|xem|check|ra) lai "
)
_AWAKE = Wording(r" con ai (thuc|ranh|o|online|onl|day|biet|nho|can|muon|di|an|cuu) ")  # "còn ai thức hông"
_WHO = word_set("ai nao mo ds liet nhung thon lang to em e minh tui toi bot may cua check con he xa no")
_SENDERS = word_set("nop gui goi nhan bc thieu")
_SENDING = trigger(_SENT)
_NOT_YET = trigger(["chua", "ch", "yet"])


def is_status(draft: Draft, question: bool, folds: set[str], words: list[str]) -> bool:
    """Who has reported, or whether one's own report arrived: a word of sending with "chưa", "ai", "thôn nào",
    "rồi mà".
    """
    if draft.values and not question:
        return False
    joined = spoken(draft)
    if not question and asks_all(draft.bits, joined):
        return False
    if asks_ready(draft.bits, joined) and not draft.folds & _SENDERS:
        return False
    sending = bool(draft.bits & _SENDING) or "so lieu" in joined
    unsent = bool(draft.bits & _NOT_YET) and bool({"chua", "ch", "yet"} & set(words))
    if "xin" in folds and "so lieu" in joined and "thon" not in folds:
        return False
    if "du" in folds and "thon" in folds and unsent:
        return True
    if "con" in folds and "ai" in folds and not draft.plain and "còn" not in draft.text.lower():
        joined = joined.replace(" con ai ", " ").replace(" ai con ", " ")  # "mất 3 con, ai thấy"
    if _AWAKE.search(draft.bits, joined):
        return False
    if asks_receipt(draft.bits, joined) and not draft.values:
        return True
    if _WHO_LACKS.said(draft.bits, joined):
        return True
    if _WHO_SENT.said(draft.bits, joined):
        return True
    if _WHICH_VILLAGES.said(draft.bits, joined) and (
        unsent
        or " con " in joined
        or " bo trong " in joined
        or " trang " in joined
        or folds & {"nop", "thieu", "tre", "no", "gui", "submit"}
        or _ALL_SENT.said(draft.bits, joined)
    ):
        return not (" hoc vien " in joined and not unsent)
    if _ARRIVED.search(draft.bits, joined):
        return True
    if ("danh sach" in joined and unsent) or (words[:1] == ["ds"] and unsent):
        return True
    if sending and unsent and (question or bool({"ch"} & set(words))) and words[-1:] != ["luon"]:
        return bool(folds & _WHO) or len(words) <= 8
    if _SENT_ALREADY.said(draft.bits, joined):
        return question or bool(folds & {"sao", "s", "chua", "ma", "fk", "phai", "ph", "hok", "hong", "ko", "thay"})
    if _SENT_RIGHT.said(draft.bits, joined) and folds & _SENT:
        return True
    if question and _RECEIVED_OR_NOT.said(draft.bits, joined):
        return True
    if "nhan may" in joined or ("thieu bc" in joined and "hok" in folds):
        return True
    return "status" in draft.wishes and question and _STILL_LACKING.said(draft.bits, joined)
