import { createHash } from "node:crypto";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve, sep } from "node:path";

import { isRecord } from "../text/plain-data.ts";
import { readJson } from "../text/json.ts";
import { PlaceError } from "./files.ts";

/** Lists what this program wrote to a folder, by path, with a checksum each. */
const listName = ".rules-templates.json";

/** A folder that is to be written whole. */
export interface OwnFolder {
  readonly path: string;
  /** As messages name it. */
  readonly shown: string;
}

/**
 * Makes sure that nothing is lost by writing a folder: it is new or empty, or holds what this
 * program wrote and nobody has changed.
 *
 * @throws PlaceError if it holds anything else
 */
function checkOwnFolder({ path, shown }: OwnFolder): void {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (!found) {
    return;
  }
  if (!found.isDirectory()) {
    throw new PlaceError(`${shown} is not a folder`);
  }
  const written = readList(path);
  const files = listFiles(path);
  const foreign = files.find((file) => !Object.hasOwn(written, file));
  if (foreign !== undefined) {
    throw new PlaceError(
      `${shown} holds ${foreign}, which this command did not write: name another folder`,
    );
  }
  const changed = files.find(
    (file) => checksumOf(readFileSync(join(path, file))) !== written[file],
  );
  if (changed !== undefined) {
    throw new PlaceError(
      `${shown}/${changed} was changed, which would be lost: name another folder`,
    );
  }
}

/**
 * Writes a folder in one rename, so that an interrupted run leaves what was there. What this
 * program wrote there before goes.
 *
 * @param files texts by path, with `/` between folders
 * @throws PlaceError if the folder holds anything else, or cannot be written
 */
export function writeOwnFolder(folder: OwnFolder, files: Readonly<Record<string, string>>): void {
  const { path, shown } = folder;
  const temporary = `${path}.${process.pid}.tmp`;
  const old = `${path}.${process.pid}.old`;
  try {
    checkOwnFolder(folder);
    for (const [file, text] of Object.entries({ ...files, [listName]: renderList(files) })) {
      writeInside(temporary, file, text);
    }
    if (existsSync(path)) {
      renameSync(path, old);
    }
    renameSync(temporary, path);
  } catch (error) {
    if (existsSync(old) && !existsSync(path)) {
      renameSync(old, path);
    }
    if (existsSync(temporary)) {
      rmSync(temporary, { recursive: true });
    }
    throw describeError(error, shown);
  }
  rmSync(old, { recursive: true, force: true });
}

function describeError(error: unknown, shown: string): unknown {
  const isOfPlace = error instanceof Error && "code" in error && "syscall" in error;
  return isOfPlace
    ? new PlaceError(`${shown} cannot be written (${String(error.code)})`, { cause: error })
    : error;
}

function writeInside(folder: string, file: string, text: string): void {
  const place = resolve(folder, file);
  if (!place.startsWith(folder + sep)) {
    throw new RangeError(`${file} is outside of its folder`);
  }
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, text, { flag: "wx" });
}

function renderList(files: Readonly<Record<string, string>>): string {
  const checksums = Object.entries(files).map(([file, text]) => [file, checksumOf(text)] as const);
  const about =
    "rules-templates wrote these files; it replaces this folder only while they are unchanged";
  return `${JSON.stringify({ about, files: Object.fromEntries(checksums) }, null, 2)}\n`;
}

function readList(folder: string): Readonly<Record<string, unknown>> {
  const place = join(folder, listName);
  if (!existsSync(place)) {
    return {};
  }
  const read = readJson(readFileSync(place, "utf8"));
  return "value" in read && isRecord(read.value) && isRecord(read.value["files"])
    ? read.value["files"]
    : {};
}

/** All files of a folder but the list, by path. A link is a file. */
function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory())
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name !== listName)
    .sort();
}

function checksumOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
