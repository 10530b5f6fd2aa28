// One measure: its value, which opens; its interval, drawn and in words; and whether it changed.

import { el } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";

export function measure(given, { words }, open) {
  const known = given.value !== null;
  const onclick = () => open(given);
  const label = `${given.title}: ${given.text}. ${words.open}`;
  const value = known && given.opens
    ? el("button", { type: "button", class: "value", id: `open-${given.name}`, "aria-label": label, onclick }, given.text)
    : el("span", { class: "value" }, given.text);
  const facts = [given.interval, known ? given.n : "", ...given.more].filter(Boolean).join(" · ");
  const arrow = given.change === "clear" ? { up: "▲ ", down: "▼ " }[given.way] ?? "" : "";
  const way = given.change === "clear" ? given.way : "";
  const change = el("span", { class: `change ${given.change} ${way}` }, `${arrow}${given.changed}`);
  const before = known || given.previous !== null ? el("span", { class: "was" }, given.before) : null;
  return el("li", { class: known ? "measure" : "measure none" },
    el("span", { class: "figure-name" }, given.title), value,
    known ? strip(given) : null,
    el("span", { class: "detail" }, known ? facts : [words.none, ...given.more].join(" · ")),
    el("span", { class: "before" }, before, given.changed ? change : null));
}

// A line from the scale's one end to its other; a band for the interval, a tick for before, a dot for the value.
export function strip(given) {
  const [start, end] = given.scale;
  const place = (value) => `${Math.min(100, Math.max(0, (100 * (value - start)) / (end - start)))}%`;
  const image = document.createElementNS(SVG, "svg");
  image.setAttribute("class", "strip");
  image.setAttribute("aria-hidden", "true");
  const put = (tag, attributes) => {
    const drawn = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) drawn.setAttribute(name, value);
    image.append(drawn);
  };
  put("line", { class: "rail", x1: "0%", x2: "100%", y1: 8, y2: 8 });
  if (start < 0) put("line", { class: "zero", x1: place(0), x2: place(0), y1: 4, y2: 12 });
  if (given.low !== null) put("line", { class: "band", x1: place(given.low), x2: place(given.high), y1: 8, y2: 8 });
  if (given.previous !== null) put("line", { class: "tick", x1: place(given.previous), x2: place(given.previous), y1: 2, y2: 14 });
  put("circle", { class: "dot", cx: place(given.value), cy: 8, r: 5 });
  return image;
}
