import { basename, dirname, resolve } from "node:path";

import type { DeployedAction, Dependency } from "../../export/deployment.ts";
import { deployTemplate, type Values } from "../../export/template.ts";
import { InputError } from "../../input/input-error.ts";
import { findVersion } from "../../input/packages.ts";
import { findNeeded } from "../../input/requires.ts";
import type { Subject } from "../../input/subject.ts";
import { checkFilled } from "../../input/keywords.ts";
import type { FormText } from "../../run/job.ts";
import { readScript } from "../../run/reading/read-script.ts";

/** The actions of what was named, and what a person should know of them. */
export interface NamedActions {
  readonly actions: readonly DeployedAction[];
  readonly notes: readonly string[];
}

/**
 * The actions of a template, a file or a folder.
 *
 * @param cwd the folder that places are relative to
 * @throws InputError if it has none
 */
export function readActions(subject: Subject, values: Values, cwd: string): NamedActions {
  const { pipelines, shown, settings = [], dependencies = [], notes } = subject;
  const texts = pipelines.flatMap((pipeline) => pipeline.texts);
  const [first] = texts;
  if (shown && first) {
    const code = first.code;
    const secrets = [...(shown.secrets ?? [])];
    const exact = dependencies.map(({ name, version = "latest" }) => ({ name, version }));
    const action = { trigger: "post-login" as const, code, secrets, dependencies: exact };
    const template = { title: shown.title, configuration: [...settings], action };
    return { actions: [deployTemplate(template, values)], notes };
  }
  const read = texts.map((text) => readOwn(text, subject, cwd));
  return {
    actions: read.map(({ action }) => action),
    notes: [...notes, ...read.flatMap((one) => one.notes)],
  };
}

/** An action of one's own. What its settings are nobody says, so each is taken for a secret. */
function readOwn(text: FormText, { place, dependencies }: Subject, cwd: string) {
  if (text.form !== "action") {
    const message = `${text.file} is a rule, and actions are exported`;
    throw new InputError({
      message,
      hint: `migrate it first: migrate ${text.file} --out action.js`,
    });
  }
  if (Object.keys(text.actionsModules ?? {}).length > 0) {
    const message = `${text.file} loads an Actions Module, which is not exported`;
    throw new InputError({ message, hint: "deploy it from the export that has the module" });
  }
  checkFilled(text);
  const name = nameOf(text.file);
  const reading = readScript(text);
  const keys = [...new Set(reading?.settings.keys.map(({ key }) => key))].sort();
  const folder = dirname(resolve(cwd, place));
  const needed = findNeeded([text], dependencies).map((one) => chooseVersion(one, folder));
  const action: DeployedAction = {
    name,
    code: text.code,
    dependencies: needed.map(({ dependency }) => dependency),
    settings: keys.map((key) => ({ key })),
    left: [],
    isBound: true,
  };
  const isHidden = (reading?.settings.unreadable.length ?? 0) > 0;
  return {
    action,
    notes: [
      ...needed.flatMap(({ note }) => note ?? []),
      ...(isHidden ? [`${text.file} may read settings that are not found: add them by hand`] : []),
    ],
  };
}

/** `actions/Send mail/code.js` is called after its folder. */
function nameOf(file: string): string {
  const own = basename(file).replace(/\.c?js$/, "");
  return own === "code" ? basename(dirname(file)) : own;
}

function chooseVersion(
  { name, versions }: { readonly name: string; readonly versions: readonly string[] },
  folder: string,
): { readonly dependency: Dependency; readonly note?: string } {
  const version = versions.at(-1) ?? findVersion(name, folder);
  return version === undefined
    ? {
        dependency: { name, version: "latest" },
        note: `${name} is not installed, so its version is latest: pin it before you deploy`,
      }
    : { dependency: { name, version } };
}
