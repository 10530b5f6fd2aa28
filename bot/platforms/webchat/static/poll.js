// A poll's card. It is changed in place: bars move, and whoever stands on a button with the keyboard stays there.

import { el, setText, svg } from "./dom.js";

const TICK = "M5 10.5 8.5 14 15 6.5";
const percent = new Intl.NumberFormat("en", { style: "percent" });

export function pollCard(poll, { lang, vote }) {
  const question = el("h3", { class: "question", dir: "auto" });
  const rows = poll.options.map((option) => optionButton(option, vote));
  const state = el("p", { class: "poll-state" });
  const voters = el("p", { class: "voters", lang });
  const visibility = el("p", { class: "visibility", lang });
  const element = el(
    "section",
    { class: "poll", role: "group" },
    state,
    question,
    el("div", { class: "options" }, ...rows.map((row) => row.element)),
    el("div", { class: "poll-foot" }, voters, visibility),
  );

  function update(now) {
    element.classList.toggle("closed", now.closed);
    element.setAttribute("aria-label", `Poll: ${now.question}`);
    setText(state, now.closed ? "Poll, closed" : "Poll");
    setText(question, now.question);
    setText(voters, now.voters_line);
    setText(visibility, now.visibility);
    const most = Math.max(1, ...now.options.map((option) => option.votes));
    now.options.forEach((option, i) => rows[i].update(option, { ...now, ahead: option.votes === most }));
  }

  update(poll);
  return { element, update, mark: (chosen) => rows.forEach((row, i) => row.mark(chosen.includes(i))) };
}

function optionButton(option, vote) {
  const fill = el("span", { class: "fill", "aria-hidden": "true" });
  const tick = el("span", { class: "tick", "aria-hidden": "true" }, svg(TICK));
  const text = el("span", { class: "option-text", dir: "auto" });
  const votes = el("span", { class: "votes" });
  const share = el("span", { class: "share" });
  const press = () => element.getAttribute("aria-disabled") === "true" || vote(option.data);
  const element = el(
    "button",
    { type: "button", class: "option", "aria-pressed": "false", onclick: press },
    fill,
    tick,
    text,
    votes,
    share,
  );

  function update(now, { open, closed, ahead }) {
    fill.style.transform = `scaleX(${now.share})`;
    element.classList.toggle("ahead", ahead && closed);
    element.setAttribute("aria-disabled", String(!open));
    setText(text, now.text);
    setText(votes, now.votes === 1 ? "1 vote" : `${now.votes} votes`);
    setText(share, percent.format(now.share));
  }

  return { element, update, mark: (chosen) => element.setAttribute("aria-pressed", String(chosen)) };
}
