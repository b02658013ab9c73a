import type { FormText, Job, ModuleText } from "../../run/job.ts";
import { readScript } from "../../run/reading/read-script.ts";
import { noteSettings } from "../../run/reading/setting-notes.ts";
import { findUnknownMembers } from "../../run/reading/unknown-members.ts";
import type { Subject } from "../../input/subject.ts";

/** A login whose scripts are read. */
type Read = Pick<Job, "pipeline" | "user" | "settings" | "configuration">;

const forms = ["rule", "action"] as const;

function modulesOf({ enabled, actionsModules = {} }: FormText): ModuleText[] {
  return enabled ? Object.values(actionsModules) : [];
}

/** What is given to all actions does not reach one that has another value of its own. */
function noteKept({ pipeline, settings }: Read): string[] {
  return pipeline.flatMap(({ file, secrets = {} }) =>
    Object.entries(secrets)
      .filter(([key, own]) => Object.hasOwn(settings, key) && settings[key] !== own)
      .map(([key]) => `${file} keeps its own value of the secret ${key}`),
  );
}

/** The settings that Actions Modules may read: those whose keys are in their code. */
function keysIn(modules: readonly ModuleText[], given: Job["settings"]): string[] {
  return Object.keys(given).filter((key) => modules.some(({ code }) => code.includes(key)));
}

/**
 * What a person should know of what the scripts of some logins read: what the platform does not
 * have, and settings that are not given or that nothing reads. What templates read their heads
 * describe.
 *
 * @param described the settings of templates; undefined if nobody describes them
 */
export function readJobs(jobs: readonly Read[], described: Subject["settings"]): string[] {
  const read = jobs.map((job) => ({
    job,
    scripts: job.pipeline.filter(({ enabled }) => enabled).map((text) => readScript(text)),
  }));
  const unknown = read.flatMap(({ job, scripts }) => findUnknownMembers(scripts, job.user));
  if (described) {
    return [...new Set(unknown)];
  }
  const missing = read.flatMap(({ job, scripts }) => noteMissing(job, scripts));
  const how = missing.length === 0 ? [] : ["a setting gets its value by --config KEY=VALUE"];
  const given = Object.assign({}, ...jobs.map(settingsOfRules)) as Job["settings"];
  const { unread } = noteSettings(
    read.flatMap(({ scripts }) => scripts),
    given,
    keysIn(
      jobs.flatMap(({ pipeline }) => pipeline.flatMap(modulesOf)),
      given,
    ),
  );
  const all = [...unknown, ...jobs.flatMap(noteKept), ...missing, ...how, ...unread];
  return [...new Set(all)];
}

/** What scripts of each form read and do not get. */
function noteMissing(job: Read, scripts: readonly ReturnType<typeof readScript>[]): string[] {
  return forms.flatMap((form) => {
    const ofForm = scripts.filter((script) => script?.text.form === form);
    const given = form === "rule" ? settingsOfRules(job) : job.settings;
    return noteSettings(ofForm, given).missing.map(({ sentence }) => sentence);
  });
}

function settingsOfRules({ configuration, settings }: Read): Job["settings"] {
  return { ...configuration, ...settings };
}
