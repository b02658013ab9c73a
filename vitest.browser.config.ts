import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

import { findChromium } from "./scripts/site/chromium.js";
import { longestFirst } from "./test/support/longest-first.ts";
import { listReporters } from "./test/support/slowest-reporter.ts";

const chromium = findChromium();
if (chromium === undefined) {
  const help = "apt-get install chromium-headless-shell, or set CHROMIUM_PATH";
  if (process.env["REQUIRE_BROWSER"] === "1") {
    throw new Error(`there is no Chromium: ${help}`);
  }
  console.log(`The tests in a browser were left out, because there is no Chromium: ${help}`);
}

const longest = [
  "sandbox/limits.browser.ts",
  "site/start.browser.ts",
  "playground/runs.browser.ts",
];

const tests = ["test/site/**/*.browser.ts"];
/** Tests that print how long something takes. */
const timed = ["test/site/speed.browser.ts"];
const common = {
  isolate: false,
  pool: "forks",
  testTimeout: 60_000,
  // What a page does next may take a while on a busy machine.
  expect: { poll: { interval: 20, timeout: 10_000 } },
  passWithNoTests: chromium === undefined,
} as const;

/** The tests in a browser, apart from the suite: they listen on this machine's own network. */
export default defineConfig({
  test: {
    passWithNoTests: chromium === undefined,
    globalSetup:
      chromium === undefined
        ? []
        : ["test/site/support/build-site.ts", "test/site/support/start-chromium.ts"],
    maxWorkers: Math.min(2, availableParallelism()),
    reporters: listReporters(process.env),
    sequence: { sequencer: longestFirst(longest) },
    projects: [
      {
        test: {
          ...common,
          name: "browser",
          include: chromium === undefined ? [] : tests,
          exclude: timed,
        },
      },
      {
        test: {
          ...common,
          name: "timed",
          include: chromium === undefined ? [] : timed,
          maxWorkers: 1,
          // After the others, and not beside one.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
