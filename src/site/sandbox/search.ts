import { LocalPlayer, UnloadableError } from "../../explore/play/local-player.ts";
import { seedRandom } from "../../explore/play/seed-random.ts";
import { describeCrash } from "../../run/player.ts";
import { refuse } from "../../run/refuse.ts";
import { withStandIns } from "../../run/stand-ins/stand-ins.ts";
import { Compiler } from "./compile.ts";
import { browserModules } from "./modules.ts";
import type { SearchOrder, TrialAnswer, TrialOrder } from "./protocol.ts";

/** Plays the logins of a search, one after the other. */
export class Searcher {
  readonly #player: LocalPlayer;
  readonly #compiler: Compiler;
  #notes: string[] = [];

  constructor({ script, runtime, packages }: SearchOrder) {
    const note = (text: string) => {
      this.#notes.push(text);
    };
    const modules = withStandIns(browserModules(packages), { bundled: {}, note });
    this.#compiler = new Compiler(modules, runtime);
    const { loadRule, loadAction, cleanStack } = this.#compiler;
    this.#player = new LocalPlayer(script, {
      ...{ loadRule, loadAction, cleanStack },
      otherwise: refuse,
      // More of the console is not told: nothing is compared of it.
      lines: { lines: 20, characters: 4000 },
      onLogin: (fetch) => {
        globalThis.fetch = fetch;
        seedRandom();
      },
    });
    // Not enumerable: no script is to find it by chance.
    Object.defineProperty(globalThis, script.reach, { value: this.#player.tell });
  }

  /** Ends the login that is played. */
  crash(error: unknown): void {
    this.#player.crash(describeCrash(error, this.#compiler));
  }

  async play({ number, trial, mode }: TrialOrder): Promise<TrialAnswer> {
    this.#notes = [];
    const played = await this.#attempt(trial, mode);
    return { number, played, notes: this.#notes };
  }

  async #attempt(trial: TrialOrder["trial"], mode: TrialOrder["mode"]) {
    try {
      return await this.#player.play(trial, mode);
    } catch (error) {
      if (error instanceof UnloadableError) {
        return { problem: error.problem };
      }
      throw error;
    }
  }
}
