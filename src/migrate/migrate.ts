import { adaptRule, type Adapted } from "./adapt/adapt.ts";
import { parseScript } from "../script/syntax/parser.ts";
import { findExcess } from "./limits.ts";
import { translateRule } from "./translate/translate.ts";
import type { Dependency, Obstacle, Rewrite, Translated } from "./translation.ts";
import { prove, type Proof, type ProveOptions, type Stage } from "./verify/prove.ts";
import type { TestedCondition } from "./verify/tally.ts";

/** How much of a rule's own form its action has. */
export type Level = "idiomatic" | "wrapped" | "adapter";

/** What became of a rule. */
export type Migration = Migrated | Refused;

/** An action, and what a search says of it. */
export interface Migrated {
  /** Whether the action does what the rule did. */
  readonly verdict: Proof["verdict"];
  /**
   * `idiomatic`: an action as one writes it. `wrapped`: its calls are an action's, its control flow
   * is the rule's. `adapter`: the rule as it is, inside of an adapter.
   */
  readonly level: Level;
  /** The text of the action. */
  readonly code: string;
  /**
   * Under which the action does what the rule did, each with what the explored logins showed of it.
   */
  readonly conditions: readonly TestedCondition[];
  /** Why the rule was not translated, if it is inside of an adapter. */
  readonly obstacles: readonly Obstacle[];
  /** The keys of `event.secrets` that the action reads, by code unit. */
  readonly secrets: readonly string[];
  /** The npm packages that the action requires. */
  readonly dependencies: readonly Dependency[];
  /** Which lines became which; none inside of an adapter. */
  readonly rewrites: readonly Rewrite[];
  /** What the search found. */
  readonly exploration: Proof;
}

/** A rule of which no action can be made. */
export interface Refused {
  /** No action does what the rule did. */
  readonly verdict: "cannot";
  /** Why, at least one, in the order of the text. */
  readonly obstacles: readonly Obstacle[];
}

/** Makes a rule and an action playable, and lets them be played as long as `use` takes. */
export type Perform = <T>(
  texts: { readonly rule: string; readonly action: string },
  use: (stage: Stage) => Promise<T>,
) => Promise<T>;

/** How a rule is migrated. */
export interface MigrateOptions extends Omit<ProveOptions, "rule" | "waitsAlike"> {
  /** Plays both forms. */
  readonly perform: Perform;
  /** What the head of an adapter calls the rule. */
  readonly name?: string;
  /** The version of this package, which the head of an adapter says. */
  readonly version: string;
  /** Versions of packages that the rule names without one, by package. */
  readonly versions?: Readonly<Record<string, string>>;
  /** `adapter` leaves out the translation. */
  readonly level?: "adapter";
}

type Made = Translated | Adapted;

/** Makes an action of the text of a rule, and searches for a login on which the two differ. */
export async function migrate(code: string, options: MigrateOptions): Promise<Migration> {
  const translation = translateRule(code, options);
  if (translation.kind === "translated" && options.level !== "adapter") {
    const excess = findExcess(translation);
    return excess
      ? { verdict: "cannot", obstacles: [excess] }
      : proveTranslated(code, translation, options);
  }
  const obstacles = translation.kind === "translated" ? [] : translation.obstacles;
  if (obstacles.some(({ adapterHelps }) => !adapterHelps)) {
    return { verdict: "cannot", obstacles };
  }
  const adaptation = adaptRule(code, options);
  if (adaptation.kind === "unadaptable") {
    return { verdict: "cannot", obstacles: adaptation.obstacles };
  }
  const excess = findExcess(adaptation);
  if (excess) {
    return { verdict: "cannot", obstacles: [excess] };
  }
  return { ...(await proveMade(code, adaptation, options)), obstacles };
}

async function proveMade(code: string, made: Made, options: MigrateOptions): Promise<Migrated> {
  const texts = { rule: code, action: made.code };
  const exploration = await options.perform(texts, (stage) =>
    prove(stage, made.conditions, {
      ...{ ...options, rule: code },
      waitsAlike: made.level === "adapter",
    }),
  );
  const { level, secrets, dependencies, rewrites } = made;
  const { verdict, conditions } = exploration;
  return {
    ...{ verdict, level, code: made.code, conditions, obstacles: [] },
    ...{ secrets, dependencies, rewrites, exploration },
  };
}

/** A translation that does something else gives way to an adapter, unless that does so as well. */
async function proveTranslated(
  code: string,
  translation: Translated,
  options: MigrateOptions,
): Promise<Migration> {
  const problem = findSyntaxError(translation.code);
  const translated = problem === undefined && (await proveMade(code, translation, options));
  if (translated && translated.verdict !== "different") {
    return translated;
  }
  const why = translated ? differenceOf(translated) : `it was not JavaScript: ${problem ?? ""}`;
  const obstacles = [untranslated(`translated (${translation.level}), ${why}`)];
  const adaptation = adaptRule(code, options);
  if (adaptation.kind === "unadaptable") {
    return translated || { verdict: "cannot", obstacles: adaptation.obstacles };
  }
  const adapted = await proveMade(code, adaptation, options);
  return translated && adapted.verdict === "different" ? translated : { ...adapted, obstacles };
}

function findSyntaxError(code: string): string | undefined {
  try {
    parseScript(code);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function differenceOf({ exploration: { difference } }: Migrated): string {
  const [sentence = ""] = difference?.sentences ?? [];
  return `it did something else on a login: ${sentence}`;
}

function untranslated(reason: string): Obstacle {
  return {
    ...{ id: "different", reason, adapterHelps: true },
    place: { line: 1, column: 1, start: 0, end: 0 },
    source: "https://auth0.com/docs/customize/actions/migrate/migrate-from-rules-to-actions",
    instead: "keep the adapter, or change the action by hand",
  };
}
