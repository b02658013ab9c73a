/** @import { Random } from "./random.js" */
/** @import { Sample } from "./generate.js" */

/**
 * Writes what a template says about itself: two or three paragraphs, lists or tables.
 *
 * @param {Random} random
 * @param {Sample} sample
 * @returns {string} Markdown
 */
export function renderProse(random, sample) {
  const opening = random.pick(openings)(sample);
  const body = random.pick([renderList, renderList, renderSteps, renderTable, renderQuote]);
  const closing = random.pickSome(closings, random.pick([0, 0, 1]));
  return [opening, body(random, sample), ...closing.map((render) => render(sample))].join("\n\n");
}

/** @type {readonly ((sample: Sample) => string)[]} */
const openings = [
  ({ service, host }) =>
    `Each login is sent to [${service}](https://${host}/docs/events), with \`user_id\`, the name ` +
    "of the **application** and the *connection* of the user.",
  ({ service, host }) =>
    `See every sign-in in ${service} within seconds. Make a token with the scope\n` +
    `\`logins:write\` in its [console](https://console.${host}/tokens?new=1 "Tokens").`,
  ({ service }) =>
    `${service} knows a user by \`email\` and answers within a second.\n` +
    "Nothing else leaves the tenant: see *what is sent* below.",
];

/** @type {readonly ((sample: Sample) => string)[]} */
const closings = [
  ({ host }) => `Questions? Write to <mailto:help@${host}>.`,
  ({ service }) => `While ${service} is down, a failure is **only** logged & not \`retried\`.`,
  ({ host }) => `## Limits\n\nThe free plan takes \`1000\` events an hour: https://${host}/limits`,
];

const facts = [
  "`user_id`, never shown to *others*",
  "`email`, in lower case",
  "the address of the request, as `/24`",
  "the name of the **connection**",
  "`context.protocol`",
  "time of the login, in seconds",
];

const steps = [
  "Create an account.",
  "Open **Settings › API**, and add a token.",
  "Give the token the scope `logins:write`.",
  "Sign in once, and look for the event.",
];

/** @param {Random} random */
function renderList(random) {
  const picked = random.pickSome(facts, random.pick([2, 3, 4]));
  return picked.map((fact) => `- ${fact}`).join("\n");
}

/** @param {Random} random */
function renderSteps(random) {
  const left = steps.slice(random.pick([0, 1]));
  return left.map((step, index) => `${index + 1}. ${step}`).join("\n");
}

/** @param {Random} random */
function renderTable(random) {
  const rows = random.pickSome(facts, 3).map((fact, index) => `| ${fact} | ${index} |`);
  return ["| what is sent | place |", "| --- | --: |", ...rows].join("\n");
}

/**
 * @param {Random} random
 * @param {Sample} sample
 */
function renderQuote(random, { service }) {
  return `> ${service} keeps for 30 days:\n> ${random.pick(facts)}.`;
}
