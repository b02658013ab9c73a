import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";

import { bundleSite } from "../../../scripts/bundle-site.js";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder of the built site. */
    siteFolder: string;
    siteSizes: Awaited<ReturnType<typeof bundleSite>>["sizes"];
  }
}

/** Builds the site, once for all tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), "rules-templates-"));
  const { sizes } = await bundleSite(folder);
  project.provide("siteFolder", folder);
  project.provide("siteSizes", sizes);
  return () => rm(folder, { recursive: true, force: true });
}
