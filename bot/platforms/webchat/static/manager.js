// The manager's view of a brand: the scorecard, and the inbox beside it.

import { el } from "../shared/dom.js";
import { inbox } from "./inbox.js";
import { sheet } from "../shared/sheet.js";

const VIEWS = [["card", "Scorecard"], ["inbox", "Inbox"]];

export function manager(section, brand, team) {
  const panes = Object.fromEntries(VIEWS.map(([name]) => [name, el("div", { class: "view" })]));
  const picks = VIEWS.map(([name, label]) => {
    const onclick = () => show(name);
    return el("button", { type: "button", "data-view": name, onclick }, label);
  });
  const group = el("div", { class: "chips views", role: "group", "aria-label": "Which view" }, ...picks);
  section.replaceChildren(group, ...Object.values(panes));

  function show(name) {
    for (const each of picks) each.setAttribute("aria-pressed", String(each.dataset.view === name));
    for (const [each, pane] of Object.entries(panes)) pane.hidden = each !== name;
  }

  const views = [sheet(panes.card, "/play/api", { brand: brand.key }), inbox(panes.inbox, brand, team)];
  show("card");
  return { changed: () => views.forEach((view) => view.changed()) };
}
