import { byteLength } from "../text/lengths.ts";
import type { MigratedUnit } from "./unit.ts";

/**
 * What the platform takes.
 * Sources: https://auth0.com/docs/customize/actions/limitations,
 * https://auth0.com/docs/troubleshoot/customer-support/operational-policies/entity-limit-policy
 */
const limits = { secrets: 30, dependencies: 10, bytes: 100_000, bound: 20 };

/** Where actions are beyond a limit of the platform, a sentence each. */
export function checkLimits(units: readonly MigratedUnit[]): string[] {
  const bound =
    units.length > limits.bound
      ? [
          `${units.length} actions are bound to post-login, and a trigger takes ${limits.bound}: put some into one action`,
        ]
      : [];
  return [...bound, ...units.flatMap(checkUnit)];
}

function checkUnit({ name, migration: { secrets, dependencies, code } }: MigratedUnit): string[] {
  const bytes = byteLength(code);
  return [
    ...(secrets.length > limits.secrets
      ? [`${name} reads ${secrets.length} secrets, and an action has at most ${limits.secrets}`]
      : []),
    ...(dependencies.length > limits.dependencies
      ? [
          `${name} requires ${dependencies.length} packages, and an action has at most ${limits.dependencies}`,
        ]
      : []),
    ...(bytes > limits.bytes
      ? [`${name} has ${bytes} bytes, and an action has at most ${limits.bytes}`]
      : []),
  ];
}
