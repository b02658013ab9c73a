import { chromium, type Browser } from "playwright-core";
import { inject } from "vitest";

/** The browser of this worker. Whoever connects to it closes what this gives. */
export async function connectBrowser(): Promise<Browser> {
  const endpoints = inject("browserEndpoints");
  const worker = Number(process.env["VITEST_POOL_ID"]);
  return chromium.connect(endpoints[(worker - 1) % endpoints.length] ?? "");
}
