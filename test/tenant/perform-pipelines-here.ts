import lodash from "lodash";

import type { Play } from "../../src/explore/play.ts";
import { LocalPlayer } from "../../src/explore/play/local-player.ts";
import { prepare } from "../../src/explore/prepare.ts";
import type { Perform } from "../../src/migrate/migrate.ts";
import { loadAction, loadRule, nodeModules } from "../../src/node/load.ts";
import type { FormText } from "../../src/run/job.ts";
import { withStandIns } from "../../src/run/stand-ins/stand-ins.ts";
import type { PerformPipelines, Texts } from "../../src/tenant/unit.ts";
import { refuse } from "../../src/run/refuse.ts";
import { performHere } from "../migrate/perform-here.ts";

const modules = withStandIns(nodeModules(), {
  bundled: { lodash, underscore: lodash },
  note: () => undefined,
});

let turn: Promise<unknown> = Promise.resolve();

/**
 * One after the other: all share the realm, and the function that scripts tell which ways they go.
 */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const done = turn.then(work);
  turn = done.catch(() => undefined);
  return done;
}

/** Plays a rule and its action, when nothing else is played. */
export const performRuleHere: Perform = (texts, use) => inTurn(() => performHere(texts, use));

/** Plays pipelines without a thread: a script that loops for ever does not end. */
export const performPipelinesHere: PerformPipelines = ({ rules, actions }, use) => {
  // What is traced to its rule is played while the pipelines are.
  const isInside = isPlaying;
  const play = async () => {
    isPlaying = true;
    try {
      return await playBoth([textsOf("rule", rules), textsOf("action", actions)], use);
    } finally {
      isPlaying = isInside;
    }
  };
  return isInside ? play() : inTurn(play);
};

let isPlaying = false;

async function playBoth<T>(
  texts: readonly [rules: readonly FormText[], actions: readonly FormText[]],
  use: Parameters<typeof performPipelinesHere<T>>[1],
): Promise<T> {
  const { scripts, branches, harvest, reach } = prepare(texts);
  const { fetch } = globalThis;
  const outer: unknown = Reflect.get(globalThis, reach);
  let current: LocalPlayer | undefined;
  const tell = (...told: [number, unknown, unknown]) => current?.tell(...told);
  const plays = scripts.map((script): Play => {
    const player = new LocalPlayer(script, {
      loadRule: (code, place) => loadRule(code, { ...place, modules }),
      loadAction: (code, place) => loadAction(code, { ...place, modules }),
      hasUnseenWork: false,
      otherwise: refuse,
      cleanStack: (text) => text.replace(/\n +at [^\n]*/g, ""),
      onLogin: (answering) => {
        globalThis.fetch = answering;
      },
    });
    return (trial, mode) => {
      current = player;
      Reflect.set(globalThis, reach, tell);
      return player.play(trial, mode);
    };
  });
  const [playRules, playActions] = plays;
  if (!playRules || !playActions) {
    throw new RangeError("two pipelines were given");
  }
  const files = new Set(texts[0].map(({ file }) => file));
  const ruleBranches = branches.filter(({ file }) => files.has(file)).length;
  try {
    return await use({ plays: [playRules, playActions], harvest, branches, ruleBranches });
  } finally {
    globalThis.fetch = fetch;
    if (outer === undefined) {
      Reflect.deleteProperty(globalThis, reach);
    } else {
      Reflect.set(globalThis, reach, outer);
    }
  }
}

function textsOf(form: "rule" | "action", texts: Texts): FormText[] {
  return texts.map(({ name, code }) => {
    const file = form === "rule" ? name : `${name} (action)`;
    return { form, file, id: name, line: 1, enabled: true, code, secrets: {} };
  });
}
