// What the scorecard is of: chips for the usual periods, a week, days from and to, a platform; and the file to keep.

import { el, options, setText } from "./dom.js";

export function controls(box, api, wish, choose) {
  const chips = el("div", { class: "chips", role: "group" });
  const week = el("input", { type: "week", placeholder: "2026-W46" });
  const from = el("input", { type: "date" });
  const to = el("input", { type: "date" });
  const platform = el("select", {});
  const file = el("a", { class: "plain csv", download: true });
  const go = el("button", { type: "submit", class: "plain" });
  const labels = [week, from, to, platform].map((control) => el("label", {}, el("span", {}), control));
  const [ofWeek, ofFrom, ofTo, ofPlatform] = labels;
  const range = el("form", { class: "range", onsubmit: chooseRange }, ofFrom, ofTo, go);
  const more = el("details", { class: "other" }, el("summary", {}), el("div", {}, ofWeek, range));
  box.replaceChildren(chips, more, ofPlatform, file);
  week.addEventListener("change", () => {
    if (/^\d{4}-W\d{2}$/.test(week.value)) choose({ period: week.value });
  });
  platform.addEventListener("change", () => choose({ platform: platform.value }));

  let shown = null;

  function chooseRange(event) {
    event.preventDefault();
    if (from.value && to.value) choose({ period: `${from.value}..${to.value}` });
  }

  function show(answer) {
    const { words } = answer;
    if (shown !== null && shown !== answer.word) more.open = false;
    shown = answer.word;
    chips.setAttribute("aria-label", words.period);
    if (!chips.children.length) chips.append(...answer.chips.map(chip));
    for (const each of chips.children) each.setAttribute("aria-pressed", String(each.value === answer.word));
    const names = [words.week_of, words.from, words.to, words.platform];
    labels.forEach((label, i) => setText(label.firstElementChild, names[i]));
    setText(more.firstElementChild, words.other);
    more.firstElementChild.dataset.chosen = String(!answer.chips.some((each) => each.value === answer.word));
    setText(go, words.show);
    setText(file, words.csv);
    if (week.max !== answer.last_week) week.max = answer.last_week;
    for (const each of [from, to]) each.max = answer.last_day;
    if (document.activeElement !== from) from.value = answer.start;
    if (document.activeElement !== to) to.value = answer.last;
    week.value = /-W/.test(answer.word) ? answer.word : "";
    ofPlatform.hidden = answer.platforms.length < 3;
    if (platform.options.length !== answer.platforms.length) {
      options(platform, answer.platforms.map(({ value, label }) => [value, label]));
    }
    platform.setAttribute("aria-label", words.platform);
    platform.value = answer.platform;
    file.href = `${api}/scorecard.csv?${new URLSearchParams(wish)}`;
  }

  function chip({ value, label }) {
    return el("button", { type: "button", value, onclick: () => choose({ period: value }) }, label);
  }

  return { show };
}
