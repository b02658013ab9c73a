import { describe, expect, test } from "vitest";

import { mostTemplates, readGallery } from "../../../src/site/model/read-gallery.ts";
import { aGalleryTemplate, readOwnGallery, renderTemplates } from "../support/galleries.ts";

/** What is read of one template in one category. */
function readOne(template: unknown) {
  return readGallery([{ name: "webhook", label: "Webhook", templates: [template] }])?.templates[0];
}

describe("a gallery", () => {
  test("is read as the compiler writes it, each template once", () => {
    const gallery = readGallery(JSON.parse(readOwnGallery()));
    const ids = gallery?.templates.map(({ id }) => id) ?? [];
    expect(ids).toContain("mailgun");
    expect(ids).toEqual([...new Set(ids)]);
    expect(gallery?.leftOut).toBe(0);
    expect(gallery?.templates.filter(({ lacks }) => lacks.length > 0)).toEqual([]);
  });

  test("keeps each field of a template", () => {
    const template = aGalleryTemplate({
      configuration: [
        {
          key: "REGION",
          description: "Where.",
          required: false,
          secret: false,
          default: "us",
          values: ["us"],
          example: "us",
          pattern: "[a-z]+",
        },
      ],
      examples: [
        {
          title: "A login",
          login: { stats: { logins_count: 1 } },
          configuration: { REGION: "us" },
          answers: [{ url: "https://acme.example/*" }],
          back: {
            query: { terms: "accepted" },
            prompt: { fields: { name: "Jo" }, vars: { step: 1 } },
            token: { secret: "REGION", payload: {} },
          },
        },
      ],
      outage: "deny",
      action: {
        trigger: "post-login",
        code: "exports.onExecutePostLogin = async () => {};",
        dependencies: [{ name: "left-pad", version: "1.0.0" }],
        secrets: ["REGION"],
      },
      service: { name: "Acme", url: "https://acme.example/" },
      deprecated: { reason: "Acme is gone.", replacement: "other" },
    });
    const gallery = readGallery(JSON.parse(renderTemplates([template])));
    expect(gallery?.templates).toEqual([
      {
        ...template,
        noRule: "",
        noAction: "",
        replaces: [],
        collections: ["debugging"],
        redirects: false,
        lacks: [],
        cut: [],
        hasHidden: false,
      },
    ]);
  });

  test.each([
    ["lone carriage return", "// safe\revil();", "// safe⟨U+000D⟩evil();"],
    ["separator that ends a line", "// safe\u2028evil();", "// safe⟨U+2028⟩evil();"],
    ["zero-width joiner", "const a\u200D = 1;", "const a⟨U+200D⟩ = 1;"],
    ["filler that is a name", "const \u3164 = 1;", "const ⟨U+3164⟩ = 1;"],
    ["mark of direction", "\u202E// code", "⟨U+202E⟩// code"],
    ["tag character", '"\u{E0041}"', '"⟨U+E0041⟩"'],
    ["blank of Braille", '"\u2800"', '"⟨U+2800⟩"'],
    ["stack of marks", `a${"\u0301".repeat(5)}`, `a${"⟨U+0301⟩".repeat(5)}`],
  ])("shows a %s, in code and in every text", (_, hiding, shown) => {
    const action = { code: hiding, dependencies: [{ name: hiding, version: hiding }] };
    const setting = { key: hiding, description: hiding, default: hiding, values: [hiding] };
    const texts = { title: hiding, overview: hiding, code: hiding, categories: [hiding] };
    const others = { service: { name: hiding }, deprecated: { reason: hiding } };
    const template = readOne({ id: "a", ...texts, ...others, action, configuration: [setting] });
    expect(template).toMatchObject({
      title: shown,
      overview: shown,
      code: shown,
      categories: [shown],
      service: { name: shown, url: "" },
      deprecated: { reason: shown },
      action: { code: shown, dependencies: [{ name: shown, version: shown }] },
      configuration: [{ key: shown, description: shown, default: shown, values: [shown] }],
      hasHidden: true,
    });
  });

  test("takes line breaks of Windows and letters of any language for what they are", () => {
    const code = '// Grüße, Ελλάδα, 日本\n"é";';
    const template = readOne({ id: "a", title: "Größe", code: code.replaceAll("\n", "\r\n") });
    expect(template).toMatchObject({ title: "Größe", code, hasHidden: false });
  });

  test.each([
    ["https://example.com@evil.example/"],
    ["https://exаmple.com/"],
    ["https://xn--e1afmkfd.example/"],
    ["https://example.com./"],
    ["https://2130706433/"],
    ["https://EXAMPLE.com/"],
    ["http://example.com/"],
    ["javascript:alert(1)"],
  ])("links to no address that looks like another one: %s", (url) => {
    expect(readOne({ id: "a", service: { name: "Acme", url } })?.service).toEqual({
      name: "Acme",
      url: "",
    });
  });

  test("is cut where it is longer than anybody reads", () => {
    const long = "word ".repeat(200_000);
    const values = Array.from({ length: 1_000 }, (_unused, at) => `${at}`);
    const configuration = Array.from({ length: 50_000 }, (_, index) => ({
      key: `KEY_${index}`,
      description: long,
      values,
    }));
    const action = { code: long };
    const fields = { title: long, overview: long, code: long, action, configuration };
    const template = readOne({ id: long, ...fields });
    expect(template?.id).toHaveLength(201);
    expect(template?.title).toHaveLength(201);
    expect(template?.overview).toHaveLength(1_001);
    expect(template?.code).toBe("");
    expect(template?.action?.code).toBe("");
    expect(template?.configuration).toHaveLength(100);
    expect(template?.configuration[0]?.description).toHaveLength(1_001);
    expect(template?.configuration[0]?.values).toHaveLength(100);
    expect(template?.cut).toEqual(["title", "overview", "rule", "action", "settings"]);
  });

  test("is cut where it has more templates than a page can search, and says how many it lacks", () => {
    const templates = Array.from({ length: mostTemplates + 3 }, (_, index) => ({
      id: `t${index}`,
    }));
    const groups = Array.from({ length: 1_000 }, (_, index) => ({
      name: `c${index}`,
      label: "Label",
      templates: index === 0 ? templates : [],
    }));
    const gallery = readGallery(groups);
    expect(gallery?.templates).toHaveLength(mostTemplates);
    expect(gallery?.beyond).toBe(3);
    expect(gallery?.categories).toHaveLength(500);
  });

  test.each([" ", "\t\n", "…", "«»"])("has no title that nobody reads, such as %j", (title) => {
    expect(readOne({ id: "a", title })?.title).toBe("a");
    expect(readOne({ id: title, title: "A" })).toBeUndefined();
  });

  test("may have no templates", () => {
    expect(readGallery([])).toEqual({ templates: [], categories: [], leftOut: 0, beyond: 0 });
  });

  test.each([
    ["an object", { templates: [] }],
    ["null", null],
    ["text", "[]"],
    ["a list of templates", [aGalleryTemplate()]],
    ["a list of numbers", [1, 2]],
  ])("is not %s", (_, value) => {
    expect(readGallery(value)).toBeUndefined();
  });
});

/** The fields that a template has in any case, where a gallery says nothing about them. */
const nothingElse = {
  examples: [],
  noRule: "",
  noAction: "",
  replaces: [],
  redirects: false,
  cut: [],
  hasHidden: false,
};

describe("a template", () => {
  test("without anything but an id is shown, and what it lacks is named", () => {
    expect(readOne({ id: "bare" })).toEqual({
      id: "bare",
      title: "bare",
      overview: "",
      categories: ["webhook"],
      description: "",
      code: "",
      configuration: [],
      ...nothingElse,
      collections: ["tell-other-tools"],
      lacks: ["title", "overview", "description", "code", "categories", "configuration"],
    });
  });

  test.each([
    ["no id", {}],
    ["an id that is no text", { id: 7 }],
    ["nothing", null],
  ])("with %s is left out and counted", (_, template) => {
    const gallery = readGallery([{ name: "a", templates: [template, { id: "b" }] }]);
    expect(gallery).toMatchObject({ templates: [{ id: "b" }], leftOut: 1 });
  });

  test("has no field of another type", () => {
    const template = readOne({
      id: "odd",
      title: ["x"],
      overview: 1,
      categories: ["webhook", 2, "webhook"],
      description: {},
      code: null,
      configuration: [null, { key: "A" }, { key: "" }, { description: "no key" }],
      outage: "maybe",
      action: { code: 3 },
      service: { name: "", url: "https://x.example" },
      deprecated: "yes",
      examples: [null, { title: "A" }, { login: {} }, { title: "A", login: [] }],
      no_rule: 1,
      replaces: "old",
    });
    expect(template).toEqual({
      id: "odd",
      title: "odd",
      overview: "",
      categories: ["webhook"],
      description: "",
      code: "",
      configuration: [{ key: "A", description: "", required: true, secret: true }],
      ...nothingElse,
      collections: ["tell-other-tools"],
      lacks: ["title", "overview", "description", "code"],
    });
  });

  test("without a rule for a reason lacks no code", () => {
    const template = readOne({ ...aGalleryTemplate(), code: undefined, no_rule: "Actions only." });
    expect(template).toMatchObject({ code: "", noRule: "Actions only.", lacks: [] });
  });

  test("has each example once, without what has another type", () => {
    const examples = [
      { title: "A", login: { user: {} }, configuration: { KEY: "a", OTHER: 1 }, answers: "none" },
      { title: "A", login: {} },
      { title: "B", login: {}, back: { query: { a: "b", c: 1 }, token: {} } },
    ];
    expect(readOne({ id: "a", examples })?.examples).toEqual([
      { title: "A", login: { user: {} }, configuration: { KEY: "a" }, answers: [] },
      {
        title: "B",
        login: {},
        configuration: {},
        answers: [],
        back: { query: { a: "b" }, token: { secret: "", payload: {} } },
      },
    ]);
  });

  test("has no pattern that is no regular expression", () => {
    const configuration = [{ key: "A", pattern: "(" }];
    expect(readOne({ id: "a", configuration })?.configuration[0]).not.toHaveProperty("pattern");
  });

  test("has each setting once, the first of its key", () => {
    const settings = [{ key: "A", description: "first" }, { key: "B" }, { key: "A" }];
    expect(readOne({ id: "a", configuration: settings })?.configuration).toMatchObject([
      { key: "A", description: "first" },
      { key: "B" },
    ]);
  });

  test.each(["javascript:alert(1)", "http://acme.example", "//acme.example", "acme", ""])(
    "has no link to %j",
    (url) => {
      expect(readOne({ id: "a", service: { name: "Acme", url } })?.service?.url).toBe("");
    },
  );
});
