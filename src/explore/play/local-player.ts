import type { Answer } from "../../run/answers.ts";
import type { FormText, Job, Message, RequestLog, Result } from "../../run/job.ts";
import { Player, type Stage } from "../../run/player.ts";
import { Progress } from "../../run/progress.ts";
import { begin } from "../logins/domain.ts";
import { endedBy, type Mode, type Played } from "../play.ts";
import { inputOf, joinAnswers, type Trial, type TrialInput } from "../trial.ts";
import { Reads, Recorder } from "./recorder.ts";
import { Watcher } from "./watch.ts";

/** The texts of what is played: as they are, and such that they tell which ways they go. */
export interface Playable {
  readonly plain: readonly FormText[];
  readonly told: readonly FormText[];
  /** The name of the function that they tell. */
  readonly reach: string;
}

/** What a realm brings along to play scripts. */
export interface LocalStage extends Pick<
  Stage,
  "loadRule" | "loadAction" | "otherwise" | "lines" | "cleanStack" | "hasUnseenWork"
> {
  /** Answers for requests, which go before those of a login. */
  readonly answers?: readonly Answer[];
  /** Told of each login before it begins, with the `fetch` that answers as scripts are answered. */
  readonly onLogin?: (fetch: Player["fetch"]) => void;
}

/** Requests by `fetch` have smaller numbers. */
const otherRequests = 1_000_000;

/** Logins that are being played. */
interface Playing {
  /** Of the login that is played now. */
  progress: Progress;
  readonly results: Result[];
  readonly begins: number[];
}

/** Plays logins through scripts in the realm that it is in, one after the other. */
export class LocalPlayer {
  readonly #script: Playable;
  readonly #stage: LocalStage;
  readonly #recorder = new Recorder();
  readonly #load: ReturnType<typeof loadOnce>;
  #playing: Playing | undefined;
  /** Ends the login that is played. */
  #end: (message: Extract<Message, { kind: "crashed" }>) => void = () => undefined;

  constructor(script: Playable, stage: LocalStage) {
    this.#script = script;
    this.#stage = stage;
    this.#load = loadOnce(stage);
  }

  /** What an instrumented script calls, under the name `reach`. */
  get tell(): Recorder["tell"] {
    return this.#recorder.tell;
  }

  /** Notes a request that was made in another way than by `fetch`. */
  note(request: RequestLog): void {
    this.#playing?.progress.take({ kind: "request", index: otherRequests, request });
  }

  /**
   * Ends the login that is played, with an error that neither the script nor the emulator could
   * catch.
   */
  crash(error: Extract<Message, { kind: "crashed" }>["error"]): void {
    this.#end({ kind: "crashed", error });
  }

  /** @throws UnloadableError if a text cannot be loaded */
  async play(trial: Trial, mode: Mode): Promise<Played> {
    const reads = new Reads();
    const input = inputOf(trial);
    const job = this.#jobOf(input, mode);
    const playing: Playing = { progress: new Progress(job), results: [], begins: [] };
    this.#playing = playing;
    this.#recorder.begin();
    const watcher = mode === "watched" ? new Watcher(reads) : undefined;
    if (watcher) {
      this.#recorder.onParsed = (value) => watcher.watch(["answers", "[]", "body"], value);
    }
    const ended = new Promise<Result>((resolve) => {
      this.#end = ({ error }) => {
        resolve(playing.progress.fail(error));
      };
    });
    const all = this.#playAll(input, { job, watcher, playing });
    const crash = await Promise.race([all, ended]);
    if (crash) {
      playing.results.push(crash);
    }
    const result = playing.results.at(-1);
    if (!result) {
      return endedBy(playing.progress.fail({ name: "Error", message: "the login has no end" }));
    }
    const { results, begins } = playing;
    const { all: read } = reads;
    const told = this.#recorder.take();
    return { result, legs: results.slice(0, -1), begins, ...told, read, isEnded: false };
  }

  #jobOf({ user, login, settings, answers }: TrialInput, mode: Mode): Job {
    const pipeline = mode === "plain" ? this.#script.plain : this.#script.told;
    const given = this.#stage.answers ?? [];
    return {
      user,
      login,
      settings,
      answers: joinAnswers(given, answers),
      pipeline,
      secrets: {},
      now: begin,
    };
  }

  async #playAll(
    { returns, later }: TrialInput,
    { job, watcher, playing }: { job: Job; watcher: Watcher | undefined; playing: Playing },
  ): Promise<undefined> {
    const { otherwise, lines, cleanStack, hasUnseenWork, onLogin } = this.#stage;
    const { loadRule, loadAction } = this.#load;
    const player = new Player(job, {
      loadRule: (code, place) => {
        const rule = loadRule(code, place);
        return watcher ? watcher.watchRule(rule) : rule;
      },
      loadAction: (code, place) => {
        const action = loadAction(code, place);
        return watcher ? watcher.watchAction(action) : action;
      },
      ...{ cleanStack, otherwise, clock: "virtual", ...(lines && { lines }) },
      ...(hasUnseenWork !== undefined && { hasUnseenWork }),
      tell: (message) => {
        take(message, playing);
      },
    });
    onLogin?.(player.fetch);
    const { begins, results } = playing;
    begins.push(0);
    await player.login();
    for (const back of returns) {
      if (player.isSuspended) {
        await player.resume(back);
      }
    }
    for (const login of later) {
      begins.push(results.length);
      playing.progress = new Progress(job);
      await player.login(login);
    }
    return undefined;
  }
}

/** A text that cannot be loaded, with its place. */
export class UnloadableError extends Error {
  readonly problem: Extract<Message, { kind: "unloadable" }>["problem"];

  constructor(problem: UnloadableError["problem"]) {
    super(problem.message);
    this.problem = problem;
  }
}

/** @throws UnloadableError */
function take(message: Message, { progress, results }: Playing): void {
  if (message.kind === "unloadable") {
    throw new UnloadableError(message.problem);
  }
  const result =
    message.kind === "refused"
      ? progress.fail({ name: "Error", message: message.message })
      : progress.take(message);
  if (result) {
    results.push(result);
  }
}

/**
 * Compiles each text once, which takes longer than to play it. Each start has a scope of its own.
 */
function loadOnce(stage: Pick<Stage, "loadRule" | "loadAction">) {
  return { loadRule: onceFor(stage.loadRule), loadAction: onceFor(stage.loadAction) };
}

function onceFor<Place extends { readonly filename: string }, Loaded>(
  load: (code: string, place: Place) => Loaded,
): (code: string, place: Place) => Loaded {
  const byFile = new Map<string, Map<string, Loaded>>();
  return (code, place) => {
    const loaded = byFile.get(place.filename) ?? new Map<string, Loaded>();
    byFile.set(place.filename, loaded);
    const known = loaded.get(code) ?? load(code, place);
    loaded.set(code, known);
    return known;
  };
}
