import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";
import type { TestProject } from "vitest/node";

import { bundleSite } from "../../../scripts/bundle-site.js";
import { chromiumFlags, findChromium } from "../../../scripts/site/chromium.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built site. */
    siteFolder: string;
    siteSizes: Awaited<ReturnType<typeof bundleSite>>["sizes"];
    /** Where the browser listens. */
    browserEndpoint: string;
  }
}

/** Builds the site and starts the browser, once for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "rules-templates-"));
  const { sizes } = await bundleSite(folder);
  const executablePath = findChromium();
  const server = await chromium.launchServer({
    ...(executablePath !== undefined && { executablePath }),
    args: chromiumFlags,
  });
  project.provide("siteFolder", folder);
  project.provide("siteSizes", sizes);
  project.provide("browserEndpoint", server.wsEndpoint());
  return async () => {
    await server.close();
    await rm(folder, { recursive: true, force: true });
  };
}
