import { throughJson } from "../text/plain-data.ts";
import { describeFailure } from "../emulator/host/errors.ts";
import type { Host } from "../emulator/host/host.ts";
import type { LoadedAction, LoadedRule } from "../emulator/script/loaded.ts";
import type { Failure, Outcome } from "../emulator/outcome/outcome.ts";
import { mostSecrets } from "../emulator/login/settings.ts";
import { FormError, KindError } from "../script/form/form-error.ts";
import type { LoginDescription } from "../emulator/login/login.ts";
import { createTenant, type Tenant } from "../emulator/tenant.ts";
import { AnswerBook } from "./answers.ts";
import type { FormText, Job, Message, ModuleText } from "./job.ts";
import { Lines, type LinesLimit } from "./lines.ts";
import { answeringHost, type Otherwise } from "./requests.ts";
import { makeRedactForOthers, secretsOf } from "./secrets/secrets.ts";
import type { PipelineLogin } from "../emulator/login/pipeline-login.ts";
import type { Return } from "../emulator/login/transaction.ts";

/** Where a text stands. */
interface Origin {
  filename: string;
  line: number;
  id?: string;
}

interface WithModules {
  actionsModules?: Readonly<Record<string, OwnModule>>;
}

/** An Actions Module as an action gets it. */
interface OwnModule extends Origin {
  code: string;
  secrets: Readonly<Record<string, string>>;
}

/** What a worker brings along to play a job. */
export interface Stage {
  /** Compiles a rule. @throws FormError if it is none */
  readonly loadRule: (code: string, place: Origin) => LoadedRule;
  /** Compiles an action. @throws FormError if it is none */
  readonly loadAction: (code: string, place: Origin & WithModules) => LoadedAction;
  /** Takes what is not the script's out of a stack. */
  readonly cleanStack: (text: string) => string;
  /** What becomes of requests that no answer of the job fits. */
  readonly otherwise: Otherwise;
  readonly clock: "virtual" | "real";
  /** Whether scripts may work out of sight of the clock; true unless given. */
  readonly hasUnseenWork?: boolean;
  readonly tell: (message: Message) => void;
  /** All lines of the console are kept unless this is given. */
  readonly lines?: LinesLimit;
}

type Loaded = Required<Pick<PipelineLogin, "rules" | "actions">>;

/** A text that cannot be loaded. */
type Unloadable = Pick<FormText, "file" | "line"> & { readonly form: string };

class LoadError extends Error {
  readonly text: Unloadable;
  readonly place: FormError;

  constructor(text: Unloadable, place: FormError) {
    super(place.message);
    this.text = text;
    this.place = place;
  }
}

/**
 * Plays a login and, if it sends its user away, the user's return, and tells what happens. Never
 * rejects.
 */
export class Player {
  /** Asks as a script does with its `fetch`: is answered, or not, and told of in the same way. */
  readonly fetch: Host["fetch"];
  readonly #job: Job;
  readonly #stage: Stage;
  readonly #book: AnswerBook;
  readonly #tenant: Tenant;
  /** How many scripts have had their turn. */
  #begun = 0;
  /** What the scripts wrote since the login or the return began. */
  #lines: Lines;

  constructor(job: Job, stage: Stage) {
    this.#job = job;
    this.#stage = stage;
    this.#book = new AnswerBook(job.answers, makeRedactForOthers(secretsOf(job)));
    this.#lines = this.#newLines();
    const { cleanStack, clock, otherwise, hasUnseenWork = true, tell } = stage;
    const host = answeringHost({
      book: this.#book,
      answerAsTenant: (request) => this.#tenant.answer(request),
      ...{ otherwise, hasUnseenWork },
      onRequest: (index, request) => {
        tell({ kind: "request", index, request });
      },
    });
    this.fetch = (input, init) => host.fetch(input, init);
    this.#tenant = createTenant({
      users: [job.user],
      now: job.now,
      clock,
      host,
      onBegin: (script) => {
        this.#begun++;
        tell({ kind: "begun", script });
      },
      onConsole: ({ level, text }, script) => {
        const line = { level, text: cleanStack(text), script };
        if (this.#lines.take(line)) {
          tell({ kind: "console", line });
        } else if (this.#lines.dropped === 1) {
          tell({ kind: "dropped" });
        }
      },
    });
  }

  /** @param login in place of that of the job, for a further login of the same user */
  login(login: LoginDescription = this.#job.login): Promise<void> {
    return this.#play(() => {
      const { settings, configuration, user } = this.#job;
      const loaded = loadPipeline(this.#job, this.#stage);
      this.#stage.tell({ kind: "started" });
      return this.#tenant.login({
        ...login,
        ...loaded,
        userId: user.user_id,
        configuration: loaded.rules.length > 0 ? { ...configuration, ...settings } : {},
        secrets: loaded.actions.some(({ secrets }) => !secrets) ? { ...settings } : {},
      });
    });
  }

  /** Whether the login waits for its user. */
  get isSuspended(): boolean {
    return this.#tenant.suspended !== undefined;
  }

  resume(back: Return): Promise<void> {
    return this.#play(() => {
      this.#stage.tell({ kind: "started" });
      return this.#tenant.resume(back);
    });
  }

  #newLines(): Lines {
    return new Lines(this.#stage.lines ?? { lines: Infinity, characters: Infinity });
  }

  async #play(begin: () => Promise<Outcome>): Promise<void> {
    const { tell } = this.#stage;
    this.#lines = this.#newLines();
    const begun = this.#begun;
    const start = this.#tenant.now ?? this.#job.now;
    let outcome: Outcome;
    try {
      outcome = await begin();
    } catch (error) {
      if (this.#begun > begun) {
        this.#tellCrash(error);
      } else {
        tell(describeRefusal(error));
      }
      return;
    }
    try {
      tell(this.#describeEnd(outcome, start));
    } catch (error) {
      this.#tellCrash(error);
    }
  }

  /** A script can leave the realm in a state in which nothing works any more. */
  #tellCrash(error: unknown): void {
    this.#stage.tell({ kind: "crashed", error: describeCrash(error, this.#stage) });
  }

  #describeEnd(outcome: Outcome, start: number): Message {
    const { suspended, now = start } = this.#tenant;
    const user = this.#tenant.user(this.#job.user.user_id);
    const told = cleanOutcome({ ...outcome, console: [] }, this.#stage.cleanStack);
    return {
      kind: "ended",
      outcome: { ...told, console: this.#lines.kept },
      milliseconds: now - start,
      unused: this.#book.unused(),
      dropped: this.#lines.dropped,
      ...(user && { user }),
      ...(suspended && { state: suspended.state }),
    };
  }
}

function loadPipeline({ pipeline, settings }: Job, stage: Stage): Loaded {
  const rules: LoadedRule[] = [];
  const actions: LoadedAction[] = [];
  for (const text of pipeline) {
    const { code, file: filename, line, id, enabled } = text;
    // Nor does the platform compile it.
    if (!enabled) {
      continue;
    }
    try {
      if (text.form === "action") {
        actions.push(loadOwn(text, settings, stage));
      } else {
        rules.push(stage.loadRule(code, { filename, line, ...(id !== undefined && { id }) }));
      }
    } catch (error) {
      throw error instanceof FormError ? new LoadError(text, error) : error;
    }
  }
  return { rules, actions };
}

/** An action, with the settings and the Actions Modules that it alone has. */
function loadOwn(text: FormText, settings: Job["settings"], stage: Stage): LoadedAction {
  const { code, file: filename, line, secrets, actionsModules = {} } = text;
  const modules: Record<string, OwnModule> = {};
  for (const [name, module] of Object.entries(actionsModules)) {
    modules[name] = ownModule(module, settings);
    checkModule(name, { module, own: modules[name] }, stage);
  }
  const action = stage.loadAction(code, { filename, line, actionsModules: modules });
  return secrets ? { ...action, secrets: joinSecrets(text, secrets, settings) } : action;
}

/**
 * The secrets of an action with those of the job. Of more than an action can have, as rules may
 * need, it gets those of the job that its code names.
 */
function joinSecrets(
  { code }: FormText,
  own: Readonly<Record<string, string>>,
  settings: Job["settings"],
): Record<string, string> {
  const all = { ...settings, ...own };
  if (Object.keys(all).length <= mostSecrets) {
    return all;
  }
  const named = Object.entries(settings).filter(([key]) => code.includes(key));
  return { ...Object.fromEntries(named), ...own };
}

function ownModule(module: ModuleText, settings: Job["settings"]): OwnModule {
  const { file: filename, line, code, secrets } = module;
  return { filename, line, code, secrets: { ...settings, ...secrets } };
}

/** Loads a module into an action that has nothing else: what is wrong then is the module's. */
function checkModule(
  name: string,
  { module, own }: { readonly module: ModuleText; readonly own: OwnModule },
  { loadAction }: Stage,
): void {
  try {
    loadAction("", { filename: own.filename, line: 1, actionsModules: { [name]: own } });
  } catch (error) {
    const text = { ...module, form: "Actions Module" };
    throw error instanceof FormError ? new LoadError(text, error) : error;
  }
}

/** Why a login cannot begin. */
function describeRefusal(error: unknown): Message {
  if (error instanceof LoadError) {
    return { kind: "unloadable", problem: describeLoadError(error) };
  }
  return { kind: "refused", message: error instanceof Error ? error.message : String(error) };
}

/** The place in the file. */
function describeLoadError({ text: { form, file, line }, place }: LoadError) {
  const isOtherKind = place instanceof KindError;
  const message = isOtherKind ? place.message : `the ${form} is not JavaScript: ${place.message}`;
  return { file, line: line + place.line - 1, column: place.column, message };
}

/** What is told of an error that nothing caught. */
export function describeCrash(error: unknown, { cleanStack }: Pick<Stage, "cleanStack">): Failure {
  return cleanFailure(describeFailure(error), cleanStack);
}

function cleanFailure(failure: Failure, clean: Stage["cleanStack"]): Failure {
  return failure.stack === undefined ? failure : { ...failure, stack: clean(failure.stack) };
}

function cleanOutcome(outcome: Outcome, clean: Stage["cleanStack"]): Outcome {
  // Scripts may put into it what no message can carry, such as a function among the values of a
  // form.
  const { error, warnings, ...rest } = throughJson(outcome) as Outcome;
  return {
    ...rest,
    ...(error && { error: cleanFailure(error, clean) }),
    warnings: warnings.map(clean),
  };
}
