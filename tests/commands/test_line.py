"""The command line itself: names, help, misuse, failures, and what a command costs to start."""

import json
import subprocess
import sys

import pytest

from bot.__main__ import COMMANDS, SENTENCES, sentence
from tests.commands.desk import Desk

# The names of the outside contract; `template` and `dayoff` are ours.
CONTRACT = {
    "demo", "run", "setup", "invite", "chat", "understand", "summary",
    "export", "template", "import", "remind", "dayoff",
    "webhook", "migrate", "backup", "restore", "doctor",
}  # fmt: skip


def python(code: str, *more: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code, *more], input=stdin, capture_output=True, text=True, check=False)


def test_names_are_the_contracts(desk: Desk) -> None:
    assert {command.name for command in COMMANDS} == CONTRACT
    text = desk.good("--help").out
    assert text.startswith("Cách dùng: sothon")
    for command in COMMANDS:
        assert f"    {command.name} " in text


@pytest.mark.parametrize("name", sorted(CONTRACT))
def test_every_command_explains_itself_in_vietnamese(desk: Desk, name: str) -> None:
    text = desk.good(name, "--help").out
    assert text.startswith(f"Cách dùng: sothon {name}")
    for english in ("usage", "options", "positional", "show this", "required"):
        assert english not in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lam-gi"], "Không có lệnh “lam-gi”"),
        (["invite"], "Còn thiếu: --unit, --role"),
        (["invite", "--unit", "a", "--role", "boss"], "--role: “boss” phải là một trong"),
        (["invite", "--unit", "a", "--role", "member", "--uses", "0"], "--uses: “0” phải là số nguyên từ 1"),
        (["invite", "--unit", "a", "--role", "member", "--days", "hai"], "--days: “hai” phải là số nguyên từ 1"),
        (["summary", "--unit"], "--unit cần một giá trị theo sau"),
        (["backup", "a.zip", "b.zip"], "Không hiểu: b.zip"),
        (["webhook", "quay", "telegram"], "“quay” phải là một trong"),
        (["demo", "--reset=1"], "--reset không nhận giá trị"),
    ],
)
def test_misuse_is_told_in_vietnamese_and_exits_with_2(desk: Desk, words: list[str], said: str) -> None:
    result = desk.run(*words)
    assert (result.code, result.out) == (2, "")
    assert said in result.err
    assert "Cách dùng" in result.err


def test_nothing_asked_shows_the_help(desk: Desk) -> None:
    result = desk.run()
    assert (result.code, result.out) == (2, "")
    assert "doctor" in result.err
    assert desk.run("understand").code == 2


def test_help_imports_nothing_heavy() -> None:
    code = """
import sys
from bot.__main__ import main
try:
    main(["--help"])
except SystemExit:
    pass
heavy = {"sqlalchemy", "pydantic", "starlette", "aiogram", "structlog", "rapidfuzz", "holidays", "asyncio"}
print(sorted(heavy & {name.split(".")[0] for name in sys.modules}))
"""
    assert python(code).stdout.splitlines()[-1] == "[]"


def test_understand_needs_no_database() -> None:
    code = """
import sys
from bot.__main__ import main
code = main(["understand", *sys.argv[1:]])
print(code, sorted({"sqlalchemy", "pydantic", "aiogram"} & set(sys.modules)))
"""
    done = python(code, "hôm nay 12 học viên, 5 vneid", "--now", "2025-11-20T19:30", "--json")
    answer, end = done.stdout.splitlines()
    assert json.loads(answer)["values"] == {"learners": 12, "vneid": 5}
    assert end == "0 []"
    line = json.dumps({"id": "a", "text": "hôm nay 3 vneid", "now": "2025-11-20T19:30:00+07:00"})
    done = python(code, "--jsonl", stdin=line + "\n")
    read = json.loads(done.stdout.splitlines()[0])
    assert read == {"id": "a", "intent": "report", "values": {"vneid": 3}, "when": {"date": "2025-11-20"}, "ask": False}


@pytest.mark.parametrize(
    ("words", "stdin", "said"),
    [
        (["understand", "5 vneid", "--now", "hôm qua"], "", "--now “hôm qua” phải là thời điểm"),
        (["understand", "--jsonl"], "không phải json\n", "phải là một đối tượng JSON"),
        (["understand", "--jsonl"], '{"id": "a"}\n', "cần có text"),
        (["summary", "--unit", "ba-dong", "--period", "tuần này"], "", "Không hiểu kỳ “tuần này”"),
        (["summary", "--unit", "ba-dong", "--period", "2025-W47"], "", "sothon setup"),
        (["setup", "khong-co.toml"], "", "Không dùng được tệp khong-co.toml: không có tệp này"),
        (["webhook", "set", "bo-cau"], "", "Kênh “bo-cau” không có webhook"),
        (["chat", "--as", " "], "", "--as cần một cái tên"),
    ],
)
def test_failures_are_sentences_and_exit_with_1(desk: Desk, words: list[str], stdin: str, said: str) -> None:
    result = desk.run(*words, stdin=stdin)
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_a_wrong_setting_is_told_with_its_name(desk: Desk) -> None:
    desk.set(PORT="nhiều")
    result = desk.run("migrate")
    assert result.code == 1
    assert "PORT" in result.err


def test_a_database_that_does_not_answer_is_told_without_its_password(desk: Desk) -> None:
    desk.set(DATABASE_URL="postgresql://sothon:b%C3%AD-m%E1%BA%ADt@127.0.0.1:9/so")
    result = desk.run("summary", "--unit", "x", "--period", "2025")
    assert result.code == 1
    assert result.err.startswith("Cơ sở dữ liệu không trả lời được")
    assert "mật" not in result.err


def test_the_unexpected_names_its_place_and_keeps_the_words_of_others_out() -> None:
    try:
        raise ZeroDivisionError("nội dung tin nhắn của ai đó")
    except ZeroDivisionError as error:
        said = sentence(error)
    assert "ZeroDivisionError ở test_line.py:" in said
    assert "nội dung" not in said


def test_every_exception_called_a_sentence_exists() -> None:
    from importlib import import_module

    for module, name in SENTENCES:
        assert issubclass(getattr(import_module(module), name), Exception), (module, name)


def test_migrate_says_what_it_did_and_refuses_a_newer_ledger(desk: Desk) -> None:
    assert "Đã đưa cơ sở dữ liệu lên lược đồ" in desk.good("migrate").out
    assert "mới nhất" in desk.good("migrate").out
    with desk.tx() as tx:
        tx.connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    for words in (["migrate"], ["summary", "--unit", "x", "--period", "2025"]):
        result = desk.run(*words)
        assert (result.code, "cập nhật phần mềm" in result.err) == (1, True)


def test_version(desk: Desk) -> None:
    assert desk.good("--version").out.startswith("sothon ")
