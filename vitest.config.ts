import { chmodSync, mkdtempSync, rmSync, statfsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { defineConfig } from "vitest/config";

import { lateFlags, optimiseLate } from "./src/node/optimiser.ts";

// Libraries as they are bundled: their development builds are others, slower and with assertions.
process.env["NODE_ENV"] = "production";

useMemory("/dev/shm");

// No test reaches the network, and each program of Node that one starts would read these first.
delete process.env["NODE_EXTRA_CA_CERTS"];

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
    // What is transformed is kept for the next run, as Vitest 5 does unless told otherwise.
    experimental: { fsModuleCache: true },
    setupFiles: ["test/support/setup.ts"],
  },
});

/** Has temporary files written to a folder of memory, if there is one with room: tests make and remove thousands. */
function useMemory(place: string): void {
  try {
    const { bavail, bsize } = statfsSync(place);
    if (bavail * bsize < 2 ** 30) return;
    const folder = mkdtempSync(join(place, "rules-templates-"));
    // As open as the system's own is for a process without rights, which one test is.
    chmodSync(folder, 0o755);
    process.env["TMPDIR"] = folder;
    process.on("exit", () => {
      rmSync(folder, { recursive: true, force: true });
    });
  } catch {
    // No such place, so that the system's own is used.
  }
}
