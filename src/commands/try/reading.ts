import type { FormText, Job, ModuleText } from "../../run/job.ts";
import { readScript } from "../../run/reading/read-script.ts";
import { noteSettings } from "../../run/reading/setting-notes.ts";
import { findUnknownMembers } from "../../run/reading/unknown-members.ts";
import type { Subject } from "./subject.ts";

/** What is read. */
interface Read extends Pick<Subject, "pipelines"> {
  /** The settings of a template; undefined if nobody describes them. */
  readonly settings?: Subject["settings"] | undefined;
}

const FORMS = ["rule", "action"] as const;

function modulesOf({ enabled, actionsModules = {} }: FormText): ModuleText[] {
  return enabled ? Object.values(actionsModules) : [];
}

/** What is given to all actions does not reach one that has a value of its own. */
function noteKept({ file, secrets = {} }: FormText, given: Job["settings"]): string[] {
  const keys = Object.keys(given).filter((key) => Object.hasOwn(secrets, key));
  return keys.map((key) => `${file} keeps its own value of the secret ${key}`);
}

/** The settings that Actions Modules may read: those whose keys are in their code. */
function keysIn(modules: readonly ModuleText[], given: Job["settings"]): string[] {
  return Object.keys(given).filter((key) => modules.some(({ code }) => code.includes(key)));
}

/**
 * What a person should know of what scripts read: what the platform does not have, and settings that are not given or
 * that nothing reads. What a template reads its head describes.
 */
export function readSubject(
  { pipelines, settings: described }: Read,
  { user, settings, configuration }: Pick<Job, "user" | "settings" | "configuration">,
): string[] {
  const all = pipelines.map(({ texts }) =>
    texts.filter(({ enabled }) => enabled).map((text) => readScript(text)),
  );
  const unknown = all.flatMap((scripts) => findUnknownMembers(scripts, user));
  if (described) return unknown;
  const scripts = all.flat();
  const ofRules = { ...configuration, ...settings };
  const missing = FORMS.flatMap((form) => {
    const ofForm = scripts.filter((script) => script?.text.form === form);
    return noteSettings(ofForm, form === "rule" ? ofRules : settings).missing;
  });
  const ofModules = pipelines.flatMap(({ texts }) => texts.flatMap(modulesOf));
  const kept = pipelines.flatMap(({ texts }) => texts.flatMap((text) => noteKept(text, settings)));
  const { unread } = noteSettings(scripts, ofRules, keysIn(ofModules, ofRules));
  const how = missing.length === 0 ? [] : ["a setting gets its value by --config KEY=VALUE"];
  return [...unknown, ...kept, ...missing.map(({ sentence }) => sentence), ...how, ...unread];
}
