import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

import { chromiumFlags, findChromium } from "../../../scripts/site/chromium.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Where the browsers listen, one for each worker of Vitest. */
    browserEndpoints: string[];
  }
}

/**
 * Starts a browser for each worker, once for all tests. Workers do not share one, because the
 * clipboard belongs to the browser.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium();
  const servers = await Promise.all(
    Array.from({ length: project.config.maxWorkers }, () =>
      chromium.launchServer({
        ...(executablePath !== undefined && { executablePath }),
        args: chromiumFlags,
      }),
    ),
  );
  project.provide(
    "browserEndpoints",
    servers.map((server) => server.wsEndpoint()),
  );
  return async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
}
