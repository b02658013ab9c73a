import { dirname, join } from "node:path";

import { isRecord } from "../../text/plain-data.ts";
import type { ModuleText } from "../../run/job.ts";
import type { InputError } from "../input-error.ts";
import { noteKeywords } from "../keywords.ts";
import type { TextFile } from "../text-files.ts";
import { findCode, withoutCode } from "./code.ts";
import { jsonNames, mayDescribe, readDescribed, type Readable } from "./described.ts";
import type { Dependency } from "./part.ts";
import { listOf, readDependency, readSecrets } from "./values.ts";

const modulesFolder = "action-modules";

const types = { name: ["string", "text"], code: ["string", "text"] } as const;

/** An Actions Module of an export. */
interface FoundModule {
  readonly name: string;
  /** Or why there is none. */
  readonly script: TextFile | InputError;
  readonly secrets: Readonly<Record<string, string>>;
  readonly dependencies: readonly Dependency[];
}

/** The Actions Modules of an export, by name. */
export type FoundModules = ReadonlyMap<string, FoundModule>;

/**
 * Reads the Actions Modules beside a folder of actions: `<name>.json` with `name`, `code`,
 * `dependencies` and `secrets`, and `<name>/code.js`.
 * Source: https://github.com/auth0/auth0-deploy-cli
 * (src/context/directory/handlers/actionModules.ts)
 *
 * @throws InputError if a JSON file cannot be read
 */
export function readActionsModules(actions: string, sources: Readable): FoundModules {
  const folder = join(dirname(actions), modulesFolder);
  const names = jsonNames(sources.files.listIfThere(folder) ?? []);
  const modules = names
    .filter((name) => mayDescribe(join(folder, name), sources))
    .map((json): [string, FoundModule] => {
      const { file, all, said } = readDescribed(join(folder, json), types, sources);
      const base = json.replace(/\.json$/, "");
      const { name = base, code } = said;
      const place = { base, file, code };
      const module = {
        name,
        script: findCode(folder, place, sources) ?? withoutCode(place),
        secrets: readSecrets(all["secrets"]),
        dependencies: listOf(all["dependencies"]).flatMap(readDependency),
      };
      return [name, module];
    });
  return new Map(modules);
}

/**
 * The names of the Actions Modules that an action has: those that its JSON file lists, as the
 * Management API does, or, where none is listed by name, those that its code loads.
 */
export function moduleNames(listed: unknown, script: TextFile | InputError): string[] {
  const named = (Array.isArray(listed) ? listed : []).map((module: unknown) =>
    isRecord(module) ? (module["module_name"] ?? module["name"]) : module,
  );
  const names = named.filter((name) => typeof name === "string");
  const isTold = Array.isArray(listed) && names.length === named.length;
  return [...new Set(isTold || !("text" in script) ? names : [...names, ...loaded(script)])];
}

function loaded({ text }: TextFile): string[] {
  const found = text.matchAll(/\brequire\s*\(\s*(["'`])actions:([\w-]+)\1\s*\)/g);
  return Array.from(found, ([, , name = ""]) => name);
}

/** What an action gets of the Actions Modules that it names. */
export interface GivenModules {
  /** By name; left out where the action has none. */
  readonly actionsModules?: Readonly<Record<string, ModuleText>>;
  readonly dependencies: readonly Dependency[];
  /** What a person should know of them. */
  readonly notes: readonly string[];
}

/** Gives an action its modules. @throws InputError if one of them has no code */
export function giveModules(
  action: string,
  names: readonly string[],
  modules: FoundModules,
): GivenModules {
  const given = names.flatMap((name) => modules.get(name) ?? []);
  const texts = given.map(({ name, script, secrets }): [string, ModuleText] => {
    if (!("text" in script)) {
      throw script;
    }
    return [name, { file: script.shown, line: 1, code: script.text, secrets }];
  });
  const absent = names.filter((name) => !modules.has(name));
  return {
    ...(texts.length > 0 && { actionsModules: Object.fromEntries(texts) }),
    dependencies: given.flatMap(({ dependencies }) => dependencies),
    notes: [
      ...given.flatMap(({ script }) => ("text" in script ? noteKeywords(script) : [])),
      ...absent.map(
        (name) =>
          `${action} uses the Actions Module ${name}, and ${modulesFolder}/ does not have it`,
      ),
    ],
  };
}
