import { describe, expect, test } from "vitest";

import type { Setting } from "../src/template/compile.ts";
import type { TestLogin } from "./support/describeTemplate.ts";
import { decidesAccess, play, readSubjects, type Played, type Subject } from "./support/matrix.ts";

/** No key, number, URL or word: a line of control characters. */
const unusable = "\u0001\u0002 unusable";

/** Settings that may be any text, by template and key, with the reason. */
const anyText = new Map<string, string>([
  ["add-persistence-attribute PREFERENCE_DEFAULT", "a preference may be any text"],
  ["add-user-metadata-to-id-token FIELDS", "the name of a field may be any text"],
  ["creates-lead-salesforce SALESFORCE_CLIENT_ID", "sent as a form, where any text can stand"],
  ["creates-lead-salesforce SALESFORCE_CLIENT_SECRET", "sent as a form, where any text can stand"],
  ["creates-lead-salesforce SALESFORCE_COMPANY", "a company may have any name"],
  ["mailgun MAILGUN_API_KEY", "sent in base64, where any text can stand"],
  ["require-role REQUIRED_ROLES", "a role may have any name"],
  ["slack SLACK_MESSAGE", "a message may be any text"],
]);

interface Row extends Subject {
  readonly setting: Setting;
  readonly key: string;
}

const rows: Row[] = (await readSubjects()).flatMap((subject) =>
  subject.template.configuration
    .filter(({ key }) => subject.form === "rule" || subject.template.action?.secrets.includes(key))
    .map((setting) => ({ ...subject, setting, key: setting.key })),
);

function settle(login: TestLogin, key: string, value: string | undefined): TestLogin {
  const others = Object.entries(login.configuration ?? {}).filter(([name]) => name !== key);
  const settled = value === undefined ? others : [...others, [key, value]];
  return { ...login, configuration: Object.fromEntries(settled) as Record<string, string> };
}

/** How a login ends when a setting cannot be used. */
function resultWithout({ template }: Subject): string {
  if (template.outage !== undefined) return template.outage === "allow" ? "allowed" : "denied";
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
  const logged = `${row.key} = ${JSON.stringify(value)} has to be named in the log (or the setting listed in anyText in test/settings.test.ts)`;
  expect(wordsOf(played), logged).toContain(row.key);
  expect(played.requests).toEqual([]);
  expect(linesOf(played)).not.toContain("unusable");
}

describe("a required setting", () => {
  const required = rows.filter(({ setting }) => setting.required);

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

describe("a setting that cannot be used", () => {
  const checked = rows.filter(({ template, key }) => !anyText.has(`${template.id} ${key}`));
  const unchecked = rows.filter(({ template, key }) => anyText.has(`${template.id} ${key}`));

  test.each(checked)(
    "is named, and its value is not: $template.id $key, $form, $name",
    async (row) => {
      await expectRefused(row, unusable);
    },
  );

  test.each(checked.filter(({ key }) => key === "NAMESPACE"))(
    "is named when no claim's name can follow it: $template.id $key, $form, $name",
    async (row) => {
      for (const end of ["", "/claims", "/?a=b", ":port/"]) {
        await expectRefused(row, `https://unusable.example${end}`);
      }
    },
  );

  test.each(checked.filter(({ key }) => key === "NAMESPACE"))(
    "is named when Auth0 drops claims under it: $template.id $key, $form, $name",
    async (row) => {
      for (const host of ["auth0.com", "unusable.eu.AUTH0.com", "webtask.io", "a.webtask.run"]) {
        await expectRefused(row, `https://${host}/unusable/`);
        await expectRefused(row, `https://${host}:443/`);
      }
      const own = settle(row.acting.login, row.key, "https://myauth0.com/auth0.com/");
      expect(wordsOf(await play(row, own))).not.toContain(row.key);
    },
  );

  test.each(unchecked)("may be any text: $template.id $key, $form, $name", async (row) => {
    const played = await play(row, settle(row.acting.login, row.key, unusable));
    expect(wordsOf(played), "an exception that is no longer needed").not.toContain(row.key);
    expect(linesOf(played)).not.toContain("unusable");
  });

  test("is excused by no exception for a setting that is gone", () => {
    const known = rows.map(({ template, key }) => `${template.id} ${key}`);
    expect([...anyText.keys()].filter((name) => !known.includes(name))).toEqual([]);
  });
});
