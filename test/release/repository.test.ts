import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";

import {
  addOwners,
  checkRepository,
  findRepository,
  withAddresses,
} from "../../scripts/release/repository.js";

const root = join(import.meta.dirname, "..", "..");
const manifest = readFileSync(join(root, "package.json"), "utf8");
const codeOwners = readFileSync(join(root, ".github", "CODEOWNERS"), "utf8");
const found = { owner: "example", name: "rules-templates" };
const manifestWith = (repository: unknown) =>
  JSON.stringify({ name: "a", license: "MIT", repository });

describe("the repository of package.json", () => {
  test.each([
    "github:example/rules-templates",
    "example/rules-templates",
    "https://github.com/example/rules-templates",
    "git+https://github.com/example/rules-templates.git",
    { type: "git", url: "git@github.com:example/rules-templates.git" },
  ])("is found in %j", (repository) => {
    expect(findRepository(manifestWith(repository))).toEqual(found);
  });

  test.each([undefined, null, 1, "", "github:OWNER/NAME", "https://example.com/a/b", "a/b/c"])(
    "is not filled in by %j",
    (repository) => {
      expect(findRepository(manifestWith(repository))).toBeUndefined();
      expect(checkRepository(manifestWith(repository), "")).toEqual([
        expect.stringContaining("does not say where the repository is"),
      ]);
    },
  );

  test("makes the rest, which is then complete", () => {
    const made = withAddresses(manifestWith("example/rules-templates"), found);
    expect(JSON.parse(made)).toEqual({
      name: "a",
      license: "MIT",
      repository: { type: "git", url: "git+https://github.com/example/rules-templates.git" },
      homepage: "https://github.com/example/rules-templates#readme",
      bugs: "https://github.com/example/rules-templates/issues",
    });
    const owners = addOwners("# who\n/a/\n/b @team\n\n", found);
    expect(owners).toBe("# who\n/a/ @example\n/b @team\n\n");
    expect(checkRepository(made, owners)).toEqual([]);
    expect(withAddresses(made, found)).toBe(made);
  });

  test("leaves nothing undone that follows from it", () => {
    expect(checkRepository(manifestWith("example/rules-templates"), "/a/\n")).toEqual([
      "package.json lacks addresses that follow from the repository: npm run repository",
      ".github/CODEOWNERS has paths without an owner: npm run repository",
    ]);
  });
});

test("this repository's addresses follow from the one that is filled in, if it is", () => {
  const repository = findRepository(manifest);
  const expected = repository ? withAddresses(manifest, repository) : manifest;
  expect(manifest).toBe(expected);
  expect(addOwners(codeOwners, found)).toMatch(/^\/scripts\/ @/m);
});
