import childProcess from "node:child_process";
import inspector from "node:inspector";
import workerThreads from "node:worker_threads";

import type { Refuse } from "./refuse.ts";

/** Refuses programs and threads: they would have sockets that nobody keeps from anything. */
export function refusePrograms(refuse: Refuse): void {
  for (const name of STARTING) {
    Object.assign(childProcess, {
      [name]: (program: unknown) => {
        throw refuse("START", `${name} ${String(program)}`, "EACCES");
      },
    });
  }
  Object.assign(workerThreads, {
    Worker: function Worker() {
      throw refuse("START", "a thread", "EACCES");
    },
  });
  Object.assign(inspector, {
    open: (port: unknown) => {
      throw refuse("LISTEN", `inspector ${String(port)}`, "EACCES");
    },
  });
}

const STARTING = ["exec", "execFile", "execFileSync", "execSync", "fork", "spawn", "spawnSync"];
