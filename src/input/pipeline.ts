import { join, relative } from "node:path";

import type { Form } from "../script/form/form.ts";
import { detectForm } from "../script/form/detect.ts";
import { readActions } from "./folder/actions.ts";
import { jsonNames, scriptNames, type Readable } from "./folder/described.ts";
import { isRuleLike, readRules } from "./folder/rules.ts";
import { InputError } from "./input-error.ts";
import { readFilled } from "./keywords.ts";
import type { Subject } from "./subject.ts";
import type { TextFile, TextFiles } from "./text-files.ts";

const readers = { rule: readRules, action: readActions } as const;

/**
 * Reads a folder as a pipeline: the rules or the actions in it, or an export of a tenant, whose
 * rules run before its actions in one login.
 *
 * @param as runs one form of an export, or says which one is in the folder
 * @throws InputError if there is nothing to run, or it cannot be read
 */
export function readPipeline(folder: string, sources: Readable, as?: Form): Subject {
  const { files } = sources;
  const found = findParts(folder, sources, as);
  const parts = found.map(({ form, place }) => ({ form, ...readers[form](place, sources) }));
  const [first] = parts;
  const forms = parts.filter(({ texts }) => texts.some(({ enabled }) => enabled));
  const form = forms.length > 1 ? "both" : (forms[0] ?? first)?.form;
  if (form === undefined) {
    throw nothingToRun(files.show(folder), as);
  }
  return {
    name: files.show(folder),
    place: folder,
    isFolder: true,
    pipelines: [{ form, texts: parts.flatMap(({ texts }) => texts) }],
    notes: [...noteYaml(folder, found, files), ...parts.flatMap(({ notes }) => notes)],
    values: Object.assign({}, ...parts.map(({ values }) => values)) as Record<string, string>,
    dependencies: parts.flatMap(({ dependencies }) => dependencies),
  };
}

interface FoundPart {
  readonly form: Form;
  readonly place: string;
}

/** The folders of scripts: those of an export, or the folder itself. */
function findParts(folder: string, sources: Readable, as: Form | undefined): FoundPart[] {
  const { files } = sources;
  const inside = findExport(folder, files);
  if (inside.length === 0) {
    if (!holdsScripts(folder, files)) {
      throw nothingIn(folder, files);
    }
    return [{ form: as ?? formOf(folder, sources), place: folder }];
  }
  return as ? inside.filter(({ form }) => form === as) : inside;
}

function findExport(folder: string, files: TextFiles): FoundPart[] {
  const names = files.list(folder);
  const parts = [
    { form: "rule", place: "rules" },
    { form: "action", place: "actions" },
  ] as const;
  return parts.flatMap(({ form, place }) => {
    const path = join(folder, place);
    const hasIt = names.includes(place) && holdsScripts(path, files);
    return hasIt ? [{ form, place: path }] : [];
  });
}

/** An export may have a folder that holds nothing. */
function holdsScripts(folder: string, files: TextFiles): boolean {
  const names = files.listIfThere(folder) ?? [];
  return (
    jsonNames(names).length > 0 ||
    scriptNames(names).length > 0 ||
    names.some((name) => files.has(join(folder, name, "code.js")))
  );
}

/** A folder may hold those of several tenants, or of one further down. */
function nothingIn(folder: string, files: TextFiles): InputError {
  const places = findInside(folder, files).map((place) =>
    relative(folder, place).replaceAll("\\", "/"),
  );
  return new InputError({
    message: `${files.show(folder)} has no rule and no action`,
    hint:
      places.length > 0
        ? `name one of its folders: ${places.join(", ")}`
        : "a rule or an action is name.js, and name.json beside it says more of it",
  });
}

/** How far down exports are looked for, as in `packages/auth0/tenants/prod`. */
const deepest = 4;

/** A place in a folder whose name says what is in it. */
const scripts = /(?:^|\W)(?:rules|actions)(?:$|[\\/])/i;

/**
 * The exports inside a folder, or, where there is none, the folders of scripts that are called as
 * those of one are.
 */
function findInside(folder: string, files: TextFiles): string[] {
  const all = foldersIn(folder, files, deepest);
  const tenants = all.filter((place) => findExport(place, files).length > 0);
  const isNamed = (place: string) => scripts.test(relative(folder, place));
  return tenants.length > 0
    ? tenants
    : all.filter((place) => isNamed(place) && holdsScripts(place, files));
}

/** All folders inside one, without those of tools and packages. */
function foldersIn(folder: string, files: TextFiles, levels: number): string[] {
  if (levels === 0) {
    return [];
  }
  const names = files.listIfThere(folder) ?? [];
  return names
    .filter((name) => !name.startsWith(".") && name !== "node_modules")
    .map((name) => join(folder, name))
    .filter((place) => files.listIfThere(place) !== undefined)
    .flatMap((place) => [place, ...foldersIn(place, files, levels - 1)]);
}

/** Where an export is one file beside its scripts, that is not read. */
function noteYaml(folder: string, found: readonly FoundPart[], files: TextFiles): string[] {
  const yaml = files.list(folder).find((name) => /^tenant\.ya?ml$/.test(name));
  const isDescribed = found.some(({ place }) => jsonNames(files.list(place)).length > 0);
  return yaml === undefined || isDescribed
    ? []
    : [`${yaml} is not read: scripts without a JSON file run by their names, disabled ones, too`];
}

/** What the scripts right in a folder are: rules, unless something says that they are actions. */
function formOf(folder: string, sources: Readable): Form {
  const { files } = sources;
  const names = files.list(folder);
  const descriptions = jsonNames(names).map((name) => files.read(join(folder, name)).text);
  if (descriptions.some((text) => /"script"\s*:/.test(text))) {
    return "rule";
  }
  if (descriptions.some((text) => /"(?:code|supported_triggers)"\s*:/.test(text))) {
    return "action";
  }
  if (names.some((name) => files.has(join(folder, name, "code.js")))) {
    return "action";
  }
  const scripts = scriptNames(names).map((name) => readFilled(join(folder, name), sources));
  const isAction = ({ text }: TextFile) => detectForm(text) === "action";
  return scripts.some(isAction) && !scripts.some(isRuleLike) ? "action" : "rule";
}

function nothingToRun(shown: string, as: Form | undefined): InputError {
  const missing = as === "action" ? "actions" : "rules";
  return new InputError({
    message: `${shown} has no ${missing}`,
    hint: "leave --as out to run what it has",
  });
}
