// The line to the server: reads what was said, then listens; after a break it reads again what it may have missed.

import { setNow } from "./clock.js";

const SILENCE = 40e3; // the server beats every 15 seconds; a line that is silent for longer is dead
const OVERLAP = 20; // lines read again after a break: another server may have finished an earlier one later

export class Wire {
  // told(lines): lines to show, some perhaps known · state("on" | "off" | "out"): out is a chat that is not signed in
  constructor(api, { told, state }) {
    this.api = api;
    this.told = told;
    this.state = state;
    this.seqs = [];
    this.tries = 0;
    this.more = false;
    this.ended = false;
    this.wake = () => this.retry(0);
    this.look = () => (document.hidden ? this.cut() : this.retry(0));
    window.addEventListener("online", this.wake);
    document.addEventListener("visibilitychange", this.look);
    this.open();
  }

  // The first reading takes the newest lines; later ones those after the last that is known.
  async open() {
    if (this.ended || this.opening) return;
    this.opening = true;
    this.cut();
    try {
      do {
        const known = this.seqs.length ? this.seqs[Math.max(0, this.seqs.length - OVERLAP)] - 1 : -1;
        const last = this.seqs[this.seqs.length - 1] || 0;
        const query = known >= 0 ? `after=${known}&limit=200` : "limit=50";
        const { status, data } = await this.api.call(`/api/lines?${query}`);
        if (this.ended) return;
        if (status === 401) return this.state("out");
        if (status !== 200) throw new Error(`status ${status}`);
        setNow(data.now);
        if (known < 0) this.more = data.more;
        this.add(data.lines);
        if (known < 0 || !data.more || last === this.seqs[this.seqs.length - 1]) break;
      } while (!this.ended);
      this.listen();
    } catch {
      this.drop();
    } finally {
      this.opening = false;
    }
  }

  listen() {
    if (this.ended || document.hidden) return;
    const source = this.api.events(this.seqs[this.seqs.length - 1] || 0);
    this.source = source;
    const heard = () => {
      clearTimeout(this.silence);
      this.silence = setTimeout(() => this.drop(), SILENCE);
    };
    source.onopen = () => {
      this.tries = 0;
      heard();
      this.state("on");
    };
    source.addEventListener("line", (event) => {
      heard();
      this.add([JSON.parse(event.data)]);
    });
    source.addEventListener("beat", heard);
    source.onerror = () => {
      if (this.source === source) this.drop();
    };
    heard();
  }

  add(lines) {
    for (const { seq } of lines) if (!this.seqs.includes(seq)) this.seqs.push(seq);
    this.seqs.sort((a, b) => a - b);
    this.told(lines);
  }

  async older() {
    const { status, data } = await this.api.call(`/api/lines?before=${this.seqs[0]}&limit=50`);
    if (status !== 200) return;
    this.more = data.more;
    this.add(data.lines);
  }

  // Broken: try again, later and later.
  drop() {
    this.cut();
    if (this.ended) return;
    this.state("off");
    const wait = Math.min(15e3, 500 * 2 ** this.tries) * (0.7 + 0.6 * Math.random());
    this.tries += 1;
    this.retry(wait);
  }

  retry(wait) {
    clearTimeout(this.again);
    if (this.ended || document.hidden || (this.source && wait === 0)) return;
    this.again = setTimeout(() => this.open(), wait);
  }

  // Read again now: the server's clock was moved, or something may have been said meanwhile.
  refresh() {
    this.cut();
    this.retry(0);
  }

  cut() {
    clearTimeout(this.silence);
    clearTimeout(this.again);
    if (this.source) this.source.close();
    this.source = null;
  }

  close() {
    this.ended = true;
    this.cut();
    window.removeEventListener("online", this.wake);
    document.removeEventListener("visibilitychange", this.look);
  }
}
