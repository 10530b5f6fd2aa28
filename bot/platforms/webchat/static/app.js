// The playground: an audience chat, the team's channel, and the manager's view of one brand.

import { get } from "./api.js";
import { Chat } from "./chat.js";
import { el, options, setText } from "../shared/dom.js";
import { follow } from "./live.js";
import { manager } from "./manager.js";
import { tabs } from "./tabs.js";

const MOST_KEPT = 300; // messages of a chat

// What the page knows: the state it was given, kept up to date by what it hears.
class World {
  constructor(state) {
    this.brands = state.brands;
    this.brand = state.brands.find((brand) => `#${brand.key}` === location.hash) ?? state.brands[0];
    const byId = (said) => new Map(said.map((each) => [each.id, each]));
    this.chats = new Map(Object.entries(state.messages).map(([chat, said]) => [chat, byId(said)]));
  }

  people = () => this.brand.people;
  messages = (chat) => this.chats.get(chat)?.values() ?? [];
  find = (chat, id) => this.chats.get(chat)?.get(id) ?? null;

  meet(person) {
    const known = this.brand.people.find((each) => each.id === person.id);
    if (known) return Object.assign(known, person, { inside: true });
    const met = { manager: false, inside: true, ...person };
    this.brand.people.push(met);
    return met;
  }

  // Takes in what is new or changed; tells whether it has a place on the page.
  hear(message) {
    const chat = this.chats.get(message.chat) ?? this.privateChat(message.chat);
    if (!chat || isBefore(message, chat)) return false;
    chat.set(message.id, message);
    if (chat.size > MOST_KEPT) chat.delete(oldest(chat));
    const brand = this.brands.find((each) => each.team === message.chat || each.audiences.includes(message.chat));
    if (message.person !== null && brand === this.brand) this.notePerson(message, message.chat === brand.team);
    return true;
  }

  // The chat between a person and the bot begins with the first message.
  privateChat(person) {
    if (!this.brand.people.some((each) => each.id === person)) return null;
    this.chats.set(person, new Map());
    return this.chats.get(person);
  }

  // Another page may have brought somebody in, or seen them out.
  notePerson(message, team) {
    const known = this.brand.people.find((each) => each.id === message.person);
    if (!known) this.meet({ id: message.person, name: message.name, team });
    else if (team) known.team = true;
    if (message.notice && known) known.inside = message.notice === "joined";
  }
}

const oldest = (chat) => chat.keys().next().value;

// A change of something older than all that is shown has no place here.
const isBefore = (message, chat) => chat.size > 0 && Number(message.id) < Number(oldest(chat));

function nowhere(section, what) {
  const where = el("code", {}, what === "team" ? 'team = "webchat:team"' : 'audiences = ["webchat:community"]');
  const said = what === "team" ? "This brand's team has no chat here." : "This brand has no audience chat here.";
  const mend = el("p", {}, "Give it one in the settings: ", where);
  section.replaceChildren(el("div", { class: "alone" }, el("p", {}, said), mend));
}

function audienceColumn(world) {
  const { brand } = world;
  const section = document.getElementById("audience");
  if (!brand.audiences.length) return nowhere(section, "audience");
  const column = new Chat(section, "audience", brand, world);
  const pick = section.querySelector(".chat-pick");
  pick.hidden = brand.audiences.length < 2;
  const select = pick.querySelector("select");
  options(select, brand.audiences.map((chat) => [chat, chat]), brand.audiences[0]);
  select.addEventListener("change", () => column.open(select.value));
  column.open(brand.audiences[0]);
  return column;
}

function teamColumn(world) {
  const section = document.getElementById("team");
  if (!world.brand.team) return nowhere(section, "team");
  const column = new Chat(section, "team", world.brand, world);
  column.open(world.brand.team);
  return column;
}

function brandPicker(world) {
  const { brand, brands } = world;
  setText(document.getElementById("brand"), brand.name);
  document.title = `${brand.name} · Rapport playground`;
  document.querySelector(".brand-pick").hidden = brands.length < 2;
  const select = document.getElementById("brand-pick");
  options(select, brands.map((each) => [each.key, each.name]), brand.key);
  select.addEventListener("change", () => {
    location.hash = select.value;
    location.reload();
  });
}

async function begin() {
  const state = await get("/play/api/state");
  if (!state.brands.length) throw new Error("No brand is configured.");
  const world = new World(state);
  brandPicker(world);
  tabs();
  const team = teamColumn(world);
  const columns = [audienceColumn(world), team].filter(Boolean);
  const card = manager(document.getElementById("ror"), world.brand, team ?? null);
  follow(state.change, (message) => {
    card.changed();
    if (world.hear(message)) for (const column of columns) column.hear(message);
  });
}

begin().catch((error) => {
  const why = el("p", { class: "alone", role: "alert" }, `The playground could not begin. ${error.message}`);
  document.querySelector(".columns").replaceChildren(why);
});
