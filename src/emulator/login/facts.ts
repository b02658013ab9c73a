import type { ModuleSource } from "../host/require.ts";
import type { Login } from "./login.ts";
import type { LoginSecrets } from "./settings.ts";

/** What is known of a login from its start, or from the user's return. */
export interface LoginFacts {
  readonly login: Login;
  readonly userId: string;
  readonly loginsCount: number;
  /** The settings of the rules. */
  readonly configuration: Readonly<Record<string, string>>;
  /** The settings of the actions. */
  readonly secrets: LoginSecrets;
  /** Replaces the modules that a script was loaded with. */
  readonly modules: ModuleSource | undefined;
  /** Whether edits of the user that rules made before a redirect are there after it. */
  readonly keepsRuleEdits: boolean;
  /** Makes a second callback a failure. */
  readonly strict: boolean;
}
