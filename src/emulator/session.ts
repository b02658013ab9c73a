import type { ActionCache } from "./action-cache.ts";
import type { LoginClock } from "./clock.ts";
import type { Login } from "./login.ts";
import type { Management } from "./management.ts";
import type { ConsoleLine } from "./outcome.ts";
import type { ModuleSource } from "./require.ts";

/** What one login shares between its steps. */
export interface Session {
  login: Login;
  userId: string;
  loginsCount: number;
  clock: LoginClock;
  management: Management;
  console: ConsoleLine[];
  warnings: string[];
  /** What `global` is to rules: kept between the logins of a tenant. */
  global: Record<string, unknown>;
  cache: ActionCache;
  configuration: Readonly<Record<string, string>>;
  /** Replaces the modules that a form was loaded with. */
  modules: ModuleSource | undefined;
  /** Work that a step began and that may outlive its answer. */
  stragglers: Promise<unknown>[];
  /** Set at the end, so that a late step changes nothing. */
  isOver: boolean;
}

/** How a pipeline ended, before the platform acts on it. */
export type Ending =
  | ({ kind: "completed" } & Effects)
  | { kind: "denied"; reason: string }
  | { kind: "failed"; error: unknown };

/** What a pipeline asks for. */
export interface Effects {
  idToken: Record<string, unknown>;
  accessToken: Record<string, unknown>;
  scope?: string[];
  multifactor?: { provider: string; allowRememberBrowser: boolean };
  redirect?: { url: string };
  saml?: Record<string, unknown>;
  primaryUser?: string;
}

/** How warnings of a second callback begin. */
export const SECOND_CALLBACK = "a second callback";
