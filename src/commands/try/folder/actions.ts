import { dirname, join, normalize } from "node:path";

import { isRecord } from "../../../emulator/copy.ts";
import { checkForm } from "../detect.ts";
import { InputError, readAll } from "../input-error.ts";
import { KEYWORD, noteKeywords, readFilled } from "../keywords.ts";
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
import type { Dependency, FolderPart } from "./part.ts";
import { isValue } from "./rules-configs.ts";
import { readBindings } from "./triggers.ts";

const TRIGGER = "post-login";

const TYPES = { name: ["string", "text"], code: ["string", "text"] } as const;

/** An action of a folder. */
interface FoundAction {
  readonly name: string;
  /** Or why there is none. */
  readonly script: TextFile | InputError;
  /** Why it is none that runs at a login. */
  readonly why?: string;
  readonly dependencies: readonly Dependency[];
  readonly values: Readonly<Record<string, string>>;
}

/** An action that runs. */
type RunningAction = FoundAction & { readonly script: TextFile };

/**
 * Reads the actions of a folder in the layout of the Auth0 Deploy CLI, `<name>.json` with `name`, `code`,
 * `dependencies` and `secrets`, and `<name>/code.js`, or `.js` files alone. They run in the order of
 * `triggers/triggers.json` beside the folder, which leaves out what is not bound, or else in that of their names.
 * Sources: https://github.com/auth0/auth0-deploy-cli (src/context/directory/handlers/actions.ts, triggers.ts)
 *
 * @throws InputError if the folder has no action, or an action cannot be read
 */
export function readActions(folder: string, sources: Readable): FolderPart {
  const { files } = sources;
  const names = files.list(folder);
  const candidates = jsonNames(names).filter((name) => mayDescribe(join(folder, name), sources));
  const described = readAll(candidates, (name) => ({
    base: name.replace(/\.json$/, ""),
    ...readDescribed(join(folder, name), TYPES, sources),
  })).filter(
    ({ base, all }) => describesAction(all) || codeBeside(folder, base, files) !== undefined,
  );
  const known = described.map((file) => readAction(folder, file, sources));
  const used = new Set(known.flatMap(({ script }) => ("shown" in script ? script.shown : [])));
  const others = names
    .flatMap((name) => looseScript(folder, name, sources) ?? [])
    .filter(({ script }) => !used.has(script.shown));
  // The Deploy CLI sees no script that no JSON file describes.
  const loose = described.length > 0 ? [] : others;
  const found = [...known, ...loose].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (found.length === 0) throw noAction(files.show(folder));
  const able = found.filter(({ why }) => why === undefined);
  const bindings = readBindings(join(dirname(folder), "triggers"), TRIGGER, sources);
  const bound = bindings ? bindings.flatMap((name) => able.find(called(name)) ?? []) : able;
  const running = readAll(bound, checkAction);
  return {
    texts: running.map(({ script: { shown: file, text: code } }) => ({
      form: "action",
      ...{ file, line: 1, code, enabled: true },
    })),
    notes: [
      ...running.flatMap(({ script }) => noteKeywords(script)),
      ...found.flatMap(({ name, why }) =>
        why === undefined ? [] : [`${name} ${why} and does not run`],
      ),
      ...(bindings ? noteBindings(bindings, able) : []),
      ...(loose.length > 0 ? [] : others.map(noteUnused)),
    ],
    values: Object.assign({}, ...running.map(({ values }) => values)) as Record<string, string>,
    dependencies: running.flatMap(({ dependencies }) => dependencies),
  };
}

function noAction(shown: string): InputError {
  return new InputError({
    message: `${shown} has no action`,
    hint: "an action is name.js, or name.json with name/code.js",
  });
}

/** @throws InputError if an action that is to run has no code, or a rule's */
function checkAction(action: FoundAction): RunningAction {
  const { script } = action;
  if (script instanceof InputError) throw script;
  checkForm(script, "action");
  return { ...action, script };
}

function noteUnused({ script: { shown } }: RunningAction): string {
  return `${shown} does not run: no .json file describes it`;
}

function called(wanted: string) {
  return ({ name }: FoundAction) => name === wanted;
}

function describesAction(all: Readonly<Record<string, unknown>>): boolean {
  return ["code", "supported_triggers", "runtime"].some((key) => Object.hasOwn(all, key));
}

type Named = DescribedFile<typeof TYPES> & { readonly base: string };

function readAction(
  folder: string,
  { base, file, all, said }: Named,
  sources: Readable,
): FoundAction {
  const { name = base, code } = said;
  const script = findCode(folder, { base, file, code }, sources) ?? withoutCode(file, code, base);
  const why = whyNot(all["supported_triggers"], script);
  return {
    name,
    script,
    ...(why !== undefined && { why }),
    dependencies: listOf(all["dependencies"]).flatMap(readDependency),
    values: Object.fromEntries(listOf(all["secrets"]).flatMap(readSecret)),
  };
}

function withoutCode(file: TextFile, code: string | undefined, base: string): InputError {
  return new InputError({
    message: `${file.shown} has no code${code ? `: ${code} is not there` : ""}`,
    hint: `put it into ${base}/code.js`,
  });
}

interface CodePlace {
  readonly base: string;
  readonly file: TextFile;
  readonly code: string | undefined;
}

/** The code that an action names, from the root of the export or as seen from where it was exported. */
function findCode(folder: string, { base, file, code }: CodePlace, sources: Readable) {
  const { files } = sources;
  if (code !== undefined && isCode(code)) return { shown: `${file.shown} (code)`, text: code };
  const path = code?.replaceAll("\\", "/") ?? "";
  const tail = path.split("/").slice(-2).join("/");
  const named = [`../${path}`, path, tail].map((inside) => normalize(join(folder, inside)));
  const place =
    (code === undefined ? undefined : named.find((candidate) => files.has(candidate))) ??
    codeBeside(folder, base, files);
  return place === undefined ? undefined : readFilled(place, sources);
}

function codeBeside(folder: string, base: string, files: Readable["files"]): string | undefined {
  return [join(folder, base, "code.js"), join(folder, `${base}.js`)].find((place) =>
    files.has(place),
  );
}

/** A `.js` file, or the code in a folder of an action's name. */
function looseScript(folder: string, name: string, sources: Readable): RunningAction | undefined {
  const isScript = scriptNames([name]).length > 0;
  const place = isScript ? join(folder, name) : join(folder, name, "code.js");
  if (!sources.files.has(place)) return undefined;
  const script = readFilled(place, sources);
  const why = whyNot(undefined, script);
  return {
    name: name.replace(/\.c?js$/, ""),
    script,
    ...(why !== undefined && { why }),
    dependencies: [],
    values: {},
  };
}

/** Why an action does not run at a login: its triggers, or, where they are not said, its handlers. */
function whyNot(triggers: unknown, script: TextFile | InputError): string | undefined {
  const ids = listOf(triggers).map(({ id }) => String(id));
  if (ids.length > 0)
    return ids.includes(TRIGGER) ? undefined : `belongs to the trigger ${ids.join(", ")}`;
  if (script instanceof InputError) return undefined;
  const code = script.text.replace(KEYWORD, "_");
  if (/\bon(?:Execute|Continue)PostLogin\b/.test(code)) return undefined;
  const [handler] = /\bon(?:Execute|Continue)\w+/.exec(code) ?? [];
  return handler === undefined ? "exports no handler" : `exports ${handler}, of another trigger,`;
}

function listOf(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function readDependency({ name, version }: Readonly<Record<string, unknown>>): Dependency[] {
  if (typeof name !== "string") return [];
  const isExact = typeof version === "string" && /^\d/.test(version);
  return [{ name, ...(isExact && { version }) }];
}

function readSecret({ name, value }: Readonly<Record<string, unknown>>): [string, string][] {
  return typeof name === "string" && isValue(value) ? [[name, value]] : [];
}

function noteBindings(bindings: readonly string[], able: readonly FoundAction[]): string[] {
  const absent = bindings.filter((name) => !able.some(called(name)));
  const unbound = able.filter(({ name }) => !bindings.includes(name));
  return [
    ...absent.map((name) => `the triggers bind ${name} to ${TRIGGER}, and no such action is there`),
    ...unbound.map(({ name }) => `${name} is not bound to ${TRIGGER} and does not run`),
  ];
}
