import type { CacheRecord, CacheResult } from "./action-types.ts";

const MINUTE = 60_000;
const LIMITS = { entries: 20, keyBytes: 64, valueBytes: 4_096, life: 24 * 60 * MINUTE };

/**
 * The cache of a tenant's actions, in milliseconds of the logins' clocks.
 * Source: https://auth0.com/docs/customize/actions/limitations
 */
export class ActionCache {
  readonly #records = new Map<string, CacheRecord>();

  get(key: string, now: number): CacheRecord | undefined {
    const record = this.#records.get(key);
    return record && record.expires_at > now ? { ...record } : undefined;
  }

  set(
    [key, value]: [string, string],
    { ttl, expires_at }: { ttl?: number; expires_at?: number },
    now: number,
  ): CacheResult {
    const end = Math.min(now + (ttl ?? Infinity), expires_at ?? Infinity, now + LIMITS.life);
    const record = {
      value,
      expires_at: ttl === undefined && expires_at === undefined ? now + 15 * MINUTE : end,
    };
    const code = this.#whyRefused(key, record, now);
    if (code !== undefined) return { type: "error", code };
    this.#records.set(key, record);
    return { type: "success", record: { ...record } };
  }

  delete(key: string): { type: "success" } | { type: "error"; code: string } {
    return this.#records.delete(key)
      ? { type: "success" }
      : { type: "error", code: "CacheKeyDoesNotExist" };
  }

  #whyRefused(key: string, record: CacheRecord, now: number): string | undefined {
    if (byteLength(key) > LIMITS.keyBytes) return "CacheKeySizeExceeded";
    if (byteLength(record.value) > LIMITS.valueBytes) return "CacheValueSizeExceeded";
    if (!Number.isFinite(record.expires_at)) return "InvalidExpiry";
    if (record.expires_at <= now) return "ItemAlreadyExpired";
    for (const [name, { expires_at }] of this.#records)
      if (expires_at <= now) this.#records.delete(name);
    return this.#records.size >= LIMITS.entries && !this.#records.has(key)
      ? "CacheSizeExceeded"
      : undefined;
  }
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
