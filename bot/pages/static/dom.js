// Making elements. Texts only ever become text nodes, so nothing that people write can become markup.

export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

export function svg(path, size = 20) {
  const image = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  image.setAttribute("viewBox", `0 0 ${size} ${size}`);
  image.setAttribute("aria-hidden", "true");
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "path");
  drawn.setAttribute("d", path);
  image.append(drawn);
  return image;
}

// Writing the same text again would make some screen readers say it again.
export function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

export function options(select, entries, chosen) {
  const made = entries.map(([value, label]) => el("option", { value }, label));
  select.replaceChildren(...made);
  if (chosen !== undefined) select.value = chosen;
}

// A person's first letters and one of six colours, always the same for the same person.
export function dress(avatar, id, name) {
  const words = name.trim().split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  setText(avatar, letters.map((word) => Array.from(word)[0].toUpperCase()).join("") || "?");
  let sum = 0;
  for (const character of id) sum = (sum * 31 + character.codePointAt(0)) % 6007;
  avatar.dataset.hue = String(sum % 6);
}

let toasts = null;

export function toast(text, kind = "told") {
  toasts ??= document.getElementById("toasts");
  const shown = el("p", { class: `toast ${kind}`, dir: "auto" }, text);
  toasts.append(shown);
  while (toasts.children.length > 3) toasts.firstElementChild.remove();
  setTimeout(() => shown.remove(), 7000);
}
