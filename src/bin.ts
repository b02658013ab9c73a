import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { cacheFolder } from "../scripts/cache-folder.js";
import { run, type Environment } from "./cli.ts";

// The command of the published package. In a clone, `./build` starts the same program.
const cwd = process.cwd();
const modules = join(cwd, "node_modules");
const compiler = join(__dirname, "compiler.cjs");
const folder = existsSync(modules) ? cacheFolder(cwd, process.env) : undefined;
const key = createHash("sha256").update(readFileSync(compiler)).digest("hex");

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `rules-templates needs Node 20.19 or newer, and this is ${process.version}.\n`,
  );
  process.exit(2);
}

void run(process.argv.slice(2), {
  root: cwd,
  cwd,
  gallery: join(__dirname, "..", "rules.json"),
  cache: folder === undefined ? undefined : { folder: join(folder, "results"), key },
  version: readVersion,
  needsCommand: true,
  variables: process.env,
  print: (text) => void process.stdout.write(text),
  stdout: process.stdout,
  stderr: process.stderr,
  load: () => import(pathToFileURL(compiler).href) as ReturnType<Environment["load"]>,
  loadTry: () =>
    import(pathToFileURL(join(__dirname, "try.cjs")).href) as ReturnType<Environment["loadTry"]>,
  loadExplore: () =>
    import(pathToFileURL(join(__dirname, "explore.cjs")).href) as ReturnType<
      Environment["loadExplore"]
    >,
  loadMigrate: () =>
    import(pathToFileURL(join(__dirname, "migrate.cjs")).href) as ReturnType<
      Environment["loadMigrate"]
    >,
  loadExport: () =>
    import(pathToFileURL(join(__dirname, "export.cjs")).href) as ReturnType<
      Environment["loadExport"]
    >,
  loadSite: () =>
    import(pathToFileURL(join(__dirname, "site.cjs")).href) as ReturnType<Environment["loadSite"]>,
  findSite: () => Promise.resolve(join(__dirname, "site")),
}).then((code) => {
  process.exitCode = code;
});

function readVersion(): string {
  const text = readFileSync(join(__dirname, "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
