import { refuse } from "../../src/run/refuse.ts";
import { explore, type Exploration } from "../../src/explore/explore.ts";
import type { Play } from "../../src/explore/play.ts";
import { LocalPlayer, type LocalStage } from "../../src/explore/play/local-player.ts";
import { explainByPlatform } from "../../src/explore/platform.ts";
import { prepare, type Prepared } from "../../src/explore/prepare.ts";
import { loadAction, loadRule } from "../../src/node/load.ts";
import type { FormText } from "../../src/run/job.ts";
import type { Form } from "../../src/script/form/form.ts";

/** A script that is played as a file of its own. */
export function aText(form: Form, code: string): FormText {
  return { form, file: `${form}.js`, line: 1, code, enabled: true };
}

/** How far a search goes. */
export interface SearchOptions {
  /** The forms between which the platform makes differences; those of the texts unless given. */
  readonly forms?: readonly Form[];
  readonly seed?: number;
  readonly logins: number;
  /** Whether users come again. */
  readonly hasLater?: boolean;
}

/**
 * What the search of one script or two finds. There is no thread: a script that loops for ever does
 * not end.
 */
export function exploreHere(
  texts: readonly FormText[],
  { seed = 1, logins, hasLater, forms = texts.map(({ form }) => form) }: SearchOptions,
): Promise<Exploration> {
  return playHere(texts, (plays, { harvest, branches }) =>
    explore({
      ...{ plays, harvest, seed, logins, ...(hasLater !== undefined && { hasLater }) },
      branches: branches.length,
      names: ["one", "the other"],
      explain: (trial) => explainByPlatform(trial, forms),
    }),
  );
}

/** Lets scripts be played as long as `use` takes. */
export async function playHere<T>(
  texts: readonly FormText[],
  use: (plays: readonly Play[], prepared: Prepared) => Promise<T>,
  load: Pick<LocalStage, "loadRule" | "loadAction" | "hasUnseenWork"> = { loadRule, loadAction },
): Promise<T> {
  const prepared = prepare(texts.map((text) => [text]));
  const { fetch } = globalThis;
  const players = prepared.scripts.map(
    (script) =>
      new LocalPlayer(script, {
        ...load,
        otherwise: refuse,
        cleanStack: (text) => text.replace(/\n +at [^\n]*/g, ""),
        onLogin: (answering) => {
          globalThis.fetch = answering;
        },
      }),
  );
  let current: LocalPlayer | undefined;
  Reflect.set(globalThis, prepared.reach, (...told: [number, unknown, unknown]) =>
    current?.tell(...told),
  );
  let turn: Promise<unknown> = Promise.resolve();
  const plays = players.map((player): Play => (trial, mode) => {
    // One after the other: they share the realm.
    const played = turn.then(() => {
      current = player;
      return player.play(trial, mode);
    });
    turn = played.catch(() => undefined);
    return played;
  });
  try {
    return await use(plays, prepared);
  } finally {
    globalThis.fetch = fetch;
    Reflect.deleteProperty(globalThis, prepared.reach);
  }
}
