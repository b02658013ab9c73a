import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import type { Trial } from "../../src/explore/trial.ts";
import type { Level } from "../../src/migrate/migrate.ts";

import { access } from "./cases/access.ts";
import { claims } from "./cases/claims.ts";
import { factors } from "./cases/factors.ts";
import { globals } from "./cases/globals.ts";
import { groups } from "./cases/groups.ts";
import { management } from "./cases/management.ts";
import { metadata } from "./cases/metadata.ts";
import { promises } from "./cases/promises.ts";
import { redirects } from "./cases/redirects.ts";
import { requests } from "./cases/requests.ts";
import { roots } from "./cases/roots.ts";
import { samlRules } from "./cases/saml.ts";
import { sharing } from "./cases/sharing.ts";
import { styles } from "./cases/styles.ts";
import { traps } from "./cases/traps.ts";
import { webhooks } from "./cases/webhooks.ts";

/** What of a login differs from the sample. */
export type Example = Partial<Pick<Trial, "user" | "login" | "settings" | "answers" | "returns">>;

/** The rules of a family, by name. */
export type Cases = Readonly<Record<string, Migratable | Impossible>>;

/** A rule that becomes an action. */
export interface Migratable {
  readonly level: Level;
  /** What the semantics of both forms allow, if that is better. */
  readonly hoped?: Level;
  /** What is difficult about the rule, or keeps it from a better level. */
  readonly why: string;
  /** The ids of the conditions under which the action does the same, by code unit. */
  readonly conditions?: readonly string[];
  /** The dependencies of the action, by code unit. */
  readonly packages?: readonly string[];
  /** Whether the action needs a machine-to-machine application. */
  readonly manages?: boolean;
  /** A login on which the rule does what it is for. Its settings are all that the rule reads. */
  readonly example: Example;
  /** How that login ends, in both forms. */
  readonly ends: Readonly<Record<string, unknown>>;
  /** Why fewer than half of the rule's branches are reached. */
  readonly unproved?: string;
}

/** A rule of which no action can be made. */
export interface Impossible {
  readonly level: "cannot";
  readonly why: string;
  /** The ids of what is in the way, in the order of the text. */
  readonly obstacles: readonly string[];
}

/** A rule of the corpus. */
export interface CorpusRule {
  /** The folder and the name of its file, without the ending. */
  readonly name: string;
  readonly code: string;
  readonly expected: Migratable | Impossible;
}

const families: Readonly<Record<string, Cases>> = {
  access,
  claims,
  factors,
  globals,
  groups,
  management,
  metadata,
  promises,
  redirects,
  requests,
  roots,
  saml: samlRules,
  sharing,
  styles,
  traps,
  webhooks,
};

/** The folder of the rules and of the actions that they become. */
export const rulesFolder = join(import.meta.dirname, "rules");

/** The rules that there are cases for. @throws if one has no file */
export function readCorpus(): CorpusRule[] {
  return Object.entries(families).flatMap(([family, cases]) =>
    Object.entries(cases).map(([id, expected]) => {
      const name = `${family}/${id}`;
      return { name, expected, code: readFileSync(join(rulesFolder, `${name}.js`), "utf8") };
    }),
  );
}

/** The names of the rules that there are files of. */
export function listRules(): string[] {
  return readdirSync(rulesFolder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => name.endsWith(".js") && !name.endsWith(".action.js"))
    .map((name) => name.replace(/\.js$/, ""))
    .sort();
}
