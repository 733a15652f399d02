"""The ledger looked into: clock, communes, roll-ups, messages, backups."""

from collections.abc import Callable
from datetime import timedelta

from bot.doctor.finding import BAD, FINE, NOTE, Finding
from domain.periods import local, week_of
from reports.rollup import of_commune
from storage import backup, communes, health, recount
from storage.tx import Tx
from vietnamese.words import full_day, number

LATE = timedelta(minutes=10)
BACKUP_OLD = timedelta(days=8)


def _clock(tx: Tx) -> list[Finding]:
    here, newest = local(tx.now), health.newest(tx)
    if newest is not None and newest - tx.now > timedelta(minutes=5):
        return [Finding(BAD, f"Đồng hồ máy ({here:%H:%M %d/%m/%Y}) chạy sau số liệu mới nhất.", "Chỉnh giờ, bật NTP.")]
    return [Finding(FINE, f"Đồng hồ: {here:%H:%M} ngày {full_day(here.date())}, giờ Việt Nam.")]


def _communes(tx: Tx) -> list[Finding]:
    found = []
    for one in health.overview(tx):
        joined = one.people - one.accountless
        found.append(Finding(FINE, f"{one.name}: {one.villages} thôn, {joined}/{one.people} người đã vào."))
        if not one.officers:
            found.append(Finding(NOTE, f"{one.name}: chưa có công chức nào vào.", "sothon invite --role officer …"))
        if one.empty:
            names = ", ".join(one.empty[:10]) + (" …" if len(one.empty) > 10 else "")
            found.append(Finding(NOTE, f"{one.name}: chưa ai vào ở {names}.", "Gửi mã mời cho các thôn này."))
        if one.unreachable:
            found.append(Finding(NOTE, f"{one.name}: {one.unreachable} người đã chặn bot hoặc rời đi.", "Mời lại họ."))
        if one.expired:
            found.append(
                Finding(NOTE, f"{one.name}: {one.expired} mã mời hết hạn khi chưa dùng hết, {one.codes} mã còn dùng.")
            )
    return found or [Finding(NOTE, "Sổ chưa có xã nào.", "sothon setup TỆP")]


def _rollups(tx: Tx) -> list[Finding]:
    """The stored entries are sound, and the roll-up of the last eight weeks equals a recount of them."""
    faults = health.strays(tx) + [f"bảng tổng hợp lệch ({one})" for one in recount.differences(tx)]
    this = week_of(local(tx.now).date())
    weeks = [week_of(this.first - timedelta(weeks=back)) for back in range(8)]
    for commune_id in communes.all_ids(tx):
        commune = communes.load(tx, commune_id)
        for week in weeks:
            if of_commune(tx, commune, week).totals != health.day_totals(tx, commune_id, week.first, week.last):
                faults.append(f"tổng hợp {week.key} của {commune.name} lệch số đã ghi")
    if faults:
        mend = "Sao lưu, chạy “sothon doctor --rebuild”; còn lệch thì báo người bảo trì."
        return [Finding(BAD, f"Sổ có chỗ không khớp: {'; '.join(faults[:5])}.", mend)]
    return [Finding(FINE, "Tổng hợp 8 tuần gần nhất khớp với từng số đã ghi.")]


def _messages(tx: Tx) -> list[Finding]:
    found, post = [], health.post(tx)
    if post.since is not None and tx.now - post.since > LATE:
        minutes = int((tx.now - post.since).total_seconds() // 60)
        found.append(
            Finding(
                NOTE,
                f"{post.waiting} tin chờ gửi, lâu nhất {number(minutes)} phút.",
                "“sothon run” có đang chạy không?",
            )
        )
    if post.failed:
        found.append(Finding(NOTE, f"7 ngày qua có {post.failed} tin gửi không được.", "Xem nhật ký, mục delivery."))
    unread, failed = health.unread(tx)
    if failed:
        found.append(Finding(NOTE, f"7 ngày qua có {failed} tin gặp lỗi khi xử lý.", "Xem nhật ký, mục turn.failed."))
    if unread:
        found.append(Finding(NOTE, f"7 ngày qua có {unread} câu bot không hiểu.", "Công chức xem trong chat."))
    return found or [Finding(FINE, "Tin đến, tin đi: không có gì tồn đọng.")]


def _backups(tx: Tx) -> list[Finding]:
    last = backup.last(tx)
    if last is None:
        return [Finding(NOTE, "Sổ chưa được sao lưu lần nào.", "sothon backup TỆP; đặt lịch (docs/operations.md).")]
    words = f"Sao lưu gần nhất: {full_day(local(last).date())}"
    if tx.now - last > BACKUP_OLD:
        return [Finding(NOTE, f"{words}, đã {(tx.now - last).days} ngày.", "sothon backup TỆP; xem lại lịch sao lưu.")]
    return [Finding(FINE, words + ".")]


# In the order in which they are printed.
LOOKS: tuple[Callable[[Tx], list[Finding]], ...] = (_clock, _communes, _rollups, _messages, _backups)
