import type { Proof } from "../migrate/verify/prove.ts";
import { joinRules } from "./plan.ts";
import { provePipelines } from "./prove-pipeline.ts";
import { traceDifference, type Traced } from "./trace.ts";
import { playTwice, type SecondLogins } from "./two-logins.ts";
import {
  conditionsOf,
  migrateUnit,
  runningRules,
  type MigratedUnit,
  type TenantOptions,
  type Whole,
} from "./unit.ts";

/** What a search says of all rules and all actions together. */
export interface PipelineProof {
  readonly proof: Proof;
  /** The action with which a difference begins. */
  readonly traced?: Traced;
  /** Logins of users who had logged in before. */
  readonly second: SecondLogins;
}

/** The actions of a tenant, and what is proved of all of them. */
export interface ProvedUnits {
  readonly units: readonly MigratedUnit[];
  readonly pipeline: PipelineProof;
}

/** So often something else is tried in place of an action with which a difference begins. */
const mostTries = 4;

/**
 * Proves the pipeline. An action with which a difference begins gives way to one that keeps more of
 * the rules.
 */
export async function proveUnits(
  first: readonly MigratedUnit[],
  whole: Whole,
  options: TenantOptions,
): Promise<ProvedUnits> {
  let units = first;
  for (let tries = 0; ; tries++) {
    options.onStep?.({ done: units.length, all: units.length, name: "" });
    const pipeline = await provePipeline(units, whole, options);
    const { unit: at } = pipeline.traced ?? {};
    if (at === undefined || tries === mostTries) {
      return { units, pipeline };
    }
    const others = await replaceUnit({ units, at }, whole, options);
    if (!others) {
      return { units, pipeline };
    }
    units = others;
  }
}

/**
 * After a redirect the rules ran from the beginning, and it came after all of them: what redirects
 * and what comes after it become one action. Anything else is first put into an adapter, and then
 * becomes one action with what is before it.
 */
async function replaceUnit(
  { units, at }: { readonly units: readonly MigratedUnit[]; readonly at: number },
  whole: Whole,
  options: TenantOptions,
): Promise<readonly MigratedUnit[] | undefined> {
  const found = units[at];
  const before = units.slice(0, at);
  const redirecting = before.findLastIndex(({ migration: { code } }) => redirects(code));
  if (!found) {
    return undefined;
  }
  if (redirecting < 0 && found.migration.level !== "adapter") {
    const migration = await migrateUnit(found, whole, { ...options, level: "adapter" });
    return migration.verdict === "cannot"
      ? undefined
      : [...before, { ...found, migration }, ...units.slice(at + 1)];
  }
  const start = redirecting < 0 ? at - 1 : redirecting;
  if (start < 0) {
    return undefined;
  }
  const numbers = units.slice(start, at + 1).flatMap((unit) => unit.rules);
  const joined = joinRules(numbers, whole);
  const migration = await migrateUnit(joined, whole, options);
  return migration.verdict === "cannot"
    ? undefined
    : [...units.slice(0, start), { ...joined, migration }, ...units.slice(at + 1)];
}

function redirects(code: string): boolean {
  return /\bsendUserTo\b/.test(code);
}

function provePipeline(
  units: readonly MigratedUnit[],
  whole: Whole,
  options: TenantOptions,
): Promise<PipelineProof> {
  const rules = runningRules(
    whole,
    units.flatMap((unit) => unit.rules),
  );
  const actions = units.map(({ name, migration: { code } }) => ({ name, code }));
  const conditions = units.flatMap((unit) => conditionsOf(unit, options));
  const waitsAlike = units.every(({ migration: { level } }) => level === "adapter");
  return options.performPipelines({ rules, actions }, async (stage) => {
    const { pipelineLogins: logins, seed, isOver, onProgress } = options;
    const kept = units.map(({ migration }) => migration.exploration.kept);
    const proof = await provePipelines(stage, conditions, {
      ...{ seed, logins, waitsAlike, kept, rule: "" },
      ...(isOver && { isOver }),
      ...(onProgress && { onProgress }),
    });
    const second = await playTwice(stage, proof.kept);
    const trial = proof.difference?.trial ?? second.difference?.trial;
    const traced = trial && (await traceDifference(trial, units, { ...whole, ...options }));
    return { proof, second, ...(traced && { traced }) };
  });
}
