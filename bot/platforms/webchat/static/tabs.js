// Three columns side by side where there is room; one at a time, by tabs, where there is not.

const NARROW = matchMedia("(max-width: 1023px)");

export function tabs() {
  const all = Array.from(document.querySelectorAll("[role=tab]"));
  const panel = (tab) => document.getElementById(tab.getAttribute("aria-controls"));
  let chosen = all[0];

  function show(tab) {
    chosen = tab;
    for (const each of all) {
      const here = each === tab;
      each.setAttribute("aria-selected", String(here));
      each.tabIndex = here ? 0 : -1;
      panel(each).hidden = NARROW.matches && !here;
      // Side by side they are plain regions: a tab panel needs a tab that can be reached.
      if (NARROW.matches) panel(each).setAttribute("role", "tabpanel");
      else panel(each).removeAttribute("role");
    }
    const log = panel(tab).querySelector(".log");
    if (log) log.scrollTop = log.scrollHeight;
  }

  for (const [i, tab] of all.entries()) {
    tab.addEventListener("click", () => show(tab));
    tab.addEventListener("keydown", (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const next = all[(i + step + all.length) % all.length];
      show(next);
      next.focus();
    });
  }
  NARROW.addEventListener("change", () => show(chosen));
  show(chosen);
}
