import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { renderForms } from "./generate-code.js";
import { renderProse } from "./generate-prose.js";
import { Random } from "./random.js";

/**
 * What the parts of one template have in common.
 *
 * @typedef {object} Sample
 * @property {string} id
 * @property {string} title
 * @property {"report" | "decide" | "enrich"} task
 * @property {string} service
 * @property {string} host of the service
 * @property {string} prefix of the names of its settings
 * @property {string} path of its endpoint
 */

/**
 * Writes templates of about 1.5 kB each: the same ones for the same count on every machine.
 *
 * @param {string} folder made if it is not there
 * @param {number} count
 * @returns {string[]} the paths of the files
 */
export function writeTemplates(folder, count) {
  const random = new Random(1);
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, index) => {
    const sample = aSample(random, index + 1);
    const path = join(folder, `${sample.id}.md`);
    writeFileSync(path, renderTemplate(random, sample));
    return path;
  });
}

/**
 * Adds a sentence to the prose of a template.
 *
 * @param {string} path
 * @param {string} sentence
 */
export function changeProse(path, sentence) {
  const text = readFileSync(path, "utf8");
  writeFileSync(path, text.replace("\n\n```js\n", `\n\n${sentence}\n\n\`\`\`js\n`));
}

const titles = {
  report: ["Report logins to", "Send an event to", "Count sign-ins in"],
  decide: ["Ask for a score from", "Check addresses with", "Refuse unknown users of"],
  enrich: ["Add claims from", "Show the plan of"],
};
const categories = {
  report: ["webhook", "marketplace", "debugging", "default"],
  decide: ["access control", "multifactor", "guardian", "saml"],
  enrich: ["enrich profile", "marketplace", "default"],
};
const syllables = ["al", "be", "cor", "da", "el", "fi", "gra", "ho", "ix", "ju", "ka", "lo", "mi"];
const paths = ["v1/logins", "events", "api/v2/users/seen", "track", "hooks/auth0"];

/**
 * @param {Random} random
 * @param {number} number which makes id and title unique
 * @returns {Sample}
 */
function aSample(random, number) {
  const task = random.pick(/** @type {const} */ (["report", "decide", "enrich"]));
  const name = random.pickSome(syllables, 3).join("");
  const service = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const title = `${random.pick(titles[task])} ${service} ${number}`;
  return {
    id: title.toLowerCase().replaceAll(" ", "-"),
    title,
    task,
    service,
    host: `${name}.example`,
    prefix: name.toUpperCase(),
    path: random.pick(paths),
  };
}

/**
 * @param {Random} random
 * @param {Sample} sample
 */
function renderTemplate(random, sample) {
  const { rule, action } = renderForms(sample);
  return `---
${renderHead(random, sample)}
---

# ${sample.title}

${renderProse(random, sample)}

\`\`\`js
${rule}
\`\`\`

\`\`\`js action
${action}
\`\`\`

\`\`\`json example
${renderExample(sample)}
\`\`\`
`;
}

/**
 * @param {Sample} sample
 */
function renderExample({ task, host, prefix, path }) {
  const url = `https://api.${host}/`;
  const configuration = {
    [`${prefix}_TOKEN`]: "token-0a1b2c3d",
    ...(task === "decide" ? { [`${prefix}_LIMIT`]: "70" } : { [`${prefix}_URL`]: url }),
  };
  const answers = [{ method: "POST", url: url + path, body: { id: "1", score: 12 } }];
  const login = { user: { email: "jane.doe@example.com" }, stats: { logins_count: 1 } };
  return JSON.stringify({ title: "A first login", login, configuration, answers }, null, 2);
}

/**
 * @param {Random} random
 * @param {Sample} sample
 */
function renderHead(random, { task, service, prefix }) {
  const names = random.pickSome(categories[task], random.pick([1, 1, 2]));
  const settings = {
    report: [`${prefix}_URL`, '"Address of the API: yours, or the public one."'],
    decide: [`${prefix}_LIMIT`, "The highest score that is let in."],
    enrich: [`${prefix}_URL`, `Where ${service} runs.`],
  };
  const [key, description] = settings[task];
  return [
    `overview: ${random.pick(["Tell", "Ask", "Call"])} ${service} at each login of a user.`,
    "categories:",
    ...names.map((name) => `  - ${name}`),
    `outage: ${task === "decide" ? "deny" : "allow"}`,
    "configuration:",
    `  - key: ${prefix}_TOKEN`,
    `    description: Token of ${service}, from its console.`,
    `  - key: ${key}`,
    `    description: ${description}`,
    "    secret: false",
    ...(task === "decide" ? ["    required: false", '    default: "70"'] : []),
  ].join("\n");
}
