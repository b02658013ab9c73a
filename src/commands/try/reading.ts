import type { Job } from "../../run/job.ts";
import { readScript } from "../../run/reading/read-script.ts";
import { noteSettings } from "../../run/reading/setting-notes.ts";
import { findUnknownMembers } from "../../run/reading/unknown-members.ts";
import type { Subject } from "./subject.ts";

/** What is read. */
interface Read extends Pick<Subject, "pipelines"> {
  /** The settings of a template; undefined if nobody describes them. */
  readonly settings?: Subject["settings"] | undefined;
}

/**
 * What a person should know of what scripts read: what the platform does not have, and settings that are not given or
 * that nothing reads. What a template reads its head describes.
 */
export function readSubject(
  { pipelines, settings: described }: Read,
  { user, settings }: Pick<Job, "user" | "settings">,
): string[] {
  const all = pipelines.map(({ texts }) =>
    texts.filter(({ enabled }) => enabled).map((text) => readScript(text)),
  );
  const unknown = all.flatMap((scripts) => findUnknownMembers(scripts, user));
  if (described) return unknown;
  const { missing, unread } = noteSettings(all.flat(), settings);
  const how = missing.length === 0 ? [] : ["a setting gets its value by --config KEY=VALUE"];
  return [...unknown, ...missing.map(({ sentence }) => sentence), ...how, ...unread];
}
