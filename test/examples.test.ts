import { describe, expect, test } from "vitest";

import { diffOutcomes } from "../src/emulator/outcome/diff.ts";
import { describeExample } from "../src/run/example.ts";
import { emulatorProperties, findWrongShape } from "../src/run/login-input.ts";
import { findDoubts, findStrangers } from "../src/run/misspelt.ts";
import type { Template } from "../src/template/template.ts";
import type { Example } from "../src/template/examples/example.ts";
import { start } from "./support/describeTemplate.ts";
import { effectsOf, playExample, type PlayedExample } from "./support/playExample.ts";
import { readTemplates } from "./support/templates.ts";
import type { Form } from "../src/script/form/form.ts";

/** An example shows the same whenever somebody plays it. */
const times = [start, "2045-07-01T23:59:59.000Z"];

interface Row {
  readonly template: Template;
  readonly example: Example;
  readonly id: string;
  readonly title: string;
}

const rows: Row[] = readTemplates().flatMap((template) =>
  template.examples.map((example) => {
    return { template, example, id: template.id, title: example.title };
  }),
);
const played = rows.flatMap((row) =>
  (["rule", "action"] as const).flatMap((form) => (row.template[form] ? [{ ...row, form }] : [])),
);

function playRow({ template }: Row, form: Form, example: Example, now: string) {
  const text = template[form];
  if (!text) {
    throw new Error(`${template.id} has no ${form}`);
  }
  return playExample(form, { ...text, file: template.file }, example, now);
}

/** Whether an example sets more than what the code assumes without it. */
function hasOwnSettings({ template: { configuration }, example }: Row): boolean {
  return configuration.some(({ key, default: standard = "" }) => {
    return (example.configuration[key] ?? standard) !== standard;
  });
}

/** What somebody sees of it, to compare two of them. */
function shownOf({ outcomes, answered }: PlayedExample): string {
  return JSON.stringify([outcomes.map((outcome) => ({ ...outcome, warnings: [] })), answered]);
}

describe("an example", () => {
  test.each(played)("shows what its template does: $id, $form, $title", async (row) => {
    const [first = row.example] = row.template.examples;
    for (const now of times) {
      const result = await playRow(row, row.form, row.example, now);
      const last = result.outcomes.at(-1);
      expect(["failed", "timed-out"], last?.error?.message).not.toContain(last?.result);
      if (effectsOf(result, row.example).length > 0) {
        continue;
      }
      // That a door opens shows something beside one that stays shut.
      const other = await playRow(row, row.form, first, now);
      expect(last?.result, "nothing is to be seen").not.toBe(other.outcomes.at(-1)?.result);
    }
  });

  test.each(played)("answers each request, and nothing else: $id, $form, $title", async (row) => {
    const { unanswered, unused } = await playRow(row, row.form, row.example, start);
    expect(unanswered).toEqual([]);
    expect(unused).toEqual([]);
  });

  test.each(played)("gives no warning: $id, $form, $title", async (row) => {
    const { outcomes } = await playRow(row, row.form, row.example, start);
    expect(outcomes.flatMap(({ warnings }) => warnings)).toEqual([]);
  });

  test.each(played.filter(hasOwnSettings))(
    "is another without its settings: $id, $form, $title",
    async (row) => {
      const { back, ...others } = row.example;
      const without = { ...others, configuration: {} };
      const usual = await playRow(row, row.form, row.example, start);
      const changed = await playRow(row, row.form, without, start);
      expect(shownOf(changed)).not.toBe(shownOf(usual));
      // The token of a return is signed with a setting.
      expect(back === undefined || usual.outcomes.length === 2, "nobody goes away").toBe(true);
    },
  );

  test.each(rows)("is a login as Auth0 has them: $id, $title", ({ template, example }) => {
    const { login } = example;
    const described = describeExample(example);
    expect(findWrongShape(described.user, described.login)).toBeUndefined();
    expect(findStrangers(login, emulatorProperties)).toEqual([]);
    const code = `${template.rule?.code ?? ""}${template.action?.code ?? ""}`;
    const doubts = findDoubts({ user: login["user"], event: login });
    // Directories have names of their own for what Auth0 calls otherwise, which a template may
    // read.
    const isRead = (doubt: string) => code.includes(/user\.(\w+)/.exec(doubt)?.[1] ?? "\n\n\n");
    expect(doubts.filter((doubt) => !isRead(doubt))).toEqual([]);
  });
});

describe("the two forms of a template", () => {
  const both = rows.filter(({ template }) => template.rule && template.action);

  test.each(both)("do the same with an example: $id, $title", async (row) => {
    for (const now of times) {
      const rule = await playRow(row, "rule", row.example, now);
      const action = await playRow(row, "action", row.example, now);
      expect(action.outcomes).toHaveLength(rule.outcomes.length);
      const differences = rule.outcomes.map((outcome, leg) => {
        const other = action.outcomes[leg];
        return other ? diffOutcomes(outcome, other) : [];
      });
      expect(differences.flat()).toEqual([]);
      expect(action.answered).toEqual(rule.answered);
    }
  });
});
