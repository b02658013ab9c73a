import process from "node:process";

/**
 * The folder in which the tool keeps what it has made of a checkout, so that the next run is
 * faster: one of the user's own, because what stands in the checkout itself may have come with it.
 * Undefined where there is none that only its user can write, and in CI, where another run may have
 * left it.
 *
 * @param {string} root of the checkout
 * @param {NodeJS.ProcessEnv} variables
 * @returns {string | undefined}
 */
export function cacheFolder(root, variables) {
  // Node's own modules are taken from the process: importing them takes longer.
  const path = process.getBuiltinModule("node:path");
  const place = findPlace(variables);
  if (place === undefined || isCi(variables) || isInside(place, root)) {
    return undefined;
  }
  const own = path.join(place, "rules-templates");
  // Encoded, the path is the name of one folder; its end tells it from others.
  const folder = path.join(own, encodeURIComponent(root).slice(-200));
  return isPrivate(own) && isPrivate(folder) ? folder : undefined;
}

/**
 * Where the system's users keep what can be made again.
 *
 * @param {NodeJS.ProcessEnv} variables
 * @returns {string | undefined}
 */
function findPlace({ XDG_CACHE_HOME: given = "", HOME: home = "", LOCALAPPDATA: local = "" }) {
  const path = process.getBuiltinModule("node:path");
  // https://specifications.freedesktop.org/basedir-spec: a relative path counts as none.
  if (path.isAbsolute(given)) {
    return given;
  }
  if (process.platform === "win32") {
    return path.isAbsolute(local) ? local : undefined;
  }
  if (!path.isAbsolute(home)) {
    return undefined;
  }
  return path.join(home, process.platform === "darwin" ? "Library/Caches" : ".cache");
}

/** @param {NodeJS.ProcessEnv} variables */
function isCi({ CI: ci = "" }) {
  return ci !== "" && ci !== "false" && ci !== "0";
}

/**
 * @param {string} place
 * @param {string} root
 */
function isInside(place, root) {
  const path = process.getBuiltinModule("node:path");
  const way = path.relative(resolveLinks(root), resolveLinks(place));
  return !path.isAbsolute(way) && way !== ".." && !way.startsWith(`..${path.sep}`);
}

/** @param {string} place whose end need not be there */
function resolveLinks(place) {
  const path = process.getBuiltinModule("node:path");
  try {
    return process.getBuiltinModule("node:fs").realpathSync(place);
  } catch {
    const folder = path.dirname(place);
    /** @type {string} */
    const real = folder === place ? place : path.join(resolveLinks(folder), path.basename(place));
    return real;
  }
}

/**
 * Whether nobody else can write to a folder that is there, or is to be made.
 *
 * @param {string} folder
 */
function isPrivate(folder) {
  const fs = process.getBuiltinModule("node:fs");
  const found = fs.lstatSync(folder, { throwIfNoEntry: false });
  if (!found) {
    return true;
  }
  if (!found.isDirectory()) {
    return false;
  }
  const isOurs = found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  return process.platform === "win32" || isOurs;
}
