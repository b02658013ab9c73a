import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

import { describeMisuse, renderMisuse } from "../terminal/misuse.ts";
import { PlaceError, refuseLink } from "../node/files.ts";
import { readJson } from "../text/json.ts";
import { readGallery } from "../site/model/read-gallery.ts";
import { changePage, checkAddress, checkBase, isOwnPage, type PageChanges } from "./site/page.ts";
import { parseUrl } from "../text/url.ts";

/** What `site` takes from the process that runs it. */
export interface SiteEnvironment {
  /** The folder that places on the command line are relative to. */
  readonly cwd: string;
  /** The file of the gallery that the program carries. */
  readonly gallery: string;
  readonly print: (text: string) => void;
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** The folder of the bundled site. */
  readonly findSite: () => Promise<string>;
}

export const siteUsage = `Usage: ./build site --out DIR [options]            in a clone of the repository
       npx rules-templates site --out DIR [options]

Writes the gallery as static files, for any web host. The page makes requests to no other host, unless you name one.

  --out DIR          the folder to write: a new or empty one, or one that this command wrote before
  --rules-json URL   the gallery to show in place of the package's own: a file, which is copied, or a web address, from
                     which the page loads it
  --title TEXT       the name of the site; without it, a gallery of your own is called "Templates"
  --base PATH        the path at which the host serves the folder, such as /gallery/; needed only if the host answers
                     without the final slash
  --help             print this

Exit code: 0 done, 2 wrong usage or a place that cannot be used.
`;

/** Runs `site` with the words after it, and gives its exit code. */
export async function runSite(
  args: readonly string[],
  environment: SiteEnvironment,
): Promise<number> {
  const options = readOptions(args);
  if (typeof options === "string") {
    environment.stderr.write(renderMisuse(options, "site --help"));
    return 2;
  }
  if (options.help) {
    environment.stdout.write(siteUsage);
    return 0;
  }
  try {
    await makeSite(options, environment);
    environment.print(`The site is in ${options.out}: put this folder on a web host.\n`);
    return 0;
  } catch (error) {
    // A system call fails for what is at a place; anything else is a broken program.
    const isOfPlace = error instanceof Error && (error instanceof PlaceError || "syscall" in error);
    if (!isOfPlace) {
      throw error;
    }
    environment.stderr.write(`${error.message}\n`);
    return 2;
  }
}

interface Options {
  readonly out: string;
  readonly base: string | undefined;
  readonly title: string | undefined;
  readonly rulesJson: string | undefined;
}

async function makeSite(
  { out: shown, base, title, rulesJson }: Options,
  { cwd, gallery, findSite }: SiteEnvironment,
): Promise<void> {
  const out = resolve(cwd, shown);
  checkFolder(out, shown);
  const source = findGallery(rulesJson, cwd, gallery);
  writeSite({ site: await findSite(), out, source, base, title });
}

const siteOptions = {
  out: { type: "string" },
  "rules-json": { type: "string" },
  title: { type: "string" },
  base: { type: "string" },
  help: { type: "boolean", default: false },
} as const;

function readOptions(args: readonly string[]) {
  let values;
  try {
    ({ values } = parseArgs({ args: [...args], options: siteOptions }));
  } catch (error) {
    return describeMisuse(error, siteOptions);
  }
  const { out = "", base, title, help } = values;
  if (out === "" && !help) {
    return "name the folder to write: --out DIR";
  }
  const wrong = base === undefined ? undefined : checkBase(base);
  return wrong ?? { out, base, title, help, rulesJson: values["rules-json"] };
}

/** Where the gallery comes from: a file, or an address that the page is told. */
type GallerySource =
  | { readonly kind: "file"; readonly bytes: Uint8Array; readonly isOwn: boolean }
  | { readonly kind: "address"; readonly url: URL };

function findGallery(given: string | undefined, cwd: string, own: string): GallerySource {
  if (given === undefined) {
    refuseLink(own, "rules.json");
    return { kind: "file", bytes: readFileSync(own), isOwn: true };
  }
  const url = parseUrl(given);
  if (url && ["https:", "http:"].includes(url.protocol)) {
    const wrong = checkAddress(url);
    if (wrong !== undefined) {
      throw new PlaceError(`${given} ${wrong}`);
    }
    return { kind: "address", url };
  }
  const path = resolve(cwd, given);
  if (!existsSync(path) || !statSync(path).isFile()) {
    throw new PlaceError(`${given} is neither a file nor an address that begins with https:`);
  }
  const bytes = readFileSync(path);
  checkGallery(bytes, given);
  return { kind: "file", bytes, isOwn: false };
}

/** @throws PlaceError if a file holds nothing that the page could show */
function checkGallery(bytes: Uint8Array, shown: string): void {
  // As a page decodes it, without a byte order mark.
  const text = new TextDecoder().decode(bytes);
  const read = readJson(text);
  if ("end" in read) {
    const { line, column } = read.end;
    throw new PlaceError(`${shown}:${line}:${column} the file is not JSON from here on`);
  }
  if (readGallery(read.value)) {
    return;
  }
  throw new PlaceError(
    `${shown} is not a gallery: it has to be a list of categories, each with a list of templates`,
  );
}

/**
 * Makes sure that nothing is lost by writing a site to a folder.
 *
 * @throws PlaceError if the folder holds anything but a site of ours
 */
function checkFolder(out: string, shown: string): void {
  if (!existsSync(out)) {
    return;
  }
  if (!statSync(out).isDirectory()) {
    throw new PlaceError(`${shown} is not a folder`);
  }
  const page = join(out, "index.html");
  const isOurs = existsSync(page) && isOwnPage(readFileSync(page, "utf8"));
  if (isOurs || readdirSync(out).length === 0) {
    return;
  }
  throw new PlaceError(
    `${shown} is not empty, and this command did not write what is in it: name another folder`,
  );
}

interface Plan {
  readonly site: string;
  readonly out: string;
  readonly source: GallerySource;
  readonly base: string | undefined;
  readonly title: string | undefined;
}

/**
 * Writes what pages refer to before the pages, and removes what the pages of before referred to
 * after them.
 */
function writeSite({ site, out, source, base, title }: Plan): void {
  const isPage = (name: string) => name.endsWith(".html");
  const names = readdirSync(site);
  mkdirSync(out, { recursive: true });
  removeLinks(site, out);
  for (const name of names.filter((one) => !isPage(one))) {
    cpSync(join(site, name), join(out, name), { recursive: true });
  }
  writeGallery(source, join(out, "rules.json"));
  const changes: PageChanges = {
    ...(base !== undefined && { base }),
    ...(title !== undefined && { title }),
    ...(source.kind === "address" && { rulesJson: source.url }),
    isOwn: source.kind === "file" && source.isOwn,
  };
  for (const name of names.filter(isPage)) {
    const page = readFileSync(join(site, name), "utf8");
    writeFileSync(join(out, name), name === "index.html" ? changePage(page, changes) : page);
  }
  removeOldAssets(join(out, "assets"), readdirSync(join(site, "assets")));
}

/**
 * Makes way for the files and folders of a site where links stand: what they lead to is not ours.
 */
function removeLinks(site: string, out: string): void {
  for (const entry of readdirSync(site, { withFileTypes: true })) {
    const place = join(out, entry.name);
    const found = lstatSync(place, { throwIfNoEntry: false });
    if (found?.isSymbolicLink() === true) {
      rmSync(place);
    } else if (entry.isDirectory() && found?.isDirectory() === true) {
      removeLinks(join(site, entry.name), place);
    }
  }
}

/** Writes a file of its own, even where a link stands. */
function writeGallery(source: GallerySource, place: string): void {
  // What a link there leads to is not ours.
  rmSync(place, { force: true });
  if (source.kind === "file") {
    writeFileSync(place, source.bytes);
  }
}

/** What the bundler calls its files: by their content. Others that lie beside them are not ours. */
const bundledName = /-[A-Z\d]{8}\.\w+$/;

function removeOldAssets(folder: string, current: readonly string[]): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const isOld = entry.isFile() && bundledName.test(entry.name) && !current.includes(entry.name);
    if (isOld) {
      rmSync(join(folder, entry.name));
    }
  }
}
