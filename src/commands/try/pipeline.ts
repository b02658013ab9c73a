import { join, normalize } from "node:path";

import { checkForm } from "./detect.ts";
import { InputError } from "./input-error.ts";
import type { FormText } from "../../run/job.ts";
import { parseJsonObject } from "./json.ts";
import { noteKeywords, readFilled, type Keywords } from "./keywords.ts";
import type { Subject } from "./subject.ts";
import type { TextFiles } from "./text-files.ts";

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
  const settings = parseJsonObject(readFilled(join(folder, file), sources));
  const { name = file.replace(/\.json$/, ""), script, order, enabled = true, stage } = settings;
  if (typeof name !== "string" || typeof script !== "string")
    throw new InputError({
      message: `${sources.files.show(join(folder, file))} does not say which script the rule runs`,
      hint: 'add "script": "./name.js"',
    });
  const filled = readFilled(join(folder, script), sources);
  const { shown, text: code } = filled;
  const other = typeof stage === "string" && stage !== STAGE ? stage : undefined;
  const runs = enabled !== false && other === undefined;
  if (runs) checkForm(filled, "rule");
  const why = other === undefined ? "is disabled" : `belongs to the stage ${other}`;
  return {
    text: { form: "rule", file: shown, line: 1, code, id: name, enabled: runs },
    script: normalize(script),
    order: typeof order === "number" ? order : Number.MAX_SAFE_INTEGER,
    notes: runs ? noteKeywords(filled) : [`the rule ${name} ${why} and does not run`],
  };
}
