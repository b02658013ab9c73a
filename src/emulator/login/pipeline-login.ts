import type { ModuleSource } from "../host/require.ts";
import type { LoadedAction, LoadedRule } from "../script/loaded.ts";
import type { ManagementMode } from "../users/management.ts";
import type { LoginDescription, User } from "./login.ts";

/** A login, and how it is to be played. */
export interface LoginOptions extends LoginDescription {
  /** Stored in the tenant before the login, in place of one with the same id. */
  user?: User;
  /** A stored user; needed if neither `user` nor a single stored user says who logs in. */
  userId?: string;
  /** When it starts; where the one before ended unless given. */
  now?: Date | string | number;
  /**
   * How the Management API answers: always in one way, or one request after the other, the last one
   * for all others.
   */
  management?: ManagementMode | readonly ManagementMode[];
  /**
   * Whether the tenant answers requests to its own domains; as the tenant's option says unless
   * given.
   */
  managementApi?: boolean;
  /** Makes a second callback of a rule a failure. */
  strict?: boolean;
  /** Replaces the modules that the rules or actions were loaded with. */
  modules?: ModuleSource;
}

/** A login through rules, then actions. Settings are strings. */
export interface PipelineLogin extends LoginOptions {
  /** In their order. */
  rules?: readonly LoadedRule[];
  /** In their order. */
  actions?: readonly LoadedAction[];
  /** The settings of all rules. */
  configuration?: Record<string, string>;
  /** The settings of the actions that have none of their own. */
  secrets?: Record<string, string>;
  /** The settings of single actions, by the action's name, in place of those it was loaded with. */
  actionSecrets?: Record<string, Record<string, string>>;
}

/** A login through rules. */
export interface RulesLogin extends PipelineLogin {
  /** In their order. */
  rules: readonly LoadedRule[];
}

/** A login through actions. */
export interface ActionsLogin extends PipelineLogin {
  /** In their order. */
  actions: readonly LoadedAction[];
}
