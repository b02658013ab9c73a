import { statSync, watch } from "node:fs";
import { basename, dirname } from "node:path";

/** Milliseconds of quiet after a change: editors write in several steps. */
const quiet = 50;

/**
 * Settles when one of the files or folders changes, at once if one has since a time in milliseconds
 * since 1970, or when the signal aborts.
 */
export async function waitForChange(
  paths: readonly string[],
  since: number,
  signal?: AbortSignal,
): Promise<void> {
  const stop: (() => void)[] = [];
  try {
    await new Promise<void>((resolve) => {
      let timer: NodeJS.Timeout | undefined;
      const change = () => {
        clearTimeout(timer);
        timer = setTimeout(resolve, quiet);
      };
      stop.push(() => {
        clearTimeout(timer);
      });
      signal?.addEventListener("abort", () => {
        resolve();
      });
      if (signal?.aborted === true) {
        resolve();
      }
      for (const path of paths) {
        stop.push(watchPath(path, change));
      }
      if (paths.some((path) => changedSince(path, since))) {
        change();
      }
    });
  } finally {
    for (const close of stop) {
      close();
    }
  }
}

/** Watches the folder of a file, because editors put a new file in the place of the old one. */
function watchPath(path: string, onChange: () => void): () => void {
  const isFolder = statOf(path)?.isDirectory() === true;
  try {
    const watcher = watch(isFolder ? path : dirname(path), (_event, name) => {
      if (isFolder || name === null || name === basename(path)) {
        onChange();
      }
    });
    // A folder that goes away is a change, too.
    watcher.on("error", onChange);
    return () => {
      watcher.close();
    };
  } catch {
    // Nothing to watch: the folder is not there.
    return () => undefined;
  }
}

function changedSince(path: string, since: number): boolean {
  return (statOf(path)?.mtimeMs ?? 0) > since;
}

function statOf(path: string) {
  return statSync(path, { throwIfNoEntry: false });
}
