// One conversation on the page. Several can live side by side, each with its own `as`.

import { Api } from "./api.js";
import { Bubbles } from "./bubbles.js";
import { el, icon, kept } from "./dom.js";
import { Outbox } from "./outbox.js";
import { Wire } from "./wire.js";

const LONGEST = 4000;
const GRACE = 1200; // a break shorter than this is not worth a word

export class Chat {
  // as: who speaks (the demo) · menu: [[command, label], …] · intro: who this is, in lines, while nothing was said yet ·
  // hints: sentences to try, until the person has said one (a reminder may have come first) ·
  // extras: further entries of the menu, [label, action] · out(): the chat is not signed in · held: nothing waiting
  // goes out by itself
  constructor(root, { as = "", menu = [], hints = [], intro = [], extras = [], out = () => {}, held = false } = {}) {
    this.root = root;
    this.api = new Api(as);
    this.draft = `sothon.draft.${as || "me"}`;
    this.out = out;
    this.bubbles = new Bubbles({
      press: (key, label) => this.outbox.add({ pressed: key, label }),
      again: (id) => this.outbox.again(id),
      forget: (id) => this.forget(id),
      older: () => this.older(),
    });
    this.build(menu, extras, hints, intro);
    this.outbox = new Outbox(as || "me", (body) => this.api.call("/api/messages", body), (item) => this.changed(item));
    if (held) this.outbox.hold();
    for (const item of this.outbox.items) this.bubbles.pending(item);
    this.outbox.flush();
    this.wire = new Wire(this.api, { told: (lines) => this.told(lines), state: (state) => this.state(state) });
  }

  build(menu, extras, hints, intro) {
    this.strip = el("p", { class: "strip", role: "status", hidden: true });
    this.hints = el("div", { class: "hints", hidden: true });
    for (const hint of hints) {
      this.hints.append(el("button", { type: "button", class: "hint", text: hint, onclick: () => this.say(hint) }));
    }
    this.intro = el("div", { class: "intro", hidden: true }, ...intro.map((text) => el("p", { text })));
    const id = `say-${Math.random().toString(36).slice(2)}`;
    this.input = el("textarea", {
      id, rows: "1", maxlength: String(LONGEST), placeholder: "Nhắn số liệu…", enterkeyhint: "send",
      autocomplete: "off", autocapitalize: "sentences",
      oninput: () => this.typed(),
      onkeydown: (event) => {
        // Enter that ends a composition (Telex, VNI) belongs to the keyboard, not to us.
        if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
        event.preventDefault();
        this.send();
      },
    });
    this.button = el("button", { type: "button", class: "send", "aria-label": "Gửi", onclick: () => this.send() }, icon("send"));
    this.opener = el("button", {
      type: "button", class: "opener", "aria-label": "Các việc", "aria-expanded": "false", "aria-haspopup": "true",
      onclick: () => this.toggle(),
    }, icon("menu"));
    this.sheet = el("div", { class: "sheet", hidden: true, role: "group", "aria-label": "Các việc" });
    for (const [command, label] of menu) this.entry(label, () => this.say(`/${command}`));
    for (const [label, action] of extras) this.entry(label, action, true);
    this.opener.hidden = !this.sheet.childElementCount;
    this.node = el("section", { class: "chat", "aria-label": "Trò chuyện với Sổ Thôn", onkeydown: (event) => {
      if (event.key === "Escape" && !this.sheet.hidden) this.toggle(false);
    } },
      this.strip,
      el("div", { class: "middle" }, this.bubbles.node, this.intro, this.bubbles.jump),
      this.hints,
      el("div", { class: "bottom" }, this.sheet,
        el("div", { class: "say" }, this.opener, el("label", { class: "hidden", for: id, text: "Tin nhắn" }), this.input, this.button)));
    this.bubbles.node.addEventListener("click", () => {
      if (!this.sheet.hidden) this.toggle(false);
    });
    this.root.replaceChildren(this.node);
    this.input.value = kept.get(this.draft) || "";
    this.typed();
  }

  entry(label, action, quiet = false) {
    this.sheet.append(el("button", { type: "button", class: quiet ? "item quiet" : "item", text: label, onclick: () => {
      this.toggle(false);
      action();
    } }));
  }

  toggle(open = this.sheet.hidden) {
    this.sheet.hidden = !open;
    this.opener.setAttribute("aria-expanded", String(open));
    this.opener.replaceChildren(icon(open ? "close" : "menu"));
    const first = this.sheet.querySelector("button");
    if (open && first) first.focus();
    else this.opener.focus();
  }

  typed() {
    kept.set(this.draft, this.input.value);
    this.button.disabled = !this.input.value.trim();
    this.input.style.height = "auto";
    if (this.input.value) this.input.style.height = `${Math.min(this.input.scrollHeight, 160)}px`;
  }

  send() {
    const text = this.input.value;
    if (!text.trim()) return;
    this.input.value = "";
    this.typed();
    kept.drop(this.draft);
    this.say(text);
    this.input.focus();
  }

  // Half a character (a cut emoji) is no text that a server can read.
  say(text) {
    this.outbox.add({ text: text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(^|[^\ud800-\udbff])[\udc00-\udfff]/g, "$1\ufffd") });
  }

  changed(item) {
    this.bubbles.pending(item);
    this.hint();
  }

  told(lines) {
    this.bubbles.add(lines);
    if (this.wire) this.bubbles.olderButton.hidden = !this.wire.more;
    this.hint();
  }

  hint() {
    const spoken = this.bubbles.spoken || (this.wire && this.wire.more);
    this.hints.hidden = !this.heard || spoken || !this.hints.childElementCount;
    this.intro.hidden = !this.heard || !this.bubbles.empty;
  }

  async older() {
    await this.wire.older().catch(() => {});
    this.bubbles.olderButton.hidden = !this.wire.more;
  }

  forget(id) {
    this.outbox.drop(id);
    this.bubbles.settle(id);
    this.hint();
  }

  state(state) {
    if (state === "out") {
      this.close();
      this.out();
      return;
    }
    this.heard = true;
    this.bubbles.olderButton.hidden = !this.wire || !this.wire.more;
    this.hint();
    if (state === "on") {
      clearTimeout(this.grace);
      this.grace = null;
      this.strip.hidden = true;
      this.outbox.flush();
    } else if (!this.grace) {
      this.grace = setTimeout(() => {
        this.strip.textContent = "Đang kết nối lại… Tin anh/chị gõ sẽ tự gửi khi có mạng.";
        this.strip.hidden = false;
      }, GRACE);
    }
  }

  refresh() {
    this.wire.refresh();
    this.bubbles.divide();
  }

  close() {
    clearTimeout(this.grace);
    this.wire.close();
    this.outbox.close();
  }
}
