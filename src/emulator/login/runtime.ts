import type { ActionCache } from "../actions/api/cache.ts";
import type { LoginClock } from "../clock/clock.ts";
import type { GlobalObject } from "../script/global-object.ts";
import type { TenantOptions } from "../tenant-options.ts";
import type { ChangeLog } from "../users/change-log.ts";
import type { Management } from "../users/management.ts";

/** The process that rules run in. It can be recycled at any time, which empties `global`. */
export interface Container {
  global: GlobalObject;
}

/** What the scripts of a login run on. */
export interface LoginRuntime {
  /** As the running script sees it. */
  clock: LoginClock;
  management: Management;
  /** What the login changes in its tenant. */
  readonly changes: ChangeLog;
  readonly container: Container;
  readonly cache: ActionCache;
  /** Who is told what the scripts do. */
  readonly listeners: Pick<TenantOptions, "onBegin" | "onConsole">;
}
