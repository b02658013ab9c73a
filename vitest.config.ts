import { statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

import { lateFlags, optimizeLate } from "./src/node/optimizer.ts";
import { longestFirst } from "./test/support/longest-first.ts";
import { listReporters } from "./test/support/slowest-reporter.ts";

// Libraries as they are bundled: their development builds are others, slower and with assertions.
process.env["NODE_ENV"] = "production";

// Tests make and remove thousands of small files, which takes a disk longer than memory.
if (hasRoom("/dev/shm")) {
  process.env["TMPDIR"] ??= "/dev/shm";
}

// No test reaches the network, and each program of Node that one starts would read these first.
delete process.env["NODE_EXTRA_CA_CERTS"];

// Most of what runs here, in this process and in the workers, is over before V8's optimizer has
// paid.
optimizeLate();

const longest = [
  "package/package.test.ts",
  "test/hostile-logins.test.ts",
  "adapt/same.test.ts",
  "verify/laws.test.ts",
  "commands/migrate.test.ts",
  "commands/explore.test.ts",
  "test/launcher.test.ts",
  "release/rehearsal.test.ts",
  "verify/prove.test.ts",
];

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
    // What is transformed is kept for the next run, as Vitest 5 does unless told otherwise. It
    // grows with each change until packages are installed again, or by `npx vitest --clearCache`.
    experimental: { fsModuleCache: true },
    sequence: { sequencer: longestFirst(longest) },
    setupFiles: ["test/support/setup.ts"],
    reporters: listReporters(process.env),
  },
});

/** Whether there is such a place, with room for what tests write. */
function hasRoom(place: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(place);
    return bavail * bsize > 2 ** 30;
  } catch {
    return false;
  }
}
