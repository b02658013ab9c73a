import { availableParallelism } from "node:os";
import { setFlagsFromString } from "node:v8";
import { defineConfig } from "vitest/config";

// Libraries as they are bundled: their development builds are others, slower and with assertions.
process.env["NODE_ENV"] = "production";

// Most of what runs here runs a few times, and is over before V8's optimiser has paid. Later versions of
// Node than 20 have a compiler in between, and not this flag.
const flags = process.version.startsWith("v20.") ? ["--interrupt-budget=1000000"] : [];
flags.forEach(setFlagsFromString);

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // Files share a process: ten times faster. The setup file proves after each test that
    // nothing was left behind, so that files cannot meet.
    isolate: false,
    pool: "forks",
    // Unless told, vitest leaves a processor to itself.
    maxWorkers: availableParallelism(),
    execArgv: flags,
    // For slow machines: nothing here waits, and what hangs is told apart all the same.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    setupFiles: ["test/support/setup.ts"],
  },
});
