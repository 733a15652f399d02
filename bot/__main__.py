"""The command line: names, flags and help; what a command does lies in its own module, imported only when asked for."""

import argparse
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from io import TextIOWrapper
from typing import Any, NoReturn

from domain.frozen import frozen

OK, FAILED, MISUSED = 0, 1, 2  # the exit codes


@frozen
class Command:
    """A command: `module` has `run(args) -> int`, the exit code."""

    name: str
    module: str
    help: str
    arguments: Callable[[argparse.ArgumentParser], None]


def _none(_parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def _demo(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--reset", action="store_true", help="bỏ bản dùng thử đang có, làm lại từ đầu")


def _setup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", help="tệp thiết lập dạng TOML")


def _invite(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, metavar="KHÓA", help="tan-long, hoặc ba-dong/tan-long khi trùng")
    parser.add_argument(
        "--role",
        required=True,
        choices=("member", "leader", "officer", "viewer"),
        help="member (thành viên), leader (tổ trưởng), officer (công chức), viewer (người xem)",
    )
    parser.add_argument("--person", metavar="TÊN", default="", help="mã riêng cho một người; ai chưa có thì được thêm")
    parser.add_argument("--uses", type=_count, metavar="SỐ", help="dùng được mấy lần (thành viên 10, còn lại 1)")
    parser.add_argument("--days", type=_count, metavar="SỐ", help="có hiệu lực mấy ngày (14)")


def _chat(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--as", dest="person", required=True, metavar="NGƯỜI", help="tên người (một từ cuối là đủ); tên lạ là người lạ"
    )


def _understand(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("text", nargs="?", metavar="CÂU", help="câu cần đọc; bỏ trống thì dùng --jsonl")
    parser.add_argument("--now", metavar="ISO", help="đọc như vào lúc này, ví dụ 2025-11-20T19:30")
    parser.add_argument("--json", action="store_true", help="in ra JSON")
    parser.add_argument("--jsonl", action="store_true", help="đọc từng dòng {id,text,now} từ đầu vào chuẩn")


def _summary(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, metavar="KHÓA", help="xã, thôn hoặc tỉnh, ví dụ ba-dong")
    parser.add_argument("--period", required=True, metavar="KỲ", help="2025-W47, 2025-11, 2025-Q4, 2025-9M, A..B …")
    parser.add_argument("--json", action="store_true", help="in ra JSON")
    parser.add_argument("--decree09", action="store_true", help="chốt kỳ theo Nghị định 09/2019 (tháng 15→14)")
    parser.add_argument(
        "--map", choices=("then", "now"), default="then", help="bản đồ lúc đó hay hiện nay (thôn đã sáp nhập)"
    )


def _export(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--unit", required=True, metavar="KHÓA", help="xã, thôn hoặc tỉnh, ví dụ ba-dong")
    parser.add_argument("--period", required=True, metavar="KỲ", help="2025-W47, 2025-11, 2025-Q4, 2025-9M, A..B …")
    parser.add_argument(
        "--format",
        required=True,
        choices=("xlsx", "docx", "png", "csv", "json"),
        help="xlsx (Excel), docx (bản nháp báo cáo), png (biểu đồ), csv, json",
    )
    parser.add_argument("-o", "--output", required=True, metavar="TỆP", help="tệp sẽ ghi; - là đầu ra chuẩn")
    parser.add_argument("--decree09", action="store_true", help="chốt kỳ theo Nghị định 09/2019 (tháng 15→14)")


def _template(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("show", "set", "drop"), help="show lấy ra tệp, set thay bằng tệp, drop bỏ")
    parser.add_argument("file", nargs="?", default="", metavar="TỆP", help="tệp .docx có các trường {{…}}")
    parser.add_argument("--unit", required=True, metavar="KHÓA", help="xã, ví dụ ba-dong")


def _import(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", help="CSV hoặc XLSX: cột unit, date, các chỉ số, note")
    parser.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi gì")
    parser.add_argument("--skip-bad", action="store_true", help="ghi các dòng đúng, bỏ qua dòng sai")


def _remind(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--now", required=True, metavar="ISO", help="xét như vào lúc này, ví dụ 2025-11-23T19:00")
    parser.add_argument("--dry-run", action="store_true", help="chỉ in ra, không gửi và không ghi gì")


def _dayoff(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("days", metavar="NGÀY", help="2026-09-10, hoặc 2026-09-10..2026-09-12")
    parser.add_argument("--unit", required=True, metavar="KHÓA", help="xã (cả xã nghỉ) hoặc thôn (thôn không phải báo)")
    parser.add_argument("--name", default="nghỉ", metavar="TÊN", help="vì sao, ví dụ “bão số 5”")
    parser.add_argument("--drop", action="store_true", help="bỏ ngày nghỉ đã thêm")


def _webhook(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("action", choices=("set", "show", "drop"), help="set đăng ký, show xem, drop gỡ")
    parser.add_argument("channel", metavar="KÊNH", help="telegram")


def _backup(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", help="tệp sao lưu sẽ ghi, ví dụ so-2025-11-20.zip")
    parser.add_argument("--force", action="store_true", help="ghi đè nếu tệp đã có")


def _restore(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="TỆP", help="tệp do “sothon backup” tạo")


def _doctor(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--offline", action="store_true", help="không hỏi máy chủ của Telegram, Zalo")
    parser.add_argument("--rebuild", action="store_true", help="dựng lại bảng tổng hợp từ từng số đã ghi, và so sánh")


# In the order in which an administrator meets them.
COMMANDS: tuple[Command, ...] = (
    Command("demo", "bot.commands.demo", "mở bản dùng thử với xã mẫu, không cần cài đặt gì", _demo),
    Command("run", "bot.commands.run", "chạy thật: các kênh, lời nhắc, máy chủ web", _none),
    Command("setup", "bot.commands.setup", "tạo hoặc cập nhật một xã từ tệp thiết lập", _setup),
    Command("invite", "bot.commands.invite", "tạo một mã mời", _invite),
    Command("chat", "bot.commands.chat", "trò chuyện với bot ngay tại đây, trên cùng sổ", _chat),
    Command("understand", "bot.commands.understand", "cho biết bot đọc một câu ra sao", _understand),
    Command("summary", "bot.commands.summary", "bảng tổng hợp của một đơn vị trong một kỳ", _summary),
    Command("export", "bot.commands.export", "xuất báo cáo Word, Excel, biểu đồ, CSV, JSON", _export),
    Command("template", "bot.commands.template", "xem, thay hoặc bỏ mẫu báo cáo Word của xã", _template),
    Command("import", "bot.commands.importing", "nhập số liệu cũ từ tệp CSV hoặc Excel", _import),
    Command("remind", "bot.commands.remind", "xét lời nhắc một lượt như vào một lúc: nhắc ai, vì sao", _remind),
    Command("dayoff", "bot.commands.dayoff", "thêm hoặc bỏ ngày nghỉ của xã, ngày bão của một thôn", _dayoff),
    Command("webhook", "bot.commands.webhook", "đăng ký, xem hoặc gỡ webhook của một kênh", _webhook),
    Command("migrate", "bot.commands.migrate", "đưa cơ sở dữ liệu lên phiên bản mới", _none),
    Command("backup", "bot.commands.backup", "sao lưu sổ ra một tệp", _backup),
    Command("restore", "bot.commands.restore", "khôi phục sổ từ tệp sao lưu", _restore),
    Command("doctor", "bot.commands.doctor", "kiểm tra cài đặt, mã bot, sổ, và nói cần làm gì", _doctor),
)

# Exceptions that are sentences, by where they are defined: a module that was not imported cannot have raised its own.
SENTENCES = {
    ("bot.settings", "SettingsError"),
    ("bot.commands.ledger", "CommandError"),
    ("bot.commands.understand", "NotReadError"),
    ("bot.server", "AddressError"),
    ("bot.importing", "FileError"),
    ("bot.upkeep", "UpkeepError"),
    ("bot.channels.public", "WebhookError"),
    ("domain.calendar", "CycleError"),
    ("domain.periods", "PeriodError"),
    ("reports.book", "ReportError"),
    ("storage.backup", "BackupError"),
    ("storage.places", "PlaceError"),
    ("storage.schema", "SchemaError"),
    ("storage.setup", "SetupError"),
}


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; returns 0, 1 (it failed, and standard error says why) or 2 (it was asked for wrongly)."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # Vietnamese on any console, and no byte that stops a reader
            stream.reconfigure(encoding="utf-8", errors="replace")
    line = parser()
    args = line.parse_args(argv)
    if args.version:
        from importlib.metadata import version

        print("sothon", version("sothon"))
        return OK
    command = next((command for command in COMMANDS if command.name == args.command), None)
    if command is None:
        line.print_help(sys.stderr)
        return MISUSED
    try:
        module = import_module(command.module)
        run: Callable[[argparse.Namespace], int] = module.run
        return run(args)
    except KeyboardInterrupt:
        return FAILED
    except BrokenPipeError:  # the reader of our output has left, as with `| head`
        sys.stderr.close()
        return FAILED
    except Exception as error:
        print(sentence(error), file=sys.stderr)
        return FAILED


def sentence(error: Exception) -> str:
    """What a failure says to the person at the keyboard; never a traceback unless LOG_LEVEL asks for it."""
    if any((kind.__module__, kind.__name__) in SENTENCES for kind in type(error).__mro__):
        return str(error)
    if isinstance(error, OSError) and error.filename:
        return f"Không dùng được tệp {error.filename}: {_REASONS.get(type(error), error.strerror)}."
    if type(error).__module__ == "sqlalchemy.exc" and hasattr(error, "orig"):
        return f"Cơ sở dữ liệu không trả lời được: {_one_line(error.orig)}\nXin chạy “sothon doctor” để kiểm tra."
    import os
    import traceback

    if os.environ.get("LOG_LEVEL") == "DEBUG":
        traceback.print_exception(error)
    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{frame.filename.replace(os.sep, '/').rsplit('/', 1)[-1]}:{frame.lineno}"
    return (
        f"Lỗi ngoài dự kiến ({type(error).__name__} ở {place}). "
        "Xin chạy lại với LOG_LEVEL=DEBUG rồi gửi phần in ra cho người bảo trì."
    )


_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "không có tệp này",
    FileExistsError: "tệp đã có",
    PermissionError: "không có quyền",
    IsADirectoryError: "đây là thư mục",
    NotADirectoryError: "đường dẫn đi qua một tệp, không phải thư mục",
}


def _one_line(text: object) -> str:
    return " ".join(str(text).split())[:300]


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 10_000:
        raise argparse.ArgumentTypeError(f"“{text}” phải là số nguyên từ 1 trở lên")
    return int(text)


class _Help(argparse.HelpFormatter):
    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=100)

    def add_usage(
        self, usage: str | None, actions: Iterable[argparse.Action], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Cách dùng: " if prefix is None else prefix)


class _Parser(argparse.ArgumentParser):
    """argparse speaking Vietnamese: its own words are English and not meant to be changed one by one."""

    def __init__(self, **more: Any) -> None:
        super().__init__(add_help=False, allow_abbrev=False, formatter_class=_Help, **more)
        self._positionals.title = "Cần ghi"
        self._optionals.title = "Tùy chọn"
        self.add_argument("-h", "--help", action="help", help="in phần giúp này")

    def error(self, message: str) -> NoReturn:
        for pattern, words in _ERRORS:
            message = re.sub(pattern, words, message)
        self.exit(MISUSED, f"{self.format_usage()}{message}. Xem thêm: {self.prog} --help\n")


# argparse's messages, of Python 3.11 to 3.14, and ours.
_ERRORS = (
    (r"^argument LỆNH: invalid choice: '?(.*?)'? \(.*\)$", r"Không có lệnh “\1”"),
    (r"^the following arguments are required: (.*)$", r"Còn thiếu: \1"),
    (r"^unrecognized arguments: (.*)$", r"Không hiểu: \1"),
    (r"^argument (.*?): expected one argument$", r"\1 cần một giá trị theo sau"),
    (r"^argument (.*?): ignored explicit argument (.*)$", r"\1 không nhận giá trị \2"),
    (r"^argument (.*?): invalid choice: '?(.*?)'? \((?:maybe you meant.*?, )?choose from (.*)\)$",
     r"\1: “\2” phải là một trong \3"),
    (r"^argument (.*?): (“.*)$", r"\1: \2"),
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = _Parser(prog="sothon", description="Sổ Thôn: sổ số liệu của thôn, ngay trong khung chat.")
    top.add_argument("-V", "--version", action="store_true", help="in phiên bản")
    commands = top.add_subparsers(dest="command", metavar="LỆNH", title="Các lệnh", parser_class=_Parser)
    for command in COMMANDS:
        one = commands.add_parser(command.name, help=command.help, description=command.help.capitalize() + ".")
        command.arguments(one)
    return top


if __name__ == "__main__":
    sys.exit(main())
