// What each figure of the scorecard is called, how its numbers are written, and what it means that there is none.

const number = (digits, sign = "auto") =>
  new Intl.NumberFormat("en", { maximumFractionDigits: digits, signDisplay: sign });
const share = (sign = "auto") =>
  new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1, signDisplay: sign });

const written = (format) => (value) => format.format(value);
const count = written(number(0));
const rate = written(share());
const perPost = written(number(1));

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

export const GROUPS = {
  recommendations: "Recommendations",
  engagement: "Engagement",
  followers: "Followers",
  loyalty: "Loyalty",
  sharing: "Sharing",
  sentiment: "Sentiment",
  care: "Care",
};

const extra = (...parts) => parts.filter(Boolean).join(" · ");
const also = (value, form, word) => (value === null || value === undefined ? "" : `${form(value)} ${word}`);

const PER_POST = "per post and 100 people";

const within = (seconds) => `nine in ten within ${duration(seconds)}`;
const known = (value) => value !== null && value !== undefined;
const waits = (of) =>
  extra(
    known(of.p90) ? within(of.p90) : "",
    known(of.business_median)
      ? `in business hours ${duration(of.business_median)}, ${within(of.business_p90)}`
      : "",
    of.waiting ? `${count(of.waiting)} still waiting` : "",
  );

export const MEASURES = {
  nps: { name: "Net promoter score", form: written(number(0, "exceptZero")), none: "Nobody has given a score yet." },
  advocates: { name: "People who recommend", form: rate, none: "No recommendations to look at yet." },
  referred_joins: { name: "Joins by referral", form: rate, none: "Nobody has joined by referral yet." },
  active: { name: "Active people", form: rate, none: "Nobody can be reached yet." },
  poll_participation: { name: "Voted in a poll", form: rate, none: "Nobody can be reached yet." },
  conversation: { name: "Replies", unit: PER_POST, form: perPost, none: "The brand has not posted yet." },
  applause: { name: "Reactions", unit: PER_POST, form: perPost, none: "The brand has not posted yet." },
  members: {
    name: "Members",
    form: count,
    none: "Nobody is a member yet.",
    hideN: true,
    more: (of) => extra(also(of.joins, count, "joined"), also(of.leaves, count, "left")),
  },
  growth: { name: "Growth", form: written(share("exceptZero")), none: "There was nobody to begin with." },
  fans: { name: "Fans", form: rate, none: "Nobody can be reached yet." },
  returning: { name: "Came back", form: rate, none: "Nobody was active in the four weeks before." },
  repeat_buyers: { name: "Bought again", form: rate, none: "No purchases are known yet." },
  amplification: { name: "Shares", unit: PER_POST, form: perPost, none: "No shares are known yet." },
  clicks_per_share: { name: "Clicks per share", form: perPost, none: "No shares are known yet." },
  net_sentiment: {
    name: "Net sentiment",
    form: written(number(2, "exceptZero")),
    none: "No messages have been classified yet.",
    more: (of) => also(of.unclassified, rate, "unclassified"),
  },
  answered: { name: "Questions answered", form: rate, none: "No questions to answer yet." },
  first_response: {
    name: "First response",
    form: duration,
    none: "No question has been answered yet.",
    more: waits,
  },
};
