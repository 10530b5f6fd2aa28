// A brand's page: the scorecard as the address says, which goes along with what is chosen.

import { sheet } from "./sheet.js";

const SHOWN = ["period", "platform"];

const main = document.getElementById("sheet");
const given = new URLSearchParams(location.search);
const wish = Object.fromEntries(SHOWN.filter((name) => given.get(name)).map((name) => [name, given.get(name)]));

sheet(main, main.dataset.api, wish, (now) => {
  const asked = SHOWN.filter((name) => now[name]).map((name) => [name, now[name]]);
  history.replaceState(null, "", asked.length ? `?${new URLSearchParams(asked)}` : location.pathname);
});
