import type { ErrorObject } from "ajv";

import { validateExample } from "../validators.ts";
import { isWebAddress } from "../../text/address.ts";
import { limitsOf, type HeadSetting, type KnownHead } from "../head/check-head.ts";
import type { TemplateDocument } from "../body/document.ts";
import { isRecord } from "../../text/plain-data.ts";
import type { PlacedData } from "../placed-data.ts";
import { readPlacedJson } from "../placed-json.ts";
import type { Problem } from "../problem.ts";
import { schemaProblem, type DataKind } from "../schema-problem.ts";
import { findWrongValue } from "../setting-value.ts";
import type { Source } from "../source.ts";
import type { Example } from "./example.ts";

/** An example, and where its parts stand. */
export interface PlacedExample {
  readonly example: Example;
  readonly data: PlacedData;
}

/** Reads the examples of a template, which needs one. One with problems of its own is left out. */
export function readExamples(
  source: Source,
  document: TemplateDocument,
): { examples: PlacedExample[]; problems: Problem[] } {
  const examples: PlacedExample[] = [];
  const problems = document.has.example ? [] : [missingExample(source, document)];
  for (const block of document.examples) {
    const range = { start: block.start, end: block.start + block.code.length };
    const data = readPlacedJson(source, { range, code: "example-syntax" });
    const read = Array.isArray(data) ? data : checkShape(data);
    if (Array.isArray(read)) {
      problems.push(...read);
    } else {
      examples.push(read);
    }
  }
  return { examples, problems: [...problems, ...findRepeatedTitles(examples)] };
}

function missingExample(source: Source, document: TemplateDocument): Problem {
  const { prose, title, body, rangeOf } = document;
  const near = prose.children.find(
    (node) => node.type === "code" && /example/i.test(`${node.lang ?? ""} ${node.meta ?? ""}`),
  );
  const place = near ? rangeOf(near) : (title?.range ?? { start: body, end: body });
  return source.problem("example-missing", place, { isNear: near !== undefined });
}

/** How the fields of an example are named and written. */
const inExample: DataKind = { root: "the example", notation: "json" };

function checkShape(data: PlacedData): PlacedExample | Problem[] {
  const value = withDefaults(data.value);
  if (!validateExample(value)) {
    const errors: ErrorObject[] = validateExample.errors ?? [];
    return errors.map((error) => schemaProblem(data, error, inExample));
  }
  // The validator has found nothing else.
  const { title, login, configuration, answers, back } = value as Example;
  const example = { title, login, configuration, answers, ...(back && { back }) };
  const problems = answers.flatMap(({ url }, index) => {
    if (isWebAddress(url.replaceAll("*", "x"))) {
      return [];
    }
    const range = data.valueAt(["answers", index, "url"]);
    const rule = { kind: "host-in-lower-case" } as const;
    return data.source.problem("field-value", range, { field: "url", rule });
  });
  return problems.length > 0 ? problems : { example, data };
}

/** Of a template without settings or requests there is nothing to write. */
function withDefaults(value: unknown): unknown {
  return isRecord(value) ? { configuration: {}, answers: [], ...value } : value;
}

function findRepeatedTitles(examples: readonly PlacedExample[]): Problem[] {
  const seen = new Set<string>();
  return examples.flatMap(({ example: { title }, data }) => {
    const name = title.toLowerCase();
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return data.source.problem("example-duplicate", data.valueAt(["title"]), { title });
  });
}

/** Holds examples against what is known of the head. */
export function checkExamples(
  { fields, isLost }: KnownHead,
  examples: readonly PlacedExample[],
): Problem[] {
  if (isLost("configuration")) {
    return [];
  }
  const settings = new Map(fields.configuration?.map((setting) => [setting.key, setting]));
  return examples.flatMap((example) => [
    ...checkValues(settings, example),
    ...findMissing(settings, example),
    ...checkToken(example),
  ]);
}

type Settings = ReadonlyMap<string, HeadSetting>;

function checkValues(settings: Settings, { example, data }: PlacedExample): Problem[] {
  return Object.entries(example.configuration).flatMap(([key, value]) => {
    const path = ["configuration", key];
    const setting = settings.get(key);
    if (!setting) {
      const facts = { kind: "unknown", key, known: settings.keys() } as const;
      return data.source.problem("example-configuration", data.keyAt(path), facts);
    }
    const wrong = findWrongValue(limitsOf(setting), value);
    if (!wrong) {
      return [];
    }
    return data.source.problem("example-configuration", data.valueAt(path), {
      kind: "wrong",
      key,
      wrong,
    });
  });
}

function findMissing(
  settings: Settings,
  { example: { configuration }, data }: PlacedExample,
): Problem[] {
  const keys = [...settings.values()]
    .filter(({ key, required }) => required !== false && (configuration[key] ?? "") === "")
    .map(({ key }) => key);
  if (keys.length === 0) {
    return [];
  }
  const range = data.valueAt(["configuration"]);
  return [data.source.problem("example-configuration", range, { kind: "missing", keys })];
}

/** The token of a return is signed with a setting. */
function checkToken({ example, data }: PlacedExample): Problem[] {
  const key = example.back?.token?.secret;
  if (key === undefined || Object.hasOwn(example.configuration, key)) {
    return [];
  }
  const range = data.valueAt(["back", "token", "secret"]);
  return [data.source.problem("example-configuration", range, { kind: "token" })];
}
