// The weeks as a line, drawn anew when its room changes; the same as a table for who cannot see it.

import { el } from "./dom.js";

const SVG = "http://www.w3.org/2000/svg";
const HEIGHT = 190;
const TOP = 22;
const BOTTOM = 28;
const LEFT = 34;
const RIGHT = 22;
const ROOM = 46; // pixels that a week's name needs

export function trend(box, given, words, wasOpen) {
  const known = given.weeks.filter((week) => week.value !== null);
  const told = `${given.title}: ${known.map((week) => `${week.name} ${week.text}`).join(", ")}`;
  const image = document.createElementNS(SVG, "svg");
  image.setAttribute("role", "img");
  image.setAttribute("aria-label", told);
  box.replaceChildren(el("h3", { class: "trend-name" }, given.title), image, table(given, words, wasOpen));
  let drawn = 0;
  new ResizeObserver(() => {
    const width = Math.floor(image.clientWidth);
    if (!width || width === drawn) return;
    drawn = width;
    draw(image, given, width);
  }).observe(image);
}

function draw(image, { weeks, top }, width) {
  image.setAttribute("viewBox", `0 0 ${width} ${HEIGHT}`);
  image.replaceChildren();
  const put = (tag, attributes, text) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    if (text !== undefined) made.textContent = text;
    image.append(made);
    return made;
  };
  const step = weeks.length > 1 ? (width - LEFT - RIGHT) / (weeks.length - 1) : 0;
  const x = (i) => LEFT + (weeks.length > 1 ? i * step : (width - LEFT - RIGHT) / 2);
  const y = (value) => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  for (const share of [0, 0.5, 1]) {
    const level = y(top * share);
    put("line", { class: "grid", x1: LEFT, x2: width - RIGHT, y1: level, y2: level });
    if (top === 100) put("text", { class: "axis", x: LEFT - 8, y: level + 4, "text-anchor": "end" }, String(100 * share));
  }
  const every = Math.max(1, Math.ceil(ROOM / Math.max(step, 1)));
  weeks.forEach(({ name }, i) => {
    if ((weeks.length - 1 - i) % every === 0) {
      put("text", { class: "axis", x: x(i), y: HEIGHT - 8, "text-anchor": "middle" }, name);
    }
  });
  for (const part of unbroken(weeks)) {
    const points = part.map((i) => `${x(i)},${y(weeks[i].value)}`);
    const ends = [`${x(part.at(-1))},${y(0)}`, `${x(part[0])},${y(0)}`];
    if (part.length > 1) {
      put("polygon", { class: "under", points: [...points, ...ends].join(" ") });
      put("polyline", { class: "line", points: points.join(" ") });
    }
  }
  const last = weeks.findLastIndex((week) => week.value !== null);
  weeks.forEach(({ name, value, text }, i) => {
    if (value === null) return;
    const point = put("circle", { class: i === last ? "point last" : "point", cx: x(i), cy: y(value), r: i === last ? 5 : 3.5 });
    const told = document.createElementNS(SVG, "title");
    told.textContent = `${name}: ${text}`;
    point.append(told);
  });
  const above = y(weeks[last].value) - 12;
  const anchor = last === weeks.length - 1 && weeks.length > 1 ? "end" : "middle";
  put("text", { class: "latest", x: x(last) + (anchor === "end" ? 8 : 0), y: above, "text-anchor": anchor }, weeks[last].text);
}

// Runs of weeks that have a value: no line is drawn over a gap.
function unbroken(weeks) {
  const parts = [];
  weeks.forEach(({ value }, i) => {
    if (value === null) return;
    if (parts.at(-1)?.at(-1) === i - 1) parts.at(-1).push(i);
    else parts.push([i]);
  });
  return parts;
}

function table({ title, weeks }, words, wasOpen) {
  const head = [words.week, words.value].map((label) => el("th", { scope: "col" }, label));
  const lines = weeks.map(({ name, text }) => el("tr", {}, el("th", { scope: "row" }, name), el("td", {}, text)));
  const drawn = el("table", { "aria-label": title }, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...lines));
  return el("details", { open: wasOpen }, el("summary", {}, words.table), drawn);
}
