// Loaded into a process with --import: prints at its end how much memory it had at most.
import { readFileSync, writeSync } from "node:fs";
import process from "node:process";

process.on("exit", () => {
  writeSync(1, `peak memory: ${readPeak()} kB\n`);
});

/**
 * On Linux, `maxRSS` counts what the parent had when it started the process, and VmHWM does not.
 */
function readPeak() {
  try {
    const [, kilobytes] =
      /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) {
      return Number(kilobytes);
    }
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS;
}
