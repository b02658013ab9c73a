import type { SecretValues } from "../../run/secrets/secrets.ts";
import type { Setting } from "../../template/template.ts";
import { findWrongValue } from "../../template/setting-value.ts";
import type { InputProblem } from "../../input/input-error.ts";
import type { Keywords } from "../../input/keywords.ts";

/**
 * What is not to be shown: the values of keywords and of these settings, which may have keys in
 * common.
 */
export function joinSecrets(
  keywords: Keywords,
  ...settings: readonly Readonly<Record<string, string>>[]
): SecretValues {
  const all = [keywords, ...settings];
  const keys = new Set(all.flatMap((values) => Object.keys(values)));
  return Object.fromEntries(Array.from(keys, (key) => [key, all.map((values) => values[key])]));
}

/** Holds values against what a template's settings can be, and repeats none: it may be a secret. */
export function findWrongValues(
  given: Readonly<Record<string, string>>,
  known: readonly Setting[] = [],
): InputProblem[] {
  return known.flatMap((setting) => {
    const wrong = findWrongValue(setting, given[setting.key] ?? "");
    return wrong ? [{ message: `${setting.key} ${wrong.what}`, hint: wrong.hint }] : [];
  });
}

/** What a template's settings and the given ones do not have in common. */
export function checkSettings(
  given: Readonly<Record<string, string>>,
  known: readonly Setting[] | undefined,
): string[] {
  if (!known) {
    return [];
  }
  const missing = known
    .filter(({ key, required }) => required && given[key] === undefined)
    .map(({ key }) => key);
  const unknown = Object.keys(given).filter((key) => !known.some((setting) => setting.key === key));
  return [
    ...(missing.length > 0
      ? [`missing settings, to be given as --config KEY=VALUE: ${missing.join(", ")}`]
      : []),
    ...unknown.map((key) => `the template has no setting ${key}`),
  ];
}
