"""What people say to each bot, and what each answer must hold."""

import random
from collections.abc import Sequence

from bench.driver import Report, Step


def product_guided(report: Report) -> Sequence[Step]:
    """“báo cáo” and one number an indicator, read back with the village's week."""
    first, second, third = (str(value) for value in report.values)
    return (
        ("báo cáo", ("Báo số ", "(1/3) Học viên")),
        (first, ("(2/3) Cài, kích hoạt VNeID",)),
        (second, ("(3/3) Buổi hỗ trợ",)),
        (third, _read_back(report)),
    )


def product_message(report: Report) -> Sequence[Step]:
    """Everything in one message, in one of the ways people write."""
    a, b, c = report.values
    ways = (
        f"hnay {a} hv, {b} vneid, {c} buổi",
        f"hôm nay {a} học viên, {b} VNeID, {c} buổi",
        f"{a} hv {b} vneid {c} buoi",
        f"Em báo: {c} buổi, {a} học viên, cài vneid {b} ạ",
    )
    return ((random.choice(ways), _read_back(report)),)


def _read_back(report: Report) -> tuple[str, ...]:
    a, b, c = report.values
    x, y, z = (f"{value:,}".replace(",", ".") for value in report.total)
    return (
        f"✅ Đã ghi cho thôn {report.person.village.name}, ",
        f"• Học viên: {a}\n• VNeID: {b}\n• Buổi hỗ trợ: {c}\n",
        f"cả thôn: {x} học viên · {y} VNeID · {z} buổi hỗ trợ.",
    )


def baseline_guided(report: Report) -> Sequence[Step]:
    """The same conversation with the plain bot."""
    a, b, c = report.values
    x, y, z = report.total
    done = (
        f"✅ Đã ghi cho thôn {report.person.village.name}, ",
        f"• Học viên: {a}\n• VNeID: {b}\n• Buổi hỗ trợ: {c}\n",
        f"cả thôn: {x} · {y} · {z}.",
    )
    return (
        ("báo cáo", ("Bao nhiêu học viên",)),
        (str(a), ("Bao nhiêu VNeID",)),
        (str(b), ("Bao nhiêu buổi",)),
        (str(c), done),
    )
