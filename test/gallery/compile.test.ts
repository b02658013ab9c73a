import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";

import { compileEntry } from "../../src/gallery/compile-entry.ts";
import { compileGallery, findRepeatedIds, renderGallery } from "../../src/gallery/compile.ts";
import { compileRetired } from "../../src/gallery/retired.ts";
import type { Entry, Gallery } from "../../src/gallery/entry.ts";
import { categories } from "../../src/template/vocabulary.ts";
import { aTemplate } from "../template/samples.ts";

function anEntry(id: string, names: readonly string[], more = ""): Entry {
  const head = `overview: Says hello.\ncategories: [${names.join(", ")}]\n${more}`;
  const text = aTemplate({ head, title: `# ${id.replaceAll("-", " ")}` });
  const entry = compileEntry(`rules/${id}.md`, Buffer.from(text));
  if (Array.isArray(entry)) {
    throw new Error(JSON.stringify(entry));
  }
  return entry;
}

function render(entries: readonly Entry[]): string {
  const gallery = compileGallery(entries, { all: false });
  if (Array.isArray(gallery)) {
    throw new Error(JSON.stringify(gallery));
  }
  return Buffer.concat([...renderGallery(gallery)]).toString();
}

function parse(entries: readonly Entry[]): Gallery {
  return JSON.parse(render(entries)) as Gallery;
}

function readSchema(name: string): { $id: string; items: unknown } {
  const file = new URL(`../../${name}`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as { $id: string; items: unknown };
}

describe("a gallery", () => {
  test("has categories in the order of the vocabulary, and templates by id", () => {
    const entries = [
      anEntry("b", ["default"]),
      anEntry("a-2", ["webhook", "access control"]),
      anEntry("a10", ["webhook"]),
      anEntry("a", ["webhook"]),
    ];
    expect(
      parse(entries).map(({ name, templates }) => [name, templates.map(({ id }) => id)]),
    ).toEqual([
      ["access control", ["a-2"]],
      ["webhook", ["a", "a-2", "a10"]],
      ["default", ["b"]],
    ]);
  });

  test("is the same whatever the order of the files", () => {
    const entries = ["c", "a", "b"].map((id) => anEntry(id, ["saml", "webhook"]));
    expect(render(entries)).toBe(render(entries.toReversed()));
  });

  test("is written as JSON.stringify writes it, with one final line break", () => {
    const text = render([anEntry("a", ["saml"]), anEntry("b", ["saml", "default"])]);
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`);
  });

  test("has no category without templates", () => {
    expect(parse([anEntry("a", ["saml"])])).toHaveLength(1);
  });

  test("says of each category its label and a sentence", () => {
    for (const { name, label, overview } of categories) {
      expect(parse([anEntry("a", [`"${name}"`])])[0]).toMatchObject({ name, label, overview });
    }
  });
});

describe("the schemas", () => {
  const ajv = new Ajv2020();
  const validate = ajv.compile(readSchema("rules.schema.json"));

  test("accept a gallery, also one with fields of a later version", () => {
    const gallery = parse([anEntry("a", ["saml"], "deprecated: { reason: Old. }\n")]);
    expect(validate(gallery)).toBe(true);
    expect(validate([{ ...gallery[0], color: "red" }])).toBe(true);
  });

  test.each([
    ["no array", {}],
    ["a category without templates", [{ name: "a", label: "a", overview: "a", templates: [] }]],
    [
      "a template without code",
      [{ name: "a", label: "a", overview: "a", templates: [{ id: "a" }] }],
    ],
  ])("refuse %s", (_what, gallery) => {
    expect(validate(gallery)).toBe(false);
  });

  test("carry the version of the package in their ids", () => {
    const manifest = new URL("../../package.json", import.meta.url);
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    for (const name of ["rules.schema.json", "template.schema.json"]) {
      expect(readSchema(name).$id).toBe(`https://unpkg.com/rules-templates@${version}/${name}`);
    }
  });

  test("name the categories of the vocabulary, in its order", () => {
    const schema = readSchema("template.schema.json");
    expect(schema).toMatchObject({
      properties: { categories: { items: { enum: categories.map(({ name }) => name) } } },
    });
  });

  test("accept the published file", () => {
    const file = new URL("../../rules.json", import.meta.url);
    expect(validate(JSON.parse(readFileSync(file, "utf8")))).toBe(true);
  });
});

describe("an id", () => {
  const check = (entries: readonly Entry[], retired: readonly object[] = [], broken?: string[]) => {
    const list = compileRetired("rules/retired.json", Buffer.from(JSON.stringify(retired)));
    if (Array.isArray(list)) {
      throw new Error(JSON.stringify(list));
    }
    const gallery = compileGallery(entries, {
      all: false,
      retired: list,
      ...(broken && { broken }),
    });
    return Array.isArray(gallery) ? gallery.map(({ code, file }) => `${code} ${file}`) : [];
  };
  const replacing = (id: string, ...ids: string[]) =>
    anEntry(id, ["saml"], `replaces: [${ids.join(", ")}]\n`);
  const retired = (id: string, replacement?: string) => ({
    id,
    reason: "Gone.",
    ...(replacement !== undefined && { replacement }),
  });

  test("is a template, or replaced, or retired", () => {
    expect(check([replacing("a", "b", "c")], [retired("d"), retired("e", "a")])).toEqual([]);
  });

  test.each([
    ["a template and retired", [anEntry("a", ["saml"])], [retired("a")], "id-retired rules/a.md"],
    ["replaced and retired", [replacing("a", "b")], [retired("b")], "replaces-taken rules/a.md"],
    ["replaced by itself", [replacing("a", "a")], [], "replaces-taken rules/a.md"],
    [
      "replaced by two templates",
      [replacing("b", "c"), replacing("a", "c")],
      [],
      "replaces-taken rules/b.md",
    ],
    [
      "retired twice",
      [anEntry("a", ["saml"])],
      [retired("b"), retired("b")],
      "retired-duplicate rules/retired.json",
    ],
    [
      "retired for one that is not there",
      [anEntry("a", ["saml"])],
      [retired("b", "c")],
      "retired-replacement rules/retired.json",
    ],
  ])("is not %s", (_what, entries, list, problem) => {
    expect(check(entries, list)).toEqual([problem]);
  });

  test("is that of a template, also of one with problems of its own", () => {
    expect(check([replacing("a", "b")], [retired("d", "b")], ["b"])).toEqual([
      "replaces-taken rules/a.md",
    ]);
  });

  test("that a template replaces is in the gallery", () => {
    expect(parse([replacing("a", "c", "b")])).toMatchObject([
      { templates: [{ id: "a", replaces: ["c", "b"] }] },
    ]);
  });

  test.each([
    ["is no list", {}, "field-type"],
    ["lacks a reason", [{ id: "a" }], "field-missing"],
    ["has an id in capitals", [{ id: "A", reason: "Gone." }], "field-value"],
    ["has another field", [{ id: "a", reason: "Gone.", why: "" }], "field-unknown"],
  ])("is not retired by a list that %s", (_what, list, code) => {
    const problems = compileRetired("rules/retired.json", Buffer.from(JSON.stringify(list)));
    expect(problems).toMatchObject([{ code, file: "rules/retired.json", line: 1 }]);
  });
});

describe("between templates", () => {
  test("a title that differs by case alone is one title", () => {
    const other = { ...anEntry("b", ["saml"]), title: "A" };
    expect(compileGallery([anEntry("a", ["saml"]), other], { all: false })).toMatchObject([
      { code: "title-duplicate", file: "rules/b.md", line: 6 },
    ]);
  });

  test("an id that differs by case alone is one id", () => {
    expect(findRepeatedIds(["rules/A.md", "rules/a.md", "rules/b.md"])).toMatchObject([
      { code: "id-duplicate", file: "rules/a.md" },
    ]);
  });

  test.each([
    ["shown", "shown", []],
    ["hidden", "hidden", []],
    ["hidden", "shown", []],
    ["shown", "hidden", [{ code: "deprecated-replacement", file: "rules/old.md", line: 4 }]],
  ])("a template that is %s may be replaced by one that is %s: %j", (old, fresh, problems) => {
    const gallery = (state: string): string => (state === "hidden" ? "gallery: false\n" : "");
    const entries = [
      anEntry("old", ["saml"], `deprecated: { reason: Old., replacement: new }\n${gallery(old)}`),
      anEntry("new", ["saml"], gallery(fresh)),
    ];
    const compiled = compileGallery(entries, { all: false });
    expect(Array.isArray(compiled) ? compiled : []).toMatchObject(problems);
  });

  test("may name one that has problems of its own as a replacement", () => {
    const old = anEntry("old", ["saml"], "deprecated: { reason: Old., replacement: new }\n");
    expect(compileGallery([old], { all: false })).toMatchObject([
      { code: "deprecated-replacement" },
    ]);
    expect(compileGallery([old], { all: false, broken: ["new"] })).toMatchObject({
      entries: [{ id: "old" }],
    });
  });

  test("a template does not replace itself", () => {
    const entry = anEntry("old", ["saml"], "deprecated: { reason: Old., replacement: old }\n");
    expect(compileGallery([entry], { all: false })).toMatchObject([
      { code: "deprecated-replacement", line: 4, column: 42 },
    ]);
  });
});
