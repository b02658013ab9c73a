import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

import { lateFlags, optimiseLate } from "./src/node/optimiser.ts";

// Libraries as they are bundled: their development builds are others, slower and with assertions.
process.env["NODE_ENV"] = "production";

// Most of what runs here, in this process and in the workers, is over before V8's optimiser has paid.
optimiseLate();

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Files share a process: ten times faster. The setup file proves after each test that
    // nothing was left behind, so that files cannot meet.
    isolate: false,
    pool: "forks",
    // Unless told, vitest leaves a processor to itself.
    maxWorkers: availableParallelism(),
    execArgv: lateFlags(),
    // For slow machines: nothing here waits, and what hangs is told apart all the same.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    setupFiles: ["test/support/setup.ts"],
  },
});
