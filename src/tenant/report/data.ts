import type { Proof } from "../../migrate/verify/prove.ts";
import { renderTrial } from "../../explore/report/render.ts";
import type { DisabledRule } from "../deployment.ts";
import { checkLimits } from "../limits.ts";
import type { TenantMigration } from "../migrate-tenant.ts";
import { aboutOthers, type MigratedUnit } from "../unit.ts";
import type { LinkKind } from "../plan.ts";

/** What is told of a tenant, as plain data. */
export interface TenantReport {
  readonly name: string;
  /** Of the rules that run, in their order. */
  readonly rules: readonly RuleLine[];
  readonly actions: readonly ActionLine[];
  readonly disabled: readonly DisabledLine[];
  readonly links: readonly LinkLine[];
  readonly conditions: readonly ConditionLine[];
  readonly pipeline: PipelineReport | undefined;
  /** What is not a rule that can be read. */
  readonly aside: readonly {
    readonly file: string;
    readonly reason: string;
    readonly hint?: string;
  }[];
  readonly setUp: SetUp;
  /** Where the actions are beyond a limit of the platform. */
  readonly limits: readonly string[];
  readonly notes: readonly string[];
}

/** A rule, and where its work is done. */
export interface RuleLine {
  /** From 1, in the order in which the rules ran. */
  readonly number: number;
  readonly rule: string;
  readonly file: string;
  readonly verdict: Proof["verdict"] | "cannot" | "only helpers";
  /** The action that does its work. */
  readonly action?: string;
  /** Why there is none, or why the rule is in an adapter. */
  readonly obstacles: readonly ObstacleLine[];
}

export interface ObstacleLine {
  /** Undefined where the text is not that of the file. */
  readonly line: number | undefined;
  readonly reason: string;
  readonly instead: string;
  readonly source: string;
}

/** An action that runs, and the numbers of its rules. */
export interface ActionLine {
  readonly action: string;
  readonly rules: readonly number[];
  readonly level: string;
  readonly verdict: Proof["verdict"];
  readonly why?: string;
  readonly reached: number;
  readonly branches: number;
  readonly logins: number;
  readonly secrets: readonly string[];
  readonly dependencies: readonly {
    readonly name: string;
    readonly version: string;
    readonly chosen: boolean;
  }[];
  readonly difference?: Difference;
}

export interface DisabledLine {
  readonly rule: string;
  readonly verdict: Proof["verdict"] | "cannot";
}

/**
 * Something that a rule leaves for another. Numbers are those of the rules, lines those of their
 * files.
 */
export interface LinkLine {
  readonly what: string;
  readonly from: number;
  readonly fromLine: number;
  readonly to: number;
  readonly toLine: number;
  readonly kind: LinkKind;
}

/** A condition, and the actions to which it applies. */
export interface ConditionLine {
  readonly sentence: string;
  readonly source: string;
  readonly actions: readonly { readonly action: string; readonly line: number | undefined }[];
}

export interface Difference {
  readonly sentences: readonly string[];
  /** The login, a line each. */
  readonly login: readonly string[];
}

/** All rules against all actions. */
export interface PipelineReport {
  readonly verdict: Proof["verdict"];
  readonly why?: string;
  readonly logins: number;
  readonly same: number;
  readonly reached: number;
  readonly branches: number;
  readonly second: number;
  readonly difference?: Difference;
  /** The action with which the difference begins. */
  readonly traced?: string;
  readonly notes: readonly string[];
}

/** What a tenant needs before the actions run. */
export interface SetUp {
  /** By key, the actions that read it. */
  readonly secrets: readonly { readonly key: string; readonly actions: readonly string[] }[];
  /** Actions that need a machine-to-machine application. */
  readonly application: readonly string[];
}

/** What is told beside the migration. */
export interface Beside {
  readonly name: string;
  readonly aside: TenantReport["aside"];
  readonly disabled: readonly (
    DisabledRule | { readonly name: string; readonly migration: undefined }
  )[];
  readonly notes: readonly string[];
}

/** What is told of a migration of a tenant. */
export function reportTenant(
  { rules, plan, units, refused, pipeline }: TenantMigration,
  { name, aside, disabled, notes }: Beside,
): TenantReport {
  const lineOf = (number: number) => {
    const unit = units.find((one) => one.rules.includes(number));
    const obstacles = refused.find((one) => one.number === number)?.obstacles;
    const { name: rule = "", file = "" } = rules[number] ?? {};
    const line = { number: number + 1, rule, file };
    if (unit) {
      const own = isWhole(unit, rules[number]?.code) ? unit.migration.obstacles : [];
      const { verdict } = unit.migration;
      return { ...line, verdict, action: unit.name, obstacles: own.map(describeObstacle) };
    }
    const verdict = obstacles ? ("cannot" as const) : ("only helpers" as const);
    return { ...line, verdict, obstacles: (obstacles ?? []).map(describeObstacle) };
  };
  return {
    name,
    rules: rules.map((_rule, number) => lineOf(number)),
    actions: units.map(describeUnit),
    disabled: disabled.map((one) => ({
      rule: one.name,
      verdict: one.migration?.verdict ?? "cannot",
    })),
    links: plan.links.map(({ what, from, fromLine, to, toLine, kind }) => ({
      ...{ what, from: from + 1, fromLine, to: to + 1, toLine, kind },
    })),
    conditions: groupConditions(units, rules),
    pipeline: pipeline && describePipeline(pipeline, units),
    aside,
    setUp: describeSetUp(units, disabled),
    limits: checkLimits(units),
    notes,
  };
}

/** Whether the places in an action's report are those of a rule's own text. */
function isWhole({ code }: MigratedUnit, rule: string | undefined): boolean {
  return code === rule;
}

function describeObstacle({
  place,
  reason,
  instead,
  source,
}: {
  readonly place: { readonly line: number };
  readonly reason: string;
  readonly instead: string;
  readonly source: string;
}): ObstacleLine {
  return { line: place.line, reason, instead, source };
}

function describeUnit({ name, rules, migration }: MigratedUnit): ActionLine {
  const { level, verdict, exploration, secrets, dependencies } = migration;
  const { branches, same, why, difference } = exploration;
  return {
    ...{ action: name, rules: rules.map((number) => number + 1), level, verdict, secrets },
    ...(why !== undefined && { why }),
    ...{ reached: branches.reached, branches: branches.all, logins: same },
    dependencies: dependencies.map((one) => ({
      ...{ name: one.name, version: one.version, chosen: one.chosen },
    })),
    ...(difference && { difference: describeDifference(difference) }),
  };
}

function describeDifference({
  trial,
  sentences,
}: {
  readonly trial: Parameters<typeof renderTrial>[0];
  readonly sentences: readonly string[];
}): Difference {
  return { sentences, login: renderTrial(trial) };
}

/** Each sentence once, as many rules share it. */
function groupConditions(
  units: readonly MigratedUnit[],
  rules: TenantMigration["rules"],
): ConditionLine[] {
  const lines = new Map<string, ConditionLine>();
  for (const unit of units) {
    const isOwn = isWhole(unit, rules[unit.rules[0] ?? 0]?.code);
    for (const { id, sentence, source, place } of unit.migration.conditions) {
      if (aboutOthers.has(id)) {
        continue;
      }
      const known = lines.get(sentence) ?? { sentence, source, actions: [] };
      const action = { action: unit.name, line: isOwn ? place?.line : undefined };
      lines.set(sentence, { ...known, actions: [...known.actions, action] });
    }
  }
  return [...lines.values()];
}

function describePipeline(
  { proof, second, traced }: NonNullable<TenantMigration["pipeline"]>,
  units: readonly MigratedUnit[],
): PipelineReport {
  const { logins, same, branches, why, notes } = proof;
  const difference = proof.difference ?? second.difference;
  const begins = traced && units[traced.unit]?.name;
  return {
    verdict: second.difference ? "different" : proof.verdict,
    ...(why !== undefined && { why }),
    ...{ logins, same, reached: branches.reached, branches: branches.all, second: second.logins },
    ...(difference && { difference: describeDifference(difference) }),
    ...(begins !== undefined && { traced: begins }),
    notes,
  };
}

/** Secrets that name a machine-to-machine application. */
const applicationKeys = ["AUTH0_DOMAIN", "AUTH0_CLIENT_ID", "AUTH0_CLIENT_SECRET"];

function describeSetUp(units: readonly MigratedUnit[], disabled: Beside["disabled"]): SetUp {
  const all = [
    ...units,
    ...disabled.filter((one): one is DisabledRule => one.migration !== undefined),
  ];
  const keys = [...new Set(all.flatMap(({ migration }) => migration.secrets))].sort();
  const secrets = keys.map((key) => ({
    key,
    actions: all.filter(({ migration }) => migration.secrets.includes(key)).map((one) => one.name),
  }));
  const application = all
    .filter(({ migration }) => applicationKeys.every((key) => migration.secrets.includes(key)))
    .map((one) => one.name);
  return { secrets, application };
}
