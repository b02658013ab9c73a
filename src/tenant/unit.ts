import { adaptRule } from "../migrate/adapt/adapt.ts";
import {
  migrate,
  type Migrated,
  type Migration,
  type MigrateOptions,
  type Perform,
} from "../migrate/migrate.ts";
import { translateRule } from "../migrate/translate/translate.ts";
import type { Condition } from "../migrate/translation.ts";
import { prove, type Stage } from "../migrate/verify/prove.ts";
import type { Plan, TenantRule, Unit } from "./plan.ts";

/** An action of a tenant, and what became of its rules in it. */
export interface MigratedUnit extends Unit {
  readonly migration: Migrated;
}

/** Rules or actions that run in one login, each as a name and a text. */
export type Texts = readonly { readonly name: string; readonly code: string }[];

/** Makes two pipelines playable, and lets them be played as long as `use` takes. */
export type PerformPipelines = <T>(
  texts: { readonly rules: Texts; readonly actions: Texts },
  use: (stage: Stage) => Promise<T>,
) => Promise<T>;

/** How a tenant is migrated. */
export interface TenantOptions extends Omit<MigrateOptions, "perform" | "name"> {
  /** Plays one rule and its action. */
  readonly performRule: (name: string) => Perform;
  readonly performPipelines: PerformPipelines;
  /** Logins that the pipelines are tried on. */
  readonly pipelineLogins: number;
  /** Told before each action, and before the pipeline, which has no name. */
  readonly onStep?: (step: {
    readonly done: number;
    readonly all: number;
    readonly name: string;
  }) => void;
}

/** The rules of a tenant, and what becomes of them. */
export interface Whole {
  readonly rules: readonly TenantRule[];
  readonly plan: Plan;
}

/** Conditions on other rules, which a migration of all of them knows. */
export const aboutOthers: ReadonlySet<string> = new Set(["global", "earlier-rule"]);

/**
 * One rule, perhaps with copies of helpers, against its action; or several rules as they are
 * against theirs.
 */
export async function migrateUnit(
  unit: Unit,
  whole: Whole,
  { level, ...options }: TenantOptions,
): Promise<Migration> {
  const { name, code } = unit;
  const own = { ...options, name, ...(level && { level }) };
  if (unit.rules.length === 1) {
    return migrate(code, { ...own, perform: options.performRule(name) });
  }
  const adapted = adaptRule(code, own);
  if (adapted.kind === "unadaptable") {
    return { verdict: "cannot", obstacles: adapted.obstacles };
  }
  const { secrets, dependencies, rewrites } = adapted;
  const conditions = adapted.conditions.filter(({ id }) => !aboutOthers.has(id));
  const texts = { rules: runningRules(whole, unit.rules), actions: [{ name, code: adapted.code }] };
  const exploration = await options.performPipelines(texts, (stage) =>
    prove(stage, conditions, { ...options, rule: code, waitsAlike: true }),
  );
  return {
    ...{ verdict: exploration.verdict, level: "adapter", code: adapted.code, obstacles: [] },
    ...{ secrets, dependencies, rewrites, exploration, conditions: exploration.conditions },
  };
}

/** These rules, and before them those that only keep helpers. */
export function runningRules({ rules, plan }: Whole, numbers: readonly number[]): TenantRule[] {
  const last = Math.max(...numbers);
  return rules.filter(
    (_rule, number) => numbers.includes(number) || (number < last && plan.emptied.includes(number)),
  );
}

/** Its conditions with their predicates, which a migration leaves out. */
export function conditionsOf(
  { code, migration, name }: MigratedUnit,
  options: TenantOptions,
): Condition[] {
  const made =
    migration.level === "adapter"
      ? adaptRule(code, { ...options, name })
      : translateRule(code, options);
  return "conditions" in made ? made.conditions.filter(({ id }) => !aboutOthers.has(id)) : [];
}
