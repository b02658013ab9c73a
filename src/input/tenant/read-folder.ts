import { basename, join, normalize } from "node:path";

import { isRecord } from "../../text/plain-data.ts";
import { readJson } from "../../text/json.ts";
import { detectForm } from "../../script/form/detect.ts";
import { isCode, jsonNames, scriptNames, type Readable } from "../folder/described.ts";
import { readFilled } from "../keywords.ts";
import type { TextFile } from "../text-files.ts";
import { makeRule, type FoundRule, type FoundTenant, type SetAside } from "./found-rule.ts";
import { divide } from "./read-list.ts";

/** What tells that a JSON file is about a rule. */
const ruleKeys = ["script", "order", "enabled", "stage"];

/**
 * The rules of a folder: `name.json` with the place of its `script`, as the Deploy CLI has them, or
 * without one beside `name.js`, as the source control extensions had them, or scripts alone. What
 * cannot be read is set aside.
 */
export function readRuleFolder(folder: string, sources: Readable): FoundTenant {
  const { files } = sources;
  const names = files.list(folder);
  const described = jsonNames(names).flatMap(
    (name) => readDescription(folder, name, sources) ?? [],
  );
  const used = new Set(described.flatMap(({ script }) => script?.shown ?? []));
  const rules = described.map(({ made }) => made);
  const isDeployCli = described.length > 0 && described.every(({ names: own }) => own);
  const others = scriptNames(names)
    .map((name) => readFilled(join(folder, name), sources))
    .filter(({ shown }) => !used.has(shown));
  const loose = isDeployCli ? [] : others.map(looseRule);
  const typed = names.filter(
    (name) => /\.(?:[cm]?ts|mjs|[jt]sx)$/.test(name) && !name.endsWith(".d.ts"),
  );
  const unused = isDeployCli ? others : [];
  return {
    ...divide([
      ...rules,
      ...loose,
      ...typed.map((name) => compileFirst(files.show(join(folder, name)))),
    ]),
    notes: unused.map(({ shown }) => `${shown} is left out: no .json file names it as its script`),
  };
}

interface Description {
  readonly made: FoundRule | SetAside;
  readonly script: TextFile | undefined;
  /** Whether it names its script. */
  readonly names: boolean;
}

/** Undefined if a JSON file is about something else. */
function readDescription(folder: string, name: string, sources: Readable): Description | undefined {
  const { files } = sources;
  const base = name.replace(/\.json$/, "");
  const beside = join(folder, `${base}.js`);
  const { shown, text } = readFilled(join(folder, name), sources);
  const read = readJson(text);
  if (!("value" in read)) {
    const { line, column } = read.end;
    const reason = `the file is not JSON from ${line}:${column} on`;
    const script = files.has(beside) ? readFilled(beside, sources) : undefined;
    return { made: { file: shown, reason }, script, names: true };
  }
  const said = read.value;
  if (!isRecord(said) || (!ruleKeys.some((key) => key in said) && !files.has(beside))) {
    return undefined;
  }
  const given = said["script"];
  if (typeof given === "string" && isCode(given)) {
    return {
      made: makeRule(said, { base, file: shown, code: given }),
      script: undefined,
      names: true,
    };
  }
  const place = placesOf(folder, { given, base, name: said["name"] }).find((one) => files.has(one));
  const script = place === undefined ? undefined : readFilled(place, sources);
  const file = script?.shown ?? shown;
  const made = makeRule(said, { base, file, code: script?.text });
  return { made, script, names: typeof given === "string" };
}

/**
 * Where a script can be: from the folder, from the one around it, or, told from elsewhere, by its
 * name.
 */
function placesOf(
  folder: string,
  { given, base, name }: { readonly given: unknown; readonly base: string; readonly name: unknown },
): string[] {
  const path = typeof given === "string" ? given.replaceAll("\\", "/") : undefined;
  const inside =
    path === undefined
      ? [`${base}.js`, ...(typeof name === "string" ? [`${name}.js`] : [])]
      : [path, `../${path}`, basename(path)];
  return inside.map((one) => normalize(join(folder, one)));
}

function looseRule({ shown, text }: TextFile): FoundRule | SetAside {
  if (detectForm(text) === "action") {
    return { file: shown, reason: "it is an action already" };
  }
  return makeRule({}, { base: basename(shown).replace(/\.c?js$/, ""), file: shown, code: text });
}

function compileFirst(file: string): SetAside {
  const hint =
    "compile it to a script with one function (user, context, callback), and migrate that";
  return { file, reason: "it is not plain JavaScript", hint };
}
