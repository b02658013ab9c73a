import { describe, expect, test } from "vitest";

import type { Setting } from "../src/template/template.ts";
import { findWrongValue } from "../src/template/setting-value.ts";
import type { TestLogin } from "./support/describeTemplate.ts";
import {
  decidesAccess,
  isOpen,
  play,
  readSubjects,
  type Played,
  type Subject,
} from "./support/matrix.ts";

/** No key, number, URL or word: a line of control characters. */
const unusable = "\u0001\u0002 unusable";

interface Row extends Subject {
  readonly setting: Setting;
  readonly key: string;
}

const rows: Row[] = readSubjects().flatMap((subject) =>
  subject.template.configuration
    .filter(({ key }) => subject.form === "rule" || subject.template.action?.secrets.includes(key))
    .map((setting) => ({ ...subject, setting, key: setting.key })),
);

function settle(login: TestLogin, key: string, value: string | undefined): TestLogin {
  const others = Object.entries(login.configuration ?? {}).filter(([name]) => name !== key);
  const settled = value === undefined ? others : [...others, [key, value]];
  return { ...login, configuration: Object.fromEntries(settled) as Record<string, string> };
}

/** How a login ends without a setting that it needs. */
function resultWithout({ template }: Subject): string {
  if (template.outage !== undefined) {
    return template.outage === "allow" ? "allowed" : "denied";
  }
  return decidesAccess(template) ? "denied" : "allowed";
}

function linesOf({ outcome }: Played): string {
  return outcome.console.map(({ text }) => text).join("\n");
}

/** The words of the log, of which a key is one: another key may begin with it. */
function wordsOf(played: Played): string[] {
  return linesOf(played).match(/\w+/g) ?? [];
}

/** All that a login shows, to compare two of them. */
function tracesOf({ outcome, requests }: Played): unknown {
  return { ...outcome, warnings: [], requests };
}

async function expectRefused(row: Row, value: string | undefined): Promise<void> {
  const played = await play(row, settle(row.acting.login, row.key, value));
  expect(played.outcome.result).toBe(resultWithout(row));
  expect(wordsOf(played), `${row.key} has to be named in the log`).toContain(row.key);
  expect(played.requests).toEqual([]);
}

describe("a required setting", () => {
  const required = rows.filter(({ setting, isFirst }) => setting.required && isFirst);

  test.each(required)(
    "is named when it is missing or empty: $template.id $key, $form, $name",
    async (row) => {
      await expectRefused(row, undefined);
      await expectRefused(row, "");
    },
  );
});

describe("an optional setting", () => {
  const optional = rows.filter(({ setting }) => !setting.required);

  test.each(optional)("may be missing or empty: $template.id $key, $form, $name", async (row) => {
    const missing = await play(row, settle(row.acting.login, row.key, undefined));
    const empty = await play(row, settle(row.acting.login, row.key, ""));
    expect(tracesOf(empty)).toEqual(tracesOf(missing));
    expect(wordsOf(missing)).not.toContain(row.key);
  });

  test.each(optional.filter(({ setting }) => setting.default !== undefined))(
    "counts as its default when it is missing: $template.id $key, $form, $name",
    async (row) => {
      const missing = await play(row, settle(row.acting.login, row.key, undefined));
      const given = await play(row, settle(row.acting.login, row.key, row.setting.default));
      expect(tracesOf(given)).toEqual(tracesOf(missing));
    },
  );
});

describe("a value that a form refuses", () => {
  test.each(rows)(
    "fails no login, opens none, and stays out of the log: $template.id $key, $form, $name",
    async (row) => {
      const { setting, template } = row;
      // Without a setting that it needs, a template does what it does without its service.
      const mayOpen = !decidesAccess(template) || (setting.required && template.outage === "allow");
      const isClosed = !mayOpen && !isOpen(await play(row, row.acting.login));
      for (const value of refusedValues(setting)) {
        const played = await play(row, settle(row.acting.login, row.key, value));
        expect(["failed", "timed-out"], value).not.toContain(played.outcome.result);
        expect(isClosed && isOpen(played), value).toBe(false);
        expect(linesOf(played)).not.toContain("unusable");
      }
    },
  );
});

/** Values that a form refuses, or that a setting of free text is unlikely to be meant to have. */
function refusedValues(setting: Setting): string[] {
  const values = [unusable, "abc", "0", "-1", "1e999", "Infinity", "https://unusable.example"];
  return values.filter((value) => value === unusable || findWrongValue(setting, value));
}
