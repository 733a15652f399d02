// Requests to the server, with who asks. A request that got no answer throws; every answer is {status, data, wait}.

const PATIENCE = 20e3;

export class Api {
  constructor(as = "") {
    this.as = as;
  }

  async call(path, body) {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), PATIENCE);
    const headers = { "X-Requested-With": "sothon" };
    if (this.as) headers["X-As"] = this.as;
    const request = { headers, signal: stop.signal, credentials: "same-origin", cache: "no-store" };
    if (body !== undefined) {
      headers["Content-Type"] = "application/json";
      request.method = "POST";
      request.body = JSON.stringify(body);
    }
    try {
      const answer = await fetch(path, request);
      const data = await answer.json().catch(() => ({}));
      return { status: answer.status, data, wait: Number(answer.headers.get("Retry-After")) || 0 };
    } finally {
      clearTimeout(timer);
    }
  }

  events(after) {
    const as = this.as ? `&as=${encodeURIComponent(this.as)}` : "";
    return new EventSource(`/api/events?after=${after}${as}`);
  }
}
