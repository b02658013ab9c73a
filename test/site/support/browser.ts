import { chromium, type Browser } from "playwright-core";
import { inject } from "vitest";

let connected: Promise<Browser> | undefined;

/** The browser of this worker. */
export function connectBrowser(): Promise<Browser> {
  connected ??= chromium.connect(endpointOf(Number(process.env["VITEST_POOL_ID"])));
  return connected;
}

/** @param worker counted from 1 */
function endpointOf(worker: number): string {
  const endpoint = inject("browserEndpoints")[worker - 1];
  if (endpoint === undefined) {
    throw new Error(`worker ${worker} has no browser`);
  }
  return endpoint;
}
