// One chat column: who one is, what was said, and what one says.

import { get, post, Refused } from "./api.js";
import { composer } from "./composer.js";
import { dress, el, setText, toast } from "../shared/dom.js";
import { content, said } from "./message.js";
import { whoPicker } from "./people.js";

const MOST_SHOWN = 300;
const NEAR_END = 120; // pixels
const MINUTES_5 = 300_000;
const day = new Intl.DateTimeFormat("en", { weekday: "long", day: "numeric", month: "long" });

export class Chat {
  constructor(section, role, brand, world) {
    this.role = role;
    this.brand = brand;
    this.world = world;
    this.shown = new Map();
    this.chosen = {};
    section.replaceChildren(document.getElementById("chat-column").content.cloneNode(true));
    this.section = section;
    this.log = section.querySelector(".log");
    this.who = whoPicker(section, this, () => this.changePerson());
    this.composer = composer(section, this);
    this.panes = panes(section, (isPrivate) => (isPrivate ? this.openPrivate() : this.open(this.place)));
  }

  // Goes to a chat of the brand and shows what was said there.
  open(chat) {
    this.place = chat;
    this.isPrivate = false;
    this.show(chat, chat);
  }

  // Goes to the chat between the person whom one speaks as and the bot: it has the person's id.
  openPrivate() {
    const person = this.who.current();
    if (!person) return;
    this.isPrivate = true;
    this.show(person.id, this.brand.name);
  }

  changePerson() {
    this.panes.unread(false);
    if (this.isPrivate && this.person() !== null) this.openPrivate();
    else this.become();
  }

  show(chat, name) {
    this.chat = chat;
    this.hasActed = false;
    this.panes.choose(this.isPrivate);
    setText(this.section.querySelector("h2"), name);
    dress(this.section.querySelector(".chat-mark"), chat, name);
    this.log.setAttribute("aria-label", this.isPrivate ? `Private messages with ${name}` : `Messages in ${chat}`);
    this.log.replaceChildren();
    this.shown.clear();
    for (const message of this.world.messages(chat)) this.put(message);
    this.who.refresh();
    this.become();
    this.log.scrollTop = this.log.scrollHeight;
  }

  hear(message) {
    if (message.chat !== this.chat) {
      if (message.chat === this.person() && message.person === null) this.panes.unread(true);
      return;
    }
    const known = this.shown.get(message.id);
    if (known) known.update(message);
    else this.put(message);
    if (message.notice) this.who.refresh();
    if (message.poll) this.loadVotes();
    if (!known && message.person === null && this.isForMe(message)) this.composer.await(message.ask);
  }

  // In a chat of many it is for whom it replies to, or for whoever did something here.
  isForMe(message) {
    const above = message.reply_to === null ? null : this.find(message.reply_to);
    return this.isPrivate || (above ? above.person === this.person() : this.hasActed);
  }

  put(message) {
    const view = said(message, this);
    this.shown.set(message.id, view);
    this.append(view.element, message);
    this.before = message;
    if (this.shown.size > MOST_SHOWN) this.dropOldest();
  }

  dropOldest() {
    const [id, view] = this.shown.entries().next().value;
    view.element.remove();
    this.shown.delete(id);
  }

  append(element, message) {
    const follow = this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR_END;
    const before = this.log.childElementCount ? this.before : null;
    if (message && (!before || day.format(new Date(before.at)) !== day.format(new Date(message.at)))) {
      this.log.append(el("p", { class: "day" }, day.format(new Date(message.at))));
    } else if (message && continues(before, message)) element.classList.add("follows");
    this.log.append(element);
    if (follow) this.log.scrollTop = this.log.scrollHeight;
    if (element.id && location.hash === `#${element.id}`) element.scrollIntoView({ block: "center" });
  }

  // The person whom one speaks as has changed.
  become() {
    const person = this.person();
    for (const view of this.shown.values()) view.become(person);
    for (const note of this.log.querySelectorAll(".private")) note.hidden = note.dataset.person !== person;
    const people = this.world.people().filter((each) => each.inside && each.team === (this.role === "team")).length;
    const kind = this.role === "team" ? "Team channel" : "Audience chat";
    const about = `${kind} · ${people === 1 ? "1 person" : `${people} people`}`;
    const between = `Only ${this.who.current()?.name} and the bot`;
    setText(this.section.querySelector(".chat-about"), this.isPrivate ? between : about);
    this.composer.become(this.who.current(), this.isPrivate && Boolean(this.last()?.ask));
    this.chosen = {};
    this.mark();
    this.loadVotes();
  }

  person = () => this.who.current()?.id ?? null;
  votes = () => this.chosen;
  nameOf = (id) => this.world.people().find((each) => each.id === id)?.name ?? id;
  find = (id) => this.world.find(this.chat, id);
  last = () => Array.from(this.world.messages(this.chat)).at(-1);

  // The votes of many come together: one question at a time, and one more if there was news meanwhile.
  async loadVotes() {
    if (this.loading || this.person() === null) {
      this.loadAgain = this.loading;
      return;
    }
    this.loading = true;
    const person = this.person();
    const asked = new URLSearchParams({ brand: this.brand.key, person });
    const { votes } = await get(`/play/api/votes?${asked}`).catch(() => ({ votes: this.chosen }));
    this.loading = false;
    if (person === this.person()) {
      this.chosen = votes;
      this.mark();
    }
    if (this.loadAgain || person !== this.person()) {
      this.loadAgain = false;
      this.loadVotes();
    }
  }

  mark() {
    for (const view of this.shown.values()) view.mark(this.chosen);
  }

  async act(deed, fields) {
    const person = this.who.current();
    if (!person) return toast("Add a person first.", "failed");
    this.hasActed = true;
    try {
      const answer = await post(deed, { brand: this.brand.key, chat: this.chat, person: person.id, ...fields });
      if (answer.toast) toast(answer.toast, answer.outcome);
      if (answer.answer) this.whisper(answer.answer, person);
      if (answer.door) this.goThrough(answer.door);
      return answer;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      toast(error.message, "failed");
      return null;
    }
  }

  // What cannot be said here goes on in private.
  goThrough(door) {
    this.openPrivate();
    this.act("message", { text: `/start ${door}` });
  }

  press = async (data, message = null) => {
    await this.act("press", { data, message });
    await this.loadVotes();
  };
  react = (message, emoji, removed) => this.act("react", { message: message.id, emoji, removed });
  remove = (message) => this.act("delete", { message: message.id });
  reply = (message) => this.composer.reply(message);
  edit = (message) => this.composer.edit(message);

  // A private answer is kept nowhere: it stands here until it is dismissed or the page is left.
  whisper(answer, person) {
    const body = content(answer, { column: this, bot: true });
    const dismiss = el("button", { type: "button", class: "quiet", onclick: () => element.remove() }, "Dismiss");
    const head = el("header", {}, el("span", {}, "Only ", el("bdi", {}, person.name), " can see this"), dismiss);
    const about = { class: "private", "aria-label": "Private answer", "data-person": person.id };
    const element = el("article", about, head, body.element);
    this.append(element, null);
    element.hidden = person.id !== this.person();
    this.log.scrollTop = this.log.scrollHeight;
  }
}

// The two chats of a column: the brand's, and the person's own with the bot.
function panes(section, go) {
  const [open, own] = section.querySelectorAll(".panes button");
  open.addEventListener("click", () => go(false));
  own.addEventListener("click", () => go(true));
  const unread = (is) => {
    own.classList.toggle("unread", is);
    own.setAttribute("aria-label", is ? "Private, new messages" : "Private");
  };
  return {
    unread,
    choose(isPrivate) {
      open.setAttribute("aria-pressed", String(!isPrivate));
      own.setAttribute("aria-pressed", String(isPrivate));
      if (isPrivate) unread(false);
    },
  };
}

function continues(before, message) {
  const same = before.person === message.person && !before.notice && !message.notice && message.reply_to === null;
  return same && new Date(message.at) - new Date(before.at) < MINUTES_5;
}
