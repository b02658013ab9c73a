import { parse } from "acorn";
import { parentPort, workerData } from "node:worker_threads";

import { describeFailure } from "../../emulator/errors.ts";
import type { LoadedAction, LoadedRule } from "../../emulator/loaded.ts";
import type { Failure, Outcome } from "../../emulator/outcome.ts";
import { FormError } from "../../emulator/rules/form.ts";
import { createTenant, type PipelineLogin, type Tenant } from "../../emulator/tenant.ts";
import { loadAction, loadRule } from "../../node/load.ts";
import { AnswerBook } from "./answers.ts";
import type { FormText, Job, Message, RequestLog } from "./job.ts";
import { answeringHost } from "./requests.ts";
import { makeRedact } from "./secrets.ts";
import { refuseSockets, watchHttp } from "./sockets.ts";

// The thread that a script runs in. It is ended from outside when it takes too long.

function tell(message: Message): void {
  parentPort?.postMessage(message);
}

type Loaded = Required<Pick<PipelineLogin, "rules" | "actions">>;

class LoadError extends Error {
  readonly text: FormText;
  readonly place: FormError;

  constructor(text: FormText, place: FormError) {
    super(place.message);
    this.text = text;
    this.place = place;
  }
}

function loadPipeline(pipeline: readonly FormText[]): Loaded {
  const rules: LoadedRule[] = [];
  const actions: LoadedAction[] = [];
  for (const text of pipeline) {
    const { code, file: filename, line, id, enabled } = text;
    // Nor does the platform compile it.
    if (!enabled) continue;
    try {
      if (text.form === "action") actions.push(loadAction(code, { filename, line }));
      else rules.push(loadRule(code, { filename, line, ...(id !== undefined && { id }) }));
    } catch (error) {
      throw error instanceof FormError ? new LoadError(text, error) : error;
    }
  }
  return { rules, actions };
}

/** The place in the file. For an action V8 told the line only; acorn often knows the column. */
function tellLoadError({ text: { form, code, file, line }, place }: LoadError): void {
  const { line: row, column } = (form === "action" ? placeOf(code) : undefined) ?? place;
  const message = `the ${form} is not JavaScript: ${place.message}`;
  const isForm = /^(?:a rule is|code after)/.test(place.message);
  const problem = { file, line: line + row - 1, column, message: isForm ? place.message : message };
  tell({ kind: "unloadable", problem });
}

function placeOf(code: string): { line: number; column: number } | undefined {
  try {
    parse(code, { ecmaVersion: "latest", sourceType: "script", allowReturnOutsideFunction: true });
    return undefined;
  } catch (error) {
    const { loc } = error as { loc?: { line: number; column: number } };
    return loc && { line: loc.line, column: loc.column + 1 };
  }
}

/** Without the frames of this program and of Node's own modules. */
function cleanStack(text: string): string {
  return text.replace(/\n +at (?:[^\n]*\()?(?:\[worker eval\]|node:|<anonymous>)[^\n]*/g, "");
}

function cleanFailure(failure: Failure): Failure {
  return failure.stack === undefined ? failure : { ...failure, stack: cleanStack(failure.stack) };
}

function cleanOutcome(outcome: Outcome): Outcome {
  return {
    ...outcome,
    ...(outcome.error && { error: cleanFailure(outcome.error) }),
    console: outcome.console.map(({ level, text }) => ({ level, text: cleanStack(text) })),
    warnings: outcome.warnings.map(cleanStack),
  };
}

/** How long the last login took on its clock: the tenant's next login begins when that one ended. */
async function measure(tenant: Tenant, { user, now }: Job): Promise<number> {
  let ended = now;
  const probe: LoadedRule = {
    kind: "rule",
    name: "clock",
    warnings: [],
    modules: () => undefined,
    start: ({ Date: clock }) => {
      ended = (clock as DateConstructor).now();
      return (_user, _context, callback) => {
        callback(null);
      };
    },
  };
  await tenant.login({ userId: user.user_id, rules: [probe] });
  return ended - now;
}

function catchCrashes(): void {
  const crash = (error: unknown) => {
    tell({ kind: "crashed", error: cleanFailure(describeFailure(error)) });
  };
  process.on("uncaughtException", crash);
  process.on("unhandledRejection", crash);
}

function toJson(outcome: Outcome): string {
  return JSON.stringify(outcome, (_, value: unknown) =>
    typeof value === "bigint" ? String(value) : value,
  );
}

async function play(job: Job): Promise<void> {
  const { user, login, settings, answers, network, now } = job;
  const loaded = loadPipeline(job.pipeline);
  const book = new AnswerBook(answers, makeRedact(job.secrets));
  const host = answeringHost({
    book,
    network,
    onRequest: (index, request) => {
      tell({ kind: "request", index, request });
    },
    onRecorded: (answer) => {
      tell({ kind: "recorded", answer });
    },
  });
  const tenant = createTenant({
    users: [user],
    now,
    clock: network ? "real" : "virtual",
    host,
    onConsole: ({ level, text }) => {
      tell({ kind: "console", line: { level, text: cleanStack(text) } });
    },
  });
  tell({ kind: "started" });
  const outcome = await tenant.login({
    ...login,
    ...loaded,
    userId: user.user_id,
    configuration: loaded.rules.length > 0 ? { ...settings } : {},
    secrets: loaded.actions.length > 0 ? { ...settings } : {},
  });
  const milliseconds = await measure(tenant, job);
  const json = toJson(cleanOutcome(outcome));
  tell({ kind: "ended", outcome: json, milliseconds, unused: book.unused() });
}

const job = workerData as Job;
/** Where the requests that are not made with `fetch` begin, after all that are. */
const OTHERS = 1_000_000;

function mindOtherRequests(): void {
  let count = 0;
  const begin = () => {
    const index = OTHERS + count++;
    return (request: RequestLog) => {
      tell({ kind: "request", index, request });
    };
  };
  if (job.network) watchHttp(begin);
  else refuseSockets(begin);
}

catchCrashes();
mindOtherRequests();
play(job).catch((error: unknown) => {
  if (error instanceof LoadError) tellLoadError(error);
  else tell({ kind: "refused", message: error instanceof Error ? error.message : String(error) });
});
