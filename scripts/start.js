// Builds rules.json and the site, serves both on this machine, and builds them again on each
// change.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";
import { clearTimeout, setTimeout } from "node:timers";

import { build } from "esbuild";

import { bundleSite } from "./bundle-site.js";
import { readOwn, serveFolder } from "./site/serve.js";
import { watchTree } from "./site/watch-tree.js";

const root = dirname(import.meta.dirname);
// A new folder: nothing that is served from it came with a checkout.
const folder = mkdtempSync(join(root, "node_modules", ".site-"));
const firstPort = 4400;
const mostPorts = 100;

/** Milliseconds of quiet after a change: editors write in several steps. */
const quiet = 80;

/** @type {Set<import("node:http").ServerResponse>} */
const pages = new Set();
/** What is wrong at the moment with the site and with the templates, empty if nothing is. */
const problems = { site: "", gallery: "" };

process.once("exit", () => {
  rmSync(folder, { recursive: true, force: true });
});
for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
  process.once(signal, () => {
    process.exit();
  });
}

await buildSite();
await buildGallery();
const { url } = await serve(firstPort);
process.stdout.write(`\n${url}\n\nwaiting for changes, end with Ctrl+C\n`);
follow("rules", buildGallery);
follow("src", async () => {
  // The compiler is among them.
  await buildSite();
  await buildGallery();
});

/** Compiles the templates, with all that the command says about it. */
async function buildGallery() {
  const child = spawn(process.execPath, [join(root, "build")], {
    cwd: root,
    stdio: ["ignore", "inherit", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text) => {
    said += String(text);
  });
  /** @type {number | null} */
  const code = await new Promise((resolve) => {
    child.once("close", resolve);
  });
  process.stderr.write(said);
  problems.gallery = code === 0 ? "" : said;
}

async function buildSite() {
  try {
    await bundleSite(folder);
    await build({
      absWorkingDir: root,
      entryPoints: ["src/site/live/reload.ts"],
      outdir: folder,
      bundle: true,
      logLevel: "warning",
    });
    problems.site = "";
  } catch (error) {
    // esbuild has printed it, too; the site of before is served until it is mended.
    problems.site = `${error instanceof Error ? error.message : String(error)}\n`;
  }
}

/**
 * Builds again when something in a folder changes, one build after the other, and tells the pages.
 *
 * @param {string} name
 * @param {() => Promise<void>} rebuild
 */
function follow(name, rebuild) {
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let building = Promise.resolve();
  watchTree(join(root, name), () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      building = building.then(rebuild).then(tellPages);
    }, quiet);
  });
}

function tellPages() {
  for (const page of pages) {
    page.write(message());
  }
}

/** What a page is told: to load again, or what keeps it from being current. */
function message() {
  const said = problems.site + problems.gallery;
  return said === ""
    ? "event: reload\ndata:\n\n"
    : `event: problems\ndata: ${JSON.stringify(said)}\n\n`;
}

/**
 * Serves the site on a port, or on the next one that is free.
 *
 * @param {number} port
 * @returns {Promise<import("./site/serve.js").Served>}
 */
async function serve(port) {
  try {
    return await serveFolder({ folder, port, intercept });
  } catch (error) {
    const taken = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
    if (!taken || port >= firstPort + mostPorts) {
      throw error;
    }
    return serve(port + 1);
  }
}

/**
 * @param {string} name
 * @param {import("node:http").ServerResponse} response
 */
function intercept(name, response) {
  if (name === "events") {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    pages.add(response);
    response.once("close", () => pages.delete(response));
    response.write(problems.site + problems.gallery === "" ? ":\n\n" : message());
    return true;
  }
  if (name === "rules.json") {
    void send(response, [root, name], "application/json");
    return true;
  }
  if (name === "index.html") {
    void send(response, [folder, name], "text/html; charset=utf-8", (page) =>
      page.replace("</head>", '<script src="reload.js" defer></script></head>'),
    );
    return true;
  }
  return false;
}

/**
 * @param {import("node:http").ServerResponse} response
 * @param {[folder: string, name: string]} place
 * @param {string} type
 * @param {(text: string) => string} [change]
 */
async function send(response, place, type, change = (text) => text) {
  try {
    const text = (await readOwn(...place)).toString();
    response.writeHead(200, { "Content-Type": type }).end(change(text));
  } catch {
    response.writeHead(404).end();
  }
}
