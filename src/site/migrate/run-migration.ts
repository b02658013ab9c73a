// Loaded when a reader asks for an action.
import { Deadline } from "../../explore/deadline.ts";
import type { Progress } from "../../explore/explore.ts";
import { prepare } from "../../explore/prepare.ts";
import { migrate, type Migration, type Perform } from "../../migrate/migrate.ts";
import { plainRule } from "../../migrate/plain-rule.ts";
import { withNotes } from "../../migrate/with-notes.ts";
import { runtimeOf } from "../../migrate/verify/runtime.ts";
import type { FormText } from "../../run/job.ts";
import { FormError } from "../../script/form/form-error.ts";
import { checkRuleForm } from "../../script/form/rule-form.ts";
import { looksLikeTypeScript } from "../../script/form/typescript.ts";
import type { Position } from "../../text/places.ts";
import { openSearch } from "../playground/search/open-search.ts";

/** What came of a text. */
export type Found =
  | { readonly kind: "migrated"; readonly migration: Migration }
  | { readonly kind: "typescript" }
  | { readonly kind: "wrong"; readonly message: string; readonly place: Position };

/** How a rule is migrated, and who is told. */
export interface RunOptions {
  readonly version: string;
  /** Leaves out the translation. */
  readonly level?: "adapter";
  /** Given the action as soon as it is there; it may be replaced by another one. */
  readonly onAction: (code: string) => void;
  readonly onProgress: (progress: Progress) => void;
  /** Given what ends the search with what it has. */
  readonly onStart: (stop: () => void) => void;
}

/** Logins that a proof tries, and seconds after which it ends with what it has. */
const most = { logins: 500, seconds: 20 };

/**
 * Makes an action of the text of a rule, and searches in the sandbox for a login on which the two
 * differ.
 */
export async function migrateHere(text: string, options: RunOptions): Promise<Found> {
  const code = plainRule(text);
  let name: string;
  try {
    name = checkRuleForm(code).name ?? "rule";
  } catch (error) {
    if (!(error instanceof FormError)) {
      throw error;
    }
    if (looksLikeTypeScript(code)) {
      return { kind: "typescript" };
    }
    const { message, line, column } = error;
    return { kind: "wrong", message, place: { line, column } };
  }
  const deadline = new Deadline(most.seconds, () => performance.now());
  options.onStart(() => {
    deadline.stop();
  });
  const notes = new Set<string>();
  const migration = await migrate(code, {
    ...{ name, version: options.version, seed: 1, logins: most.logins },
    ...(options.level && { level: options.level }),
    perform: performInSandbox(deadline, { onAction: options.onAction, notes }),
    isOver: () => deadline.isOver(),
    onProgress: options.onProgress,
  });
  return { kind: "migrated", migration: withNotes(migration, [...notes]) };
}

interface Performing extends Pick<RunOptions, "onAction"> {
  /** Takes what a person should know. */
  readonly notes: Set<string>;
}

/** Plays a rule and an action in a sandbox each, until both have been used. */
function performInSandbox(deadline: Deadline, { onAction, notes }: Performing): Perform {
  return async (texts, use) => {
    onAction(texts.action);
    const rule: FormText = { ...aText("rule"), code: texts.rule };
    const action: FormText = { ...aText("action"), code: texts.action };
    const { scripts, branches, harvest } = prepare([[rule], [action]]);
    const workers = await openSearch(scripts, runtimeOf(texts.rule));
    const [playRule, playAction] = workers.map((worker) => deadline.limit(worker));
    if (!playRule || !playAction) {
      throw new RangeError("two forms were prepared");
    }
    const ruleBranches = branches.filter(({ file }) => file === rule.file).length;
    try {
      return await use({ plays: [playRule, playAction], harvest, branches, ruleBranches });
    } finally {
      for (const worker of workers) {
        worker.close();
        for (const note of worker.notes) {
          notes.add(note);
        }
      }
    }
  };
}

function aText(form: FormText["form"]): Omit<FormText, "code"> {
  return { form, file: `${form}.js`, line: 1, enabled: true };
}
