import type { FormText } from "../../run/job.ts";

/** An npm package that a script says it needs. */
export interface Dependency {
  readonly name: string;
  /** Exact, or undefined if any will do. */
  readonly version?: string;
}

/** The scripts of one form in a folder, in the order in which they run. */
export interface FolderPart {
  readonly texts: readonly FormText[];
  /** What a person should know of what runs and what does not. */
  readonly notes: readonly string[];
  /** Settings of rules whose values the folder has. */
  readonly values: Readonly<Record<string, string>>;
  readonly dependencies: readonly Dependency[];
}
