/** A setting, as far as it can be secret. */
interface Described {
  readonly key: string;
  readonly secret: boolean;
}

/**
 * The keys of settings that are public. A key that is listed more than once is secret if one says
 * so.
 */
export function publicKeys(settings: readonly Described[]): Set<string> {
  const keys = new Set(settings.map(({ key }) => key));
  for (const { key, secret } of settings) {
    if (secret) {
      keys.delete(key);
    }
  }
  return keys;
}

/** The values of settings that are not to be shown: of everything except public settings. */
export function secretSettings(
  values: Readonly<Record<string, string>>,
  described: readonly Described[] = [],
): Record<string, string> {
  const shown = publicKeys(described);
  return Object.fromEntries(Object.entries(values).filter(([key]) => !shown.has(key)));
}
