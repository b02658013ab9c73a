import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

import { findChromium } from "./scripts/site/chromium.js";

const chromium = findChromium();
if (chromium === undefined) {
  const help = "apt-get install chromium, or set CHROMIUM_PATH";
  if (process.env["REQUIRE_BROWSER"] === "1") throw new Error(`there is no Chromium: ${help}`);
  console.log(`The tests in a browser were left out, because there is no Chromium: ${help}`);
}

const all = chromium === undefined ? [] : ["test/site/**/*.browser.ts"];
/** What is measured must not wait for another page, so it comes alone, after the rest. */
const measured = chromium === undefined ? [] : ["test/site/speed.browser.ts"];

/** The tests in a browser, apart from the suite: they listen on this machine's own network. */
export default defineConfig({
  test: {
    passWithNoTests: chromium === undefined,
    globalSetup: chromium === undefined ? [] : ["test/site/support/global-setup.ts"],
    isolate: false,
    pool: "forks",
    testTimeout: 60_000,
    projects: [
      {
        extends: true,
        test: {
          name: "pages",
          include: all,
          exclude: measured,
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: { name: "speed", include: measured, maxWorkers: 1, sequence: { groupOrder: 1 } },
      },
    ],
  },
});
