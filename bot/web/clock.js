// The server's time, and how a moment is said. The village's time is UTC+7 all year, whatever the phone is set to.

const VIETNAM = 7 * 3600e3;
const DAY = 24 * 3600e3;
const DAYS = ["Chủ nhật", "thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy"];
let offset = 0;

export function setNow(iso) {
  offset = Date.parse(iso) - Date.now();
}

export function now() {
  return Date.now() + offset;
}

export function dayOf(at) {
  return Math.floor((at + VIETNAM) / DAY);
}

export function timeText(at) {
  return new Date(at + VIETNAM).toISOString().slice(11, 16);
}

export function dayText(day) {
  const today = dayOf(now());
  if (day === today) return "Hôm nay";
  if (day === today - 1) return "Hôm qua";
  const date = new Date(day * DAY);
  const year = date.getUTCFullYear() === new Date(today * DAY).getUTCFullYear() ? "" : `/${date.getUTCFullYear()}`;
  const name = DAYS[date.getUTCDay()];
  return `${name[0].toUpperCase()}${name.slice(1)} ${date.getUTCDate()}/${date.getUTCMonth() + 1}${year}`;
}
