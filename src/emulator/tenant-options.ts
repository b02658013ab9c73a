import type { Host } from "./host/host.ts";
import type { ConsoleLine } from "./outcome/outcome.ts";
import type { TenantParts } from "./users/tenant-parts.ts";

/**
 * What there is before the first login, and how logins are played. Without users, a login is that
 * of a sample user.
 */
export interface TenantOptions extends TenantParts {
  /** When the first login starts; later ones go on from where the one before ended. */
  now?: Date | string | number;
  /** `real` goes with real time; `virtual`, the default, jumps over waiting. */
  clock?: "virtual" | "real";
  /**
   * Whether the tenant answers what scripts `fetch` from its own domains, as its Management API
   * does. False unless given, because then a test's own answers to such requests, such as those of
   * nock, are not asked for.
   */
  managementApi?: boolean;
  /** Makes a second callback of a rule a failure, unless a login says otherwise. */
  strict?: boolean;
  /**
   * Whether edits of `user` that rules made before a redirect are there after it, as today's
   * documentation says; that of 2019 said otherwise. True unless given.
   */
  keepsRuleEdits?: boolean;
  /**
   * Whether actions can change the target scopes of a login. Auth0's published code has this behind
   * a feature flag; the documentation describes it without one. True unless given.
   */
  targetScopes?: boolean;
  /** Told of each rule and each action that begins, by its id or its name. */
  onBegin?: (script: string) => void;
  /** Told of each console line as it is written, and by which script. */
  onConsole?: (line: ConsoleLine, script: string) => void;
  /** What the emulator runs on. */
  host?: Host;
}
