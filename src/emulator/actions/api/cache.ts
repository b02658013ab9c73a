import { byteLength } from "../../../text/lengths.ts";

const minute = 60_000;

/** Source: https://auth0.com/docs/customize/actions/limitations, "Cached data". */
const limits = {
  entries: 20,
  keyBytes: 64,
  valueBytes: 4_096,
  totalBytes: 8 * 1024,
  life: 24 * 60 * minute,
};

/** A value in the cache. Source: as for `CacheApi`. */
export interface CacheRecord {
  /** What was set. */
  value: string;
  /** When it goes, in milliseconds since 1970. */
  expires_at: number;
}

/** That a call of the cache did what it was to do. Source: https://github.com/auth0/auth0-actions */
export interface CacheSuccess {
  /** Tells it from a failure. */
  type: "success";
}

/** Why a call of the cache did nothing; it throws only for what is no string. Source: https://github.com/auth0/auth0-actions */
export interface CacheFailure {
  /** Tells it from a success. */
  type: "error";
  /** Such as `CacheKeySizeExceeded`. */
  code: string;
}

/** What was set in the cache. Source: https://github.com/auth0/auth0-actions */
export interface CacheSet extends CacheSuccess {
  /** The record as it is kept. */
  record: CacheRecord;
}

/** How long a value is kept; the earlier time counts. Source: as for `CacheApi`. */
export interface CacheOptions {
  /** Milliseconds from now. */
  ttl?: number;
  /** Milliseconds since 1970. */
  expires_at?: number;
}

/**
 * Strings that outlive a login, if only sometimes.
 * Source: https://auth0.com/docs/customize/actions/reference/post-login/post-login-api-object
 */
export interface CacheApi {
  /** The record of a key, unless it has expired. */
  get(key: string): CacheRecord | undefined;
  /** Lives 15 minutes unless `ttl` (milliseconds) or `expires_at` says otherwise, at most a day. */
  set(key: string, value: string, options?: CacheOptions): CacheSet | CacheFailure;
  /** Takes a record out; the code is `CacheKeyDoesNotExist` if there is none. */
  delete(key: string): CacheSuccess | CacheFailure;
}

/** The cache of a tenant's actions, in milliseconds of the logins' clocks. */
export class ActionCache {
  readonly #records = new Map<string, CacheRecord>();

  get(key: string, now: number): CacheRecord | undefined {
    const record = this.#records.get(key);
    return record && record.expires_at > now ? { ...record } : undefined;
  }

  /** @throws TypeError unless key and value are strings */
  set(
    [key, value]: [string, string],
    options: CacheOptions | undefined,
    now: number,
  ): CacheSet | CacheFailure {
    for (const text of [key, value] as unknown[]) {
      if (typeof text !== "string") {
        throw new TypeError("Keys and values of the cache are strings.");
      }
    }
    const record = { value, expires_at: expiryOf(options ?? {}, now) };
    const code = this.#whyRefused(key, record, now);
    if (code !== undefined) {
      return { type: "error", code };
    }
    record.expires_at = Math.min(record.expires_at, now + limits.life);
    this.#records.set(key, record);
    return { type: "success", record: { ...record } };
  }

  delete(key: string): CacheSuccess | CacheFailure {
    return this.#records.delete(key)
      ? { type: "success" }
      : { type: "error", code: "CacheKeyDoesNotExist" };
  }

  #whyRefused(key: string, record: CacheRecord, now: number): string | undefined {
    if (byteLength(key) > limits.keyBytes) {
      return "CacheKeySizeExceeded";
    }
    if (byteLength(record.value) > limits.valueBytes) {
      return "CacheValueSizeExceeded";
    }
    this.#dropExpired(now);
    if (this.#isFull(key, record.value)) {
      return "CacheSizeExceeded";
    }
    if (Number.isNaN(record.expires_at)) {
      return "InvalidExpiry";
    }
    if (record.expires_at <= now) {
      return "ItemAlreadyExpired";
    }
    return Number.isSafeInteger(record.expires_at) ? undefined : "InvalidExpiry";
  }

  #dropExpired(now: number): void {
    for (const [key, { expires_at: expiresAt }] of this.#records) {
      if (expiresAt <= now) {
        this.#records.delete(key);
      }
    }
  }

  #isFull(key: string, value: string): boolean {
    if (this.#records.size >= limits.entries && !this.#records.has(key)) {
      return true;
    }
    let total = byteLength(key) + byteLength(value);
    for (const [other, record] of this.#records) {
      if (other !== key) {
        total += byteLength(other) + byteLength(record.value);
      }
    }
    return total > limits.totalBytes;
  }
}

/** The earlier one of the times given; not a number if one of them is none. */
function expiryOf({ ttl, expires_at: expiresAt }: CacheOptions, now: number): number {
  const given = [ttl, expiresAt].filter((time) => time !== undefined);
  if (given.length === 0) {
    return now + 15 * minute;
  }
  if (!given.every((time) => Number.isFinite(time))) {
    return NaN;
  }
  return Math.min(now + Math.floor(ttl ?? Infinity), Math.floor(expiresAt ?? Infinity));
}
