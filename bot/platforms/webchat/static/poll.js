// A poll's card. It is changed in place: bars move, and whoever stands on a button with the keyboard stays there.

import { el, setText, svg } from "../shared/dom.js";

const TICK = "M5 10.5 8.5 14 15 6.5";
const SCALES = ["rating", "nps"];
const percent = new Intl.NumberFormat("en", { style: "percent" });

export function pollCard(poll, { lang, vote }) {
  const isScale = SCALES.includes(poll.kind);
  const note = (name) => el("p", { class: name, lang, dir: "auto" });
  const question = el("h3", { class: "question", dir: "auto" });
  const rows = poll.options.map((option) => (isScale ? scaleButton(option, poll, vote) : optionButton(option, vote)));
  const options = el("div", { class: `options ${poll.kind}` }, ...rows.map((row) => row.element));
  const state = el("p", { class: "poll-state" });
  const notes = { hint: note("hint"), voters_line: note("voters"), until: note("until"), visibility: note("visibility") };
  const { hint, ...foot } = notes;
  const summary = el("div", { class: "summary", lang });
  const feet = el("div", { class: "poll-foot" }, ...Object.values(foot));
  const element = el("section", { class: "poll", role: "group" }, state, question, hint, options, summary, feet);

  function update(now) {
    element.classList.toggle("closed", now.closed);
    element.setAttribute("aria-label", `Poll: ${now.question}`);
    setText(state, now.closed ? "Poll, closed" : "Poll");
    setText(question, now.question);
    for (const [name, shown] of Object.entries(notes)) {
      setText(shown, now[name]);
      shown.hidden = !now[name];
    }
    const most = Math.max(1, ...now.options.map((option) => option.votes));
    now.options.forEach((option, i) => rows[i].update(option, { ...now, ahead: option.votes === most }));
    tell(now.summary);
  }

  function tell(lines) {
    if (JSON.stringify(lines) === summary.dataset.told) return;
    summary.dataset.told = JSON.stringify(lines);
    summary.hidden = !lines.length;
    summary.replaceChildren(...lines.map((line) => el("p", { dir: "auto" }, line)));
  }

  // `chosen` are ids of options, of a ranked poll the best first.
  function mark(chosen) {
    rows.forEach((row, i) => row.mark(chosen.indexOf(poll.options[i].id), poll.kind === "ranked"));
  }

  update(poll);
  return { element, update, mark };
}

function pressed(element, option, vote) {
  return () => element().getAttribute("aria-disabled") === "true" || vote(option.data);
}

function optionButton(option, vote) {
  const fill = el("span", { class: "fill", "aria-hidden": "true" });
  const place = el("span", { class: "place" });
  const tick = el("span", { class: "tick" }, svg(TICK), place);
  const text = el("span", { class: "option-text", dir: "auto" });
  const votes = el("span", { class: "votes" });
  const share = el("span", { class: "share" });
  const onclick = pressed(() => element, option, vote);
  const about = { type: "button", class: "option", "data-press": option.data, "aria-pressed": "false", onclick };
  const element = el("button", about, fill, tick, text, votes, share);

  function update(now, { open, closed, counted, ahead }) {
    fill.style.transform = `scaleX(${counted ? now.share : 0})`;
    element.classList.toggle("ahead", ahead && closed && counted);
    element.setAttribute("aria-disabled", String(!open));
    setText(text, now.text);
    setText(votes, !counted ? "" : now.votes === 1 ? "1 vote" : `${now.votes} votes`);
    setText(share, counted ? percent.format(now.share) : "");
  }

  function mark(at, ranked) {
    element.setAttribute("aria-pressed", String(at >= 0));
    setText(place, ranked && at >= 0 ? String(at + 1) : "");
    element.classList.toggle("placed", ranked && at >= 0);
  }

  return { element, update, mark };
}

// One step of a scale: its number, and below it how many chose it.
function scaleButton(option, poll, vote) {
  const stars = poll.kind === "rating";
  const number = el("span", { class: "step" }, stars ? `${option.text}★` : option.text);
  const votes = el("span", { class: "step-votes" });
  const onclick = pressed(() => element, option, vote);
  const about = { type: "button", class: "scale", "data-press": option.data, "aria-pressed": "false", onclick };
  const element = el("button", about, number, votes);

  function update(now, { open, counted }) {
    element.setAttribute("aria-disabled", String(!open));
    setText(votes, counted ? String(now.votes) : "");
    const told = counted ? `, ${now.votes === 1 ? "1 vote" : `${now.votes} votes`}` : "";
    element.setAttribute("aria-label", `${now.text}${stars ? " of 5 stars" : " of 10"}${told}`);
  }

  return { element, update, mark: (at) => element.setAttribute("aria-pressed", String(at >= 0)) };
}
