// The scorecard: what it is of, the index with its weeks, the parts, and behind each figure what it was counted from.
// All its words come with the figures, in the reader's language.

import { get } from "./ask.js";
import { controls } from "./controls.js";
import { el, setText, svg } from "./dom.js";
import { measure } from "./measure.js";
import { rows } from "./rows.js";
import { trend } from "./trend.js";

const SETTLES_MS = 1500;
const AROUND = "M16 10a6 6 0 1 1-1.8-4.3M16 3v3.5h-3.5";
const clock = () => new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "medium" });

// Draws into a section what `api` answers; `wish` says of which brand, period and platform; `wished` hears of changes.
export function sheet(section, api, wish = {}, wished = () => {}) {
  const title = el("h2", {});
  const period = el("span", {});
  const when = el("span", { class: "when", role: "status" });
  const word = el("span", {});
  const again = el("button", { type: "button", class: "quiet refresh", onclick: () => load() }, svg(AROUND), word);
  const chosen = el("div", { class: "controls" });
  const body = el("div", { class: "card-body", tabindex: "0", role: "region", "aria-label": "Scorecard" });
  const names = el("div", {}, title, el("p", { class: "period" }, period, when));
  section.replaceChildren(el("header", { class: "sheet-head" }, names, again), chosen, body);
  section.classList.add("sheet");
  const control = controls(chosen, api, wish, choose);
  let asked = 0;
  let timer = null;
  let busy = false;

  function choose(change) {
    Object.assign(wish, change);
    wished(wish);
    load();
  }

  async function load() {
    clearTimeout(timer);
    timer = null;
    asked += 1;
    const mine = asked;
    busy = true;
    section.setAttribute("aria-busy", "true");
    try {
      const answer = await get(`${api}/sheet?${new URLSearchParams(wish)}`);
      if (mine === asked) show(answer);
    } catch (error) {
      if (mine === asked) setText(when, error.message);
    }
    if (mine !== asked) return;
    busy = false;
    section.removeAttribute("aria-busy");
  }

  function show(answer) {
    setText(title, answer.title);
    setText(period, answer.period);
    setText(word, answer.words.refresh);
    setText(when, `${answer.words.as_of} ${clock().format(new Date())}`);
    body.setAttribute("aria-label", answer.title);
    section.lang = answer.lang;
    control.show(answer);
    draw(body, answer, (given) => rows(api, wish, given, answer));
  }

  // Many changes, one reckoning; a long run of them does not put it off for ever.
  function changed() {
    timer ??= setTimeout(() => (busy ? changed() : load()), SETTLES_MS);
  }

  load();
  return { changed };
}

function draw(body, answer, open) {
  const at = body.scrollTop;
  const held = body.contains(document.activeElement) ? document.activeElement.id : "";
  const wasOpen = Boolean(body.querySelector("details[open]"));
  const groups = (watch) => answer.groups.filter((each) => each.watch === watch).map((each) => group(each, answer, open));
  body.replaceChildren(
    hero(answer),
    el("div", { class: "figures" },
      el("div", { class: "parts" }, ...groups(false)),
      el("div", { class: "beside" },
        el("h3", { class: "watches" }, answer.words.watches),
        el("div", { class: "parts" }, ...groups(true), ...money(answer, open)))),
    ...answer.beside.map((line) => el("p", { class: "beside-line" }, line)),
    el("p", { class: "legend" }, answer.words.legend),
  );
  const weeks = body.querySelector(".trend");
  if (weeks) trend(weeks, answer.trend, answer.words, wasOpen);
  body.scrollTop = at;
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

function hero(answer) {
  const { index, words } = answer;
  const figure = el("p", { class: "index-figure" }, index.text);
  figure.append(el("span", { class: "unseen" }, ` ${index.value === null ? "" : words.of}`));
  const name = el("h3", { class: "index-name" }, words.index, " ", el("span", { class: "own-mark" }, words.own));
  const was = index.before ? el("p", { class: "index-before" }, index.before) : null;
  const told = el("div", {}, name, was, el("p", { class: "why" }, index.told));
  const drawn = el("div", { class: "ring-box" }, ring(index.value ?? 0), figure);
  const now = el("div", { class: "now" }, drawn, told);
  const weeks = answer.trend ? el("div", { class: "trend" }) : null;
  return el("section", { class: "hero", "aria-label": words.index }, now, weeks);
}

const SVG = "http://www.w3.org/2000/svg";

function ring(value) {
  const image = document.createElementNS(SVG, "svg");
  image.setAttribute("viewBox", "0 0 100 100");
  image.setAttribute("class", "ring");
  image.setAttribute("aria-hidden", "true");
  for (const kind of ["track", "arc"]) {
    const circle = document.createElementNS(SVG, "circle");
    const attributes = { cx: 50, cy: 50, r: 44, pathLength: 100, class: kind };
    for (const [name, each] of Object.entries(attributes)) circle.setAttribute(name, each);
    if (kind === "arc") circle.style.strokeDasharray = `${value} 100`;
    image.append(circle);
  }
  return image;
}

function group(given, answer, open) {
  const { words } = answer;
  const known = given.score !== null;
  const score = el("p", { class: "part-score" }, given.score_text);
  score.append(el("span", { class: "unseen" }, ` ${known ? words.of : words.no_score}`));
  const fill = el("span", { class: "part-fill" });
  fill.style.transform = `scaleX(${(given.score ?? 0) / 100})`;
  const bar = el("div", { class: "part-bar", "aria-hidden": "true" }, fill);
  const head = el("header", {}, el("h3", {}, given.title), answer.is_week ? score : null, answer.is_week ? bar : null);
  const measures = given.measures.map((each) => measure(each, answer, open));
  return el("section", { class: "part", "aria-label": given.title }, head, el("ul", { class: "measures" }, ...measures));
}

function money({ revenue, revenue_title: title, words }, open) {
  if (!revenue.length) return [];
  const lines = revenue.map(({ currency, now, before }) => el("li", { class: "sum" },
    el("span", { class: "value" }, now), " ", currency, el("span", { class: "was" }, before)));
  const onclick = () => open({ name: "relationship_revenue", text: "" });
  const more = el("button", { type: "button", class: "quiet", id: "open-relationship_revenue", onclick }, words.open);
  const head = el("header", {}, el("h3", {}, title));
  return [el("section", { class: "part", "aria-label": title }, head, el("ul", { class: "measures" }, ...lines), more)];
}
