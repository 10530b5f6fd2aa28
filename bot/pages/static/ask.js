// Asking the server; what it refuses comes with a sentence that says why.

export class Refused extends Error {}

export async function get(path) {
  const response = await fetch(path, { headers: { Accept: "application/json" } });
  const body = await response.json();
  if (!response.ok) throw new Refused(body.error);
  return body;
}
