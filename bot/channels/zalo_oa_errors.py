"""The error codes of an Official Account's API, and what to do next: one table."""

from typing import Literal

from bot.channels.base import SendError

# retry    try again later           refresh  the token: renew once, try once more
# gone     the person left, blocked  closed   nobody may be spoken to first any more: a template, or wait for them
# refused  this can never be sent    park     everything stops until somebody acts or the day is over
# upload   the attachment expired: upload once more
Class = Literal["retry", "refresh", "gone", "closed", "refused", "park", "upload"]

CODES: dict[int, tuple[Class, str]] = {
    -32: ("retry", "gọi quá nhanh"),
    -100: ("upload", "tệp đính kèm đã hết hạn"),
    -200: ("retry", "gửi không thành công"),
    -201: ("refused", "tham số không đúng"),
    -210: ("refused", "vượt giới hạn cho phép"),
    -211: ("park", "OA hết hạn mức gửi"),
    -218: ("closed", "người này đã nhận đủ số tin được phép"),
    -213: ("gone", "người này không quan tâm OA nữa"),
    -216: ("refresh", "access token không hợp lệ"),
    -220: ("refresh", "access token hết hạn"),
    -124: ("refresh", "access token không hợp lệ"),
    -217: ("gone", "người này đã chặn OA"),
    -244: ("gone", "người này đã hạn chế nhận tin"),
    -204: ("park", "OA đã bị xóa"),
    -205: ("park", "OA không tồn tại"),
    -209: ("park", "ứng dụng chưa được kích hoạt"),
    -212: ("park", "ứng dụng chưa đăng ký Official Account API"),
    -219: ("park", "ứng dụng đã bị gỡ hoặc bị khóa"),
    -221: ("park", "OA chưa xác thực"),
    -223: ("park", "OA chưa cấp quyền cho ứng dụng, hoặc gói OA đã hết hạn mức"),
    -224: ("park", "gói OA chưa đủ để gọi API"),
    -227: ("gone", "tài khoản người này bị khóa hoặc ngừng dùng trên 45 ngày"),
    -230: ("closed", "quá 7 ngày người này chưa nhắn"),
    -232: ("closed", "lượt tương tác đã hết hạn"),
    -233: ("refused", "loại tin không được hỗ trợ"),
    -234: ("retry", "không được gửi ban đêm"),  # nothing is said first at night; what is said late is not said
    -235: ("refused", "API không dùng cho loại OA này"),
    -240: ("refused", "API này đã ngừng"),
    -249: ("refused", "mẫu tin không gửi được bằng mã người dùng"),
    -248: ("park", "vi phạm chính sách của Zalo"),
    -320: ("park", "ứng dụng chưa liên kết tài khoản Zalo Cloud"),
    -321: ("park", "tài khoản Zalo Cloud hết tiền hoặc bị khóa"),
    -237: ("refused", "nhóm đã bị khóa"),
    -403: ("refused", "OA không ở trong nhóm này"),
    # Templates (ZNS).
    -108: ("refused", "số điện thoại không đúng"),
    -109: ("refused", "mã mẫu tin không đúng"),
    -112: ("refused", "nội dung mẫu tin không đúng"),
    -1121: ("refused", "tham số mẫu tin quá dài"),
    -1122: ("refused", "mẫu tin thiếu tham số"),
    -114: ("refused", "người này không nhận được tin mẫu"),
    -118: ("refused", "số điện thoại này không dùng Zalo"),
    -119: ("refused", "tài khoản này không nhận tin mẫu"),
    -131: ("refused", "mẫu tin chưa được duyệt"),
    -139: ("gone", "người này từ chối nhận tin mẫu"),
    -141: ("gone", "người này từ chối nhận tin từ OA"),
    -126: ("park", "ví tiền thử nghiệm không đủ (chế độ phát triển)"),
    -127: ("park", "chế độ phát triển chỉ gửi được cho quản trị viên"),
    -115: ("park", "tài khoản Zalo Cloud không đủ tiền"),
    -136: ("park", "chưa liên kết tài khoản Zalo Cloud"),
    -137: ("park", "thanh toán qua Zalo Cloud không thành công"),
    -133: ("retry", "tin mẫu không được gửi ban đêm"),
    -144: ("park", "OA vượt hạn mức tin mẫu trong ngày"),
    -147: ("park", "mẫu tin vượt hạn mức trong ngày"),
}


class OaError(Exception):
    """A refusal by the API: its code, the class of what to do, and the sentence (the API's own words may be long)."""

    def __init__(self, code: int, said: str = "") -> None:
        self.code = code
        self.kind, self.why = CODES.get(code, ("retry" if code > 0 else "refused", said[:100] or "lỗi lạ"))
        super().__init__(f"{code}: {self.why}")

    def as_send_error(self) -> SendError:
        """For the outbox; what only a second try could have mended ends as refused or stopped."""
        reason = f"Zalo OA: {self.why} ({self.code})"
        match self.kind:
            case "refresh":
                return SendError("park", f"{reason}; xem ZALO_OA_REFRESH_TOKEN")
            case "upload":
                return SendError("refused", reason)
            case kind:
                return SendError(kind, reason)
