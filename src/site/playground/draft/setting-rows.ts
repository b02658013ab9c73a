import type { Setting } from "../../../template/template.ts";

/** A setting that the reader made up. */
export interface SettingRow {
  readonly key: string;
  readonly value: string;
  /** Whether the value is hidden, and stays out of links. */
  readonly secret: boolean;
  /** Whether the value came with a link, as it is. */
  readonly isLinked?: boolean;
}

/**
 * A row with another value. What a reader puts in the place of a link's is theirs, so it is a
 * secret unless they say so.
 */
export function withValue(
  { key, secret, isLinked = false }: SettingRow,
  value: string,
): SettingRow {
  return { key, value, secret: secret || isLinked };
}

/** The rows as a template would describe them. */
export function describeRows(rows: readonly SettingRow[]): Setting[] {
  return named(rows).map(({ key, secret }) => ({ key, secret, description: "", required: false }));
}

/** The values of the rows by key; of two with one key the last counts. */
export function valuesOf(rows: readonly SettingRow[]): Record<string, string> {
  return Object.fromEntries(named(rows).map(({ key, value }) => [key, value]));
}

function named(rows: readonly SettingRow[]): readonly SettingRow[] {
  return rows.filter(({ key }) => key !== "");
}
