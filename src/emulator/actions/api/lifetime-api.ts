import { isRecord } from "../../../text/plain-data.ts";
import type { LifetimeChanges } from "../../outcome/outcome.ts";
import type { ApiTarget } from "./target.ts";
import { checkText } from "./arguments.ts";
import { addLifetime } from "./commands.ts";
import type { LifetimeApi, RefreshTokenApi, SessionApi } from "../types/lifetime-types.ts";

const limits = { entries: 25, characters: 255, reasonCharacters: 1024 };
const keyPattern = /^[a-zA-Z0-9_-]{1,255}$/;
const cookieModes = ["persistent", "non-persistent"];

type Metadata = Record<string, unknown>;

/**
 * Something that metadata are kept with: the part of the login that later actions see, and of this
 * event.
 */
interface Keeper {
  what: string;
  changes: LifetimeChanges;
  /** Undefined if there is nothing to keep metadata with. */
  metadata: Metadata | undefined;
  /** Shows the metadata in the event and to later actions. */
  mirror: (metadata: Record<string, string>) => void;
  check: (method: string) => void;
  /** Whether removing is something to do where nothing is kept. */
  removesNothing: boolean;
}

/** Source of the checks: https://github.com/auth0/auth0-actions (src/post-login/v3/test) */
export function sessionApi({ commands, event, session }: ApiTarget): SessionApi {
  const keeper: Keeper = {
    what: "session",
    changes: commands.session,
    metadata: event.session && { ...event.session.metadata },
    mirror: (metadata) => {
      for (const { session: kept } of [event, session.facts.login]) {
        if (kept) {
          kept.metadata = { ...metadata };
        }
      }
    },
    check: () => undefined,
    removesNothing: true,
  };
  return {
    ...lifetimeApi(keeper),
    revoke: (reason, options) => {
      keeper.changes.revoked = checkReason(reason);
      if (preservesTokens(options)) {
        keeper.changes.preservesRefreshTokens = true;
      }
    },
    setCookieMode: (mode) => {
      if (!cookieModes.includes(mode)) {
        throw new Error(
          `Invalid cookie mode: ${mode}. Valid values are 'persistent' and 'non-persistent'.`,
        );
      }
      keeper.changes.cookieMode = mode;
      for (const holder of [event, session.facts.login]) {
        if (holder.session && Object.keys(holder.session).length > 0) {
          holder.session = { ...holder.session, cookie: { ...holder.session.cookie, mode } };
        }
      }
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
      for (const { refresh_token: kept } of [event, session.facts.login]) {
        if (kept) {
          kept.metadata = { ...metadata };
        }
      }
    },
    check: (method) => {
      if (event.refresh_token?.access === "online") {
        throw new Error(`Cannot call ${method} on an online refresh token.`);
      }
    },
    removesNothing: false,
  };
  return {
    ...lifetimeApi(keeper),
    revoke: (reason) => {
      keeper.changes.revoked = checkReason(reason, limits.reasonCharacters);
    },
  };
}

function lifetimeApi(keeper: Keeper): LifetimeApi {
  const { changes, check } = keeper;
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
      try {
        check("setMetadata");
        setMetadata(keeper, key, value);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        throw new Error(`Failed to set ${keeper.what} metadata: ${message}`, { cause: error });
      }
    },
    deleteMetadata: (key) => {
      check("deleteMetadata");
      if (hasSomething(keeper) && key in keeper.metadata) {
        removeKey(keeper, key);
      }
    },
    evictMetadata: () => {
      check("evictMetadata");
      if (hasSomething(keeper)) {
        keep(keeper, {});
      }
    },
  };
}

/** Time as it is given, also one before 1970. @throws Error unless it is a number other than 0 */
function checkTime(time: unknown): number {
  if (!time) {
    throw new Error("Either inactivity or absolute expiration time must be provided");
  }
  if (typeof time !== "number" || !Number.isFinite(time)) {
    throw new Error("The expiration time must be a finite number");
  }
  return time;
}

/** It can be left out. */
function checkReason(reason: unknown, limit?: number): string {
  return reason === undefined ? "" : checkText("message", reason, limit);
}

function preservesTokens(options: unknown): boolean {
  if (options === undefined) {
    return false;
  }
  if (!isRecord(options)) {
    throw new Error("options must be an object");
  }
  const { preserveRefreshTokens = false } = options;
  for (const key in options) {
    if (key !== "preserveRefreshTokens") {
      throw new Error(`options must have preserveRefreshTokens only, not ${key}`);
    }
  }
  if (typeof preserveRefreshTokens !== "boolean") {
    throw new Error("preserveRefreshTokens must be true or false");
  }
  return preserveRefreshTokens;
}

function hasSomething(keeper: Keeper): keeper is Keeper & { metadata: Metadata } {
  const { metadata, removesNothing } = keeper;
  return metadata !== undefined && (removesNothing || Object.keys(metadata).length > 0);
}

function setMetadata(keeper: Keeper, key: unknown, value: unknown): void {
  const { metadata } = keeper;
  if (!metadata) {
    throw new Error("there is none");
  }
  if (typeof key !== "string") {
    throw new Error("a key is a string");
  }
  if (value === null) {
    // Nothing is done where there is nothing to remove.
    if (key in metadata) {
      removeKey(keeper, key);
    }
    return;
  }
  if (typeof value !== "string") {
    throw new Error("a value is a string");
  }
  // As at Auth0, a refused entry stays in the way of later calls of the same action.
  metadata[key] = value;
  keep(keeper, checkMetadata(metadata));
}

function removeKey(keeper: Keeper, key: string): void {
  const rest = { ...keeper.metadata };
  Reflect.deleteProperty(rest, key);
  keep(keeper, rest);
}

/** What is kept is what later calls start from. */
function keep(keeper: Keeper, metadata: Metadata): void {
  const kept = metadata as Record<string, string>;
  keeper.metadata = { ...kept };
  keeper.changes.metadata = { ...kept };
  keeper.mirror(kept);
}

function checkMetadata(metadata: Metadata): Record<string, string> {
  const checked: Record<string, string> = {};
  const entries = Object.entries(metadata);
  if (entries.length > limits.entries) {
    throw new Error(`there are at most ${limits.entries} entries`);
  }
  for (const [key, value] of entries) {
    if (!keyPattern.test(key)) {
      throw new Error(
        `a key has 1 to ${limits.characters} letters, digits, underscores or hyphens`,
      );
    }
    if (typeof value !== "string" || value.length > limits.characters || value.includes("\0")) {
      throw new Error(`a value is a string of at most ${limits.characters} characters`);
    }
    checked[key] = value;
  }
  return checked;
}
