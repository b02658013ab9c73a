import type { ErrorObject } from "ajv";

import { validateExample } from "../validators.ts";
import { isWebAddress } from "../../text/address.ts";
import { limitsOf, type HeadSetting, type KnownHead } from "../head/check-head.ts";
import type { CodeBlock } from "../body/document.ts";
import { nearestWord } from "../../text/nearest.ts";
import type { PlacedData } from "../placed-data.ts";
import { readPlacedJson } from "../placed-json.ts";
import type { Problem } from "../problem.ts";
import { schemaProblem, wrongValue, type Notation } from "../schema-problem.ts";
import { findWrongValue } from "../setting-value.ts";
import type { Source } from "../source.ts";
import type { Example } from "./example.ts";

/** An example, and where its parts stand. */
export interface PlacedExample {
  readonly example: Example;
  readonly data: PlacedData;
}

/** Reads the blocks of examples. One with problems of its own is left out. */
export function readExamples(
  source: Source,
  blocks: readonly CodeBlock[],
): { examples: PlacedExample[]; problems: Problem[] } {
  const examples: PlacedExample[] = [];
  const problems: Problem[] = [];
  for (const block of blocks) {
    const range = { start: block.start, end: block.start + block.code.length };
    const data = readPlacedJson(source, { range, code: "example-syntax" });
    const read = Array.isArray(data) ? data : checkShape(source, data);
    if (Array.isArray(read)) problems.push(...read);
    else examples.push(read);
  }
  return { examples, problems: [...problems, ...findRepeatedTitles(source, examples)] };
}

/** How the fields of an example are named and written. */
const inExample: Notation = {
  root: "the example",
  hints: {
    string: "put the value in quotes",
    array: "write a list, in square brackets",
    object: "write an object, in braces",
  },
};

function checkShape(source: Source, data: PlacedData): PlacedExample | Problem[] {
  const value = withDefaults(data.value);
  if (!validateExample(value)) {
    const errors: ErrorObject[] = validateExample.errors ?? [];
    return errors.map((error) => schemaProblem(source, data, error, inExample));
  }
  // The validator has found nothing else.
  const { title, login, configuration, answers, back } = value as Example;
  const example = { title, login, configuration, answers, ...(back && { back }) };
  const problems = answers.flatMap(({ url }, index) => {
    if (isWebAddress(url.replaceAll("*", "x"))) return [];
    const path = ["answers", index, "url"];
    const hint = "write an absolute https: address in ASCII, its host in lower case";
    return wrongValue(source, data.valueAt(path), path.join("."), hint);
  });
  return problems.length > 0 ? problems : { example, data };
}

/** Of a template without settings or requests there is nothing to write. */
function withDefaults(value: unknown): unknown {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? { configuration: {}, answers: [], ...value } : value;
}

function findRepeatedTitles(source: Source, examples: readonly PlacedExample[]): Problem[] {
  const seen = new Set<string>();
  return examples.flatMap(({ example: { title }, data }) => {
    const name = title.toLowerCase();
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    const message = `another example has the title ${JSON.stringify(title)}`;
    const hint = "give one of the two another title: people choose an example by it";
    return source.problem("example-duplicate", data.valueAt(["title"]), message, hint);
  });
}

/** Holds examples against what is known of the head. */
export function checkExamples(
  source: Source,
  { fields, isLost }: KnownHead,
  examples: readonly PlacedExample[],
): Problem[] {
  if (isLost("configuration")) return [];
  const settings = new Map(fields.configuration?.map((setting) => [setting.key, setting]));
  return examples.flatMap((example) => [
    ...checkValues(source, settings, example),
    ...findMissing(source, settings, example),
    ...checkToken(source, example),
  ]);
}

type Settings = ReadonlyMap<string, HeadSetting>;

function checkValues(
  source: Source,
  settings: Settings,
  { example, data }: PlacedExample,
): Problem[] {
  return Object.entries(example.configuration).flatMap(([key, value]) => {
    const path = ["configuration", key];
    const setting = settings.get(key);
    if (!setting) {
      const nearest = nearestWord(key, settings.keys());
      const hint =
        nearest === undefined
          ? `list ${key} under configuration, or leave it out`
          : `did you mean ${nearest}? Otherwise list ${key} in the head`;
      const message = `the example sets ${key}, which the head does not list`;
      return source.problem("example-configuration", data.keyAt(path), message, hint);
    }
    const wrong = findWrongValue(limitsOf(setting), value);
    if (!wrong) return [];
    const message = `the value of ${key} ${wrong.what}`;
    return source.problem("example-configuration", data.valueAt(path), message, wrong.hint);
  });
}

function findMissing(
  source: Source,
  settings: Settings,
  { example: { configuration }, data }: PlacedExample,
): Problem[] {
  const missing = [...settings.values()]
    .filter(({ key, required }) => required !== false && (configuration[key] ?? "") === "")
    .map(({ key }) => key);
  if (missing.length === 0) return [];
  const range = data.valueAt(["configuration"]);
  const message = `the example has no value for ${missing.join(", ")}`;
  const hint = "give each required setting an obvious sample under configuration";
  return [source.problem("example-configuration", range, message, hint)];
}

/** The token of a return is signed with a setting. */
function checkToken(source: Source, { example, data }: PlacedExample): Problem[] {
  const key = example.back?.token?.secret;
  if (key === undefined || Object.hasOwn(example.configuration, key)) return [];
  const range = data.valueAt(["back", "token", "secret"]);
  const message = "the token is signed with a setting that the example does not have";
  const hint = "write the key of the setting, and give it a value under configuration";
  return [source.problem("example-configuration", range, message, hint)];
}
