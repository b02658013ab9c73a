// First, for nock.
import { restoreTimers } from "./instant-timers.ts";
// Then, so that whatever takes `fetch` or `http` at import takes the intercepted ones.
import nock from "nock";
import { afterEach, beforeEach } from "vitest";
import { watchLeftovers, type LeftoverWatch } from "./leftovers.ts";
import { takeUnanswered, takeUnusedFailures, testFetch, watchUnanswered } from "./network.ts";

restoreTimers();
nock.disableNetConnect();

let leftovers: LeftoverWatch;
let restoreFetch: () => void;
let stopWatching: () => void;

beforeEach(() => {
  const intercepted = globalThis.fetch;
  restoreFetch = () => {
    globalThis.fetch = intercepted;
  };
  globalThis.fetch = testFetch(intercepted);
  stopWatching = watchUnanswered();
  leftovers = watchLeftovers();
});

afterEach(() => {
  const found = [
    ...leftovers.check(),
    ...takeUnanswered().map((request) => `nobody answered the request ${request}`),
    ...nock.pendingMocks().map((mock) => `no request used the interceptor ${mock}`),
    ...takeUnusedFailures().map((failure) => `no request met the expected failure ${failure}`),
  ];
  nock.cleanAll();
  stopWatching();
  restoreFetch();
  if (found.length > 0) {
    throw new Error(`the test left behind:\n- ${found.join("\n- ")}`);
  }
});
