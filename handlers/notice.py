"""The privacy notice: what everybody reads before anything of theirs is kept (Law 91/2025/QH15, articles 4, 9, 19)."""

from storage.communes import Commune
from vietnamese import words

VERSION = "2026-11-22"  # kept with every consent; a change of what the notice promises is a new version
LONGEST = 2000  # signs: one message on every channel


def notice(commune: Commune | None, place: str) -> str:
    """The notice of a commune (of a place above the communes: its own name stands for it)."""
    office = f"UBND {words.village(commune.name)}" if commune else place
    contact = (commune.contact if commune else "") or "công chức phụ trách của xã"
    days = commune.keep_days if commune else 90
    return (
        f"Bot này của {office} ghi: tên hiển thị, thôn, vai trò, mã tài khoản chat và số liệu anh/chị gửi "
        "(thêm số điện thoại nếu tự gửi qua Zalo OA), để tổng hợp báo cáo và nhắc hạn. "
        "Xin đừng gửi tên, số điện thoại, số CCCD hay ảnh giấy tờ của người dân.\n"
        f"Dữ liệu giữ đến khi anh/chị rời tổ hoặc yêu cầu xoá; tin nhắn gốc xoá sau {days} ngày. "
        "Nhắn “dữ liệu của tôi” để xem, “xoá dữ liệu của tôi” để xoá, “dừng” để ngừng nhận tin.\n"
        f"Liên hệ: {contact}."
    )
