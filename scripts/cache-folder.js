/**
 * The folder in which the tool keeps what it has made of a checkout, so that the next run is faster: one of the user's
 * own, because what stands in the checkout itself may have come with it. Undefined where there is none that only its
 * user can write, and in CI, where another run may have left it.
 *
 * @param {string} root of the checkout
 * @param {NodeJS.ProcessEnv} variables
 * @returns {string | undefined}
 */
export function cacheFolder(root, variables) {
  // Node's own modules are taken from the process: importing them takes longer.
  const { join } = process.getBuiltinModule("node:path");
  const place = findPlace(variables);
  if (place === undefined || isCi(variables) || isInside(place, root)) return undefined;
  const own = join(place, "rules-templates");
  // Encoded, the path is the name of one folder; its end tells it from others.
  const folder = join(own, encodeURIComponent(root).slice(-200));
  return isPrivate(own) && isPrivate(folder) ? folder : undefined;
}

/**
 * Where the system's users keep what can be made again.
 *
 * @param {NodeJS.ProcessEnv} variables
 * @returns {string | undefined}
 */
function findPlace({ XDG_CACHE_HOME: given = "", HOME: home = "", LOCALAPPDATA: local = "" }) {
  const { isAbsolute, join } = process.getBuiltinModule("node:path");
  // https://specifications.freedesktop.org/basedir-spec: a relative path counts as none.
  if (isAbsolute(given)) return given;
  if (process.platform === "win32") return isAbsolute(local) ? local : undefined;
  if (!isAbsolute(home)) return undefined;
  return join(home, process.platform === "darwin" ? "Library/Caches" : ".cache");
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
  const { isAbsolute, relative, sep } = process.getBuiltinModule("node:path");
  const path = relative(resolveLinks(root), resolveLinks(place));
  return !isAbsolute(path) && path !== ".." && !path.startsWith(`..${sep}`);
}

/** @param {string} path whose end need not be there */
function resolveLinks(path) {
  const { realpathSync } = process.getBuiltinModule("node:fs");
  const { basename, dirname, join } = process.getBuiltinModule("node:path");
  /** @type {string} */
  let real;
  try {
    real = realpathSync(path);
  } catch {
    real = dirname(path) === path ? path : join(resolveLinks(dirname(path)), basename(path));
  }
  return real;
}

/**
 * Whether nobody else can write to a folder that is there, or is to be made.
 *
 * @param {string} folder
 */
function isPrivate(folder) {
  const { lstatSync } = process.getBuiltinModule("node:fs");
  const found = lstatSync(folder, { throwIfNoEntry: false });
  if (!found) return true;
  if (!found.isDirectory()) return false;
  const isOurs = found.uid === process.getuid?.() && (found.mode & 0o022) === 0;
  return process.platform === "win32" || isOurs;
}
