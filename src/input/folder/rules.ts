import { basename, dirname, join, normalize } from "node:path";

import { NoRuleError, checkRuleForm } from "../../script/form/rule-form.ts";
import { checkForm } from "../detect.ts";
import { InputError, readAll } from "../input-error.ts";
import { noteKeywords, readFilled } from "../keywords.ts";
import type { TextFile } from "../text-files.ts";
import {
  isCode,
  jsonNames,
  mayDescribe,
  readDescribed,
  scriptNames,
  type DescribedFile,
  type Readable,
} from "./described.ts";
import type { FolderPart } from "./part.ts";
import { readConfigs } from "./rules-configs.ts";
import { detectForm, keyword } from "../../script/form/detect.ts";
import { FormError } from "../../script/form/form-error.ts";

/** The stage of all rules that run at a login; there are older ones, too. */
const usualStage = "login_success";

const types = {
  name: ["string", "text"],
  script: ["string", "text"],
  order: ["number", "a number"],
  enabled: ["boolean", "true or false"],
  stage: ["string", "text"],
} as const;

/** A rule of a folder, and its place among the others. */
interface PlacedRule {
  readonly name: string;
  /** What sorts rules that have no order. */
  readonly file: string;
  readonly order: number;
  /** Undefined if it has none and needs none. */
  readonly script: TextFile | undefined;
  /** Why it does not run. */
  readonly why?: string;
}

/**
 * Reads the rules of a folder, in the layout of the Auth0 Deploy CLI, where `<name>.json` names its
 * `script`, or in that of Auth0's source-control extensions, where `<name>.js` is a rule and
 * `<name>.json` beside it says its order. Rules without an order come last.
 * Sources: https://github.com/auth0/auth0-deploy-cli (src/context/directory/handlers/rules.ts),
 * https://github.com/auth0-samples/github-source-control-integration (README.md)
 *
 * @throws InputError if the folder has no rule, or a rule that is to run cannot be read
 */
export function readRules(folder: string, sources: Readable): FolderPart {
  const { files } = sources;
  const names = files.list(folder);
  const hasScript = (name: string) => names.includes(asScript(name));
  const candidates = jsonNames(names).filter(
    (name) => hasScript(name) || mayDescribe(join(folder, name), sources),
  );
  const described = readAll(candidates, (name) => ({
    name,
    ...readDescribed(join(folder, name), types, sources),
  })).filter(({ name, all }) => describesRule(all) || hasScript(name));
  const rules = readAll(described, (file) => readRule(folder, file, sources));
  const used = new Set(rules.map(({ script }) => script?.shown));
  const others = scriptNames(names)
    .map((name) => readFilled(join(folder, name), sources))
    .filter(({ shown }) => !used.has(shown));
  // The Deploy CLI sees no script that no JSON file names.
  const isDeployCli =
    described.length > 0 && described.every(({ said }) => said.script !== undefined);
  const loose = isDeployCli ? [] : others.filter(isRuleLike);
  const all = [...rules, ...loose.map(looseRule)].sort(byOrder);
  if (all.length === 0) {
    throw noRule(files.show(folder));
  }
  readAll(all.filter(runs), ({ script }) => {
    if (script) {
      checkForm(script, "rule");
    }
  });
  return {
    texts: all.flatMap(textOf),
    notes: [
      ...all.flatMap(noteRule),
      ...noteSameOrder(all.filter(runs)),
      ...others
        .filter((file) => !loose.includes(file))
        .map((file) => noteUnused(file, isDeployCli)),
    ],
    values: readConfigs(join(dirname(folder), "rules-configs"), sources),
    dependencies: [],
  };
}

function asScript(json: string): string {
  return json.replace(/\.json$/, ".js");
}

/** What is about something else, such as a list of contacts, is passed over. */
function describesRule(all: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(all);
  return keys.length === 0 || keys.some((key) => Object.hasOwn(types, key));
}

function noRule(shown: string): InputError {
  return new InputError({
    message: `${shown} has no rule`,
    hint: "a rule is name.js, with name.json beside it for order and enabled",
  });
}

type Named = DescribedFile<typeof types> & { readonly name: string };

function readRule(folder: string, { name: json, file, said }: Named, sources: Readable) {
  const base = json.replace(/\.json$/, "");
  const { name = base, order, enabled = true, stage = usualStage } = said;
  const why = enabled
    ? stage === usualStage
      ? undefined
      : `belongs to the stage ${stage}`
    : "is disabled";
  const script = findScript(folder, { base, said, file }, sources);
  if (script === undefined && why === undefined) {
    throw withoutScript(file, said.script, base);
  }
  const rule: PlacedRule = {
    name,
    file: json,
    order: order ?? Infinity,
    script,
    ...(why !== undefined && { why }),
  };
  return rule;
}

/** The script that a rule names, or the file of its own name. */
function findScript(
  folder: string,
  { base, said, file }: Pick<Named, "said" | "file"> & { readonly base: string },
  sources: Readable,
): TextFile | undefined {
  const { script, name } = said;
  if (script !== undefined && isCode(script)) {
    return { shown: `${file.shown} (script)`, text: script };
  }
  const places =
    script === undefined
      ? [`${base}.js`, ...(name === undefined ? [] : [`${name}.js`])]
      : placesOf(script);
  const place = places
    .map((inside) => normalize(join(folder, inside)))
    .find((candidate) => sources.files.has(candidate));
  return place === undefined ? undefined : readFilled(place, sources);
}

/**
 * Where a script is: from the folder of rules, from the folder around it, or, told from elsewhere,
 * by its name.
 */
function placesOf(script: string): string[] {
  const path = script.replaceAll("\\", "/");
  return [path, `../${path}`, basename(path)];
}

function withoutScript(file: TextFile, script: string | undefined, base: string): InputError {
  const { shown } = file;
  if (script === undefined) {
    return new InputError({
      message: `${shown} has no script: neither "script" in it nor ${base}.js beside it`,
      hint: `add ${base}.js, say "script": "./name.js", or say "enabled": false`,
    });
  }
  const [keyword] = noteKeywords({ shown, text: script });
  return new InputError({
    message: `${shown} names the script ${script}, which is not there`,
    hint: keyword ?? "correct the place, from the folder of the JSON file",
  });
}

function looseRule(script: TextFile): PlacedRule {
  const file = basename(script.shown);
  return { name: file.replace(/\.c?js$/, ""), file, order: Infinity, script };
}

/** Whether a script was meant as a rule, even if it has mistakes. */
export function isRuleLike({ text }: TextFile): boolean {
  const code = text.replace(keyword, "_");
  if (detectForm(code) === "action") {
    return false;
  }
  try {
    checkRuleForm(code);
    return true;
  } catch (error) {
    if (error instanceof FormError) {
      return !(error instanceof NoRuleError);
    }
    throw error;
  }
}

function byOrder(a: PlacedRule, b: PlacedRule): number {
  if (a.order !== b.order) {
    return a.order < b.order ? -1 : 1;
  }
  return a.file < b.file ? -1 : 1;
}

function runs({ why }: PlacedRule): boolean {
  return why === undefined;
}

function textOf(rule: PlacedRule) {
  const { name, script } = rule;
  if (!script) {
    return [];
  }
  const { shown: file, text: code } = script;
  return [{ form: "rule" as const, file, line: 1, code, id: name, enabled: runs(rule) }];
}

function noteRule({ name, script, why }: PlacedRule): string[] {
  if (why === undefined) {
    return script ? noteKeywords(script) : [];
  }
  return [`the rule ${name} ${why}${script ? "" : ", has no script"} and does not run`];
}

/** On the platform each has an order of its own. */
function noteSameOrder(rules: readonly PlacedRule[]): string[] {
  const orders = new Map<number, string[]>();
  for (const { order, name } of rules) {
    if (order !== Infinity) {
      orders.set(order, [...(orders.get(order) ?? []), name]);
    }
  }
  return [...orders]
    .filter(([, names]) => names.length > 1)
    .map(
      ([order, names]) =>
        `${names.join(" and ")} have the same order, ${order}: they run by the names of their files`,
    );
}

function noteUnused({ shown, text }: TextFile, isDeployCli: boolean): string {
  const file = basename(shown);
  if (isDeployCli) {
    return `${file} does not run: no .json file beside it names it as its script`;
  }
  const what = detectForm(text) === "action" ? "an action" : "no rule";
  return `${file} is ${what} and does not run`;
}
