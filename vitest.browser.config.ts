import { defineConfig } from "vitest/config";

import { findChromium } from "./scripts/site/chromium.js";

const chromium = findChromium();
if (chromium === undefined) {
  const help = "apt-get install chromium-headless-shell, or set CHROMIUM_PATH";
  if (process.env["REQUIRE_BROWSER"] === "1") throw new Error(`there is no Chromium: ${help}`);
  console.log(`The tests in a browser were left out, because there is no Chromium: ${help}`);
}

/** The tests in a browser, apart from the suite: they listen on this machine's own network. */
export default defineConfig({
  test: {
    include: chromium === undefined ? [] : ["test/site/**/*.browser.ts"],
    passWithNoTests: chromium === undefined,
    globalSetup:
      chromium === undefined
        ? []
        : ["test/site/support/build-site.ts", "test/site/support/start-chromium.ts"],
    isolate: false,
    pool: "forks",
    // One page at a time: what is measured in one must not wait for another.
    fileParallelism: false,
    testTimeout: 60_000,
  },
});
