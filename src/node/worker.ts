import { Worker } from "node:worker_threads";
import type { Runtime } from "../emulator/loaded.ts";
import type { User } from "../emulator/login.ts";
import type { ConsoleLine, Outcome } from "../emulator/outcome.ts";
import { PIPELINE_LIMIT, type LoginOptions } from "../emulator/tenant.ts";

/** The text of a rule or an action, and where it stands. */
export interface WorkerForm {
  code: string;
  filename?: string;
  /** The line of the file on which the text begins, from 1. */
  line?: number;
  /** Rules only. */
  id?: string;
  /** Rules only. */
  enabled?: boolean;
  /** Rules only. */
  runtime?: Runtime;
}

/** A login as data, since functions do not reach a worker. */
export interface WorkerLogin extends Omit<LoginOptions, "modules"> {
  rules?: readonly WorkerForm[];
  actions?: readonly WorkerForm[];
  configuration?: Record<string, string>;
  secrets?: Record<string, string>;
  users?: readonly User[];
  clock?: "virtual" | "real";
  /** Packages of the host that the scripts may load, found from the folder or file `from`. */
  packages?: { names: readonly string[]; from: string };
}

/** A request of a script. */
export interface WorkerRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string | undefined;
}

/** An answer to it; the status is 200 unless given. */
export interface WorkerAnswer {
  status?: number;
  headers?: Record<string, string>;
  body?: string;
}

export interface WorkerOptions {
  /** The JavaScript made of `worker-thread.ts`. */
  entry: string | URL;
  /** Real milliseconds until the worker is ended; a second more than a pipeline has unless given. */
  limit?: number;
  /** Answers the requests that scripts make with `fetch`; a rejection is a failed request. */
  answer?: (request: WorkerRequest) => Promise<WorkerAnswer>;
  /** Lets scripts reach the network, by `fetch` if nothing answers its requests, and by Node's modules. */
  network?: boolean;
  onConsole?: (line: ConsoleLine) => void;
}

/** What a worker is started with. */
export interface WorkerData {
  login: WorkerLogin;
  network: boolean;
  answers: boolean;
}

/** What a worker says. */
export type FromWorker =
  | { kind: "console"; line: ConsoleLine }
  | { kind: "request"; id: number; request: WorkerRequest }
  | { kind: "outcome"; outcome: Outcome }
  | { kind: "refused"; error: Error };

/** What a worker is told: the answer to a request, or why there is none. */
export interface ToWorker {
  id: number;
  answer?: WorkerAnswer;
  failure?: string;
}

/**
 * One login in a thread of its own, which is ended when it takes too long: an endless loop ends as a login that timed
 * out. The thread sees no environment variables and, unless asked, no network; it is no sandbox.
 *
 * @throws FormError and what else a login rejects with, such as an unknown user
 */
export function loginInWorker(login: WorkerLogin, options: WorkerOptions): Promise<Outcome> {
  const { entry, limit = PIPELINE_LIMIT + 1_000, network = false, answer } = options;
  const data: WorkerData = { login, network, answers: answer !== undefined };
  const worker = new Worker(entry, {
    workerData: data,
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  const lines: ConsoleLine[] = [];
  const ended = new Promise<Outcome>((resolve, reject) => {
    const timer = setTimeout(() => {
      const warning = `the login did not end within ${limit} ms, so its thread was ended: an endless loop?`;
      resolve(unfinished(login, { result: "timed-out", console: lines, warnings: [warning] }));
    }, limit);
    const fail = (error: unknown) => {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      resolve(unfinished(login, { result: "failed", error: { name, message }, console: lines }));
    };
    worker.on("message", (message: FromWorker) => {
      if (message.kind === "outcome") resolve(message.outcome);
      else if (message.kind === "refused") reject(message.error);
      else if (message.kind === "request") void respond(worker, message, answer);
      else {
        lines.push(message.line);
        options.onConsole?.(message.line);
      }
    });
    worker.on("error", fail);
    worker.on("exit", () => {
      clearTimeout(timer);
      fail(new Error("the script ended its process"));
    });
  });
  return ended.finally(() => worker.terminate());
}

async function respond(
  worker: Worker,
  { id, request }: Extract<FromWorker, { kind: "request" }>,
  answer: WorkerOptions["answer"],
): Promise<void> {
  const reply: ToWorker = { id };
  try {
    reply.answer = (await answer?.(request)) ?? {};
  } catch (error) {
    reply.failure = error instanceof Error ? error.message : String(error);
  }
  worker.postMessage(reply);
}

/** The outcome of a login whose thread is gone, and with it what was stored. */
function unfinished(
  login: WorkerLogin,
  known: Partial<Outcome> & Pick<Outcome, "result">,
): Outcome {
  const user = login.user ?? login.users?.find(({ user_id }) => user_id === login.userId);
  return {
    idToken: {},
    accessToken: {},
    userMetadata: user?.user_metadata ?? {},
    appMetadata: user?.app_metadata ?? {},
    console: [],
    warnings: [],
    ...known,
  };
}
