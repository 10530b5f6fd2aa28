// Where one writes: Enter sends, Shift and Enter begin a new line.

import { el, setText } from "../shared/dom.js";

const EXAMPLES = {
  poll: '/poll "Which content next?" "Recipes" "Behind the scenes" "Live Q&A"',
  made: '/made "Recipes" https://example.com/recipes',
};
const OFFERED = {
  team: ["inbox", "poll", "polls", "content", "made", "answer", "ror", "me", "help"],
  audience: ["ask", "me", "help"],
};

export function composer(section, column) {
  const form = section.querySelector(".composer");
  const text = form.querySelector("textarea");
  const send = form.querySelector(".send");
  const picker = form.querySelector(".file");
  const aboutTo = form.querySelector(".about-to");
  const aboutToText = form.querySelector(".about-to-text");
  let aim = null;
  let speaker = null;
  let file = null; // to go with what is written
  let awaited = false; // the bot asked, and the next message is the answer

  function tell() {
    const name = aim?.message.person === null ? column.brand.name : aim?.message.name;
    const what = !aim ? "" : aim.kind === "edit" ? "Editing your message" : `Replying to ${name}`;
    setText(aboutToText, [what, file ? `With ${file.name}` : ""].filter(Boolean).join(" · "));
    aboutTo.hidden = !aim && !file;
  }

  function take(kind, message) {
    aim = message ? { kind, message } : null;
    if (kind === "edit") file = null;
    tell();
    if (!aim) return;
    if (kind === "edit") write(message.text);
    text.focus();
  }

  function write(value) {
    text.value = value;
    fit();
  }

  const isReady = () => speaker !== null && (speaker.inside || column.isPrivate);

  function invite() {
    const silent = speaker ? `${speaker.name} has left` : "Add a person to speak as";
    text.placeholder = !isReady() ? silent : awaited ? "Your answer" : `Message as ${speaker.name}`;
  }

  // Grows with what is written; the most is in the style sheet.
  function fit() {
    text.style.height = "auto";
    // In a column that is not shown there is nothing to measure.
    if (text.scrollHeight) text.style.height = `${text.scrollHeight}px`;
    send.disabled = !text.value.trim() && !file;
  }

  async function say() {
    const wording = text.value.trim();
    if ((!wording && !file) || text.readOnly) return;
    text.readOnly = true;
    form.classList.add("sending");
    // Before it is sent: the next question may be here before the answer to this request.
    awaited = false;
    invite();
    const message = aim?.message.id;
    const deed = aim?.kind === "edit" ? ["edit", { message }] : ["message", { reply_to: message ?? null }];
    const enclosed = file ? { name: file.name, content: await base64(file) } : {};
    const answer = await column.act(file ? "send" : deed[0], { text: wording, ...deed[1], ...enclosed });
    text.readOnly = false;
    form.classList.remove("sending");
    if (!answer) return;
    file = null;
    take(null, null);
    write("");
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    say();
  });
  text.addEventListener("input", fit);
  text.addEventListener("keydown", (event) => {
    // While a word is being put together (Japanese, accents), Enter belongs to that word.
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      say();
    } else if (event.key === "Escape" && (aim || file)) stop();
  });
  const stop = () => {
    if (aim?.kind === "edit") write("");
    file = null;
    take(null, null);
    fit();
  };
  form.querySelector(".attach").addEventListener("click", () => picker.click());
  picker.addEventListener("change", () => {
    if (aim?.kind === "edit") stop();
    file = picker.files[0] ?? null;
    picker.value = "";
    tell();
    fit();
    text.focus();
  });
  aboutTo.querySelector(".stop").addEventListener("click", stop);
  form.querySelector(".commands").append(...commandButtons(column, (value) => {
    write(value);
    text.focus();
  }));
  fit();

  return {
    reply: (message) => take("reply", message),
    edit: (message) => take("edit", message),
    await(answer) {
      awaited = answer;
      invite();
      if (!awaited) return;
      // Whoever is at work elsewhere on the page stays there.
      const at = document.activeElement;
      if (at === document.body || section.contains(at)) text.focus();
    },
    become(person, isAwaited) {
      speaker = person;
      awaited = isAwaited;
      text.disabled = !isReady();
      const to = column.isPrivate ? column.brand.name : column.chat;
      text.setAttribute("aria-label", `Message to ${to}${isReady() ? ` as ${person.name}` : ""}`);
      invite();
      if (aim?.kind === "edit") stop();
      fit();
    },
  };
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}

function commandButtons(column, write) {
  const offered = column.brand.commands.filter(({ name }) => OFFERED[column.role].includes(name));
  return offered.map(({ name, about }) => {
    const onclick = () => write(EXAMPLES[name] ?? `/${name}`);
    const label = `/${name}: ${about}`;
    return el("button", { type: "button", class: "command", title: about, "aria-label": label, onclick }, `/${name}`);
  });
}
