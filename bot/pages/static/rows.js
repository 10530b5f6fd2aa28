// What is behind a figure: what it means, and a page of the messages, people, waits or purchases it was counted from.

import { get } from "./ask.js";
import { el, setText } from "./dom.js";

const CROSS = "×";

export function rows(api, wish, figure, { words, lang }) {
  const heading = el("h2", { id: "rows-title" });
  const close = el("button", { type: "button", class: "quiet close", "aria-label": words.close, onclick: () => box.close() }, CROSS);
  const body = el("div", { class: "rows-body", tabindex: "0", role: "region", "aria-label": words.open });
  const told = el("p", { class: "rows-told", role: "status" });
  const back = el("button", { type: "button", class: "quiet", onclick: () => turn(-1) }, words.back);
  const on = el("button", { type: "button", class: "quiet", onclick: () => turn(1) }, words.next);
  const file = el("a", { class: "plain csv", download: true, href: address("rows.csv", {}) }, words.csv);
  const foot = el("footer", {}, back, told, on, file);
  const head = el("header", {}, heading, close);
  const box = el("dialog", { class: "rows", lang, "aria-labelledby": "rows-title", onclose: () => box.remove() }, head, body, foot);
  let page = 0;
  let pages = 1;
  document.body.append(box);
  box.addEventListener("click", (event) => {
    if (event.target === box) box.close(); // beside what is drawn in it
  });
  box.showModal();
  load();

  function address(what, more) {
    return `${api}/${what}?${new URLSearchParams({ ...wish, measure: figure.name, ...more })}`;
  }

  function turn(by) {
    page = Math.min(Math.max(page + by, 0), pages - 1);
    load();
  }

  async function load() {
    try {
      show(await get(address("rows", { page })));
    } catch (error) {
      setText(told, error.message);
    }
  }

  function show(answer) {
    ({ page, pages } = answer);
    setText(heading, answer.title);
    setText(told, answer.told);
    for (const [button, off] of [[back, page === 0], [on, page >= pages - 1]]) {
      button.hidden = pages < 2;
      button.setAttribute("aria-disabled", String(off));
    }
    const known = [figure.interval, figure.n, figure.before, figure.changed, ...(figure.more ?? [])];
    const facts = figure.text ? known.filter(Boolean).map((fact) => el("li", {}, fact)) : [];
    const about = el("section", { class: "about" },
      figure.text ? el("p", { class: "about-value" }, figure.text) : null,
      el("ul", { class: "facts" }, ...facts), el("p", { class: "definition" }, answer.definition));
    const list = el("ol", { class: "found", start: String(answer.first) }, ...answer.rows.map(row));
    body.replaceChildren(about, answer.rows.length ? list : el("p", { class: "none" }, answer.nothing));
    body.scrollTop = 0;
  }

  function row(given) {
    const who = el("bdi", { class: "name" }, given.name);
    const when = el("span", { class: "soft" }, given.when);
    const note = given.note ? el("span", { class: "note" }, given.note) : null;
    const text = given.text ? el("p", { class: "said", dir: "auto" }, given.text) : null;
    const look = given.link ? el("a", { href: given.link, target: "_blank", rel: "noopener noreferrer" }, words.look) : null;
    return el("li", {}, el("header", {}, who, when, note, look), text);
  }
}
