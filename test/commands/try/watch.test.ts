import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

import { waitForChange } from "../../../src/commands/try/watch.ts";

let folder = "";
let file = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "rules-templates-"));
  file = join(folder, "a.js");
  writeFileSync(file, "1");
  utimesSync(file, 1, 1);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each([
  [
    "a file is written",
    () => {
      writeFileSync(file, "2");
    },
  ],
  [
    "a new file takes its place",
    () => {
      writeFileSync(`${file}.tmp`, "2");
      renameSync(`${file}.tmp`, file);
    },
  ],
  [
    "it goes away",
    () => {
      rmSync(file);
    },
  ],
])("a change is that %s", async (_, change) => {
  const changed = waitForChange([file], Date.now());
  change();
  await expect(changed).resolves.toBeUndefined();
});

test("a change is what has changed before", async () => {
  await expect(waitForChange([file], 0)).resolves.toBeUndefined();
});

test("a change is a new file in a folder", async () => {
  utimesSync(folder, 1, 1);
  const changed = waitForChange([folder], Date.now());
  writeFileSync(join(folder, "b.js"), "");
  await expect(changed).resolves.toBeUndefined();
});

test("the signal ends the waiting, also for a place that is not there", async () => {
  const controller = new AbortController();
  const waiting = waitForChange([join(folder, "no", "x")], Date.now(), controller.signal);
  controller.abort();
  await expect(waiting).resolves.toBeUndefined();
});
