import { join, normalize } from "node:path";

import { checkForm } from "./detect.ts";
import { InputError } from "./input-error.ts";
import type { FormText } from "../../run/job.ts";
import { findValue, placeAt } from "../../run/json.ts";
import { parseJsonObject } from "./json.ts";
import { noteKeywordAt, noteKeywords, readFilled, type Keywords } from "./keywords.ts";
import type { Subject } from "./subject.ts";
import type { TextFile, TextFiles } from "./text-files.ts";

/** Files, and what to fill into them. */
interface Readable {
  readonly files: TextFiles;
  readonly keywords: Keywords;
}

/** A rule of a folder, and what its JSON file says of its place in the pipeline. */
interface PlacedRule {
  readonly text: FormText;
  /** The file of the code, from the folder. */
  readonly script: string;
  readonly order: number;
  readonly notes: readonly string[];
}

/** The stage of all rules that run at a login; the Deploy CLI knows older ones, too. */
const STAGE = "login_success";

/**
 * Reads a pipeline of rules in the layout of the Auth0 Deploy CLI: `<name>.json` with `name`, `order`, `enabled` and
 * `script`, a place relative to the folder. Rules without an order come last.
 * Source: https://github.com/auth0/auth0-deploy-cli (src/context/directory/handlers/rules.ts)
 *
 * @throws InputError if a file cannot be read or is not of this form
 */
export function readPipeline(folder: string, sources: Readable): Subject {
  const { files } = sources;
  const all = files.list(folder);
  const names = all.filter((name) => name.endsWith(".json"));
  if (names.length === 0)
    throw new InputError({
      message: `${files.show(folder)} has no rule`,
      hint: "a rule is name.json, with name, order, enabled and script, beside name.js",
    });
  const rules = names
    .map((name) => readRule(folder, name, sources))
    .sort((a, b) => a.order - b.order);
  const used = new Set(rules.map(({ script }) => script));
  const unused = all.filter((name) => name.endsWith(".js") && !used.has(name));
  const notes = [
    ...rules.flatMap((rule) => rule.notes),
    ...unused.map((name) => `${name} does not run: no .json file beside it names it as its script`),
  ];
  const texts = rules.map(({ text }) => text);
  return { name: files.show(folder), pipelines: [{ form: "rule", texts }], notes };
}

function readRule(folder: string, file: string, sources: Readable): PlacedRule {
  const described = readFilled(join(folder, file), sources);
  const rule = checkTypes(described, parseJsonObject(described));
  const { name = file.replace(/\.json$/, ""), script, order, enabled = true, stage = STAGE } = rule;
  if (script === undefined)
    throw new InputError({
      message: `${described.shown} does not say which script the rule runs`,
      hint: 'add "script": "./name.js"',
    });
  const filled = readFilled(join(folder, script), sources);
  const { shown, text: code } = filled;
  const runs = enabled && stage === STAGE;
  if (runs) checkForm(filled, "rule");
  const why = stage === STAGE ? "is disabled" : `belongs to the stage ${stage}`;
  return {
    text: { form: "rule", file: shown, line: 1, code, id: name, enabled: runs },
    script: normalize(script),
    order: order ?? Number.MAX_SAFE_INTEGER,
    notes: runs ? noteKeywords(filled) : [`the rule ${name} ${why} and does not run`],
  };
}

/** What the JSON file of a rule says. */
interface DescribedRule {
  readonly name?: string;
  readonly script?: string;
  readonly order?: number;
  readonly enabled?: boolean;
  readonly stage?: string;
}

const TYPES = {
  name: ["string", "text"],
  script: ["string", "text"],
  order: ["number", "a number"],
  enabled: ["boolean", "true or false"],
  stage: ["string", "text"],
} as const;

/** @throws InputError at a property of another type */
function checkTypes(file: TextFile, rule: Readonly<Record<string, unknown>>): DescribedRule {
  for (const [key, [type, what]] of Object.entries(TYPES)) {
    if (rule[key] === undefined || typeof rule[key] === type) continue;
    const at = findValue(file.text, key);
    throw new InputError({
      ...placeAt(file.text, at),
      file: file.shown,
      message: `${key} is not ${what}`,
      hint: noteKeywordAt(file, file.text[at] === '"' ? at + 1 : at) ?? `write ${what}`,
    });
  }
  return rule;
}
