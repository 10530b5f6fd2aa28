// The manager's view: the scorecard, drawn anew when something happened.

import { get } from "./api.js";
import { el, setText, svg } from "./dom.js";
import { GROUPS, MEASURES } from "./measures.js";

const SETTLES_MS = 1500;
const AROUND = "M16 10a6 6 0 1 1-1.8-4.3M16 3v3.5h-3.5";
const NONE = "–";
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit" });
const MEANING = "The mean of the parts that have a score. No published formula makes relationships one number.";
const TOO_FEW = "Too few parts have a score yet to tell.";
const CHANGES = { clear: "clear", noise: "within noise", unknown: "unknown" };

export function scorecard(section, brand) {
  const when = el("p", { class: "when" }, "Reckoning…");
  const again = el("button", { type: "button", class: "quiet refresh", onclick: () => load() }, svg(AROUND), "Refresh");
  const body = el("div", { class: "card-body", tabindex: "0", role: "region", "aria-label": "Scorecard" });
  const head = el("header", { class: "ror-head" }, el("div", {}, el("h2", {}, "Return on Relationship"), when), again);
  section.replaceChildren(head, body);
  let timer = null;
  let loading = false;

  async function load() {
    clearTimeout(timer);
    timer = null;
    if (loading) return changed();
    loading = true;
    section.setAttribute("aria-busy", "true");
    try {
      draw(body, await get(`/play/api/ror?${new URLSearchParams({ brand: brand.key })}`));
      setText(when, `As of ${clock.format(new Date())}`);
    } catch (error) {
      setText(when, error.message);
    }
    loading = false;
    section.removeAttribute("aria-busy");
  }

  // Many changes, one reckoning; a long run of them does not put it off for ever.
  function changed() {
    timer ??= setTimeout(load, SETTLES_MS);
  }

  load();
  return { changed };
}

function draw(body, card) {
  const at = body.scrollTop;
  const groups = (which) => Object.entries(which).map(([name, part]) => group(name, part));
  body.replaceChildren(
    hero(card),
    ...groups(card.parts),
    el("h3", { class: "watches" }, "Watched beside the index"),
    ...groups(card.watches),
    ...money(card),
  );
  body.scrollTop = at;
}

function hero(card) {
  const known = card.index !== null;
  const figure = el("p", { class: "index-figure" }, known ? String(Math.round(card.index)) : NONE);
  figure.append(el("span", { class: "unseen" }, known ? " of 100" : " not known"));
  const end = new Date(card.period.end);
  end.setUTCDate(end.getUTCDate() - 1);
  const period = `${day.formatRange(new Date(card.period.start), end)}, ${card.period.zone}`;
  const name = el("p", { class: "index-name" }, "Index ", el("span", { class: "own-mark" }, "Rapport’s own"));
  const words = [name, el("p", { class: "period" }, period), el("p", { class: "why" }, known ? MEANING : TOO_FEW)];
  const drawn = el("div", { class: "ring-box" }, ring(card.index ?? 0), figure);
  return el("section", { class: "hero", "aria-label": "Index" }, drawn, el("div", {}, ...words));
}

function ring(index) {
  const image = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  image.setAttribute("viewBox", "0 0 100 100");
  image.setAttribute("class", "ring");
  image.setAttribute("aria-hidden", "true");
  for (const kind of ["track", "arc"]) {
    const circle = document.createElementNS("http://www.w3.org/2000/svg", "circle");
    const attributes = { cx: 50, cy: 50, r: 44, pathLength: 100, class: kind };
    for (const [name, value] of Object.entries(attributes)) circle.setAttribute(name, value);
    if (kind === "arc") circle.style.strokeDasharray = `${index} 100`;
    image.append(circle);
  }
  return image;
}

function group(name, part) {
  const known = part.score !== null;
  const score = el("p", { class: "part-score" }, known ? String(Math.round(part.score)) : NONE);
  score.append(el("span", { class: "unseen" }, known ? " of 100" : " no score yet"));
  const fill = el("span", { class: "part-fill" });
  fill.style.transform = `scaleX(${(part.score ?? 0) / 100})`;
  const title = GROUPS[name] ?? name;
  const bar = el("div", { class: "part-bar", "aria-hidden": "true" }, fill);
  const head = el("header", {}, el("h3", {}, title), score, bar);
  const labels = ["Measure", "Value", "Before"].map((label) => el("th", { scope: "col" }, label));
  const rows = Object.entries(part.measures).map(([measure, of]) => row(measure, of));
  const top = el("thead", { class: "unseen" }, el("tr", {}, ...labels));
  const table = el("table", { "aria-label": title }, top, el("tbody", {}, ...rows));
  return el("section", { class: "part", "aria-label": title }, head, table);
}

function row(measure, of) {
  const about = MEASURES[measure] ?? { name: measure, form: String, none: "Not known yet." };
  const known = of.value !== null;
  const details = known ? detail(about, of) : [about.none, about.more?.(of)].filter(Boolean).join(" ");
  const unit = about.unit ? el("span", { class: "unit" }, ` ${about.unit}`) : null;
  const name = el("th", { scope: "row" }, about.name, unit, el("span", { class: "detail" }, details));
  const value = el("td", { class: "value" }, known ? about.form(of.value) : NONE);
  return el("tr", { class: known ? "" : "none" }, name, value, before(about, of));
}

function detail(about, of) {
  const interval = of.low === null || of.low === undefined ? "" : `${about.form(of.low)} to ${about.form(of.high)}`;
  const n = about.hideN ? "" : `n ${of.n.toLocaleString("en")}`;
  return [about.more?.(of), interval, n].filter(Boolean).join(" · ");
}

function before(about, of) {
  if (of.value === null && of.previous === null) return el("td", { class: "before" });
  const was = el("span", { class: "was" }, of.previous === null ? NONE : about.form(of.previous));
  const up = of.value > of.previous;
  const arrow = of.change === "clear" ? `${up ? "▲" : "▼"} ` : "";
  const way = of.change === "clear" ? (up ? " up" : " down") : "";
  const change = el("span", { class: `change ${of.change}${way}` }, `${arrow}${CHANGES[of.change] ?? of.change}`);
  return el("td", { class: "before" }, was, change);
}

function money(card) {
  const sums = Object.entries(card.revenue ?? {});
  if (!sums.length) return [];
  const was = (currency) => el("span", { class: "was" }, ` before: ${card.revenue_previous?.[currency] ?? NONE}`);
  const lines = sums.map(([currency, amount]) => el("p", {}, `${amount} ${currency}`, was(currency)));
  const title = "Relationship revenue";
  return [el("section", { class: "part", "aria-label": title }, el("header", {}, el("h3", {}, title)), ...lines)];
}
