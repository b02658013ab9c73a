import type { Setting } from "../../../template/template.ts";

/** The keys of settings that are no secrets. A key that stands twice is one if either says so. */
export function openKeys(configuration: readonly Pick<Setting, "key" | "secret">[]): Set<string> {
  const open = new Set(configuration.map(({ key }) => key));
  for (const { key, secret } of configuration) if (secret) open.delete(key);
  return open;
}
