"""`sothon restore FILE`: a backup put in the ledger's place, what was there moved aside."""

from argparse import Namespace
from pathlib import Path

from bot.commands.backup import contents
from bot.commands.ledger import load_settings
from bot.upkeep import restore
from domain.periods import local
from vietnamese.words import full_day


def run(args: Namespace) -> int:
    """Restores and says what is there now. Raises SettingsError, UpkeepError, BackupError."""
    settings = load_settings()
    copy = restore(settings, Path(args.file))
    made = local(copy.made_at)
    print(f"✅ Đã khôi phục bản sao lưu lúc {made:%H:%M} ngày {full_day(made.date())}: {contents(copy.rows)}.")
    if copy.aside is not None:
        print(f"Sổ trước đó được giữ ở {copy.aside}; không cần nữa thì xóa tay.")
    if copy.key == "setting" and not settings.secret_key.get_secret_value():
        print("Tệp này không có khóa ký: xin đặt lại SECRET_KEY cũ trong .env, nếu không các mã mời cũ sẽ hỏng.")
    print("Xin chạy “sothon doctor” rồi “sothon run”.")
    return 0
