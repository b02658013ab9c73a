export type { PostLoginApi } from "./emulator/actions/types/api-types.ts";
export type {
  ActionsLogin,
  LoginOptions,
  PipelineLogin,
  RulesLogin,
} from "./emulator/login/pipeline-login.ts";
export type { Return } from "./emulator/login/transaction.ts";
export type { TenantOptions } from "./emulator/tenant-options.ts";
// What authors test their own rules and actions with: the export `rules-templates/emulator` of the
// package. Nothing runs a script unless `loadRule` or `loadAction` is called, and the tenant plays
// a login with it.
export { diffOutcomes, type Names } from "./emulator/outcome/diff.ts";
export { platformDifferences, type PlatformDifference } from "./emulator/outcome/differences.ts";
export { errorResponse, type ErrorResponse } from "./emulator/outcome/respond.ts";
export { aRefreshTokenLogin, aSilentLogin, aUser } from "./emulator/login/samples.ts";
export { FormError } from "./script/form/form-error.ts";
export { createTenant, runAction, runRule, type Tenant } from "./emulator/tenant.ts";
export { neverAnswers, neverEnds } from "./emulator/host/tracked-fetch.ts";
export {
  computing,
  hostPackages,
  loadAction,
  loadRule,
  nodeModules,
  type ActionOptions,
  type ActionsModule,
  type LoadOptions,
  type RuleOptions,
} from "./node/load.ts";

export type {
  AuthenticationMethod,
  RiskAssessment,
} from "./emulator/actions/types/request-types.ts";
export { serveTenant } from "./node/serve-tenant.ts";
export type { PostLoginEvent, PostLoginHandler } from "./emulator/actions/types/event-types.ts";
export type { EventUser } from "./emulator/actions/types/user-types.ts";
export type { Host } from "./emulator/host/host.ts";
export type {
  LoadedAction,
  LoadedActionsModule,
  LoadedRule,
  Runtime,
} from "./emulator/script/loaded.ts";
export type { GrantedScopes, LoginDescription, User } from "./emulator/login/login.ts";
export type { ManagementClient, ManagementMode } from "./emulator/users/management.ts";
export type { ConsoleLine, Failure, Outcome, TenantChange } from "./emulator/outcome/outcome.ts";
// What searches logins.
export {
  comparePair,
  exploreScript,
  type ExploreScriptOptions,
} from "./commands/explore/explore-script.ts";
export type { Difference } from "./explore/explore.ts";
export type { ExploreReport, ExploredOutcome } from "./explore/report/report.ts";
// What makes an action of a rule, and proves it.
export { compareForms, type CompareOptions } from "./commands/migrate/compare-forms.ts";
export { migrateRule, type MigrateRuleOptions } from "./commands/migrate/migrate-rule.ts";
export type { Level, Migrated, Migration, Refused } from "./migrate/migrate.ts";
export type { Dependency, Obstacle, Rewrite } from "./migrate/translation.ts";
export type { ComparedLogin } from "./migrate/verify/compare.ts";
export type { Proof } from "./migrate/verify/prove.ts";
export type { KeptLogin, TestedCondition } from "./migrate/verify/tally.ts";
export type { Trial } from "./explore/trial.ts";
export type { ModuleSource, ScriptModule } from "./emulator/host/require.ts";
export type {
  Identity,
  Rule,
  RuleCallback,
  RuleContext,
  RuleRequest,
  RuleUser,
} from "./emulator/rules/types.ts";
export type {
  ApiToken,
  Application,
  DescribedConnection,
  DescribedMember,
  DescribedOrganization,
  DescribedRole,
  DescribedSession,
  DescribedTenant,
  Permission,
  TenantParts,
  UserPermission,
} from "./emulator/users/tenant-parts.ts";
export type { SessionToken } from "./emulator/login/transaction.ts";
