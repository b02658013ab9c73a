import type { Trial } from "../../explore/trial.ts";
import { constructs } from "../translate/constructs.ts";
import type { Migration } from "../migrate.ts";
import type { ConditionKind, Dependency, Obstacle, Place } from "../translation.ts";
import type { Proof } from "../verify/prove.ts";
import type { TestedCondition } from "../verify/tally.ts";

/** What became of a rule, as plain data. */
export type MigrationReport = MigratedReport | RefusedReport;

/** A rule that became an action. */
export interface MigratedReport {
  /** What the rule is called, such as the place of its file. */
  readonly rule: string;
  readonly verdict: Proof["verdict"];
  readonly level: string;
  /** The text of the action. */
  readonly code: string;
  readonly conditions: readonly ConditionReport[];
  /** Why the rule was not translated, if it is inside of an adapter. */
  readonly obstacles: readonly ObstacleReport[];
  readonly secrets: readonly string[];
  readonly dependencies: readonly Dependency[];
  readonly rewrites: readonly RewriteReport[];
  readonly exploration: Omit<Proof, "verdict" | "conditions">;
}

/** A rule that cannot become an action. */
export interface RefusedReport {
  readonly rule: string;
  readonly verdict: "cannot";
  readonly obstacles: readonly ObstacleReport[];
}

/** A line and a column of the rule, from 1. */
interface Placed {
  readonly line: number;
  readonly column: number;
}

/** Something that has to be true for the action to do what the rule did. */
export interface ConditionReport extends Partial<Placed> {
  readonly id: string;
  readonly about: ConditionKind;
  readonly sentence: string;
  readonly source: string;
  /**
   * How many explored logins do not meet it; on how many of these the two differ, or the action is
   * more lenient.
   */
  readonly broken: number;
  readonly different: number;
  readonly admitted: number;
  /** On how many of the last it is because the action does not ask for the rule's factor. */
  readonly unasked: number;
  /** A login that does not meet it. */
  readonly login?: Trial;
}

/** Why something was not translated, and what to do instead. */
export interface ObstacleReport extends Placed {
  readonly id: string;
  readonly reason: string;
  readonly instead: string;
  readonly source: string;
}

/** Lines of the rule and what they became. Lines count from 1 and include both ends. */
export interface RewriteReport {
  readonly ruleLines: readonly [first: number, last: number];
  readonly actionLines: readonly [first: number, last: number];
  readonly sentence: string;
}

/** What is told of a migration. */
export function reportMigration(migration: Migration, rule: string): MigrationReport {
  const obstacles = migration.obstacles.map(reportObstacle);
  if (migration.verdict === "cannot") {
    return { rule, verdict: "cannot", obstacles };
  }
  const { verdict, level, code, secrets, dependencies, rewrites, exploration } = migration;
  const { seed, logins, same, branches, why, difference, brokenLaw, kept, notes } = exploration;
  return {
    ...{ rule, verdict, level, code, obstacles, secrets, dependencies },
    conditions: migration.conditions.map(reportCondition),
    rewrites: rewrites.map(({ id, ruleLines, actionLines }) => ({
      ...{ ruleLines, actionLines, sentence: sentenceOf(id) },
    })),
    exploration: {
      ...{ seed, logins, same, branches, kept, notes },
      ...(why !== undefined && { why }),
      ...(difference && { difference }),
      ...(brokenLaw !== undefined && { brokenLaw }),
    },
  };
}

function reportCondition(condition: TestedCondition): ConditionReport {
  const { id, about, place, sentence, source, broken, different, admitted, unasked, login } =
    condition;
  const at = place && placed(place);
  const counts = { broken, different, admitted, unasked };
  return { id, about, ...at, sentence, source, ...counts, ...(login && { login }) };
}

function reportObstacle({ id, place, reason, instead, source }: Obstacle): ObstacleReport {
  return { id, ...placed(place), reason, instead, source };
}

function placed({ line, column }: Place): Placed {
  return { line, column };
}

/** The sentence of a construct of the translation. */
function sentenceOf(id: string): string {
  const known: Readonly<Record<string, { readonly sentence: string }>> = constructs;
  return known[id]?.sentence ?? id;
}
