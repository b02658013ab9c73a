import type { Return } from "../../../emulator/login/transaction.ts";
import { makeRedact, type Redact } from "../../../run/secrets/secrets.ts";
import type { PackageText } from "../../sandbox/protocol.ts";
import { compareForms, type Comparison } from "./compare-forms.ts";
import type { FormRun, PlayedLeg } from "./played.ts";
import type { FormJob } from "./prepare.ts";
import type { Away } from "./redirect-token.ts";
import { tellLeg } from "./tell-leg.ts";
import type { Leg, SandboxRun } from "./sandbox/sandbox.ts";

/** Opens a worker. */
type Open = () => Pick<SandboxRun, "login" | "resume" | "end">;

interface Playing extends FormJob {
  readonly run: ReturnType<Open>;
  readonly played: FormRun;
}

/** The forms of one run, each in a worker of its own, which waits where its user was sent away. */
export class Runs {
  readonly #open: Open;
  readonly #workers: ReturnType<Open>[] = [];
  #playing: readonly Playing[] = [];
  #redact: Redact = (text) => text;

  constructor(open: Open) {
    this.#open = open;
  }

  /** Plays all forms at once, and ends what a run before has left. */
  async start(
    jobs: readonly FormJob[],
    packages: readonly PackageText[] = [],
  ): Promise<readonly FormRun[]> {
    this.end();
    this.#redact = makeRedact(jobs[0]?.job.secrets ?? {});
    return this.#playAll(
      jobs.map(async (formJob) => {
        const run = this.#open();
        this.#workers.push(run);
        const play = () => run.login(formJob.job, packages);
        return { ...formJob, run, played: await this.#play(formJob, [], play) };
      }),
    );
  }

  /** Lets the users come back whom their logins have sent away. */
  resume(back: Return): Promise<readonly FormRun[]> {
    return this.#playAll(
      this.#playing.map(async (playing) => {
        const { form, job, tellsUnused, run, played } = playing;
        const last = played.kind === "played" ? played.legs.at(-1) : undefined;
        if (played.kind !== "played" || last?.state === undefined) {
          return playing;
        }
        const user = last.userAfter;
        const play = () => run.resume(back, user);
        const again = { form, tellsUnused, job: { ...job, user } };
        const next = await this.#play(again, played.legs, play);
        return { ...playing, played: next };
      }),
    );
  }

  /** Where the two forms differ; undefined unless both have played. */
  compare(): Comparison | undefined {
    const [rule, action] = (["rule", "action"] as const).map((form) => {
      const played = this.#playing.find((playing) => playing.form === form)?.played;
      return played?.kind === "played" ? played.legs : undefined;
    });
    return rule && action && compareForms(rule, action, this.#redact);
  }

  end(): void {
    for (const worker of this.#workers.splice(0)) {
      worker.end();
    }
    this.#playing = [];
  }

  async #playAll(playing: readonly Promise<Playing>[]): Promise<readonly FormRun[]> {
    this.#playing = await Promise.all(playing);
    return this.#playing.map(({ played }) => played);
  }

  async #play(
    formJob: FormJob,
    before: readonly PlayedLeg[],
    play: () => Promise<Leg>,
  ): Promise<FormRun> {
    const leg = await play();
    const { form } = formJob;
    if (leg.kind === "refused") {
      return { ...leg, form, message: this.#redact(leg.message) };
    }
    if (leg.kind === "unloadable") {
      const { problem } = leg;
      return { ...leg, form, problem: { ...problem, message: this.#redact(problem.message) } };
    }
    // A login that waits for its user may still ask.
    const isOver = leg.result.state === undefined;
    const result = formJob.tellsUnused && isOver ? leg.result : { ...leg.result, unused: [] };
    return {
      kind: "played",
      form,
      legs: [...before, tellLeg({ ...formJob, result, redact: this.#redact })],
    };
  }
}

/** Where the first of the forms whose logins wait has sent its user; undefined if none waits. */
export function findAway(runs: readonly FormRun[]): Away | undefined {
  const waiting = runs
    .map((run) => (run.kind === "played" ? run.legs.at(-1) : undefined))
    .find((leg) => leg?.state !== undefined);
  if (waiting?.state === undefined) {
    return undefined;
  }
  return { url: waiting.outcome.redirect?.url ?? "", state: waiting.state };
}

/** Whether a user has come back in this run. */
export function hasReturned(run: FormRun): boolean {
  return run.kind === "played" && run.legs.length > 1;
}
