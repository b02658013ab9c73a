import { parentPort, workerData } from "node:worker_threads";
import { standardHost, type Host } from "../emulator/host.ts";
import { createTenant } from "../emulator/tenant.ts";
import type { Outcome } from "../emulator/outcome.ts";
import { loadAction, loadRule } from "./load.ts";
import { hostPackages, nodeModules } from "./modules.ts";
import type { FromWorker, ToWorker, WorkerAnswer, WorkerData, WorkerRequest } from "./worker.ts";

/** The thread that `loginInWorker` starts: plays the one login it is given, and says what happens. */

const data = workerData as WorkerData;

function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}

playLogin(data).then(
  (outcome) => {
    say({ kind: "outcome", outcome });
  },
  (error: unknown) => {
    say({ kind: "refused", error: error instanceof Error ? error : new Error(String(error)) });
  },
);

async function playLogin({ login, network, answers }: WorkerData): Promise<Outcome> {
  const { rules = [], actions = [], users, clock, packages, ...options } = login;
  const given = packages ? hostPackages(packages.names, packages.from) : {};
  const modules = nodeModules(given, { network });
  const tenant = createTenant({
    ...(users && { users }),
    ...(clock && { clock }),
    host: { ...standardHost, fetch: makeFetch({ network, answers }) },
    onConsole: (line) => {
      say({ kind: "console", line });
    },
  });
  const outcome = await tenant.login({
    ...options,
    rules: rules.map(({ code, ...place }) => loadRule(code, { ...place, modules })),
    actions: actions.map(({ code, ...place }) => loadAction(code, { ...place, modules })),
  });
  // Through JSON, because functions, which a script can put into a setting, do not leave a thread.
  return JSON.parse(JSON.stringify(outcome)) as Outcome;
}

function makeFetch({ network, answers }: Omit<WorkerData, "login">): Host["fetch"] {
  if (answers) return askFetch();
  if (network) return (input, init) => standardHost.fetch(input, init);
  return () => Promise.reject(fetchFailed("the network is off"));
}

/** A `fetch` whose answers come from the thread that started this one. */
function askFetch(): Host["fetch"] {
  const open = new Map<number, (message: ToWorker) => void>();
  let last = 0;
  parentPort?.on("message", (message: ToWorker) => {
    open.get(message.id)?.(message);
    open.delete(message.id);
  });
  return async (input, init) => {
    const request = new Request(input, init);
    const id = ++last;
    const replied = new Promise<ToWorker>((resolve) => open.set(id, resolve));
    say({ kind: "request", id, request: await describe(request) });
    const { answer, failure } = await Promise.race([replied, aborted(request.signal)]);
    if (answer) return respond(answer, request.url);
    throw fetchFailed(failure ?? "no answer");
  };
}

async function describe(request: Request): Promise<WorkerRequest> {
  const body = await request.text();
  return {
    method: request.method,
    url: request.url,
    headers: Object.fromEntries(request.headers),
    body: body === "" ? undefined : body,
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => {
      reject(signal.reason as Error);
    });
  });
}

/** Statuses whose responses have no body. */
const EMPTY = new Set([101, 204, 205, 304]);

function respond({ status = 200, headers = {}, body }: WorkerAnswer, url: string): Response {
  const response = new Response(EMPTY.has(status) ? null : (body ?? ""), { status, headers });
  return Object.defineProperty(response, "url", { value: url });
}

function fetchFailed(reason: string): TypeError {
  return new TypeError("fetch failed", { cause: new Error(reason) });
}
