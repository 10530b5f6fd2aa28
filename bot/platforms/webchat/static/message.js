// One message of a chat: its bubble, its reactions, and what can be done with it.

import { dress, el, setText, svg } from "./dom.js";
import { pollCard } from "./poll.js";

const EMOJI = [["👍", "thumbs up"], ["❤️", "heart"], ["😂", "laughing"], ["🎉", "celebrating"]];
const DOTS = "M4.5 10h.01M10 10h.01M15.5 10h.01";
const time = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit" });

export function said(message, column) {
  return message.notice ? notice(message) : bubble(message, column);
}

function notice(message) {
  const element = el("p", { class: "notice" }, el("bdi", {}, message.name), ` ${message.notice} the chat`);
  return { element, update: () => undefined, become: () => undefined, mark: () => undefined };
}

function bubble(message, column) {
  const bot = message.person === null;
  const name = bot ? column.brand.name : message.name;
  const avatar = el("span", { class: "avatar", "aria-hidden": "true" });
  dress(avatar, message.person ?? column.brand.key, name);
  const at = el("time", { datetime: message.at }, time.format(new Date(message.at)));
  const edited = el("span", { class: "edited" });
  const by = el("header", { class: "by" }, el("bdi", { class: "name" }, name));
  if (bot) by.append(el("span", { class: "bot-tag" }, "Bot"));
  by.append(at, edited);
  const body = content(message, { column, bot });
  const reactions = el("div", { class: "reactions" });
  const actions = deeds(message, column);
  const words = el("div", { class: "bubble" }, by, quote(message, column), body.element, reactions);
  const element = el("article", { class: bot ? "message bot" : "message" }, avatar, words, actions.element);
  element.setAttribute("aria-label", `${name}, ${at.textContent}`);

  function update(now) {
    element.classList.toggle("deleted", now.deleted);
    setText(edited, now.edited && !now.deleted ? "edited" : "");
    body.update(now);
    actions.update(now);
    reactions.replaceChildren(...(now.deleted ? [] : reacted(now, column)));
  }

  function become(person) {
    element.classList.toggle("own", !bot && message.person === person);
    actions.become(person);
  }

  update(message);
  become(column.person());
  return { element, update, become, mark: body.mark };
}

// What a message says: the same for those that stand in the chat and for private answers.
export function content(message, { column, bot }) {
  const lang = bot ? column.brand.language : null;
  const element = el("div", { class: "content", lang });
  let card = null;
  let drawn = null;

  function draw(now) {
    card = now.poll ? pollCard(now.poll, { lang, vote: (data) => column.press(data, now.id) }) : null;
    const title = now.title ? el("h3", { class: "title", dir: "auto" }, now.title) : null;
    // The text of a poll tells what its card shows.
    const text = now.poll ? null : words(now, bot);
    const parts = [title, text, card?.element, picture(now), file(now), buttons(now, column)];
    const held = element.contains(document.activeElement) ? document.activeElement.dataset.press : null;
    element.replaceChildren(...parts.filter(Boolean));
    // Whoever stood on a button with the keyboard finds it again.
    if (held) element.querySelector(`[data-press="${CSS.escape(held)}"]`)?.focus();
  }

  function update(now) {
    const told = now.poll ? [now.poll.kind, now.poll.options.map((option) => option.id)] : now.text;
    const form = JSON.stringify([now.deleted, now.title, told, now.buttons, now.picture]);
    if (form !== drawn) draw(now);
    else card?.update(now.poll);
    drawn = form;
    mark(column.votes());
  }

  const mark = (votes) => card?.mark(votes[message.poll.poll] ?? []);
  update(message);
  return { element, update, mark };
}

const FIRST_LINES = 12;

// Details that the bot gives below something are folded: the chat has no threads to put them in.
function words(now, bot) {
  const part = (text) => el("p", { class: now.deleted ? "gone" : "text", dir: "auto" }, text);
  const lines = wording(now).split("\n");
  if (!bot || !now.reply_to || lines.length <= 2 * FIRST_LINES) return part(wording(now));
  const rest = part(lines.slice(FIRST_LINES).join("\n"));
  const folded = el("details", { class: "rest" }, el("summary", {}, "Show all"), rest);
  return el("div", {}, part(lines.slice(0, FIRST_LINES).join("\n")), folded);
}

const wording = (message) => (message.deleted ? "This message was deleted." : message.text);

function picture(message) {
  if (!message.picture) return null;
  // The size of our charts, so that nothing moves when it has been loaded.
  const size = message.person === null && message.title ? { width: "1280", height: "720" } : {};
  const image = el("img", { src: message.picture, alt: message.picture_alt || "Picture", ...size });
  return el("a", { class: "picture", href: message.picture, target: "_blank", rel: "noopener" }, image);
}

function file(message) {
  if (!message.document) return null;
  const { name, url } = message.document;
  return el("a", { class: "plain file", href: url, download: name, dir: "auto" }, `Save ${name}`);
}

function buttons(message, column) {
  if (!message.buttons.length) return null;
  const make = ({ label, data, url }) => {
    if (url) return el("a", { class: "plain", href: url, target: "_blank", rel: "noopener", dir: "auto" }, label);
    const onclick = () => column.press(data, message.id);
    return el("button", { type: "button", class: "plain", "data-press": data, dir: "auto", onclick }, label);
  };
  const rows = message.buttons.map((row) => el("div", { class: "row" }, ...row.map(make)));
  return el("div", { class: "buttons" }, ...rows);
}

function quote(message, column) {
  const above = message.reply_to === null ? null : column.find(message.reply_to);
  if (!above) return null;
  const name = above.person === null ? column.brand.name : above.name;
  const text = above.deleted ? "deleted" : above.poll?.question ?? above.text;
  const wrote = el("span", { dir: "auto" }, text);
  return el("blockquote", { class: "quote" }, el("bdi", { class: "name" }, name), wrote);
}

function reacted(message, column) {
  return Object.entries(message.reactions ?? {}).map(([emoji, people]) => {
    const own = people.includes(column.person());
    const names = people.map((id) => column.nameOf(id)).join(", ");
    const onclick = () => column.react(message, emoji, own);
    const about = { "aria-pressed": String(own), title: names, "aria-label": `${emoji} ${people.length}: ${names}` };
    return el("button", { type: "button", class: "reaction", ...about, onclick }, `${emoji} ${people.length}`);
  });
}

// A button that opens the row of what can be done; it is the only stop of a closed message for the keyboard.
function deeds(message, column) {
  let now = message;
  const button = (label, act, text = label) => {
    const onclick = () => {
      open(false);
      act();
    };
    return el("button", { type: "button", class: "deed", "aria-label": label, title: label, onclick }, text);
  };
  const emoji = EMOJI.map(([sign, word]) => button(`React with ${word}`, () => column.react(now, sign, false), sign));
  const own = [button("Edit", () => column.edit(now)), button("Delete", () => column.remove(now))];
  const row = el("div", { class: "deeds", hidden: true }, ...emoji, button("Reply", () => column.reply(now)), ...own);
  const about = { "aria-label": "What to do with this message", "aria-expanded": "false" };
  const more = el("button", { type: "button", class: "more", ...about }, svg(DOTS));
  const element = el("div", { class: "actions" }, more, row);

  function open(wanted) {
    row.hidden = !wanted;
    more.setAttribute("aria-expanded", String(wanted));
  }

  more.addEventListener("click", () => open(row.hidden));
  element.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !row.hidden) {
      open(false);
      more.focus();
    }
  });
  element.addEventListener("focusout", (event) => element.contains(event.relatedTarget) || open(false));

  function become(person) {
    own.forEach((each) => { each.hidden = now.person !== person; });
  }

  function update(changed) {
    now = changed;
    element.hidden = changed.deleted;
  }

  return { element, update, become };
}
