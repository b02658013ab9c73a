// The process in which explore is measured. Prints what it found, as JSON.
import console from "node:console";
import process from "node:process";

import { Random } from "../src/explore/logins/random.ts";
import { sizeOf } from "../src/explore/places.ts";
import { prepare } from "../src/explore/prepare.ts";
import { aText, exploreHere } from "../test/explore/in-process.ts";
import { findMistakes, pickMistakes } from "../test/explore/mistakes.ts";
import rules from "../rules.json" with { type: "json" };

/** @import { Form } from "../src/script/form/form.ts" */

/**
 * @typedef {{ reached: number, all: number }} Reach branches
 * @typedef {{ id: string, rule: Reach, action: Reach, cpu: number }} Template `cpu` in milliseconds
 * @typedef {{
 *   id: string, form: string, line: number, kind: string, right: string, wrong: string,
 *   logins?: number, size: number,
 * }} Planted without `logins` if no login shows it; `size` counts properties
 * @typedef {{ logins: number, templates: Template[], planted: Planted[] }} Measured
 */

const logins = 500;
const [, , seed = "1", mistakes = "100"] = process.argv;

const gallery = /** @type {import("../src/gallery/entry.ts").Gallery} */ (
  /** @type {unknown} */ (rules)
);
const all = new Map(
  gallery.flatMap(({ templates }) => templates).map((entry) => [entry.id, entry]),
);
const forms = [...all.values()].map(({ id, code, action }) => ({
  id,
  texts: [
    ...(code === undefined ? [] : [aText("rule", code)]),
    ...(action ? [aText("action", action.code)] : []),
  ],
}));

/** @type {Measured} */
const measured = { logins, templates: [], planted: [] };
for (const { id, texts } of forms) {
  const before = process.cpuUsage();
  const { reached } = await exploreHere(texts, { logins, seed: Number(seed) });
  const { user, system } = process.cpuUsage(before);
  const { branches } = prepare(texts.map((text) => [text]));
  const taken = new Set(reached);
  const reach = (/** @type {Form} */ form) => {
    const own = branches.flatMap(({ file }, index) => (file === `${form}.js` ? [index] : []));
    return { reached: own.filter((index) => taken.has(index)).length, all: own.length };
  };
  const cpu = (user + system) / 1000;
  measured.templates.push({ id, rule: reach("rule"), action: reach("action"), cpu });
}
const candidates = forms.flatMap(({ id, texts }) =>
  texts.flatMap((text) => findMistakes(text).map((mistake) => ({ ...mistake, id, text }))),
);
for (const mistake of pickMistakes(candidates, Number(mistakes), new Random(Number(seed)))) {
  const { id, text, code, kind, line, right, wrong } = mistake;
  // Other files, so that their branches are told apart.
  const texts = [text, { ...text, file: `changed-${text.file}`, code }];
  const found = await exploreHere(texts, { logins, seed: Number(seed) });
  measured.planted.push({
    ...{ id, form: text.form, line, kind, right, wrong },
    ...(found.difference && { logins: found.logins }),
    size: found.difference ? sizeOf(sparse(found.difference.trial)) : NaN,
  });
}
console.log(JSON.stringify(measured));

/**
 * A login without its empty parts, which are as in the sample.
 *
 * @param {import("../src/explore/trial.ts").Trial} trial
 * @returns {import("../src/explore/trial.ts").JsonRecord}
 */
function sparse(trial) {
  return Object.fromEntries(
    Object.entries(trial).filter(([, part]) => part !== null && Object.keys(part).length > 0),
  );
}
