import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // One process for all files: ten times faster. The setup file proves after each test that
    // nothing was left behind, so that files cannot meet.
    isolate: false,
    pool: "forks",
    // For slow machines: nothing here waits, and what hangs is told apart all the same.
    testTimeout: 30_000,
    setupFiles: ["test/support/setup.ts"],
  },
});
