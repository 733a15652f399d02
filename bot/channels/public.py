"""The public address of a webhook."""

from urllib.parse import urlsplit

from bot.settings import Settings


class WebhookError(Exception):
    """What went wrong and what to do about it, in Vietnamese, without secrets."""


def address(settings: Settings, path: str) -> str:
    """The public address of a webhook. Raises WebhookError where PUBLIC_URL cannot carry one."""
    public = settings.public_url.strip().rstrip("/")
    if not public:
        raise WebhookError(
            "Chưa có PUBLIC_URL. Xin đặt địa chỉ https công khai của máy chủ, ví dụ https://so.badong.vn"
        )
    parts = urlsplit(public)
    if parts.scheme != "https" or not parts.hostname:
        raise WebhookError(f"PUBLIC_URL phải bắt đầu bằng https:// (đang là {public}).")
    return public + path
