// What the person said and the server does not have yet: kept on the device, sent in order, again and again until it
// is taken. The id is made here, once, so that a message sent twice counts once.

import { freshId, kept } from "./dom.js";
import { now } from "./clock.js";

const LATE = 30e3; // a message that waited longer says when it was typed

export class Outbox {
  // post(body) → {status, data, wait} · changed(item): its state is waiting, sent or failed
  constructor(who, post, changed) {
    this.prefix = `sothon.wait.${who}.`;
    this.post = post;
    this.changed = changed;
    this.items = [];
    this.tries = 0;
    this.sending = false;
    this.wake = () => this.flush();
    window.addEventListener("online", this.wake);
    for (const key of kept.keys()) if (key.startsWith(this.prefix)) this.load(key);
    this.items.sort((a, b) => a.at - b.at);
  }

  load(key) {
    try {
      const item = JSON.parse(kept.get(key));
      if (!this.items.some(({ id }) => id === item.id)) this.items.push(item);
    } catch {
      kept.drop(key);
    }
  }

  add(what) {
    const item = { ...what, id: freshId(), at: now(), state: "waiting" };
    this.items.push(item);
    this.keep(item);
    this.changed(item);
    this.flush();
    return item;
  }

  keep(item) {
    kept.set(this.prefix + item.id, JSON.stringify(item));
  }

  drop(id) {
    this.items = this.items.filter((item) => item.id !== id);
    kept.drop(this.prefix + id);
  }

  again(id) {
    const item = this.items.find((one) => one.id === id);
    if (!item) return;
    item.state = "waiting";
    this.keep(item);
    this.changed(item);
    this.flush();
  }

  // After another person signed in on this device, nothing goes out in their name by itself.
  hold() {
    for (const item of this.items) this.fail(item, "Tin này chưa gửi.");
  }

  fail(item, reason) {
    item.state = "failed";
    item.reason = reason;
    this.keep(item);
    this.changed(item);
  }

  async flush() {
    clearTimeout(this.timer);
    if (this.sending || this.closed) return;
    this.sending = true;
    let wait = 0;
    try {
      let item;
      while (!wait && !this.closed && (item = this.items.find(({ state }) => state === "waiting"))) wait = await this.one(item);
    } finally {
      this.sending = false;
    }
    if (wait && !this.closed) this.timer = setTimeout(() => this.flush(), wait);
  }

  // Sends one; returns after how long to try again, 0 if it is settled.
  async one(item) {
    const body = { id: item.id };
    if (item.pressed) Object.assign(body, { pressed: item.pressed, label: item.label });
    else body.text = item.text;
    if (now() - item.at > LATE) body.said_at = new Date(item.at).toISOString();
    let answer;
    try {
      answer = await this.post(body);
    } catch {
      answer = { status: 0, data: {}, wait: 0 };
    }
    const { status, data, wait } = answer;
    if (status === 200) {
      this.tries = 0;
      this.drop(item.id);
      item.state = "sent";
      item.seq = data.seq;
      this.changed(item);
      return 0;
    }
    if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      this.fail(item, data.error || "Tin này không gửi được.");
      return 0;
    }
    this.tries += 1;
    return Math.max(wait * 1e3, Math.min(30e3, 500 * 2 ** this.tries) * (0.7 + 0.6 * Math.random()));
  }

  close() {
    this.closed = true;
    clearTimeout(this.timer);
    window.removeEventListener("online", this.wake);
  }
}
