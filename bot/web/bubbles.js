// The conversation as it is seen: bubbles in the order of the table, days between them, and below what still waits.

import { dayOf, dayText, timeText } from "./clock.js";
import { el, icon } from "./dom.js";

const NEAR = 90; // pixels from the end within which the reader follows the conversation
// Not every old phone or office PC has these characters in a font: they are drawn (style.css), and copied as text.
const SIGNS = { "✅": "ok", "📊": "chart", "📎": "clip", "⏰": "bell", "🔔": "bell", "⚠": "warn", "⚠️": "warn" };
const PAUSE = 1500; // a second tap on the same buttons within this time is a slip

export class Bubbles {
  // press(key, label): a choice was pressed · again(id), forget(id): what to do with a message that failed
  constructor({ press, again, forget, older }) {
    this.actions = { press, again, forget };
    this.known = new Map(); // seq → { seq, day, node, divider, mine, key }
    this.order = [];
    this.waiting = new Map(); // id → node
    this.list = el("ol", { class: "list" });
    this.queue = el("ol", { class: "list queue" });
    this.olderButton = el("button", { type: "button", class: "older", text: "Xem tin cũ hơn", hidden: true, onclick: older });
    this.node = el("div", { class: "lines", role: "log", "aria-live": "polite", "aria-label": "Cuộc trò chuyện", tabindex: "0" },
      this.olderButton, this.list, this.queue);
    this.jump = el("button", { type: "button", class: "jump", hidden: true, onclick: () => this.follow(true) }, icon("down"), "Tin mới");
    this.node.addEventListener("scroll", () => {
      this.following = this.atEnd();
      if (this.following) this.jump.hidden = true;
    });
    this.following = true;
    // The keyboard came up, or the strip: who followed the conversation still does.
    if (window.ResizeObserver) new ResizeObserver(() => this.following && this.follow()).observe(this.node);
  }

  get empty() {
    return this.order.length === 0 && this.waiting.size === 0;
  }

  // The person's own words are among the lines.
  get spoken() {
    return this.waiting.size > 0 || this.order.some(({ mine }) => mine);
  }

  atEnd() {
    return this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < NEAR;
  }

  // Lines from the table, some perhaps known; true if any was new and not the person's own.
  add(lines) {
    const fresh = lines.filter(({ seq }) => !this.known.has(seq));
    if (!fresh.length) return false;
    const height = this.node.scrollHeight;
    const top = this.node.scrollTop;
    const before = this.order.length > 0 && fresh[fresh.length - 1].seq < this.order[0].seq;
    for (const line of fresh) this.insert(line);
    this.divide();
    if (before) this.node.scrollTop = top + this.node.scrollHeight - height;
    else if (this.following || fresh.some(({ mine }) => mine)) this.follow();
    else this.jump.hidden = false;
    return fresh.some(({ mine }) => !mine);
  }

  insert(line) {
    const at = Date.parse(line.at);
    const divider = el("p", { class: "day", hidden: true });
    const node = el("li", { class: line.mine ? "line mine" : "line" }, divider,
      bubble(line.text, at, line.mine ? "sent" : ""), this.choices(line));
    const entry = { seq: line.seq, day: dayOf(at), node, divider, mine: line.mine };
    if (line.mine) this.settle(line.key);
    let place = this.order.length;
    while (place > 0 && this.order[place - 1].seq > line.seq) place -= 1;
    const next = this.order[place];
    this.list.insertBefore(node, next ? next.node : null);
    this.order.splice(place, 0, entry);
    this.known.set(line.seq, entry);
  }

  choices(line) {
    if (!line.choices.length) return null;
    const group = el("div", { class: "choices", role: "group", "aria-label": "Các câu trả lời" });
    for (const [key, label] of line.choices) {
      if (key.startsWith("/files/")) { // a file to fetch, not an answer
        group.append(el("a", { class: "choice", href: key, download: "", text: label }));
        continue;
      }
      group.append(el("button", { type: "button", class: "choice", text: label, onclick: () => {
        if (group.classList.contains("resting")) return;
        group.classList.add("resting");
        setTimeout(() => group.classList.remove("resting"), PAUSE);
        this.actions.press(key, label);
      } }));
    }
    return group;
  }

  // A day is named where it changes; the buttons of the newest question stand out.
  divide() {
    let day = null;
    let mine = null;
    for (const entry of this.order) {
      entry.divider.hidden = entry.day === day;
      entry.divider.textContent = dayText(entry.day);
      entry.node.classList.toggle("same", mine === entry.mine && entry.day === day);
      entry.node.classList.remove("newest");
      day = entry.day;
      mine = entry.mine;
    }
    const last = this.order.filter((entry) => !entry.mine).pop();
    if (last) last.node.classList.add("newest");
  }

  // A message of the outbox: shown below until the table has it.
  pending(item) {
    const old = this.waiting.get(item.id);
    const text = item.pressed ? item.label : item.text;
    const node = el("li", { class: `line mine ${item.state}`, "data-id": item.id }, bubble(text, item.at, item.state));
    if (item.state === "failed") {
      node.append(el("p", { class: "reason", role: "alert", text: item.reason }), el("div", { class: "choices" },
        el("button", { type: "button", class: "choice", text: "Gửi lại", onclick: () => this.actions.again(item.id) }),
        el("button", { type: "button", class: "choice", text: "Bỏ", onclick: () => this.actions.forget(item.id) })));
    }
    const shown = item.seq !== undefined && this.known.has(item.seq);
    if (old) old.replaceWith(node);
    else if (!shown) this.queue.append(node);
    this.waiting.set(item.id, node);
    if (shown) this.settle(item.id);
    if (!old) this.follow();
  }

  settle(id) {
    const node = this.waiting.get(id);
    if (node) node.remove();
    this.waiting.delete(id);
  }

  follow(smooth = false) {
    this.following = true;
    this.jump.hidden = true;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.node.scrollTo({ top: this.node.scrollHeight, behavior: smooth && !calm ? "smooth" : "auto" });
  }
}

const STATES = { waiting: ["clock", "đang chờ gửi"], sent: ["check", "đã gửi"], failed: ["alert", "chưa gửi được"] };

function bubble(text, at, state) {
  const foot = el("span", { class: "foot" }, el("time", { datetime: new Date(at).toISOString(), text: timeText(at) }));
  if (state) foot.append(icon(STATES[state][0]), el("span", { class: "hidden", text: STATES[state][1] }));
  return el("div", { class: "bubble" },
    el("span", { class: "hidden", text: state ? "Anh/chị: " : "Sổ Thôn: " }),
    el("span", { class: "text" }, ...drawn(text)), foot);
}

// "2. VNeID" and "16–22/11/2026" stay on one line.
const PIECES = /(⚠\uFE0F|[✅📊📎⏰🔔⚠]|\d{1,2}\. [^\s]{1,16}|\d[\d/]{0,10}–\d[\d/]{0,10})/u;

function drawn(text) {
  return text.split(PIECES).filter(Boolean).map((part) => {
    if (SIGNS[part]) return el("span", { class: `sign ${SIGNS[part]}`, text: part });
    return PIECES.test(part) ? el("span", { class: "whole", text: part }) : part;
  });
}
