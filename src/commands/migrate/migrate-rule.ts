import { cwd } from "node:process";

import { findPackages, type Packages } from "../../input/packages.ts";
import { migrate, type Migration } from "../../migrate/migrate.ts";
import { plainRule } from "../../migrate/plain-rule.ts";
import { withNotes } from "../../migrate/with-notes.ts";
import { version } from "../../migrate/version.ts";
import { checkRuleForm } from "../../script/form/rule-form.ts";
import { Deadline } from "../../explore/deadline.ts";
import { performInThreads } from "./perform.ts";

/** How a rule is migrated. */
export interface MigrateRuleOptions {
  /** What the head of an adapter calls the rule, and stack traces do. */
  name?: string;
  /** `adapter` puts the rule into an adapter as it is, instead of translating it. */
  level?: "adapter";
  /** Versions to depend on where the rule names none, by package. */
  versions?: Readonly<Record<string, string>>;
  /**
   * The folder whose packages the rule gets while it is explored; the working directory unless
   * given.
   */
  folder?: string;
  /** Where the search begins: the same seed gives the same result. 1 unless given. */
  seed?: number;
  /** How many logins are tried; 500 unless given. */
  logins?: number;
  /** Real time after which the search ends with what it has; 60 unless given. */
  seconds?: number;
}

/**
 * Makes a post-login action of the text of a rule, and searches for a login on which the two
 * differ. Both run in threads without a network, which are ended when a login takes too long.
 *
 * @param text one function (user, context, callback)
 * @throws FormError, with line and column of the text, if the text is not a rule
 */
export async function migrateRule(
  text: string,
  options: MigrateRuleOptions = {},
): Promise<Migration> {
  const { name = "rule.js", seed = 1, logins = 500, seconds = 60, level, versions } = options;
  const code = plainRule(text);
  checkRuleForm(code);
  const deadline = new Deadline(seconds, () => performance.now());
  const notes = new Set<string>();
  const note = (line: string) => void notes.add(line);
  const migration = await migrate(code, {
    ...{ name, version, seed, logins, ...(level && { level }), ...(versions && { versions }) },
    perform: performInThreads({
      name,
      packages: packagesOf(options.folder ?? cwd()),
      deadline,
      note,
    }),
    isOver: () => deadline.isOver(),
  });
  return withNotes(migration, [...notes]);
}

/** What is installed in a folder. */
export function packagesOf(folder: string): Packages {
  return { ...findPackages([], folder), installed: folder };
}
