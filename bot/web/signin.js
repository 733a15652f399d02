// The first screen of a person who is not signed in: one field, one button.

import { Api } from "./api.js";
import { el, freshId } from "./dom.js";

export function signIn(root, entered) {
  const api = new Api();
  const error = el("p", { class: "error", role: "alert" });
  const input = el("input", {
    id: "code", class: "code", type: "text", maxlength: "64", autocomplete: "off", autocapitalize: "characters",
    spellcheck: "false", enterkeyhint: "go", "aria-describedby": "code-help",
    onkeydown: (event) => {
      if (event.key === "Enter") enter();
    },
  });
  const button = el("button", { type: "button", class: "enter", text: "Vào sổ", onclick: enter });
  // An invite link carries its code behind the #, which never reaches a server's log.
  const linked = /^#ma=([A-Za-z0-9-]{4,64})$/.exec(location.hash);
  if (linked) {
    input.value = linked[1];
    history.replaceState(null, "", location.pathname);
  }
  let id = freshId();

  async function enter() {
    const code = input.value.trim();
    if (!code || button.disabled) return input.focus();
    button.disabled = true;
    button.textContent = "Đang vào…";
    error.textContent = "";
    try {
      const { status, data } = await api.call("/api/sign-in", { id, code });
      if (status === 200) return entered();
      error.textContent = data.error || "Chưa vào được, anh/chị thử lại ạ.";
    } catch {
      error.textContent = "Không nối được máy chủ; anh/chị xem lại mạng rồi thử lại ạ.";
    }
    id = freshId();
    button.disabled = false;
    button.textContent = "Vào sổ";
    input.focus();
  }

  root.replaceChildren(el("main", { class: "door" },
    el("img", { class: "mark", src: "/static/icon.svg", alt: "", width: "72", height: "72" }),
    el("h1", { text: "Sổ Thôn" }),
    el("p", { class: "lead", text: "Báo số liệu của thôn bằng một tin nhắn." }),
    el("label", { for: "code", text: "Mã mời" }),
    input, button, error,
    el("p", { class: "small", id: "code-help", text: "Mã gồm 8 chữ và số, do cán bộ xã gửi cho anh/chị. Sổ chỉ giữ số đếm, không giữ tên hay số điện thoại của bà con." })));
  input.focus();
}
