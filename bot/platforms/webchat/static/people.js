// Who one speaks as in a chat.

import { post, Refused } from "./api.js";
import { options, setText, toast } from "../shared/dom.js";

export function whoPicker(section, column, changed) {
  const select = section.querySelector(".person");
  const go = section.querySelector(".go");
  const team = column.role === "team";
  const key = `rapport:${column.brand.key}:${column.role}`;
  let chosen = recall(key);

  const known = () => column.world.people();
  const eligible = () => known().filter((each) => each.team || !team).sort(byRank);
  const current = () => known().find((each) => each.id === chosen) ?? null;

  function refresh() {
    const people = eligible();
    const first = people.find((each) => each.inside) ?? people[0];
    if (!people.some((each) => each.id === chosen)) chosen = first?.id ?? null;
    options(select, people.map((each) => [each.id, label(each)]), chosen);
    select.disabled = !people.length;
    const person = current();
    go.hidden = team || column.isPrivate || !person || person.team;
    setText(go, person?.inside === false ? "Join again" : "Leave");
  }

  // The team are at the end of an audience's list; managers lead that of the team.
  const byRank = (a, b) =>
    (team ? b.manager - a.manager : a.team - b.team) || b.inside - a.inside || a.name.localeCompare(b.name);

  const label = (each) => {
    const marks = [!each.inside && "left", team && each.manager && "manager", !team && each.team && "team"];
    const said = marks.filter(Boolean).join(", ");
    return said ? `${each.name} (${said})` : each.name;
  };

  function choose(id) {
    chosen = id;
    remember(key, id);
    refresh();
    changed();
  }

  select.addEventListener("change", () => choose(select.value));
  go.addEventListener("click", async () => {
    const person = current();
    const inside = person.inside;
    if (await column.act(inside ? "leave" : "join", {})) {
      person.inside = !inside;
      choose(person.id);
    }
  });
  section.querySelector(".add").addEventListener("click", async () => {
    const person = await newcomer(column);
    if (person) choose(person.id);
  });
  return { refresh, current };
}

// Asks for a name and lets the new person come in.
function newcomer(column) {
  const dialog = document.getElementById("newcomer");
  const form = dialog.querySelector("form");
  const into = column.role === "team" ? "of the brand's team" : "of the audience";
  setText(dialog.querySelector(".hint"), `They come into ${column.place} as one ${into}.`);
  form.reset();
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.querySelector(".cancel").onclick = () => dialog.close("");
    form.onsubmit = () => { dialog.returnValue = "add"; };
    dialog.onclose = () => {
      const name = form.elements.name.value.trim();
      const wanted = dialog.returnValue === "add" && name;
      dialog.returnValue = "";
      resolve(wanted ? join(column, name) : null);
    };
  });
}

async function join(column, name) {
  try {
    const answer = await post("join", { chat: column.place, name });
    return column.world.meet({ id: answer.person, name: answer.name, team: column.role === "team" });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    toast(error.message, "failed");
    return null;
  }
}

// Each tab remembers by itself, so that two tabs can be two people.
function recall(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

function remember(key, value) {
  try {
    sessionStorage.setItem(key, value);
  } catch {
    // Storage is closed to this page: the choice lasts until it is left.
  }
}
