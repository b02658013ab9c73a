import type { Migration } from "./migrate.ts";

/** Adds what was noted of packages. */
export function withNotes(migration: Migration, notes: readonly string[]): Migration {
  if (migration.verdict === "cannot") {
    return migration;
  }
  const { exploration } = migration;
  const all = [...new Set([...exploration.notes, ...notes])];
  return { ...migration, exploration: { ...exploration, notes: all } };
}
