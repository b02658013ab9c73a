import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

import { chromiumFlags, findChromium } from "../../../scripts/site/chromium.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the browser listens. */
    browserEndpoint: string;
  }
}

/** Starts the browser, once for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  const server = await chromium.launchServer({
    ...(executablePath !== undefined && { executablePath }),
    args: chromiumFlags,
  });
  project.provide("browserEndpoint", server.wsEndpoint());
  return () => server.close();
}
