// What each figure of the scorecard is called, how its numbers are written, and what it means that there is none.

const number = (digits, sign = "auto") =>
  new Intl.NumberFormat("en", { maximumFractionDigits: digits, signDisplay: sign });
const share = (sign = "auto") =>
  new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1, signDisplay: sign });

const written = (format) => (value) => format.format(value);
const count = written(number(0));
const rate = written(share());
const perPost = written(number(1));

export function duration(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  if (seconds < 129_600) return `${perPost(seconds / 3600)} h`;
  return `${perPost(seconds / 86_400)} days`;
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

const waits = (of) =>
  extra(of.p90 === null ? "" : `nine in ten within ${duration(of.p90)}`, of.waiting ? `${of.waiting} waiting` : "");

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
