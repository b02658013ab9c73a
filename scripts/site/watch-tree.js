import { readdirSync, watch } from "node:fs";
import { join } from "node:path";

/**
 * Calls back at each change in a folder and the folders in it. Each folder is watched by itself:
 * a recursive watch of Node 20 loses a file in whose place an editor puts a new one.
 *
 * @param {string} root
 * @param {() => void} onChange
 * @returns {() => void} what ends it
 */
export function watchTree(root, onChange) {
  /** @type {Map<string, import("node:fs").FSWatcher>} */
  const watchers = new Map();
  const follow = () => {
    const folders = listFolders(root);
    for (const folder of folders) {
      if (watchers.has(folder)) {
        continue;
      }
      const watcher = watch(folder, change);
      // A folder that goes away is a change, too.
      watcher.on("error", change);
      watchers.set(folder, watcher);
    }
    for (const [folder, watcher] of watchers) {
      if (folders.includes(folder)) {
        continue;
      }
      watcher.close();
      watchers.delete(folder);
    }
  };
  const change = () => {
    follow();
    onChange();
  };
  follow();
  return () => {
    for (const watcher of watchers.values()) {
      watcher.close();
    }
    watchers.clear();
  };
}

/**
 * @param {string} root
 * @returns {string[]} the folder and all folders in it
 */
function listFolders(root) {
  const inside = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ parentPath, name }) => join(parentPath, name));
  return [root, ...inside];
}
