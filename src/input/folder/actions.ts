import { dirname, join } from "node:path";

import { checkForm } from "../detect.ts";
import { InputError, readAll } from "../input-error.ts";
import { noteKeywords, readFilled } from "../keywords.ts";
import type { TextFile } from "../text-files.ts";
import { giveModules, moduleNames, readActionsModules } from "./action-modules.ts";
import { codeBeside, findCode, withoutCode } from "./code.ts";
import {
  jsonNames,
  mayDescribe,
  readDescribed,
  scriptNames,
  type DescribedFile,
  type Readable,
} from "./described.ts";
import type { Dependency, FolderPart } from "./part.ts";
import { readBindings } from "./triggers.ts";
import { listOf, readDependency, readSecrets } from "./values.ts";
import { keyword } from "../../script/form/detect.ts";

const trigger = "post-login";

const types = { name: ["string", "text"], code: ["string", "text"] } as const;

/** An action of a folder. */
interface FoundAction {
  readonly name: string;
  /** Or why there is none. */
  readonly script: TextFile | InputError;
  /** Why it is none that runs at a login. */
  readonly why?: string;
  readonly dependencies: readonly Dependency[];
  readonly secrets: Readonly<Record<string, string>>;
  /** The names of its Actions Modules. */
  readonly modules: readonly string[];
}

/** An action that runs. */
type RunningAction = FoundAction & { readonly script: TextFile };

/**
 * Reads the actions of a folder in the layout of the Auth0 Deploy CLI, `<name>.json` with `name`,
 * `code`, `dependencies`, `secrets` and `modules`, and `<name>/code.js`, or `.js` files alone. They
 * run in the order of `triggers/triggers.json` beside the folder, which leaves out what is not
 * bound, or else in that of their names.
 * Sources: https://github.com/auth0/auth0-deploy-cli (src/context/directory/handlers/actions.ts,
 * triggers.ts)
 *
 * @throws InputError if the folder has no action, or an action cannot be read
 */
export function readActions(folder: string, sources: Readable): FolderPart {
  const { files } = sources;
  const names = files.list(folder);
  const candidates = jsonNames(names).filter((name) => mayDescribe(join(folder, name), sources));
  const described = readAll(candidates, (name) => ({
    base: name.replace(/\.json$/, ""),
    ...readDescribed(join(folder, name), types, sources),
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
  if (found.length === 0) {
    throw noAction(files.show(folder));
  }
  const able = found.filter(({ why }) => why === undefined);
  const bindings = readBindings(join(dirname(folder), "triggers"), trigger, sources);
  const bound = bindings ? bindings.flatMap((name) => able.find(called(name)) ?? []) : able;
  const modules = readActionsModules(folder, sources);
  const running = readAll(bound, (action) => ({
    ...checkAction(action),
    given: giveModules(action.name, action.modules, modules),
  }));
  return {
    texts: running.map(({ script: { shown: file, text: code }, secrets, given }) => ({
      form: "action",
      ...{ file, line: 1, code, enabled: true, secrets },
      ...(given.actionsModules && { actionsModules: given.actionsModules }),
    })),
    notes: [
      ...running.flatMap(({ script, given }) => [...noteKeywords(script), ...given.notes]),
      ...found.flatMap(({ name, why }) =>
        why === undefined ? [] : [`${name} ${why} and does not run`],
      ),
      ...(bindings ? noteBindings(bindings, able) : []),
      ...(loose.length > 0 ? [] : others.map(noteUnused)),
    ],
    values: {},
    dependencies: running.flatMap(({ dependencies, given }) => [
      ...dependencies,
      ...given.dependencies,
    ]),
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
  if (script instanceof InputError) {
    throw script;
  }
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

type Named = DescribedFile<typeof types> & { readonly base: string };

function readAction(
  folder: string,
  { base, file, all, said }: Named,
  sources: Readable,
): FoundAction {
  const { name = base, code } = said;
  const place = { base, file, code };
  const script = findCode(folder, place, sources) ?? withoutCode(place);
  const why = whyNot(all["supported_triggers"], script);
  return {
    name,
    script,
    ...(why !== undefined && { why }),
    dependencies: listOf(all["dependencies"]).flatMap(readDependency),
    secrets: readSecrets(all["secrets"]),
    modules: moduleNames(all["modules"] ?? [], script),
  };
}

/** A `.js` file, or the code in a folder of an action's name. */
function looseScript(folder: string, name: string, sources: Readable): RunningAction | undefined {
  const isScript = scriptNames([name]).length > 0;
  const place = isScript ? join(folder, name) : join(folder, name, "code.js");
  if (!sources.files.has(place)) {
    return undefined;
  }
  const script = readFilled(place, sources);
  const why = whyNot(undefined, script);
  return {
    name: name.replace(/\.c?js$/, ""),
    script,
    ...(why !== undefined && { why }),
    dependencies: [],
    secrets: {},
    modules: moduleNames(undefined, script),
  };
}

/**
 * Why an action does not run at a login: its triggers, or, where they are not said, its handlers.
 */
function whyNot(triggers: unknown, script: TextFile | InputError): string | undefined {
  const ids = listOf(triggers).map(({ id }) => String(id));
  if (ids.length > 0) {
    return ids.includes(trigger) ? undefined : `belongs to the trigger ${ids.join(", ")}`;
  }
  if (script instanceof InputError) {
    return undefined;
  }
  const code = script.text.replace(keyword, "_");
  if (/\bon(?:Execute|Continue)PostLogin\b/.test(code)) {
    return undefined;
  }
  const [handler] = /\bon(?:Execute|Continue)\w+/.exec(code) ?? [];
  return handler === undefined ? "exports no handler" : `exports ${handler}, of another trigger,`;
}

function noteBindings(bindings: readonly string[], able: readonly FoundAction[]): string[] {
  const absent = bindings.filter((name) => !able.some(called(name)));
  const unbound = able.filter(({ name }) => !bindings.includes(name));
  return [
    ...absent.map((name) => `the triggers bind ${name} to ${trigger}, and no such action is there`),
    ...unbound.map(({ name }) => `${name} is not bound to ${trigger} and does not run`),
  ];
}
