// The manager's inbox: who waits for an answer, longest first, and the first things to do about it.

import { get } from "./api.js";
import { el, setText } from "../shared/dom.js";
import { duration } from "./durations.js";

const SETTLES_MS = 600;
const TYPED_MS = 250;
const FILTERS = [["waiting", "Waiting"], ["mine", "Mine"], ["snoozed", "Snoozed"], ["promised", "Promised"]];
const NOBODY = {
  waiting: "Nobody waits for an answer.",
  mine: "You have claimed nothing.",
  snoozed: "Nothing is put off.",
  promised: "Nothing is promised.",
};
const MOODS = { "-1": "unhappy", 1: "happy" };
const moment = new Intl.DateTimeFormat(undefined, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
const when = (iso) => moment.format(new Date(iso));

export function inbox(section, brand, team) {
  const list = el("ol", { class: "waiting" });
  const search = el("input", { type: "search", placeholder: "Search", "aria-label": "Search the inbox" });
  const picks = FILTERS.map(([name, label]) => {
    const onclick = () => choose(name);
    return el("button", { type: "button", class: "quiet", "data-filter": name, onclick }, label);
  });
  const about = el("p", { class: "when", role: "status" });
  const body = el("div", { class: "card-body", tabindex: "0", role: "region", "aria-label": "Inbox" }, about, list);
  const filters = el("div", { class: "filters", role: "group", "aria-label": "Which queries" }, ...picks);
  section.replaceChildren(el("div", { class: "inbox-head" }, filters, search), body);
  let filter = "waiting";
  let timer = null;
  let asked = 0;

  function choose(name) {
    filter = name;
    for (const each of picks) each.setAttribute("aria-pressed", String(each.dataset.filter === name));
    load();
  }

  async function load() {
    clearTimeout(timer);
    timer = null;
    asked += 1;
    const mine = asked;
    const wanted = { brand: brand.key, filter, search: search.value.trim(), person: team?.person() ?? "" };
    try {
      const { entries } = await get(`/play/api/inbox?${new URLSearchParams(wanted)}`);
      if (mine === asked) draw(entries);
    } catch (error) {
      setText(about, error.message);
    }
  }

  function draw(entries) {
    const many = entries.length === 1 ? "1 query" : `${entries.length} queries`;
    const none = search.value.trim() ? "Nothing is found." : NOBODY[filter];
    setText(about, entries.length ? many : none);
    const at = body.scrollTop;
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.press : null;
    list.replaceChildren(...entries.map((each) => row(each, team, load)));
    body.scrollTop = at;
    if (held) list.querySelector(`[data-press="${CSS.escape(held)}"]`)?.focus();
  }

  // Many changes, one look; a long run of them does not put it off for ever.
  function changed() {
    timer ??= setTimeout(load, SETTLES_MS);
  }

  search.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(load, TYPED_MS);
  });
  choose(filter);
  return { changed };
}

function row(entry, team, done) {
  const name = el("bdi", { class: "name" }, entry.name);
  const waits = el("span", { class: entry.overdue ? "waits late" : "waits" }, `waits ${duration(entry.waiting_s)}`);
  const platform = entry.platform[0].toUpperCase() + entry.platform.slice(1);
  const head = el("header", {}, name, el("span", { class: "soft" }, ` on ${platform}`), waits);
  const text = el("p", { class: "asked", dir: "auto" }, entry.text);
  const facts = notes(entry).map((note) => el("span", { class: "note", dir: "auto" }, note));
  const deeds = team ? buttons(entry, team, done) : null;
  return el("li", { "aria-label": entry.name }, head, text, el("p", { class: "notes" }, ...facts), deeds);
}

function notes(entry) {
  return [
    entry.urgent && "urgent",
    MOODS[entry.sentiment],
    entry.overdue && "overdue",
    !entry.overdue && entry.due_at && `due ${when(entry.due_at)}`,
    entry.claimed_by && `${entry.claimed_by} is on it`,
    entry.snoozed_until && `put off until ${when(entry.snoozed_until)}`,
    entry.promise && `promised by ${when(entry.promise.due_at)}`,
  ].filter(Boolean);
}

function buttons(entry, team, done) {
  const make = ([word, label]) => {
    const data = `query-${word}:${entry.id}`;
    const onclick = () => team.press(data).then(done);
    const about = `${label}: ${entry.name}`;
    return el("button", { type: "button", class: "plain", "data-press": data, "aria-label": about, onclick }, label);
  };
  const claim = ["claim", entry.claimed_by ? "Take over" : "Claim"];
  return el("div", { class: "row" }, ...[["reply", "Reply"], claim, ["not", "Not a query"]].map(make));
}
