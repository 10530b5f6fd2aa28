// Lengths of time as people read them.

const count = (value) => new Intl.NumberFormat("en", { maximumFractionDigits: 0 }).format(value);

// The two largest units, as in "2 h 20 min": nobody reads thousands of seconds.
export function duration(seconds) {
  if (Math.round(seconds) < 60) return `${count(seconds)} s`;
  const minutes = seconds < 86_370 ? Math.round(seconds / 60) : 60 * Math.round(seconds / 3600);
  const hours = Math.floor(minutes / 60);
  const days = Math.floor(hours / 24);
  const parts = days
    ? [[days, days === 1 ? "day" : "days"], [hours % 24, "h"]]
    : [[hours, "h"], [minutes % 60, "min"]];
  return parts.filter(([number]) => number).map(([number, unit]) => `${count(number)} ${unit}`).join(" ");
}
