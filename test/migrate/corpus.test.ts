import { join } from "node:path";
import { describe, expect, test } from "vitest";

import { brokenLawsOf, exampleOf, levelsOf, migrationOf, playExample } from "./corpus-migration.ts";
import { listRules, readCorpus, rulesFolder, type Migratable } from "./corpus.ts";

const corpus = readCorpus();
const migratable = corpus.flatMap(({ expected, ...rule }) =>
  expected.level === "cannot" ? [] : [{ ...rule, expected }],
);
const impossible = corpus.flatMap(({ expected, ...rule }) =>
  expected.level === "cannot" ? [{ ...rule, expected }] : [],
);

async function migratedOf(rule: (typeof migratable)[number]) {
  const migration = await migrationOf(rule);
  if (migration.verdict === "cannot") {
    throw new Error(migration.obstacles.map(({ reason }) => reason).join("\n"));
  }
  return migration;
}

function settingsOf(expected: Migratable): string[] {
  return Object.keys(exampleOf(expected).settings).sort();
}

test("each rule has a case, and each case a rule", () => {
  expect(corpus.map(({ name }) => name).sort()).toEqual(listRules());
});

describe("a rule becomes the action beside it", () => {
  test.each(migratable)("$name", async (rule) => {
    const { code } = await migratedOf(rule);
    await expect(code).toMatchFileSnapshot(join(rulesFolder, `${rule.name}.action.js`));
  });
});

describe("the level is the one that was thought possible, or its case says what was hoped for", () => {
  test.each(migratable)("$name", async (rule) => {
    const { level } = await migratedOf(rule);
    expect(level).toBe(rule.expected.level);
    expect(level).not.toBe(rule.expected.hoped);
  });
});

describe("a search finds no difference that a condition does not explain", () => {
  test.each(migratable)("$name", async (rule) => {
    const { verdict, exploration } = await migratedOf(rule);
    expect(exploration.difference).toBeUndefined();
    expect(verdict === "not proved").toBe(rule.expected.unproved !== undefined);
  });
});

describe("the action never lets in whom the rule refuses, and never drops a factor", () => {
  test.each(migratable)("$name", async (rule) => {
    expect(await brokenLawsOf(rule)).toEqual([]);
  });
});

describe("a login on which the rule acts ends in both forms as it should", () => {
  test.each(migratable)("$name", async (rule) => {
    const migrated = await migratedOf(rule);
    const { rule: outcome, differences } = await playExample(rule, migrated);
    expect(outcome).toMatchObject(rule.expected.ends);
    expect(differences).toEqual([]);
  });
});

describe("the action needs the settings and the packages of its rule", () => {
  test.each(migratable)("$name", async (rule) => {
    const { secrets, dependencies } = await migratedOf(rule);
    expect(secrets).toEqual(settingsOf(rule.expected));
    expect(dependencies.map(({ name }) => name)).toEqual(rule.expected.packages ?? []);
  });
});

describe("the conditions are those that were thought of", () => {
  test.each(migratable)("$name", async (rule) => {
    const { conditions } = await migratedOf(rule);
    // Without a place they are the platform's own, which a search comes across or not.
    const ids = conditions.flatMap(({ id, place }) => (place ? [id] : []));
    expect([...new Set(ids)].sort()).toEqual(rule.expected.conditions ?? []);
  });
});

describe("what cannot be migrated says why", () => {
  test.each(impossible)("$name", async (rule) => {
    const migration = await migrationOf(rule);
    expect(migration.verdict).toBe("cannot");
    const ids = migration.verdict === "cannot" ? migration.obstacles.map(({ id }) => id) : [];
    expect(ids).toEqual(rule.expected.obstacles);
  });
});

test("of 128 rules, 107 become the action that one would write, and five cannot become one", async () => {
  expect(await levelsOf(corpus)).toEqual({ idiomatic: 107, wrapped: 5, adapter: 11, cannot: 5 });
});
