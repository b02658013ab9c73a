import type { TryJob } from "../../../src/thread/job.ts";
import { aJob } from "../../run/aJob.ts";

/**
 * A login through one script of the file `script.js`, without a network unless the changes say so.
 */
export function aTryJob(
  code: string,
  changes: Partial<TryJob> = {},
  form?: Parameters<typeof aJob>[2],
): TryJob {
  const packages = { folder: import.meta.dirname, versions: {}, notes: [] };
  return {
    ...aJob(code, {}, form),
    network: false,
    packages,
    runtime: "node22",
    returns: [],
    ...changes,
  };
}
