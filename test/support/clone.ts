import { cpSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");

/** What the tool and the site are made of. */
const sources = [
  "build",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "src",
  "scripts",
  "rules.schema.json",
  "template.schema.json",
  "LICENSE",
];

/**
 * Makes a copy of the repository's sources, and of other files of it, whose packages are the
 * repository's and whose cache is its own. Whoever makes it removes it.
 */
export function cloneRepository(...others: readonly string[]): string {
  const clone = mkdtempSync(join(tmpdir(), "rules-templates-"));
  for (const file of [...sources, ...others]) {
    cpSync(join(root, file), join(clone, file), { recursive: true });
  }
  linkPackages(clone);
  return clone;
}

/** Gives a folder the packages that are installed in the repository. */
export function linkPackages(folder: string): void {
  mkdirSync(join(folder, "node_modules"));
  for (const name of readdirSync(join(root, "node_modules"))) {
    if (name.startsWith(".")) {
      continue;
    }
    symlinkSync(join(root, "node_modules", name), join(folder, "node_modules", name), "junction");
  }
}
