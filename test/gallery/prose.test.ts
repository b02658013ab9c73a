import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import { compileEntry } from "../../src/gallery/compile-entry.ts";
import { compileProse, type Before } from "../../src/gallery/prose.ts";
import { aMutationOf, validTemplates } from "../support/mutations.ts";
import { aTemplate, sampleHead } from "../template/samples.ts";

const file = "rules/hello.md";
const rules = join(import.meta.dirname, "..", "..", "rules");

function compiled(text: string): Before {
  const bytes = Buffer.from(text);
  const entry = compileEntry(file, bytes);
  if (Array.isArray(entry)) {
    throw new Error("the template has problems");
  }
  return { bytes, entry };
}

/** Entries are compared as texts: their bytes, one by one, would take most of the time. */
function readable(entry: ReturnType<typeof compileEntry> | undefined): unknown {
  if (!entry || Array.isArray(entry)) {
    return entry;
  }
  return { ...entry, json: Buffer.from(entry.json).toString() };
}

function compileAfter(before: string, after: string): ReturnType<typeof compileProse> {
  return compileProse(file, Buffer.from(after), compiled(before));
}

describe("a change of prose", () => {
  test.each(readdirSync(rules).filter((name) => name.endsWith(".md")))(
    "of %s gives what the whole compiler gives",
    (name) => {
      const before = readFileSync(join(rules, name), "utf8").replaceAll("\r\n", "\n");
      const after = before.replace(/\n```js(?: action)?\n/, "\nSays *more*.\n$&");
      expect(after).not.toBe(before);
      const entry = compileAfter(before, after);
      expect(entry).toBeDefined();
      expect(readable(entry)).toEqual(readable(compileEntry(file, Buffer.from(after))));
    },
  );

  test("may be one of the title, which then stands elsewhere", () => {
    const after = aTemplate({ title: "Before it.\n\n# Hello world" });
    const entry = compileAfter(aTemplate(), after);
    expect(readable(entry)).toEqual(readable(compileEntry(file, Buffer.from(after))));
    expect(entry).toMatchObject({ title: "Hello world", titlePlace: { line: 9 } });
  });
});

test("a change of prose keeps the examples", () => {
  const examples = ['{ "title": "A", "login": {} }', '{ "title": "B", "login": {} }'];
  const after = aTemplate({ examples, prose: "Says *more*." });
  const entry = compileAfter(aTemplate({ examples }), after);
  expect(entry).toBeDefined();
  expect(readable(entry)).toEqual(readable(compileEntry(file, Buffer.from(after))));
});

describe("the whole compiler is left", () => {
  const withSetting = `${sampleHead}configuration:\n  - key: A\n    description: a\n`;

  test.each([
    ["a changed head", aTemplate({ head: withSetting })],
    ["a changed rule", aTemplate({ rule: "function hi(user, context, callback) {}" })],
    ["a changed action", aTemplate({ action: "exports.onExecutePostLogin = async () => {};" })],
    ["an example", aTemplate({ examples: ['{ "title": "A", "login": {} }'] })],
    ["a rule that stands in the prose, too", `${aTemplate()}\n${aTemplate().slice(60)}`],
    ["a file without a title", aTemplate({ title: "Hello" })],
    ["a file without prose", aTemplate({ prose: "" })],
    ["prose that it may not have", aTemplate({ prose: "Says <b>hello</b>." })],
    ["a file without a head", "Says hello."],
    ["a file that is no text", "\0"],
  ])("%s", (_what, after) => {
    expect(compileAfter(aTemplate(), after)).toBeUndefined();
  });

  test("a changed example", () => {
    const before = aTemplate({ examples: ['{ "title": "A", "login": {} }'] });
    const after = before.replace('"login": {}', '"login": { "prompt": "none" }');
    expect(compileAfter(before, after)).toBeUndefined();
  });
});

test("whatever has changed, it gives what the whole compiler gives, or nothing", () => {
  let given = 0;
  const aChange = fc
    .constantFrom(...validTemplates.map(compiled))
    .chain((before) => fc.tuple(fc.constant(before), aMutationOf(before.bytes.toString())));
  fc.assert(
    fc.property(aChange, ([before, after]) => {
      const entry = compileProse(file, after, before);
      if (!entry) {
        return;
      }
      given++;
      expect(readable(entry)).toEqual(readable(compileEntry(file, after)));
    }),
    { numRuns: 100 },
  );
  expect(given).toBeGreaterThan(10);
}, 60_000);
