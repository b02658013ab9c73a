import { defineConfig } from "vitest/config";

/** A smoke test and the escapes in Firefox and WebKit: before a release, not before each commit. */
export default defineConfig({
  test: {
    include: ["test/site/engines/*.engine.ts"],
    globalSetup: ["test/site/support/build-site.ts"],
    pool: "forks",
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
  },
});
