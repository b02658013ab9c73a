import { describe, expect, test } from "vitest";

import { rowsOf } from "../../../../src/site/playground/draft/drafts.ts";
import { emptyDraft } from "../../../../src/site/playground/draft/draft.ts";
import { publicKeys } from "../../../../src/run/secrets/public-settings.ts";
import {
  describeRows,
  valuesOf,
  withValue,
} from "../../../../src/site/playground/draft/setting-rows.ts";
import { share } from "../../../../src/site/playground/draft/share.ts";

const draft = emptyDraft(new Date(0));

describe("a setting that a link names without a value", () => {
  test.each([
    ["nothing", ""],
    ["blanks", " \t\n"],
    ["what nobody sees", "\u200B\u2060\u3164"],
  ])("opens as a secret, though it says that it has %s", (_, value) => {
    const rows = rowsOf({ draft, settings: { API_KEY: value }, secrets: [] });
    expect(rows).toMatchObject([{ key: "API_KEY", secret: true }]);
  });

  test("is in no link once the reader has filled it in", () => {
    const [row] = rowsOf({ draft, settings: { API_KEY: "" }, secrets: [] });
    if (!row) {
      throw new Error("there is no row");
    }
    const rows = [withValue(row, "typed by the reader")];
    const shared = share({
      draft: { ...draft, login: '{ "a": "typed by the reader" }' },
      values: valuesOf(rows),
      configuration: describeRows(rows),
      known: [],
    });
    expect(JSON.stringify(shared)).not.toContain("typed");
    expect(shared.secrets).toEqual(["API_KEY"]);
  });

  test("is a secret also where the link has it a second time, with a value", () => {
    const rows = rowsOf({ draft, settings: { API_KEY: "sample" }, secrets: ["API_KEY"] });
    expect(publicKeys(rows)).toEqual(new Set());
  });
});

test("what a reader puts in the place of a link's value is a secret, unless they say otherwise", () => {
  const [row] = rowsOf({ draft, settings: { API_KEY: "your-key-here" }, secrets: [] });
  if (!row) {
    throw new Error("there is no row");
  }
  expect(row.secret).toBe(false);
  const typed = withValue(row, "mine");
  expect(typed).toEqual({ key: "API_KEY", value: "mine", secret: true });
  expect(withValue({ ...typed, secret: false }, "mine, too").secret).toBe(false);
});
