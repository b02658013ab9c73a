import type { DeployedAction, Deployment } from "../export/deployment.ts";
import type { Migrated } from "../migrate/migrate.ts";
import type { MigratedUnit } from "./unit.ts";

/** A disabled rule, as an action that is not bound. */
export interface DisabledRule {
  readonly name: string;
  readonly migration: Migrated;
}

/** What a tenant is called in files: the names of those that belong to no action. */
export const deploymentName = "migration";

/**
 * The actions of a tenant as it is to have them: those of rules that ran are bound, in the rules'
 * order.
 */
export function deployTenant(
  units: readonly MigratedUnit[],
  disabled: readonly DisabledRule[],
): Deployment {
  const actions = [
    ...units.map(({ name, migration }) => deployAction(name, migration, true)),
    ...disabled.map(({ name, migration }) => deployAction(name, migration, false)),
  ];
  return {
    name: deploymentName,
    title: "Actions in place of Rules",
    overview:
      "These actions do what the tenant's Rules did. REPORT.md says for each of them how far that is shown, and under which conditions.",
    actions,
  };
}

function deployAction(
  name: string,
  { code, secrets, dependencies }: Migrated,
  isBound: boolean,
): DeployedAction {
  return {
    ...{ name, code, isBound, left: [] },
    dependencies: dependencies.map((one) => ({ name: one.name, version: one.version })),
    // Nobody says which settings of rules are secrets.
    settings: secrets.map((key) => ({ key })),
  };
}
