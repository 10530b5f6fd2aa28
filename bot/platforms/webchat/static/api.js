// Talking to the server: one deed after the other, each with an id of its own, so that trying again is harmless.

import { get, Refused } from "../shared/ask.js";

export { get, Refused };

const TRIES = 8;

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

let last = Promise.resolve();

// The order of deeds is the order of votes: a later one must not overtake one that is being tried again.
export function post(name, fields) {
  const body = JSON.stringify({ ...fields, client: newId() });
  const sent = last.then(() => attempt(name, body));
  last = sent.catch(() => undefined);
  return sent;
}

async function attempt(name, body) {
  for (let tried = 1; ; tried += 1) {
    const response = await fetch(`/play/api/${name}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body,
    }).catch(() => null);
    if (response !== null && response.status !== 503) {
      const answer = await response.json().catch(() => ({ error: "The server could not answer." }));
      if (!response.ok) throw new Refused(answer.error ?? "The server could not do that.");
      return answer;
    }
    if (tried === TRIES) throw new Refused("Rapport does not answer. Please try again in a moment.");
    const asked = Number(response?.headers.get("Retry-After")) || 0.5 * tried;
    await pause(1000 * Math.min(asked, 5));
  }
}

// crypto.randomUUID is missing on plain http addresses of old browsers; random values never are.
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
