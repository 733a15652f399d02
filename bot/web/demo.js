// The demo: who to be, one or two people side by side, and a clock that can be moved forward.

import { Api } from "./api.js";
import { Chat } from "./chat.js";
import { setNow } from "./clock.js";
import { el, kept } from "./dom.js";

const KEPT = "sothon.demo";
const OFFICER = /công chức|cán bộ|phụ trách/i;
const MINUTE = 60e3;

export function demo(root, menu, data) {
  const api = new Api();
  const state = { ...data, people: withStrangers(data.people) };
  const chosen = remembered(state.people);
  const phones = [0, 1].map((place) => new Phone(place, chosen.who[place], state, menu, remember));
  const text = el("p", { class: "now", text: state.now_text });
  const happened = el("p", { class: "happened", role: "status", text: "" });
  const steps = el("div", { class: "steps", role: "group", "aria-label": "Cho đồng hồ chạy tới" });
  for (const { key, label } of state.steps) {
    steps.append(el("button", { type: "button", class: "step", text: label, onclick: () => step(key) }));
  }
  const count = el("button", { type: "button", class: "count", onclick: () => {
    chosen.two = !chosen.two;
    arrange();
  } });
  const tabs = phones.map((phone, place) => el("button", { type: "button", class: "tab", onclick: () => {
    chosen.front = place;
    arrange();
  } }));
  const desk = el("main", { class: "phones" }, ...phones.map((phone) => phone.node));

  async function step(key) {
    const buttons = [...steps.children];
    buttons.forEach((button) => (button.disabled = true));
    happened.textContent = "Đồng hồ đang chạy…";
    try {
      const { status, data: moved } = await api.call("/api/demo/clock", { step: key });
      if (status !== 200) throw new Error(moved.error);
      setNow(moved.now);
      text.textContent = moved.now_text;
      happened.textContent = moved.happened || "";
      phones.forEach((phone) => phone.chat.refresh());
    } catch (error) {
      happened.textContent = error.message || "Chưa chuyển được đồng hồ, anh/chị thử lại ạ.";
    }
    buttons.forEach((button) => (button.disabled = false));
  }

  function arrange() {
    desk.classList.toggle("two", chosen.two);
    count.textContent = chosen.two ? "Xem một máy" : "Xem hai máy";
    phones.forEach((phone, place) => {
      phone.node.classList.toggle("front", chosen.front === place);
      tabs[place].textContent = bare(phone.person.name);
      tabs[place].setAttribute("aria-pressed", String(chosen.front === place));
    });
    remember();
  }

  function remember() {
    chosen.who = phones.map((phone) => phone.person.id);
    tabs.forEach((tab, place) => (tab.textContent = bare(phones[place].person.name)));
    kept.set(KEPT, JSON.stringify(chosen));
  }

  setInterval(async () => {
    if (document.hidden) return;
    const { status, data: again } = await api.call("/api/demo").catch(() => ({ status: 0 }));
    if (status === 200) text.textContent = again.now_text;
  }, MINUTE);

  root.replaceChildren(el("div", { class: "demo" },
    el("header", { class: "top" },
      el("div", { class: "brand" }, el("img", { src: "/static/icon.svg", alt: "", width: "40", height: "40" }),
        el("div", {}, el("h1", { text: "Sổ Thôn" }), el("p", { text: `Bản dùng thử · ${state.commune}` }))),
      el("div", { class: "time" }, text, steps),
      count),
    happened,
    el("div", { class: "tabs", role: "group", "aria-label": "Đang xem máy của" }, ...tabs),
    desk));
  arrange();
}

// One phone: whose it is, and the chat.
class Phone {
  constructor(place, id, state, menu, changed) {
    this.state = state;
    this.menu = menu;
    this.changed = changed;
    this.body = el("div", { class: "body" });
    this.code = el("p", { class: "note", hidden: true });
    const name = `who-${place}`;
    this.select = el("select", { id: name, onchange: () => {
      this.show(this.select.value);
      this.changed();
    } }, ...options(state.people));
    this.node = el("div", { class: "phone" },
      el("header", { class: "bar" }, el("label", { for: name, text: "Đang là" }), this.select), this.code, this.body);
    this.show(id);
  }

  show(id) {
    this.person = this.state.people.find((person) => person.id === id) || this.state.people[0];
    this.select.value = this.person.id;
    if (this.chat) this.chat.close();
    this.code.hidden = !this.person.stranger;
    this.code.replaceChildren("Người chưa vào tổ. Mã mời để gõ thử: ", el("strong", { text: this.state.code }));
    const { person, menu } = this;
    const role = [person.role, person.unit].filter(Boolean).join(" · ");
    const intro = [bare(person.name), role, "Chạm một câu bên dưới, hoặc tự gõ."].filter(Boolean);
    this.chat = new Chat(this.body, { as: person.id, menu, intro, hints: hints(person, this.state.code) });
  }
}

function hints(person, code) {
  if (person.stranger) return ["xin chào", code];
  if (OFFICER.test(person.role)) return ["tuần", "ai chưa báo", "tuần trước"];
  return ["hnay 12 hv, 5 vneid, 2 buổi", "báo cáo", "xem"];
}

// The bar and the group's name say that all of it is a sample; in the small places that is enough.
function bare(name) {
  return name.replace(/ \(mẫu\)$/, "");
}

function withStrangers(people) {
  const strangers = [1, 2].map((n) => ({ id: `stranger-${n}`, name: `Người lạ ${n}`, role: "", group: "Chưa vào tổ", stranger: true }));
  return [...people.filter(({ id }) => !id.startsWith("stranger-")), ...strangers];
}

function options(people) {
  const groups = new Map();
  for (const person of people) {
    const group = person.group || person.unit || "";
    if (!groups.has(group)) groups.set(group, el("optgroup", { label: group }));
    const role = person.role ? ` · ${person.role}` : "";
    groups.get(group).append(el("option", { value: person.id, text: `${bare(person.name)}${role}` }));
  }
  return groups.values();
}

// Who was shown last time; at first a villager on the left and the officer on the right.
function remembered(people) {
  const officer = people.find(({ role }) => OFFICER.test(role)) || people[0];
  const member = people.find((person) => !OFFICER.test(person.role) && !person.stranger) || people[0];
  const first = { who: [member.id, officer.id], two: true, front: 0 };
  try {
    const before = JSON.parse(kept.get(KEPT));
    const known = before.who.every((id) => people.some((person) => person.id === id));
    return known ? { ...first, ...before } : first;
  } catch {
    return first;
  }
}
