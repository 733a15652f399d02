// The page: the demo where the server is one, else the chat, or the sign-in screen of who is not signed in.

import { Api } from "./api.js";
import { Chat } from "./chat.js";
import { setNow } from "./clock.js";
import { el } from "./dom.js";
import { signIn } from "./signin.js";

const app = document.getElementById("app");
const api = new Api();

// The on-screen keyboard of iOS covers the page instead of shrinking it.
function fit() {
  const view = window.visualViewport;
  if (!view) return;
  document.documentElement.style.setProperty("--height", `${Math.round(view.height * view.scale)}px`);
  if (view.scale === 1) window.scrollTo(0, 0);
}

async function ask(path) {
  for (let tries = 0; ; tries += 1) {
    const { status, data } = await api.call(path).catch(() => ({ status: 0 }));
    if (status === 200) return data;
    app.replaceChildren(el("p", { class: "wait", role: "status", text: "Đang kết nối…" }));
    await new Promise((done) => setTimeout(done, Math.min(10e3, 500 * 2 ** tries)));
  }
}

function talk(menu, held = false) {
  const body = el("div", { class: "body" });
  app.replaceChildren(el("div", { class: "phone alone" }, el("header", { class: "bar" },
    el("img", { src: "/static/icon.svg", alt: "", width: "36", height: "36" }), el("h1", { text: "Sổ Thôn" })), body));
  const enter = () => signIn(app, () => talk(menu, true));
  const leave = async () => {
    chat.close();
    await api.call("/api/sign-out", {}).catch(() => {});
    enter();
  };
  const chat = new Chat(body, { menu, held, out: enter, extras: [["Thoát, vào bằng mã khác", leave]] });
}

async function start() {
  const page = await ask("/api/page");
  setNow(page.now);
  if (page.demo) {
    const { demo } = await import("./demo.js");
    demo(app, page.menu, await ask("/api/demo"));
  } else {
    talk(page.menu);
  }
}

if (window.visualViewport) window.visualViewport.addEventListener("resize", fit);
fit();
start();
