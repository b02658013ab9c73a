import type { LifetimeChanges } from "../outcome.ts";
import type { ApiTarget } from "./api.ts";
import { addLifetime } from "./commands.ts";
import type { LifetimeApi, RefreshTokenApi, SessionApi } from "./lifetime-types.ts";

const LIMITS = { entries: 25, characters: 255 };
const KEY = /^[a-zA-Z0-9_-]{1,255}$/;

/** Something that metadata are kept with: the part of the login that later actions see, and of this event. */
interface Keeper {
  what: string;
  changes: LifetimeChanges;
  /** Undefined if there is nothing to keep metadata with. */
  metadata: Record<string, string> | undefined;
  /** Shows the metadata in the event and to later actions. */
  mirror: (metadata: Record<string, string>) => void;
  check: (method: string) => void;
}

/** Source of the checks: https://github.com/auth0/auth0-actions (src/post-login/v3/test) */
export function sessionApi({ commands, event, session }: ApiTarget): SessionApi {
  const keeper: Keeper = {
    what: "session",
    changes: commands.session,
    metadata: event.session && { ...event.session.metadata },
    mirror: (metadata) => {
      for (const holder of [event, session.login])
        if (holder.session) holder.session = { ...holder.session, metadata: { ...metadata } };
    },
    check: () => undefined,
  };
  return {
    ...lifetimeApi(keeper),
    revoke: (reason, options) => {
      keeper.changes.revoked = checkReason(reason);
      if (options?.preserveRefreshTokens === true) keeper.changes.preservesRefreshTokens = true;
    },
    setCookieMode: (mode: unknown) => {
      if (mode !== "persistent" && mode !== "non-persistent")
        throw new Error(
          `Invalid cookie mode: ${JSON.stringify(mode)}. Valid values are 'persistent' and 'non-persistent'.`,
        );
      keeper.changes.cookieMode = mode;
      for (const holder of [event, session.login])
        if (holder.session) holder.session = { ...holder.session, cookie: { mode } };
    },
  };
}

/** Unlike those of a session, metadata of a refresh token can be set before there is one. */
export function refreshTokenApi({ commands, event, session }: ApiTarget): RefreshTokenApi {
  const keeper: Keeper = {
    what: "refresh token",
    changes: commands.refreshToken,
    metadata: { ...event.refresh_token?.metadata },
    mirror: (metadata) => {
      for (const holder of [event, session.login])
        if (holder.refresh_token)
          holder.refresh_token = { ...holder.refresh_token, metadata: { ...metadata } };
    },
    check: (method) => {
      if (event.refresh_token?.access === "online")
        throw new Error(`Cannot call ${method} on an online refresh token.`);
    },
  };
  return {
    ...lifetimeApi(keeper),
    revoke: (reason) => {
      keeper.changes.revoked = checkReason(reason);
    },
  };
}

function lifetimeApi(keeper: Keeper): LifetimeApi {
  const { changes, check } = keeper;
  const keep = (metadata: Record<string, string>) => {
    keeper.metadata = metadata;
    changes.metadata = { ...metadata };
    keeper.mirror(metadata);
  };
  return {
    setExpiresAt: (time) => {
      check("setExpiresAt");
      addLifetime(changes, { expiresAt: checkTime(time) });
    },
    setIdleExpiresAt: (time) => {
      check("setIdleExpiresAt");
      addLifetime(changes, { idleExpiresAt: checkTime(time) });
    },
    setMetadata: (key, value) => {
      check("setMetadata");
      const changed = changedMetadata(keeper, key, value);
      // Nothing is done where there is nothing to remove.
      if (value !== null || key in (keeper.metadata ?? {})) keep(changed);
    },
    deleteMetadata: (key) => {
      check("deleteMetadata");
      if (keeper.metadata && key in keeper.metadata) keep(changedMetadata(keeper, key, null));
    },
    evictMetadata: () => {
      check("evictMetadata");
      if (keeper.metadata) keep({});
    },
  };
}

function checkTime(time: unknown): number {
  if (typeof time !== "number" || !(time > 0))
    throw new Error("Either inactivity or absolute expiration time must be provided");
  return time;
}

function checkReason(reason: unknown): string {
  if (typeof reason !== "string") throw new Error("message must be string");
  return reason;
}

function changedMetadata(
  { what, metadata }: Keeper,
  key: unknown,
  value: unknown,
): Record<string, string> {
  const problem = metadata ? whyRefused(metadata, key, value) : "there is none";
  if (problem !== undefined) throw new Error(`Failed to set ${what} metadata: ${problem}`);
  const changed = { ...metadata };
  if (typeof key === "string" && typeof value === "string") changed[key] = value;
  else Reflect.deleteProperty(changed, String(key));
  return changed;
}

function whyRefused(
  metadata: Record<string, string>,
  key: unknown,
  value: unknown,
): string | undefined {
  if (typeof key !== "string") return "a key is a string";
  if (value === null) return undefined;
  if (!KEY.test(key))
    return `a key has 1 to ${LIMITS.characters} letters, digits, underscores or hyphens`;
  if (typeof value !== "string" || value.length > LIMITS.characters || value.includes("\0"))
    return `a value is a string of at most ${LIMITS.characters} characters`;
  return Object.keys({ ...metadata, [key]: value }).length > LIMITS.entries
    ? `there are at most ${LIMITS.entries} entries`
    : undefined;
}
