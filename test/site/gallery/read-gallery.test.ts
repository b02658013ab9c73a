import { describe, expect, test } from "vitest";

import { readGallery } from "../../../src/site/gallery/read-gallery.ts";
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
    expect(gallery?.templates).toEqual([{ ...template, lacks: [] }]);
  });

  test("may have no templates", () => {
    expect(readGallery([])).toEqual({ templates: [], categories: [], leftOut: 0 });
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
    });
    expect(template).toEqual({
      id: "odd",
      title: "odd",
      overview: "",
      categories: ["webhook"],
      description: "",
      code: "",
      configuration: [{ key: "A", description: "", required: true, secret: true }],
      lacks: ["title", "overview", "description", "code"],
    });
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
