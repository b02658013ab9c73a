// Writes what follows from "repository" in package.json, which a maintainer fills in: npm run
// repository
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import process from "node:process";

import { writePlainFile } from "./plain-file.js";
import { addOwners, findRepository, withAddresses } from "./release/repository.js";

const root = dirname(import.meta.dirname);
const manifest = join(root, "package.json");
const codeOwners = join(root, ".github", "CODEOWNERS");

const text = readFileSync(manifest, "utf8");
const repository = findRepository(text);
if (repository) {
  writePlainFile(manifest, withAddresses(text, repository));
  writePlainFile(codeOwners, addOwners(readFileSync(codeOwners, "utf8"), repository));
} else {
  process.stderr.write('write "repository": "github:OWNER/NAME" into package.json first\n');
  process.exitCode = 1;
}
